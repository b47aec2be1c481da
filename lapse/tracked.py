"""Tracked insertions in WordprocessingML: paragraphs and rows made like those that are there, and marked as new."""

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
        """The attributes of one insertion."""
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
