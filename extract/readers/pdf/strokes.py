"""The rules and pictures of a page: straight strokes, thin boxes, edges of drawn boxes."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium

from .glyphs import View
from .pages import Page, Picture, Rule

THIN = 2.6
"""A box of at most this height or width, in points, is seen as a stroke."""
SHORTEST = 3.0
MOST_OBJECTS = 40_000
MOST_SEGMENTS = 4_000
DEPTH = 5
HIGHEST_PAINT = 30.0
MOST_PAINT = 2_000
MOST_CORNERS = 12


def gather(page: Any, view: View, into: Page) -> None:
    """Adds the rules, pictures and strike-out annotations of a pdfium page to `into`."""
    segments = 0
    for n, one in enumerate(page.get_objects(max_depth=DEPTH)):
        if n >= MOST_OBJECTS:
            into.cut = True
            break
        if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(one, view)
            if box is not None:
                into.pictures.append(Picture(*box, n))
        elif one.type == pdfium.FPDF_PAGEOBJ_PATH and segments < MOST_SEGMENTS:
            segments += _path(one, view, into)
    _annotations(page, view, into)


def _bounds(one: Any, view: View) -> tuple[float, float, float, float] | None:
    """The box of an object on the page, None where it has none."""
    try:
        left, bottom, right, top = one.get_bounds()
    except pdfium2.PdfiumError:
        return None
    container = one.container
    if container is not None:
        matrix = container.get_matrix()
        corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
        left, right = min(x for x, _ in corners), max(x for x, _ in corners)
        bottom, top = min(y for _, y in corners), max(y for _, y in corners)
    return view.box(left, bottom, right, top)


def _path(one: Any, view: View, into: Page) -> int:
    """Adds the rules and the paint of a path; how many segments it has."""
    count = max(0, int(pdfium.FPDFPath_CountSegments(one.raw)))
    box = _bounds(one, view)
    if box is None or not count:
        return count
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) <= THIN:
        _thin(box, into.rules)
    elif 1 < count <= MOST_SEGMENTS:
        fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
        if not pdfium.FPDFPath_GetDrawMode(one.raw, fill, stroke):
            return count
        if stroke.value and one.container is None:
            _edges(one, view, count, into.rules)
        if fill.value and y1 - y0 <= HIGHEST_PAINT and count <= MOST_CORNERS and len(into.paint) < MOST_PAINT:
            into.paint.append((*box, _fill(one)))
    return count


def _fill(one: Any) -> int:
    """The colour that a path is filled with, white where it has none."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(one.raw, red, green, blue, alpha):
        return 0xFFFFFF
    return red.value << 16 | green.value << 8 | blue.value


def _thin(box: tuple[float, float, float, float], rules: list[Rule]) -> None:
    """A stroke or thin box as a rule along its middle."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        if x1 - x0 >= SHORTEST:
            rules.append(Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2, y1 - y0))
    elif y1 - y0 >= SHORTEST:
        rules.append(Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1 - x0))


def _edges(one: Any, view: View, count: int, rules: list[Rule]) -> None:
    """The straight lines of a drawn path that run along the page."""
    matrix = one.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    for k in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(one.raw, k)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        here = view.point(*matrix.on_point(x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            _along(last, here, rules)
        last = here
        if pdfium.FPDFPathSegment_GetClose(segment) and first is not None:
            _along(here, first, rules)
            last = first


def _along(a: tuple[float, float], b: tuple[float, float], rules: list[Rule]) -> None:
    across, down = abs(a[0] - b[0]), abs(a[1] - b[1])
    if min(across, down) <= 0.7 and max(across, down) >= SHORTEST:
        _thin((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), rules)


def _annotations(page: Any, view: View, into: Page) -> None:
    """Counts strike-outs and keeps the boxes of links."""
    rect = pdfium.FS_RECTF()
    for k in range(min(2_000, max(0, pdfium.FPDFPage_GetAnnotCount(page.raw)))):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, k)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        into.struck += kind == pdfium.FPDF_ANNOT_STRIKEOUT
        if kind == pdfium.FPDF_ANNOT_LINK and pdfium.FPDFAnnot_GetRect(annotation, rect):
            into.links.append(view.box(rect.left, rect.bottom, rect.right, rect.top))
        pdfium.FPDFPage_CloseAnnot(annotation)
