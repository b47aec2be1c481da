"""The words of a page through pdfium: characters that stand together, with their place, size, type and colour."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from .pages import Word

MOST_CHARACTERS = 60_000
"""Of one page; a page of small type holds some 10,000."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC = ("italic", "oblique", "kursiv")
_HYPHENS = (0x2, 0xFFFE)
_SPACES = frozenset((0x20, 0xA0, 0x9, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
_NOTHING = frozenset((0x0, 0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFF))
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6


@dataclass(frozen=True, slots=True)
class _Type:
    """What the characters of one text object share: size in points, style, colour, whether the file tells letters."""

    size: float
    bold: bool
    italic: bool
    colour: int
    mapped: bool


class View:
    """How a page is shown: its box and its turn (quarter turns clockwise) take points of the file to the page."""

    def __init__(self, box: tuple[float, float, float, float], turn: int) -> None:
        self.left, self.bottom, self.right, self.top = box
        self.turn = turn % 4
        across, down = self.right - self.left, self.top - self.bottom
        self.width, self.height = (down, across) if self.turn % 2 else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as a point of the page."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box of the file as left, top, right and bottom on the page."""
        a, b = self.point(x0, y0), self.point(x1, y1)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


@dataclass(slots=True)
class Read:
    """The words of a page, how many characters it has, how many of them have no letter, and whether some were cut."""

    words: list[Word]
    characters: int
    unmapped: int
    cut: bool


def words(textpage: Any, view: View) -> Read:
    """The upright words of a text page, in the order of the file; text that runs in another direction is left out."""
    return _Walk(textpage, view).read()


class _Walk:
    """Goes through the characters of one page."""

    def __init__(self, textpage: Any, view: View) -> None:
        self.page = textpage
        self.view = view
        self.types: dict[int, _Type | None] = {}
        self.fonts: dict[int, tuple[bool, bool]] = {}
        self.out: list[Word] = []
        self.unmapped = 0

    def read(self) -> Read:
        """All words."""
        count = max(0, pdfium.FPDFText_CountChars(self.page))
        most = min(count, MOST_CHARACTERS)
        unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
        origin_of, object_of = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetTextObject
        rect, ox, oy = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        page, view, out = self.page, self.view, self.out
        upright = view.turn == 0
        last: Word | None = None
        last_type: _Type | None = None
        seen = 0
        gap = True
        for k in range(most):
            code = unicode_of(page, k)
            if code in (0xD, 0xA):
                last, gap = None, True
                continue
            if code in _SPACES:
                gap = True
                last = None
                continue
            if code in _NOTHING:
                continue
            seen += 1
            pointer = object_of(page, k)
            kind = self._type(pointer, k) if pointer else None
            if kind is None or not box_of(page, k, rect) or not origin_of(page, k, ox, oy):
                continue
            if upright:
                x0, x1, y = rect.left - view.left, rect.right - view.left, view.top - oy.value
            else:
                x0, _, x1, _ = view.box(rect.left, rect.bottom, rect.right, rect.top)
                y = view.point(ox.value, oy.value)[1]
            text = "-" if code in _HYPHENS else _LIGATURES.get(code) or chr(code)
            if (
                last is not None
                and kind is last_type
                and abs(y - last.y) < 0.5
                and -kind.size < x0 - last.x1 < kind.size
            ):
                last.text += text
                last.x1 = max(last.x1, x1)
                continue
            last = Word(text, x0, x1, y, kind.size, kind.bold, kind.italic, kind.colour, gap, len(out))
            last_type = kind
            gap = False
            out.append(last)
        kept = [w for w in out if _within(w, view)]
        return Read(kept, seen, self.unmapped, count > most)

    def _type(self, pointer: Any, k: int) -> _Type | None:
        """The type of a text object, None where it runs in another direction than the page is read."""
        key = ctypes.addressof(pointer.contents)
        if key not in self.types:
            self.types[key] = self._look(pointer, k)
        kind = self.types[key]
        self.unmapped += kind is not None and not kind.mapped
        return kind

    def _look(self, pointer: Any, k: int) -> _Type | None:
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self.page, k, matrix):
            return None
        a, b = (matrix.a, matrix.b)
        for _ in range(self.view.turn):
            a, b = b, -a
        if a <= 0 or abs(b) > 0.1 * a:
            return None
        size = pdfium.FPDFText_GetFontSize(self.page, k) * (matrix.c**2 + matrix.d**2) ** 0.5
        bold, italic = self._font(pdfium.FPDFTextObj_GetFont(pointer))
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        colour = 0
        if pdfium.FPDFPageObj_GetFillColor(pointer, red, green, blue, alpha):
            colour = red.value << 16 | green.value << 8 | blue.value
        mapped = pdfium.FPDFText_HasUnicodeMapError(self.page, k) != 1
        return _Type(size if 0.5 < size < 500 else 10.0, bold, italic, colour, mapped)

    def _font(self, font: Any) -> tuple[bool, bool]:
        """Whether a font is bold and whether it is italic, by its weight, its flags and its name."""
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self.fonts:
            flags = pdfium.FPDFFont_GetFlags(font)
            buffer = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
            name = buffer.value.decode("latin-1").lower()
            weight = pdfium.FPDFFont_GetWeight(font)
            bold = weight >= 600 or (flags > 0 and bool(flags & _FORCE_BOLD)) or any(one in name for one in _BOLD)
            italic = (flags > 0 and bool(flags & _ITALIC_FLAG)) or any(one in name for one in _ITALIC)
            self.fonts[key] = (bold, italic)
        return self.fonts[key]


def _within(word: Word, view: View) -> bool:
    """Whether a word stands on the page."""
    return word.x0 >= -2 and word.x1 <= view.width + 2 and 0 <= word.y <= view.height + 2
