"""Tracked changes in WordprocessingML: paragraphs and rows like those that are there marked as new, words exchanged."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Run: TypeAlias = tuple[str, bool]
"""Text, and whether it is bold."""


def w(name: str) -> str:
    """A name of WordprocessingML in full."""
    return f"{{{W}}}{name}"


@dataclass
class Redline:
    """The document part of one Word file, changed step by step; every change bears the author and the moment."""

    root: Element
    author: str
    moment: datetime
    _ids: int = field(default=0)

    def mark(self) -> dict[str, str]:
        """The attributes of one change."""
        self._ids += 1
        stamp = self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return {w("id"): str(900_000 + self._ids), w("author"): self.author, w("date"): stamp}

    def paragraph(self, like: Element | None, runs: list[Run], numbered: bool) -> Element:
        """An inserted paragraph of runs (text, bold), with the properties of one that is there."""
        made = etree.Element(w("p"))
        properties = (
            copy.deepcopy(like.find(w("pPr"))) if like is not None and like.find(w("pPr")) is not None else None
        )
        properties = properties if properties is not None else etree.Element(w("pPr"))
        for name in ("sectPr", "rPr", "pPrChange"):
            for old in properties.findall(w(name)):
                properties.remove(old)
        if not numbered:
            for old in properties.findall(w("numPr")):
                properties.remove(old)
            number = etree.Element(w("numPr"))
            etree.SubElement(number, w("ilvl")).set(w("val"), "0")
            etree.SubElement(number, w("numId")).set(w("val"), "0")
            after = [child for child in properties if etree.QName(child).localname in _BEFORE_NUMBERS]
            properties.insert(len(after), number)
        etree.SubElement(etree.SubElement(properties, w("rPr")), w("ins"), self.mark())
        made.append(properties)
        made.append(self.insertion(runs))
        return made

    def insertion(self, runs: list[Run]) -> Element:
        """Inserted runs; a tab in their text is a tab."""
        made = etree.Element(w("ins"), self.mark())
        for text, bold in runs:
            run = etree.SubElement(made, w("r"))
            if bold:
                etree.SubElement(etree.SubElement(run, w("rPr")), w("b"))
            for n, part in enumerate(text.split("\t")):
                if n:
                    etree.SubElement(run, w("tab"))
                if part:
                    piece = etree.SubElement(run, w("t"))
                    piece.set(SPACE, "preserve")
                    piece.text = part
        return made

    def exchange(self, first: Element, last: Element, old: str, new: str) -> bool:
        """Puts words in the place of the `old` ones that the runs from `first` to `last` hold, both marked.

        False, with nothing changed, where the runs do not hold just these words, or are more than words (a field).
        """
        runs = self._between(first, last)
        if "".join(_shown(runs).split()) != "".join(old.split()) or any(_is_more(run) for run in runs):
            return False
        deletion = first
        for run in runs:
            before = run.getprevious()
            if before is None or before is not deletion:
                deletion = etree.Element(w("del"), self.mark())
                run.addprevious(deletion)
            deletion.append(run)
            for text in run.findall(w("t")):
                text.tag = w("delText")
        made = self.insertion([(new, False)])
        look = first.find(w("rPr"))
        if look is not None:
            made[0].insert(0, copy.deepcopy(look))
        paragraph = next(deletion.iterancestors(w("p")))
        behind = next(one for one in (deletion, *deletion.iterancestors()) if one.getparent() is paragraph)
        behind.addnext(made)
        return True

    def _between(self, first: Element, last: Element) -> list[Element]:
        """The runs of a paragraph from one to another; [] where they stand in no one paragraph."""
        paragraph = next(first.iterancestors(w("p")), None)
        runs = list(paragraph.iter(w("r"))) if paragraph is not None else []
        if first not in runs or last not in runs[runs.index(first) :]:
            return []
        inside = runs[runs.index(first) : runs.index(last) + 1]
        return [run for run in inside if not any(a.tag in _GONE for a in run.iterancestors())]

    def row(self, like: Element, cells: list[list[Run]]) -> Element:
        """An inserted row of a table, made like one that is there."""
        made = copy.deepcopy(like)
        properties = made.find(w("trPr"))
        if properties is None:
            properties = etree.Element(w("trPr"))
            made.insert(1 if made.find(w("tblPrEx")) is not None else 0, properties)
        etree.SubElement(properties, w("ins"), self.mark())
        for n, cell in enumerate(made.findall(w("tc"))):
            paragraphs = cell.findall(w("p"))
            made_like = self.paragraph(paragraphs[0], cells[n] if n < len(cells) else [], numbered=True)
            for child in [c for c in cell if c.tag != w("tcPr")]:
                cell.remove(child)
            cell.append(made_like)
        return made


_BEFORE_NUMBERS = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""What stands before the numbering in the properties of a paragraph, by the schema."""
_GONE = (w("del"), w("moveFrom"))
"""What holds runs that were taken out already."""
_FIELD = (w("fldChar"), w("instrText"))
_PLAIN = (w("p"), w("ins"), w("hyperlink"), w("smartTag"))
"""What may stand around a run whose words are exchanged, up to its paragraph."""


def _shown(runs: list[Element]) -> str:
    return "".join(text.text or "" for run in runs for text in run.iter(w("t")))


def _is_more(run: Element) -> bool:
    """Whether a run is part of a field, or stands in what is made anew by Word."""
    for above in run.iterancestors():
        if above.tag not in _PLAIN:
            return True
        if above.tag == w("p"):
            break
    depth = 0
    for one in above.iter(w("fldChar"), w("r")):
        if one is run:
            return depth > 0 or any(child.tag in _FIELD for child in run)
        if one.tag == w("fldChar"):
            depth += {"begin": 1, "end": -1}.get(one.get(w("fldCharType"), ""), 0)
    return False
