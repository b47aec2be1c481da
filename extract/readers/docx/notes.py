"""Footnotes, endnotes and comments: what stands in parts of their own, beside the body."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml.etree import _Element

from .flow import Flow
from .lines import Line
from .markup import under, w
from .numerals import numeral
from .views import View, apply


@dataclass(slots=True)
class Notes:
    """The notes of a document by kind and id, and how many of each kind have been met."""

    flow: Flow
    elements: dict[tuple[str, str], _Element] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, root: _Element | None, view: View) -> None:
        """Adds the notes of a part ("footnote" or "endnote") in this view."""
        if root is None:
            return
        apply(root, view)
        for element in root.iterfind(w(kind)):
            if element.get(w("type"), "normal") == "normal":
                self.elements.setdefault((kind, element.get(w("id"), "")), element)

    def take(self, kind: str, id_: str) -> tuple[str, Line] | None:
        """The number and the text of a note where the body calls for it; None where the file has no such note."""
        element = self.elements.pop((kind, id_), None)
        if element is None:
            return None
        self.met[kind] = self.met.get(kind, 0) + 1
        whole = Line()
        for _, line, _ in self.flow.read(element):
            line.number_in_text()
            line.strip()
            whole.append(line, "\n")
        whole.strip()
        return numeral(self.met[kind], "decimal" if kind == "footnote" else "lowerRoman"), whole


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment without its place."""

    author: str
    date: str
    text: str


def remarks(root: _Element | None) -> dict[str, Remark]:
    """The comments of a part by id."""
    found: dict[str, Remark] = {}
    for element in () if root is None else root.iterfind(w("comment")):
        text = "\n".join("".join(t.text or "" for t in under(p, "t")) for p in under(element, "p"))
        author, date = element.get(w("author"), ""), element.get(w("date"), "")
        found.setdefault(element.get(w("id"), ""), Remark(author, date, text.strip()))
    return found
