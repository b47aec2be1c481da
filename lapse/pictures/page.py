"""A picture as one HTML file that needs nothing besides itself: drawn by vis.js, with the same as a list beside it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemLoader
from pyvis.network import Network

from lapse.wording import count

from .columns import GAP
from .sketch import (
    MOST_OF_ONE,
    PADDING,
    SIGNS,
    SPACE,
    STATUSES,
    TOGETHER,
    Box,
    Entry,
    Line,
    Look,
    Picture,
    Quote,
    Status,
)

COLOURS: dict[Status | None, str] = {
    "caused": "#b3261e",
    "open": "#b3261e",
    "cured": "#1b7334",
    "dropped": "#5f6b73",
    "existing": "#5f6b73",
    "outside": "#5f6b73",
    "stands": "#2b5f9e",
    None: "#8fb0d3",
}
"""Of lines and of rims; dark enough to be told from white, and never the only sign."""

FILLS: dict[Look, str] = {
    "document": "#e3eefa",
    "provision": "#f2f7fd",
    "subject": "#ffffff",
    "lapsing": "#f9dcd9",
    "standing": "#d9efdf",
    "place": "#fdf6df",
}
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False, "hover": True, "tooltipDelay": 120},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.55}},
    "nodes": {"font": {"size": 13, "face": "system-ui, Segoe UI, DejaVu Sans, Arial", "color": "#1c2329"}},
}
SMALLEST_GAP = 45
LONG, SHORT = 260, 120
"""From so many characters on a line of the list shows its first ones, and the whole of it on a click."""


def page(picture: Picture) -> str:
    """The picture as the text of an HTML page. It loads nothing, and text from documents stands in it as text."""
    network = Network(directed=True, cdn_resources="in_line")
    widths = [column.width for column in picture.columns]
    for box in (*picture.boxes, *picture.aside):
        network.add_node(box.id, **_node(box, widths[box.column]))
    for line in (*picture.lines, *picture.more):
        network.add_edge(line.start, line.end, **_edge(line, picture))
    network.options = OPTIONS
    network.templateEnv = _environment(network.template_dir)
    network.templateEnv.globals["page"] = _page(picture, widths)
    network.path = "picture.html"
    return str(network.generate_html(name="picture.html"))


@cache
def _templates() -> dict[str, str]:
    return {"picture.html": (files("lapse.templates") / "picture.html").read_text(encoding="utf-8")}


def _environment(scripts: str) -> Environment:
    """Templates that escape what is put in: our page, and the scripts that come with pyvis (a folder)."""
    loaders: list[BaseLoader] = [DictLoader(_templates()), FileSystemLoader(scripts)]
    return Environment(loader=ChoiceLoader(loaders), autoescape=True)


def _node(box: Box, width: int) -> dict[str, Any]:
    """What vis.js is told of a box: for what is relied on a shape and a rim for each status, beside the words."""
    rim = COLOURS[box.status]
    fill = FILLS[box.look]
    lit = {"background": fill, "border": rim}
    return {
        "label": box.label,
        "title": box.hover,
        "shape": "ellipse" if box.curved else "box",
        "x": box.x,
        "y": box.y,
        "color": {"background": fill, "border": rim, "highlight": lit, "hover": lit},
        "borderWidth": 3 if box.look == "subject" else 1,
        "widthConstraint": {"minimum": width - 12},
        "heightConstraint": {"minimum": box.height - PADDING} if box.least else False,
        "shapeProperties": {"borderDashes": _dashes(box), "borderRadius": 5},
        "column": box.column,
        "tall": box.height,
        "status": box.status if box.look in ("subject", "place") else None,
        "by": box.by,
        "aside": box.aside,
        "joint": box.id == TOGETHER,
    }


def _dashes(box: Box) -> list[int] | bool:
    vague = box.look == "subject" and box.status in ("dropped", "existing", "outside")
    return [6, 4] if box.look == "lapsing" or vague else False


def _edge(line: Line, picture: Picture) -> dict[str, Any]:
    """What vis.js is told of a line: broken where it leads to text that lapses, wider the more places it stands for."""
    colour = COLOURS[line.status]
    last = line.start.startswith("t")
    crowded = picture.folded and not last
    broken = last and line.status in ("caused", "dropped", "existing", "open")
    return {
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": 0.4 if crowded else 0.85},
        "width": picture.breadth(line) if crowded else 1.3,
        "number": line.number,
        "dashes": [7, 5] if broken else False,
        "arrows": {"to": {"enabled": not crowded, "scaleFactor": 0.45}},
    }


def _page(picture: Picture, widths: list[int]) -> dict[str, Any]:
    """What the page around the picture says."""
    return {
        "picture": picture,
        "columns": [{"head": column.head, "width": column.width} for column in picture.columns],
        "height": picture.height,
        "aside": bool(picture.aside),
        "most": MOST_OF_ONE,
        "space": SPACE,
        "narrowest": sum(widths) + SMALLEST_GAP * max(len(widths) - 1, 0) + 24,
        "widest": sum(widths) + 2 * GAP * max(len(widths) - 1, 0) + 24,
        "statuses": [(status, SIGNS[status], STATUSES[status]) for status in picture.statuses],
        "groups": [(head, [_listed(e) for e in found]) for head, found in groupby(picture.entries, lambda e: e.group)],
    }


def _listed(entry: Entry) -> dict[str, Any]:
    """One entry as it stands in the list."""
    return {
        "entry": entry,
        "sign": SIGNS[entry.status],
        "by": " ".join(entry.by),
        "documents": list(entry.by),
        "heading": _heading(entry),
        "where": [(line, _short(line)) for line in entry.where],
        "quotes": [{"place": one.place, **_marked(one)} for one in entry.quotes],
    }


def _short(line: str) -> str:
    return line if len(line) <= LONG else f"{line[:SHORT].rpartition(', ')[0] or line[:SHORT]} …"


def _heading(entry: Entry) -> str:
    if entry.number > len(entry.quotes):
        return f"{len(entry.quotes)} of {count(entry.number, 'place')}, in their sentences"
    return count(len(entry.quotes), "place in its sentence", "places in their sentences")


def _marked(quote: Quote) -> dict[str, str]:
    """A quotation cut into what stands before the words, the words and what follows."""
    before, found, after = quote.sentence.partition(" ".join(quote.words.split()) or quote.words)
    return {"before": before, "words": found, "after": after}
