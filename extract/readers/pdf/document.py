"""A PDF opened safely through pdfium, and its pages one by one; nothing in it is run or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from . import glyphs, strokes
from .packed import bomb
from .pages import Page

LARGEST = 14_400.0
"""Points that a page may be wide or high: 200 inches, the most that the format knows."""
MOST_OBJECTS = 200_000
"""Of a page that is read at all; a drawing of that many strokes has no text that matters."""


class PdfError(Exception):
    """The file cannot be read as a document; the message is one sentence that says why."""


@contextmanager
def open_pdf(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document in `data`; PdfError where it is damaged, encrypted, an interactive form, or has no page."""
    if bomb(data):
        raise PdfError("It holds a stream that unpacks to far more than a page holds; it is not read.")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise PdfError(_reason(error.err_code)) from error
    try:
        if document.get_formtype() == pdfium.FORMTYPE_XFA_FULL:
            raise PdfError("It is an interactive form (XFA), whose text only Adobe's programs show; print it to PDF.")
        if not len(document):
            raise PdfError("It is a damaged PDF: it has no page; ask for the file again.")
        yield document
    finally:
        document.close()


def _reason(code: int | None) -> str:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return "It is encrypted and needs a password; save it without one."
    if code == pdfium.FPDF_ERR_SECURITY:
        return "It is protected by a method that cannot be read; save it without protection."
    return "It is a damaged or incomplete PDF that cannot be opened; ask for the file again."


def read_page(document: Any, number: int) -> tuple[Page, str]:
    """A page by its number from 1, and a sentence that says why it could not be read, "" where it could."""
    try:
        raw = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return Page(number, 595.0, 842.0), f"Page {number} is damaged and was left out."
    try:
        view = view_of(raw)
        made = Page(number, view.width, view.height)
        if not (1 <= view.width <= LARGEST and 1 <= view.height <= LARGEST):
            return Page(number, 595.0, 842.0), f"Page {number} has no size that a page can have and was left out."
        if pdfium.FPDFPage_CountObjects(raw.raw) > MOST_OBJECTS:
            return made, f"Page {number} holds more than a page of text does and was left out."
        textpage = raw.get_textpage()
        try:
            found = glyphs.words(textpage.raw, view)
        finally:
            textpage.close()
        made.words, made.characters, made.unmapped, made.cut = found.words, found.characters, found.unmapped, found.cut
        strokes.gather(raw, view, made)
    except pypdfium2.PdfiumError:
        return Page(number, 595.0, 842.0), f"Page {number} is damaged and was left out."
    else:
        return made, ""
    finally:
        raw.close()


def view_of(page: Any) -> glyphs.View:
    """The box and the turn that a pdfium page is shown with."""
    return glyphs.View(page.get_bbox(), page.get_rotation() // 90)
