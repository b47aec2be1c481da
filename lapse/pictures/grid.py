"""A matrix as a page without scripts, and as an SVG file for Word and e-mail."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment

from .columns import CHARACTER
from .matrix import Matrix, Row
from .page import COLOURS

CELL, BAR = 46, 26
"""Width and height of a cell of the SVG file, in pixels."""
LONGEST = 36
"""Characters of a head that are shown; the page has the rest under the pointer."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DARK = 0.62
"""From this share of the highest number on a cell is so dark that its number is white."""


def html(matrix: Matrix) -> str:
    """The matrix as the text of an HTML page that loads nothing and runs nothing."""
    return (
        _environment()
        .from_string(_template("matrix.html"))
        .render(matrix=matrix, shade=_Shade(matrix.highest), heads=[(head, _short(head)) for head in matrix.heads])
    )


def svg(matrix: Matrix) -> str:
    """The matrix as the text of an SVG file."""
    heads = [_short(head) for head in matrix.heads]
    left = max([_long(_short(row.head) + f" {row.sign} {row.words}") for row in matrix.rows], default=0) + 24
    top = 84 + max([_long(head) for head in heads], default=0)
    lines = _lines(" ".join([matrix.verdict, *matrix.notes]), 120)
    width = max(left + CELL * (len(heads) + 1) + 24, _long(matrix.title) * 1.5, 700)
    shown = {
        "matrix": matrix,
        "rows": [(_short(row.head), row) for row in matrix.rows],
        "heads": heads,
        "shade": _Shade(matrix.highest),
        "left": left,
        "top": top + 18 * len(lines),
        "lines": lines,
        "width": width,
        "height": top + 18 * len(lines) + BAR * (len(matrix.rows) + 1) + 24,
        "cell": CELL,
        "bar": BAR,
        "colours": COLOURS,
    }
    return _clean(_environment().from_string(_template("matrix.svg")).render(shown))


@cache
def _template(name: str) -> str:
    return (files("lapse.templates") / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)


class _Shade:
    """The ground and the ink of a cell: the more places, the darker, in the colour of the row's status."""

    def __init__(self, highest: int) -> None:
        self.highest = highest

    def ground(self, row: Row, number: int) -> str:
        """The colour behind a number, white for none."""
        if not number:
            return "#ffffff"
        share = 0.18 + 0.72 * (number / self.highest) ** 0.7
        return _mixed(COLOURS[row.status or "stands"], share)

    def ink(self, number: int) -> str:
        """The colour of a number on its ground."""
        return "#ffffff" if 0.18 + 0.72 * (number / self.highest) ** 0.7 > DARK else "#1c2329"


def _mixed(colour: str, share: float) -> str:
    """A colour on white, so much of it."""
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _long(text: str) -> float:
    return len(text) * CHARACTER


def _lines(text: str, room: int) -> list[str]:
    out: list[str] = []
    line = ""
    for word in text.split():
        if len(line) + len(word) >= room:
            out, line = [*out, line], ""
        line = f"{line} {word}".strip()
    return [*out, line] if line else out


def _clean(text: str) -> str:
    """The text without characters that XML forbids."""
    return _FORBIDDEN.sub("", text)
