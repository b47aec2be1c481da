"""A Word file opened safely: bounded parts of a zip, parsed without entities, DTDs or the network.

Nothing is written, run or fetched. Macros and embedded files are never opened, external relationships never followed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree
from lxml.etree import _Element

from .markup import STRICT, local

LARGEST_PART = 96 * 2**20
LARGEST_TOTAL = 160 * 2**20
LARGEST_RATIO = 250
RATIO_FROM = 4 * 2**20
"""Below this size a part may be packed as tightly as it likes."""
MOST_TAGS = 3_000_000
"""Opening and closing tags in one part; fifteen times what a contract of 350 pages has."""
MOST_ENTRIES = 20_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class PackageError(Exception):
    """The file cannot be read as a Word document; the message is one sentence that says why."""


class Package:
    """The parts of an Office file, by name; bounds hold for all that is read of one package."""

    def __init__(self, data: bytes) -> None:
        """Opens the zip in `data`; PackageError where it is none."""
        if data.startswith(_OLE):
            raise PackageError("The file is an old .doc, or is encrypted; save it as an ordinary .docx.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
            raise PackageError("The file is not a whole Word document: its zip container cannot be opened.") from error
        if len(entries) > MOST_ENTRIES:
            raise PackageError(f"The file holds {len(entries)} parts, more than any Word document has.")
        self._entries = {entry.filename.lstrip("/").lower(): entry for entry in reversed(entries)}
        self._left = LARGEST_TOTAL

    def names(self) -> tuple[str, ...]:
        """The names of the parts, in lower case."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None where there is none; PackageError where it is damaged or too large."""
        entry = self._entries.get(name.lstrip("/").lower())
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise PackageError("The file is encrypted; save it without a password.")
        limit = min(LARGEST_PART, self._left)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as e:
            raise PackageError(f"The part {name} of the file is damaged; it cannot be unpacked.") from e
        packed = max(entry.compress_size, 1)
        if len(data) > limit or (len(data) > RATIO_FROM and len(data) > packed * LARGEST_RATIO):
            raise PackageError(f"The part {name} of the file unpacks to far more than a Word document holds.")
        self._left -= len(data)
        return data

    def tree(self, name: str) -> _Element | None:
        """The parsed XML of a part, None where there is none; PackageError where it is not plain XML."""
        data = self.read(name)
        return None if data is None else parse(data, name)

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part leads to, by the last word of the relationship's type; external ones left out."""
        folder, base = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for one in () if root is None else root:
            kind = one.get("Type", "").rpartition("/")[2]
            target = one.get("Target", "")
            if one.get("TargetMode", "Internal") == "External" or local(one) != "Relationship":
                continue
            path = target if target.startswith("/") else posixpath.join(folder, target)
            found.setdefault(kind, posixpath.normpath(path).lstrip("/"))
        return found

    def main(self) -> str:
        """The name of the main document part; PackageError where the zip holds no Word document."""
        name = self.related("").get("officeDocument", "word/document.xml")
        if name.lower() not in self._entries:
            name = "word/document.xml"
        if name not in self._entries:
            raise PackageError("The file is a zip archive, but holds no Word document.")
        return name


def parse(data: bytes, name: str) -> _Element:
    """The root of an XML part; PackageError for a DTD, for broken XML, and for absurdly many or deep elements."""
    if b"<!DOCTYPE" in data or b"<!DOCTYPE" in data[:4096].replace(b"\0", b""):
        raise PackageError(f"The part {name} declares a document type, which no Word document does; it is not read.")
    if data.count(b"<") > MOST_TAGS:
        raise PackageError(f"The part {name} has more elements than any Word document.")
    for strict, ordinary in STRICT.items():
        if strict in data:
            data = data.replace(strict, ordinary)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise PackageError(f"The part {name} is not well-formed XML, or is nested too deeply.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise PackageError(f"The part {name} declares a document type, which no Word document does; it is not read.")
    return root
