"""What a page shows but does not write: scanned pages and small pictures of numbers, drawn and given to OCR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pypdfium2

from extract.numbering import read_labels

from . import ocr
from .pages import Page, Picture

SCALE = 300 / 72
"""Pixels to a point at 300 dots an inch."""
LABEL_SCALE = 600 / 72
LARGEST = 2_000.0
"""Points that a page may be wide or high to be drawn."""


def whole(document: Any, page: Page) -> bool:
    """Gives a page without text the words that OCR reads on it; whether there are any."""
    if ocr.program() is None or not page.pictures or max(page.width, page.height) > LARGEST:
        return False
    try:
        raw = document[page.number - 1]
        image = raw.render(scale=SCALE, grayscale=True).to_pil()
        raw.close()
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return False
    page.words = ocr.words(image, SCALE)
    page.characters = sum(len(w.text) for w in page.words)
    return bool(page.words)


def numbers(document: Any, page: Page, found: Sequence[Picture]) -> None:
    """Gives small pictures the label that OCR reads in them, "" where it is none."""
    if ocr.program() is None or max(page.width, page.height) > LARGEST:
        return
    try:
        raw = document[page.number - 1]
        image = raw.render(scale=LABEL_SCALE, grayscale=True).to_pil()
        raw.close()
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return
    pad = 1.0
    boxes = [tuple(round(v * LABEL_SCALE) for v in (p.x0 - pad, p.y0 - pad, p.x1 + pad, p.y1 + pad)) for p in found]
    texts = ocr.labels([image.crop(box) for box in boxes])
    for picture, text in zip(found, texts, strict=True):
        labels = read_labels(text)
        picture.text = text if labels and labels[-1].end == len(text) else ""
