"""Old Word, RTF and OpenDocument files, turned into .docx by LibreOffice where it is installed. Macros are not run."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ontology.source import Source

from .docx import reader as docx

SECONDS = 120
"""The longest that a conversion may take."""
LARGEST = 160 * 2**20
"""The most that an OpenDocument file may unpack to, in bytes."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_KINDS = {"doc": "an old Word file", "rtf": "an RTF file", "odt": "an OpenDocument text"}


class OfficeError(Exception):
    """The file cannot be turned into a Word document: one sentence says why, and what to do."""


def _kind(head: bytes, name: str) -> str:
    """The ending that LibreOffice knows the file by, "" for a file that is none of ours."""
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _ODT in head[:120]:
        return "odt"
    if head.startswith(_OLE) and (
        name.lower().endswith((".doc", ".dot")) or "WordDocument".encode("utf-16-le") in head
    ):
        return "doc"
    return ""


def knows(head: bytes, name: str) -> bool:
    """Whether the content is that of an old Word, RTF or OpenDocument text."""
    return bool(_kind(head, name)) and _ENCRYPTED not in head


def read(data: bytes, path: Path, view: str = "accepted") -> Source:
    """The blocks of the file as LibreOffice converts it; OfficeError where LibreOffice is missing or fails.

    Tracked changes survive the conversion, so `view` holds as for Word files.
    """
    kind = _kind(data[:65_536], path.name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise OfficeError(f"{path} is {_KINDS[kind]}; install LibreOffice to have it read, or save it as .docx.")
    if kind == "odt" and _bursts(data):
        raise OfficeError(f"{path} is no sound OpenDocument text, or unpacks to more than one can have.")
    with tempfile.TemporaryDirectory(prefix="lapse-") as folder:
        converted = _convert(program, data, kind, Path(folder))
        if converted is None:
            raise OfficeError(f"{path} is {_KINDS[kind]} that LibreOffice cannot convert; save it as .docx.")
        source = docx.read(converted, path, view)
    media = {"doc": "application/msword", "rtf": "application/rtf", "odt": "application/vnd.oasis.opendocument.text"}
    return replace(source, media_type=media[kind])


def _convert(program: str, data: bytes, kind: str, folder: Path) -> bytes | None:
    """The file as .docx, None where LibreOffice gives none in time. It has a profile of its own and no macros."""
    (folder / f"file.{kind}").write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder)),
        str(folder / f"file.{kind}"),
    ]
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(SECONDS)
        finally:
            _end(process)
        return (folder / "file.docx").read_bytes()
    except (OSError, subprocess.TimeoutExpired):
        return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a program with all that it started: LibreOffice's command starts another, which does the work."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _bursts(data: bytes) -> bool:
    """Whether an OpenDocument file unpacks to more than a text can have, or is no zip at all."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            return sum(one.file_size for one in parts) > LARGEST or any(_longer(archive, one) for one in parts)
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return True


def _longer(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to more than it says."""
    with archive.open(part) as stream:
        left = part.file_size + 1
        while left > 0 and (piece := stream.read(min(left, 1 << 20))):
            left -= len(piece)
        return left <= 0
