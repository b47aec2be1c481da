"""XML opened safely: no entity is expanded, nothing outside the file is fetched, depth and size are bounded."""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element

from ontology.places import Problem

LARGEST = 128 * 1024 * 1024
"""Bytes: the tree of a file takes about eight times as much memory."""

_PROLOG = re.compile(
    r"(?:\ufeff|\s|<\?.{0,4000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE(?:[^<>\[\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,2000}"
    r"(?:\[.{0,20000}?\]\s*)?>){0,50}<(?P<root>[A-Za-z_][\w.-]*(?::[\w.-]+)?)(?=[\s/>])",
    re.DOTALL,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_ENCODING = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
    }
)


class XmlError(ValueError):
    """The file is XML, and there is no document to be read in it: one sentence that says why."""


def root_name(head: bytes) -> str:
    """The name of the root element as the first bytes of a file have it, with its prefix; "" where they show none."""
    found = _PROLOG.match(_plain(head))
    return found["root"] if found else ""


def _plain(head: bytes) -> str:
    """The first bytes as text, whatever their encoding, for a look at names that are ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in head[:4]:
        head = head.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return head[:65_536].decode("utf-8", "replace")


def open_xml(data: bytes) -> tuple[_Element, tuple[Problem, ...]]:
    """The root element, and LAP303 where the file is not encoded as it says. XmlError in one sentence otherwise."""
    if len(data) > LARGEST:
        raise XmlError(f"it has {len(data) >> 20} MB, and no XML file above {LARGEST >> 20} MB is read; split it.")
    if b"<!ENTITY" in (data if b"\0" not in data[:4] else data.replace(b"\0", b"")):
        raise XmlError("it declares entities, which can make a file of any size out of a small one; it is not read.")
    try:
        return _root(data), ()
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) not in _ENCODING:
            raise XmlError(_damaged(error)) from error
    for encoding, called in (("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252")):
        try:
            root = _root(_DECLARATION.sub("", data.decode(encoding)).encode("utf-8"))
        except (UnicodeDecodeError, etree.XMLSyntaxError):
            continue
        message = f"The file is not encoded as it says; it was read as {called}. Save it as UTF-8 to be sure."
        return root, (Problem("LAP303", message),)
    raise XmlError("it is not encoded as it says, nor as UTF-8 or Windows-1252; save it as UTF-8.")


def _root(data: bytes) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    return etree.fromstring(data, parser)


def _damaged(error: etree.XMLSyntaxError) -> str:
    said = " ".join((error.msg or "").split())
    if "depth" in said.lower():
        return "its elements are nested more than 256 deep, as in no law; it is not read."
    return f"it is not well-formed XML ({said[:160]}); it is cut short or damaged, so get it again."
