"""What a page shows but does not write: scanned pages and small pictures of numbers, drawn and given to OCR."""

from __future__ import annotations

import re
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
    if ocr.missing() or not page.pictures or max(page.width, page.height) > LARGEST:
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


def numbers(document: Any, page: Page, found: Sequence[Picture], before: str) -> str:
    """Gives small pictures the label that OCR reads in them, "" where it is none.

    `before` is the last label above them; the last label read is given back.
    """
    if ocr.missing() or max(page.width, page.height) > LARGEST:
        return before
    try:
        raw = document[page.number - 1]
        image = raw.render(scale=LABEL_SCALE, grayscale=True).to_pil()
        raw.close()
    except (pypdfium2.PdfiumError, MemoryError, ValueError):
        return before
    pad = 1.0
    boxes = [tuple(round(v * LABEL_SCALE) for v in (p.x0 - pad, p.y0 - pad, p.x1 + pad, p.y1 + pad)) for p in found]
    texts = ocr.labels([image.crop(box) for box in boxes])
    texts = [_by_next(text, after) for text, after in zip(texts, [*texts[1:], ""], strict=True)]
    last = before
    for picture, text in zip(found, texts, strict=True):
        picture.text = mended(text, last)
        last = picture.text or last
    return last


def mended(text: str, before: str) -> str:
    """A label as OCR read it, by the label before it: "74" behind "7.3" is "7.4", "(i)" behind "(i)" is "(j)".

    "" where the text is no label.
    """
    text = text.strip()
    for one in _expected(before):
        if one == text or (one.replace(".", "") == text.replace(".", "") and one.rstrip(".") != text.rstrip(".")):
            return one
    if text == before and re.fullmatch(r"\([a-y]\)", text):
        return f"({chr(ord(text[1]) + 1)})"
    found = read_labels(text)
    return text if found and found[-1].end == len(text) else ""


def _by_next(text: str, after: str) -> str:
    """A label by the one behind it: "11" in front of "1.2" is "1.1"."""
    head, dot, tail = after.rpartition(".")
    if not dot or not tail.isdigit() or int(tail) < 2:
        return text
    earlier = f"{head}.{int(tail) - 1}"
    return earlier if earlier.replace(".", "") == text else text


def _expected(before: str) -> list[str]:
    """The numbers that may follow a number: the next, the first below it, the next above it."""
    parts = before.strip(".").split(".")
    if not all(part.isdigit() for part in parts):
        return []
    found = [".".join([*parts, "1"])]
    for depth in range(len(parts), 0, -1):
        found.append(".".join([*parts[: depth - 1], str(int(parts[depth - 1]) + 1)]))
    return [one if "." in one else f"{one}." for one in found]
