"""Comments put into a Word file: anchors around the words, the comments in their part, all else as it was.

A run is cut in two where a comment begins or ends within it; nothing is taken away, moved or reworded.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element

from extract.readers.docx.archive import Package
from extract.readers.docx.markup import STRICT, W
from extract.spots import Spot
from lapse.runs import Runs

from .paper import sound

AUTHOR, INITIALS = "Lapse", "L"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_STRICT_W = next(strict.decode() for strict, plain in STRICT.items() if plain.decode() == W)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: the words that it is about, and its paragraphs."""

    spots: tuple[Spot, ...]
    paragraphs: tuple[str, ...]


def annotate(data: bytes, remarks: Sequence[Remark]) -> tuple[bytes, tuple[Remark, ...]]:
    """The file in `data` with these comments, and those that could not be put in (in a text box, in no run)."""
    package = Package(data)
    main = package.main()
    part = _Part(package, main)
    comments = _Comments(package, main, part.namespace)
    left = []
    for remark, ends in zip(remarks, part.ends([one.spots for one in remarks]), strict=True):
        if ends is None:
            left.append(remark)
            continue
        id_ = comments.add(remark.paragraphs)
        part.anchor(id_, *ends)
    parts = {main: _text(part.root), **comments.parts()} if len(left) < len(remarks) else {}
    return _packed(data, parts), tuple(left)


class _Part(Runs):
    """The main part, as it is and with its anchors."""

    def __init__(self, package: Package, main: str) -> None:
        super().__init__(_tree(package.read(main) or b""))

    def anchor(self, id_: str, first: _Element, last: _Element) -> None:
        """Puts the anchors of a comment around runs."""
        w = f"{{{self.namespace}}}"
        start, end = first.makeelement(f"{w}commentRangeStart"), first.makeelement(f"{w}commentRangeEnd")
        reference = first.makeelement(f"{w}r")
        etree.SubElement(reference, f"{w}commentReference").set(f"{w}id", id_)
        for one in (start, end):
            one.set(f"{w}id", id_)
        first.addprevious(start)
        end.tail, last.tail = None, last.tail
        last.addnext(end)
        end.addnext(reference)


class _Comments:
    """The part that holds the comments, with what leads to it; made where there is none."""

    def __init__(self, package: Package, main: str, namespace: str) -> None:
        folder, base = posixpath.split(main)
        self.package, self.namespace = package, namespace
        self.known = package.related(main).get("comments", "")
        self.name = self.known or posixpath.join(folder, "comments.xml")
        while not self.known and package.read(self.name) is not None:
            self.name = self.name.removesuffix(".xml") + "-lapse.xml"
        data = package.read(self.name) if self.known else None
        self.root = _tree(data) if data else etree.Element(f"{{{namespace}}}comments", nsmap={"w": namespace})
        self.next = (
            max((int(id_) for one in self.root if (id_ := one.get(f"{{{namespace}}}id", "")).isdecimal()), default=-1)
            + 1
        )
        self.relations = posixpath.join(folder, "_rels", f"{base}.rels")

    def add(self, paragraphs: Sequence[str]) -> str:
        """Adds a comment and gives its id."""
        w, id_ = f"{{{self.namespace}}}", str(self.next)
        self.next += 1
        comment = etree.SubElement(self.root, f"{w}comment")
        for key, value in (("id", id_), ("author", AUTHOR), ("initials", INITIALS)):
            comment.set(f"{w}{key}", value)
        for text in paragraphs:
            run = etree.SubElement(etree.SubElement(comment, f"{w}p"), f"{w}r")
            shown = etree.SubElement(run, f"{w}t")
            shown.text = sound(text)
            shown.set(_SPACE, "preserve")
        return id_

    def parts(self) -> dict[str, bytes]:
        """The parts that change: the comments, and what names them where they are new."""
        made = {self.name: _text(self.root)}
        if self.known:
            return made
        types = _tree(self.package.read("[Content_Types].xml") or f'<Types xmlns="{_PACKAGE}content-types"/>'.encode())
        etree.SubElement(types, f"{{{_PACKAGE}content-types}}Override", PartName=f"/{self.name}", ContentType=TYPE)
        data = self.package.read(self.relations)
        relations = _tree(data or f'<Relationships xmlns="{_PACKAGE}relationships"/>'.encode())
        ids = {one.get("Id") for one in relations}
        id_ = next(f"rIdLapse{n}" for n in range(len(ids) + 1) if f"rIdLapse{n}" not in ids)
        kind = STRICT_RELATION if self.namespace == _STRICT_W else RELATION
        target = posixpath.basename(self.name)
        etree.SubElement(relations, f"{{{_PACKAGE}relationships}}Relationship", Id=id_, Type=kind, Target=target)
        return made | {"[Content_Types].xml": _text(types), self.relations: _text(relations)}


def _tree(data: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _text(root: _Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some parts in place of its own, and new ones behind them; the others byte for byte."""
    out = io.BytesIO()
    left = {name.lstrip("/").lower(): (name, text) for name, text in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            found = left.pop(entry.filename.lstrip("/").lower(), None)
            new.writestr(entry, found[1] if found else old.read(entry))
        for name, text in left.values():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
