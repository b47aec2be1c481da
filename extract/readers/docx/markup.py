"""WordprocessingML: its namespaces and the few questions that every part of the reader asks of an element."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml.etree import _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode(),
}
"""The namespaces of strict OOXML and the ordinary ones that they are read as."""

CONTENTS = "contents"
"""Attribute that marks a paragraph which a content control gives as part of a table of contents."""


@cache
def w(name: str) -> str:
    """The qualified name of a WordprocessingML element or attribute: "p" is "{…/main}p"."""
    return f"{{{W}}}{name}"


VAL = w("val")
OFF = {"0", "false", "off", "none"}


def value(parent: _Element | None, name: str) -> str | None:
    """`w:val` of the child `name` of `parent`; None where either is missing, "" for a child without a value."""
    child = None if parent is None else parent.find(w(name))
    return None if child is None else child.get(VAL, "")


def whole(text: str | None, least: int = 0, most: int = 2**31) -> int | None:
    """The whole number that an attribute gives, None where it gives none between `least` and `most`."""
    try:
        number = int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None
    return number if number is not None and least <= number <= most else None


def number(parent: _Element | None, name: str) -> int | None:
    """`w:val` of the child `name` as a number from 0, None where there is none."""
    return whole(value(parent, name))


def toggle(parent: _Element | None, name: str) -> bool | None:
    """An on-off property such as `b` or `vanish`: None where `parent` does not speak of it."""
    found = value(parent, name)
    return None if found is None else found not in OFF


def local(element: _Element) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def under(element: _Element, *names: str) -> Iterator[_Element]:
    """Every WordprocessingML descendant with one of these names, in document order."""
    return element.iter(*(w(name) for name in names))
