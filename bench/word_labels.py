"""The label of every paragraph of a Word file, by our reader, by LibreOffice and by python-docx-ng.

A mark, a number in brackets that no text has, is put before the first character of each paragraph; what a program
writes before it is the label of that paragraph.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from extract.readers.docx.archive import Package
from extract.readers.docx.fields import parse_ref
from extract.readers.docx.markup import under, w
from extract.readers.docx.numbering import Level, Lists, NumberedList, level_by_style
from extract.readers.docx.reader import read_docx
from extract.readers.docx.styles import Styles, numbering
from extract.readers.docx.views import DELETED, INSERTED, View, apply

MARK = re.compile("⟦([0-9]+)⟧")
TYPES = "[Content_Types].xml"
NG = """
import json, re, sys
from docx import Document
found = {}
for path in json.load(sys.stdin):
    found[path] = {}
    for paragraph, number in Document(path).list_numbers:
        mark = re.search("⟦([0-9]+)⟧", "".join(t.text or "" for t in paragraph._p.xpath(".//w:t")))
        if mark:
            found[path][mark[1]] = [number, paragraph.numbering.num_id, paragraph.numbering.level]
print(json.dumps(found))
"""
Labels = dict[str, str]
"""For each mark the label before it."""


def marked(data: bytes, view: View) -> bytes:
    """The Word file in a view, each paragraph that shows text with a mark before its first character."""
    package = Package(data)
    main = package.main()
    root = package.tree(main)
    assert root is not None
    apply(root, view)
    for change in list(under(root, *INSERTED, *DELETED)):
        parent = change.getparent()
        if parent is not None:
            parent.remove(change)
    count = 0
    for paragraph in root.iter(w("p")):
        first = next((t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph), None)
        if first is not None:
            first.text = f"⟦{count}⟧{first.text or ''}"
            first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            count += 1
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if TYPES not in old.namelist():
            new.writestr(TYPES, types())
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name.lower() == main.lower() else old.read(name))
    return out.getvalue()


def types() -> str:
    """The content types of a file that has none."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document": "document.main", "numbering": "numbering", "styles": "styles"}
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/word/{n}.xml" ContentType="{word}.{t}+xml"/>' for n, t in parts.items())
        + "</Types>"
    )


@dataclass(frozen=True)
class Place:
    """What the markup says of a paragraph's number: its list and its level in it, and what came before it.

    `siblings` are the lists of the same abstract list, `order` counts the paragraphs of these before this one;
    `hidden` and `passed` tell whether one of them was hidden, or passed over a level.
    """

    list: NumberedList
    at: int
    siblings: frozenset[str]
    order: int
    hidden: bool
    passed: bool
    flat: bool

    @property
    def level(self) -> Level:
        """The level itself."""
        return self.list.levels[self.at]


def places(data: bytes) -> dict[str, Place]:
    """The places of the marked paragraphs that are in a list."""
    package = Package(data)
    root = package.tree(package.main())
    related = package.related(package.main())
    assert root is not None
    styles = Styles(package.tree(related.get("styles", "word/styles.xml")))
    lists = Lists(package.tree(related.get("numbering", "word/numbering.xml")), styles)
    seen: list[tuple[str, NumberedList, int, bool]] = []
    for paragraph in root.iter(w("p")):
        num, own, styled = numbering(styles, paragraph.find(w("pPr")))
        found = lists.get(num) if num else None
        if found is not None:
            level = 0 if found.single else min(8, own if own is not None else level_by_style(found, styled))
            mark = next((m[1] for t in paragraph.iter(w("t")) if (m := MARK.search(t.text or ""))), "")
            vanished = paragraph.find(f"{w('pPr')}/{w('rPr')}/{w('vanish')}") is not None
            seen.append((mark, found, level, vanished))
    out: dict[str, Place] = {}
    for shared in {one.shared for _, one, _, _ in seen}:
        mine = [one for one in seen if one[1].shared == shared]
        siblings = frozenset(one.id for _, one, _, _ in mine)
        flat = all(level == 0 for _, _, level, _ in mine)
        used: set[int] = set()
        hidden = passed = False
        for order, (mark, one, level, vanished) in enumerate(mine):
            passed = passed or not used.issuperset(range(level))
            out[mark] = Place(one, level, siblings, order, hidden, passed, flat)
            used = {*range(level + 1), *(n for n in used if one.levels[n].restart == 0)}
            hidden = hidden or vanished
    return out


def before_marks(line: str) -> Labels:
    """The label before the first mark of a line; nothing before the others."""
    found = list(MARK.finditer(line))
    return {one[1]: clean(line[: one.start()]) if n == 0 else "" for n, one in enumerate(found)}


def clean(label: str) -> str:
    """A label without white space at its ends; "" for a bullet."""
    label = re.sub(r"\s+", " ", label.replace("\ufeff", "")).strip()
    return label if re.search(r"[^\W_]", label) else ""


def ours(data: bytes) -> Labels:
    """The labels that our reader computes."""
    found: Labels = {}
    for block in read_docx(data, "x.docx").blocks:
        for n, line in enumerate(re.split(r"[\t\n]", block.text) if block.kind == "row" else [block.text]):
            found |= before_marks(f"{block.number} {line}" if n == 0 else line)
    return found


def cached(data: bytes, view: View, after: bytes) -> dict[str, list[tuple[str, bool]]]:
    """What Word cached in the REF fields with a number to each marked paragraph, and whether it is as ours."""
    blocks = read_docx(after, "x.docx").blocks
    found: dict[str, list[tuple[str, bool]]] = {}
    for one in read_docx(data, "x.docx", view).fields:
        ref = parse_ref(one.code)
        mark = None if one.target is None else MARK.match(blocks[one.target].text)
        if mark and ref is not None and ref.numbered:
            found.setdefault(mark[1], []).append((one.cached, one.status == "current"))
    return found


def libreoffice(paths: list[Path], folder: Path) -> dict[str, Labels]:
    """The labels that LibreOffice writes into plain text."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return {}
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    command += ["txt:Text (encoded):UTF8", "--outdir", str(folder / "out"), *map(str, paths)]
    subprocess.run(command, capture_output=True, check=True, timeout=900)
    found: dict[str, Labels] = {}
    for path in paths:
        text = (folder / "out" / f"{path.stem}.txt").read_text(encoding="utf-8")
        labels = found.setdefault(str(path), {})
        for line in text.splitlines():
            labels |= before_marks(line)
    return found
