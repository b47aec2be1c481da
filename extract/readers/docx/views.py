"""The views of a document with tracked changes: the text as it was, as it will be, or with both.

`apply` turns the tree of a part into what Word leaves when all changes are rejected ("original") or accepted
("accepted"). In the marked-up view nothing is taken away; numbers then count deleted paragraphs, as Word's do.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from lxml.etree import _Element

from .markup import CONTENTS, VAL, M, local, under, w

View = Literal["original", "accepted", "marked-up"]
VIEWS: tuple[str, ...] = get_args(View)

INSERTED = ("ins", "moveTo")
DELETED = ("del", "moveFrom")
_MARK_PARENTS = {w("rPr"), w("trPr"), w("numPr"), f"{{{M}}}ctrlPr", w("tcPr")}
_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblPrExChange")
_CHANGES_OTHER = ("tblGridChange", "numberingChange")
_KEPT = {w(name) for name in ("rPr", "sectPr", "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")}
_WRAPPERS = ("sdt", "smartTag", "customXml")
_SEEN = (
    *("t", "delText", "tab", "br", "cr", "sym", "noBreakHyphen", "drawing", "pict", "object", "fldChar", "fldSimple"),
    *("footnoteReference", "endnoteReference", "ptab"),
)


def count(root: _Element) -> dict[str, int]:
    """How many tracked changes of each kind a part has, by the word that a report uses."""
    kinds = {
        "insertions": ("ins", "cellIns"),
        "deletions": ("del", "cellDel"),
        "moves": ("moveFrom",),
        "property changes": (*_CHANGES, *_CHANGES_OTHER, "cellMerge"),
    }
    return {kind: n for kind, names in kinds.items() if (n := sum(1 for _ in under(root, *names)))}


def apply(root: _Element, view: View) -> None:
    """Turns the tree under `root` into this view of it, in place."""
    unwrap_containers(root)
    if view == "marked-up":
        return
    gone, kept = (INSERTED, DELETED) if view == "original" else (DELETED, INSERTED)
    _content(root, gone)
    _properties(root, restore=view == "original")
    _rows_and_cells(root, gone)
    _marks(root, gone)
    for element in list(under(root, *kept)):
        if _is_content(element):
            _unwrap(element)
    for text in list(under(root, "delText", "delInstrText")):
        text.tag = w("t") if text.tag == w("delText") else w("instrText")
    _empty_tables(root)


def unwrap_containers(root: _Element) -> None:
    """Takes content controls, smart tags and custom XML away from around their content; marks a contents control."""
    for element in list(under(root, *_WRAPPERS)):
        inner = element.find(w("sdtContent")) if element.tag == w("sdt") else element
        gallery = element.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        if gallery is not None and gallery.get(VAL, "").startswith("Table of"):
            for paragraph in under(element, "p"):
                paragraph.set(CONTENTS, "1")
        _unwrap(element, () if inner is None else inner)


def _is_content(element: _Element) -> bool:
    """Whether `ins`, `del` and their like hold content, rather than mark a paragraph, a row or a property."""
    parent = element.getparent()
    return parent is not None and parent.tag not in _MARK_PARENTS


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: _Element, inner: Iterable[_Element] | None = None) -> None:
    """Puts the children of `element` (or `inner`) in its place."""
    for child in list(element if inner is None else inner):
        if not (isinstance(child.tag, str) and child.tag in (w("smartTagPr"), w("customXmlPr"))):
            element.addprevious(child)
    _drop(element)


def _content(root: _Element, gone: tuple[str, ...]) -> None:
    for element in list(under(root, *gone)):
        if _is_content(element):
            _drop(element)


def _properties(root: _Element, restore: bool) -> None:
    """Takes the records of changed properties away and, in the original view, puts the old properties back."""
    for change in list(under(root, *_CHANGES)):
        parent = change.getparent()
        if parent is None:
            continue
        parent.remove(change)
        if restore:
            old = next((child for child in change if isinstance(child.tag, str)), None)
            for child in list(parent):
                if child.tag not in _KEPT or (child.tag == w("rPr") and parent.tag != w("pPr")):
                    parent.remove(child)
            for at, child in enumerate(() if old is None else list(old)):
                parent.insert(at, child)
    for inserted in list(under(root, "numPr")):
        parent = inserted.getparent()
        if restore and inserted.find(w("ins")) is not None and parent is not None:
            parent.remove(inserted)


def _rows_and_cells(root: _Element, gone: tuple[str, ...]) -> None:
    cell_mark = "cellIns" if "ins" in gone else "cellDel"
    for row in list(under(root, "tr")):
        properties = row.find(w("trPr"))
        if properties is not None and any(properties.find(w(name)) is not None for name in gone):
            _drop(row)
    for mark in list(under(root, cell_mark)):
        cell = mark.getparent()
        cell = None if cell is None else cell.getparent()
        if cell is not None and cell.tag == w("tc"):
            _drop(cell)
    for merge in list(under(root, "cellMerge")):
        parent = merge.getparent()
        state = merge.get(w("vMergeOrig") if "ins" in gone else w("vMerge"))
        if parent is not None and state and parent.find(w("vMerge")) is None:
            added = parent.makeelement(w("vMerge"), {VAL: "restart" if state == "rest" else "continue"})
            parent.append(added)


def _marks(root: _Element, gone: tuple[str, ...]) -> None:
    """Joins each paragraph whose mark is gone to the one behind it, which gives the properties of both."""
    done: set[_Element] = set()
    for paragraph in list(under(root, "p")):
        if paragraph in done or not _mark_is_gone(paragraph, gone):
            continue
        chain, target = _chain(paragraph, gone)
        done.update(chain)
        if target is not None:
            _join(chain, target)
            continue
        while chain[-1].tag != w("p"):
            chain.pop()
        _join(chain[:-1], chain[-1])
        if not has_content(chain[-1]) and _can_go(chain[-1]):
            for child in list(chain[-1]):
                if child.tag in (w("bookmarkStart"), w("bookmarkEnd")):
                    chain[-1].addprevious(child)
            _drop(chain[-1])


def _chain(first: _Element, gone: tuple[str, ...]) -> tuple[list[_Element], _Element | None]:
    """The paragraphs from `first` on whose marks are gone, with what stands between, and the one that they join."""
    chain, at = [first], first.getnext()
    while at is not None and local(at) not in ("tbl", "sectPr"):
        if at.tag == w("p") and not _mark_is_gone(at, gone):
            return chain, at
        chain.append(at)
        at = at.getnext()
    return chain, None


def _mark_is_gone(paragraph: _Element, gone: tuple[str, ...]) -> bool:
    mark = paragraph.find(f"{w('pPr')}/{w('rPr')}")
    return mark is not None and any(mark.find(w(name)) is not None for name in gone)


def _join(chain: list[_Element], last: _Element) -> None:
    """Moves what stands in and between the paragraphs of `chain` to the front of the `last` one."""
    properties = last.find(w("pPr"))
    front = last[0] if len(last) and properties is None else None if properties is None else properties.getnext()
    for element in chain:
        inner = [child for child in element if child.tag != w("pPr")] if element.tag == w("p") else [element]
        for child in inner:
            if front is None:
                last.append(child)
            else:
                front.addprevious(child)
        if element.tag == w("p"):
            _drop(element)


def _can_go(paragraph: _Element) -> bool:
    """Whether a paragraph may be taken away: a cell or a note keeps at least one."""
    parent = paragraph.getparent()
    return parent is not None and (parent.tag == w("body") or len(parent.findall(w("p"))) > 1)


def has_content(paragraph: _Element) -> bool:
    """Whether a paragraph shows anything: text, a picture, a field, a reference to a note."""
    return next(under(paragraph, *_SEEN), None) is not None or next(paragraph.iter(f"{{{M}}}t"), None) is not None


def _empty_tables(root: _Element) -> None:
    for row in list(under(root, "tr")):
        if row.find(w("tc")) is None:
            _drop(row)
    for table in list(under(root, "tbl")):
        if table.find(w("tr")) is None:
            _drop(table)


def revision(element: _Element) -> str:
    """What a wrapper of runs says of them in the marked-up view: "inserted", "deleted", or "" for other elements."""
    name = local(element)
    if name in INSERTED:
        return "inserted"
    return "deleted" if name in DELETED else ""
