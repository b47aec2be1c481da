"""The cases of `cases/word-numbers`: the numbers that Word computes, and the Word file that each case stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from docx_files import docx, paragraph, run, table


@dataclass(frozen=True)
class Case:
    """One file of `cases/word-numbers`: the two parts, and for each paragraph its numbers, its place and its text."""

    name: str
    numbering: str
    styles: str
    lines: tuple[tuple[str, str, str, str], ...]

    def docx(self) -> bytes:
        """The case as a Word file with tracked changes."""
        return docx(body_of(self), numbering=self.numbering, styles=self.styles)

    def wanted(self, view: str) -> list[tuple[str, str]]:
        """Number and text of each paragraph that a view shows."""
        return [
            (number, text.lstrip("+-"))
            for accepted, original, _, text in self.lines
            if (number := accepted if view == "accepted" else original) != "-" and not text.startswith("~")
        ]


def load(path: Path) -> Case:
    """A case from its file."""
    _, numbering, styles, paragraphs = re.split(r"^--- \w+\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = []
    for line in paragraphs.splitlines():
        if line.strip():
            numbers, where, text = (part.strip() for part in line.split("|"))
            accepted, _, original = numbers.partition(" / ")
            lines.append((accepted, original or accepted, where, text))
    return Case(path.stem, numbering, styles, tuple(lines))


def markup(where: str, text: str) -> str:
    """The paragraph of a line of a case."""
    listed = re.search(r"list (\d+) level (\d+)", where)
    style = re.search(r"style (\w+)", where)
    kind, words = (text[0], text[1:]) if text[:1] in ("+", "-", "~") else ("", text)
    runs, mark = run(words) if words else "", ""
    if kind == "~":
        runs, mark = run(words, "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>"
    elif kind:
        tag = "ins" if kind == "+" else "del"
        runs = runs.replace("w:t", "w:delText") if kind == "-" else runs
        runs, mark = f'<w:{tag} w:id="1">{runs}</w:{tag}>', f'<w:rPr><w:{tag} w:id="2"/></w:rPr>'
    return paragraph(
        runs,
        num=int(listed[1]) if listed else None,
        level=int(listed[2]) if listed else None,
        style=style[1] if style else "",
        more=mark,
    )


def body_of(case: Case) -> str:
    """The body of a case; neighbouring lines "in a cell" are one cell, the first of them a cell of its own."""
    out, cells = [], []
    for _, _, where, text in (*case.lines, ("", "", "", "")):
        if where.startswith("in a cell"):
            cells.append(markup(where, text))
            continue
        if cells:
            out.append(table((cells[0], "".join(cells[1:]))))
            cells = []
        out.append(markup(where, text))
    return "".join(out[:-1])


CASES = [load(path) for path in sorted((Path(__file__).parent / "cases" / "word-numbers").glob("[a-z]*.txt"))]
