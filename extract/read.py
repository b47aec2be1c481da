"""Files in, blocks out: the one list of readers, tried in order; the first that knows the content reads it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from ontology.source import Source

from . import contents
from .cutting import without_long_gaps
from .outcome import ReadError
from .readers import decode, html, markdown, office, text, xlsx
from .readers.docx import archive
from .readers.docx import reader as docx
from .readers.pdf import reader as pdf
from .readers.xml import reader as xml
from .readers.xml.safe import XmlError


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file: `knows` judges the first bytes and the name, `read` makes a source of all bytes."""

    name: str
    knows: Callable[[bytes, str], bool]
    read: Callable[[bytes, Path, str], Source]


READERS: tuple[Reader, ...] = (
    Reader("office", office.knows, office.read),
    Reader("docx", docx.knows, docx.read),
    Reader("xlsx", xlsx.knows, xlsx.read),
    Reader("pdf", pdf.knows, pdf.read),
    Reader("xml", xml.knows, xml.read),
    Reader("html", html.knows, html.read),
    Reader("markdown", markdown.knows, markdown.read),
    Reader("text", text.knows, text.read),
)
"""All readers, the most particular first. `read(data, path, view)` raises the errors of its reader alone."""

HEAD = 65_536
_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP container (Word, Excel or OpenDocument)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def read_source(path: Path, *, view: str = "accepted") -> Source:
    """The blocks of one file, in the accepted or the original view of its tracked changes.

    ReadError if there is no document: the file is missing, empty, binary of no known format, or in no known encoding.
    """
    data = _bytes(path)
    head = data[:HEAD]
    for reader in READERS:
        if reader.knows(head, path.name):
            try:
                source = reader.read(data, path, view)
            except decode.UndecodableError as error:
                raise ReadError(_unreadable(path, str(error))) from error
            except office.OfficeError as error:
                raise ReadError(str(error)) from error
            except (archive.PackageError, XmlError, pdf.PdfError, xlsx.XlsxError) as error:
                raise ReadError(f"{path}: {error}") from error
            blocks = source.blocks if source.structured else contents.marked(source.blocks)
            source = without_long_gaps(replace(source, blocks=blocks, sha256=hashlib.sha256(data).hexdigest()))
            if not any(b.text.strip() or b.heading for b in source.blocks):
                raise ReadError(f"{path} holds no text; give a file with text in it.")
            return source
    raise ReadError(f"{path} is {_kind(head)}, which no reader knows; save it as Word (.docx), HTML, Markdown or text.")


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except IsADirectoryError as error:
        raise ReadError(f"{path} is a folder; name a file in it.") from error
    except FileNotFoundError as error:
        raise ReadError(f"{path} does not exist; check the name.") from error
    except OSError as error:
        raise ReadError(f"{path} cannot be opened ({error.strerror}); check that you may read it.") from error
    if not data.strip():
        raise ReadError(f"{path} is empty; give a file with text in it.")
    return data


def _kind(head: bytes) -> str:
    return next((name for magic, name in _FOREIGN if head.startswith(magic)), "a binary file")


def _unreadable(path: Path, reason: str) -> str:
    if reason == "binary":
        return f"{path} is a binary file of no known format; save it as Word (.docx), HTML, Markdown or text."
    return f"{path} cannot be decoded ({reason}); save it as UTF-8."
