"""The picture of the orphans as one HTML file that needs nothing besides itself: documents, terms, definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemLoader
from pyvis.network import Network

from ontology.results import Finding

from . import whole
from .layout import SIGNS, WIDTHS, Box, Layout, Line, Term, lay_out
from .wording import CAUSES, Names, by_document, clauses, count, day, defined_at, document, place

COLOURS: dict[str | None, str] = {"caused": "#b3261e", "cured": "#1b7334", "existing": "#5f6b73", None: "#8fb0d3"}
"""Of lines and of the rims of terms; dark enough to be told from white, and never the only sign."""

FILLS = {"document": "#e3eefa", "provision": "#f2f7fd", "term": "#ffffff", "lapsing": "#f9dcd9", "standing": "#d9efdf"}
LEGEND = {
    "caused": "term left without a definition (in how many provisions)",
    "cured": "term that has a definition again",
    "existing": "term that had none before",
}
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "dragView": False, "zoomView": False, "hover": True, "tooltipDelay": 120},
    "edges": {"smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.55}},
    "nodes": {"font": {"size": 13, "face": "system-ui, Segoe UI, DejaVu Sans, Arial", "color": "#1c2329"}},
}
MARGIN = 20
SMALLEST_GAP = 45


def draw(
    findings: Sequence[Finding], documents: Mapping[str, str], lapsing: str, until: date | None, path: Path
) -> Path:
    """Write the picture of the orphaned terms (LAP101) among `findings` to the file `path`, and give it back.

    `documents` are shown names by id; `lapsing` is the id of the document that lapses and `until` its last day in
    force. The file loads nothing, and text from documents stands in it as text. OSError where it cannot be written.
    """
    layout = lay_out(findings, documents, lapsing, until)
    network = Network(directed=True, cdn_resources="in_line")
    for box in layout.boxes:
        network.add_node(box.id, **_node(box))
    for line in layout.lines:
        network.add_edge(line.start, line.end, **_edge(line, layout.folded))
    network.options = OPTIONS
    network.templateEnv = _environment(network.template_dir)
    network.templateEnv.globals["page"] = _page(layout, documents, lapsing, until)
    network.path = "picture.html"
    html = network.generate_html(name="picture.html")
    whole.write(path, html)
    return path


@cache
def _template() -> str:
    return (files("lapse.templates") / "picture.html").read_text(encoding="utf-8")


def _environment(scripts: str) -> Environment:
    """Templates that escape what is put in: our page, and the scripts that come with pyvis (a folder)."""
    loaders: list[BaseLoader] = [DictLoader({"picture.html": _template()}), FileSystemLoader(scripts)]
    return Environment(loader=ChoiceLoader(loaders), autoescape=True)


def _node(box: Box) -> dict[str, Any]:
    """What vis.js is told of a box: for terms a shape and a rim for each status, beside the words in the label."""
    rim = COLOURS[box.cause]
    fill = FILLS[box.kind]
    lit = {"background": fill, "border": rim}
    return {
        "label": box.label,
        "title": box.hover,
        "shape": "ellipse" if box.kind == "term" and box.cause == "cured" else "box",
        "x": box.x,
        "y": box.y,
        "color": {"background": fill, "border": rim, "highlight": lit, "hover": lit},
        "borderWidth": 3 if box.kind == "term" else 1,
        "widthConstraint": {"minimum": WIDTHS[box.kind] - 12},
        "shapeProperties": {"borderDashes": _dashes(box), "borderRadius": 5},
    }


def _dashes(box: Box) -> list[int] | bool:
    return [6, 4] if box.kind == "lapsing" or (box.kind == "term" and box.cause == "existing") else False


def _edge(line: Line, folded: bool) -> dict[str, Any]:
    """What vis.js is told of a line: broken where it leads to text that lapses, wider the more uses it stands for."""
    colour = COLOURS[line.cause]
    last = line.start.startswith("t")
    crowded = folded and not last
    return {
        "color": {"color": colour, "highlight": colour, "hover": colour, "opacity": 0.5 if crowded else 0.85},
        "width": min(1.3 + 0.4 * (line.number - 1), 6) if crowded else 1.3,
        "dashes": [7, 5] if last and line.cause != "cured" else False,
        "arrows": {"to": {"enabled": not crowded, "scaleFactor": 0.45}},
    }


def _page(layout: Layout, names: Names, lapsing: str, until: date | None) -> dict[str, Any]:
    """What the page around the picture says."""
    name = document(lapsing, names)
    widths = [width for _, _, width in layout.columns]
    causes = {term.cause for term in layout.terms}
    return {
        "title": f"Terms left without a definition when {name} lapses",
        "verdict": _verdict(layout, name, until),
        "notes": layout.notes,
        "legend": [(cause, SIGNS[cause], words) for cause, words in LEGEND.items() if cause in causes],
        "standing": "cured" in causes,
        "columns": [{"head": head, "x": x, "width": width} for head, x, width in layout.columns],
        "height": layout.height + 2 * MARGIN,
        "middle": layout.height / 2,
        "narrowest": sum(widths) + SMALLEST_GAP * max(len(widths) - 1, 0) + 24,
        "terms": [_listed(term, names) for term in layout.terms],
    }


def _verdict(layout: Layout, name: str, until: date | None) -> str:
    when = f"{name} is in force until the end of {day(until)}. " if until else ""
    left = [term for term in layout.terms if term.cause == "caused"]
    cured = len([term for term in layout.terms if term.cause == "cured"])
    tail = f" {count(cured, 'term has', 'terms have')} a definition again." if cured else ""
    if not left:
        return f"{when}No term that stays in use is left without a definition.{tail}"
    places = {f.place for term in left for f in term.findings}
    documents = count(len(by_document(places)), "document")
    lost = count(len(left), "term that stays in use is", "terms that stay in use are")
    return f"{when}{lost} left without a definition, in {count(len(places), 'provision')} of {documents}.{tail}"


def _listed(term: Term, names: Names) -> dict[str, Any]:
    """One term as it stands in the list."""
    users = by_document(f.place for f in term.findings)
    quotes = [
        {"place": place(f.place, names), **_marked(e.quote or e.text, e.text)}
        for f in term.findings
        for e in f.evidence
    ]
    return {
        "id": term.id,
        "name": term.name,
        "cause": term.cause,
        "sign": SIGNS[term.cause],
        "status": CAUSES[term.cause],
        "defined": defined_at(term.target, names) if term.target else "no place",
        "users": [f"{document(id_, names)}: {clauses(paths)}" for id_, paths in users.items()],
        "heading": count(len(quotes), "use in its sentence", "uses in their sentences"),
        "quotes": quotes,
    }


def _marked(quote: str, words: str) -> dict[str, str]:
    """A quotation cut into what stands before the words, the words and what follows."""
    before, found, after = quote.partition(" ".join(words.split()) or words)
    return {"before": before, "words": found, "after": after}
