"""Legal XML, decided by the root element: each vocabulary has its reader, all of them give structured sources."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml.etree import _Element

from ontology.source import Source

from . import akn, canada_names, clml_names, uslm
from .canada import read_canada
from .clml import read_clml
from .run import name
from .safe import XmlError, open_xml, root_name
from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary of legal XML: the local names of its roots and words of their namespace, its blocks, its names.

    `profile` is the family of the documents that are written in it, "" where it does not tell.
    """

    title: str
    space: str
    roots: frozenset[str]
    profile: str
    blocks: Callable[[_Element], Sheet]
    names: Callable[[_Element], tuple[str, tuple[tuple[str, str], ...]]]


_CANADA = frozenset(("Statute", "Regulation"))
_CLML = frozenset(("Legislation", "Fragment"))
_USLM = frozenset(
    ("lawDoc", "bill", "resolution", "pLaw", "uscDoc", "statutesAtLarge", "statuteCompilation", "statute", "amendment")
)
VOCABULARIES: tuple[Vocabulary, ...] = (
    Vocabulary("Justice Canada", "", _CANADA, "canada", read_canada, canada_names.identify),
    Vocabulary("legislation.gov.uk", "legislation", _CLML, "uk-legislation", read_clml, clml_names.identify),
    Vocabulary("Akoma Ntoso", "", frozenset(("akomaNtoso",)), "", akn.read_akn, akn.identify),
    Vocabulary("USLM", "uslm", _USLM, "us", uslm.read_uslm, uslm.identify),
)
"""All vocabularies that are known."""

MEDIA_TYPE = "application/xml"
_NOT_LAW = frozenset(("html", "HTML"))


def knows(head: bytes, name: str) -> bool:
    """By the root element: one of a legal vocabulary, or any but HTML in a file that says that it is XML."""
    root = root_name(head).rpartition(":")[2]
    if not root or root in _NOT_LAW:
        return False
    return any(root in one.roots for one in VOCABULARIES) or head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(
        (b"<?xml", b"<\0?\0")
    )


def read(data: bytes, path: Path, view: str) -> Source:
    """The source of a legal XML file, `structured`; XmlError where there is no document. Views do not apply."""
    root, problems = open_xml(data)
    space = str(root.tag).rpartition("}")[0].lower()
    known = next((one for one in VOCABULARIES if name(root) in one.roots and one.space in space), None)
    if known is None:
        titles = ", ".join(one.title for one in VOCABULARIES)
        raise XmlError(f"its root element <{name(root)[:60]}> is of no vocabulary that is known ({titles}).")
    sheet = known.blocks(root)
    title, metadata = known.names(root)
    if known.profile:
        metadata = (("profile", known.profile), *metadata)
    return Source(
        path.name,
        MEDIA_TYPE,
        "",
        tuple(sheet.blocks),
        title=title,
        metadata=metadata,
        problems=(*problems, *sheet.problems),
        structured=True,
        given_references=tuple(sheet.references),
        given_definitions=tuple(sheet.definitions),
    )
