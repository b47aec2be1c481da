"""Bytes to text: UTF-8, UTF-16 with its mark, or the encoding that the bytes betray; binary content has no text."""

from __future__ import annotations

import codecs

import charset_normalizer

from ontology.places import Problem

SAMPLE = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27, 30, 31})


class UndecodableError(ValueError):
    """No encoding makes text of these bytes, or they are no text at all."""


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of some bytes, with LAP303 where its encoding had to be guessed; UndecodableError where none fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    if _is_binary(data):
        raise UndecodableError("binary")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data)


def _marked(data: bytes, name: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"broken {name.upper()} at byte {error.start}") from error
    if "\0" in text:
        raise UndecodableError("binary")
    return text, ()


def _is_binary(data: bytes) -> bool:
    """Whether the bytes hold a NUL, or more than one control character in two hundred."""
    if b"\0" in data:
        return True
    sample = data[:SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 200


def _guess(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Windows-1252 where it reads as western text, else what charset-normalizer finds."""
    high = sum(byte >= 0x80 for byte in data[:SAMPLE])
    western = _decoded(data, "cp1252")
    if western is not None and high <= max(8, len(data[:SAMPLE]) * 0.05) and _reads(western):
        return western, (_assumed("Windows-1252"),)
    best = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    if best is not None:
        text = _decoded(data, best.encoding)
        if text is not None and _reads(text):
            return text, (_assumed(best.encoding),)
    raise UndecodableError("unknown encoding")


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _reads(text: str) -> bool:
    """Whether most characters are letters, digits, space and common punctuation."""
    sample = text[:SAMPLE]
    good = sum(c.isalnum() or c.isspace() or c in ".,;:!?()[]'\"-/&%§“”‘’–—•£€©®" for c in sample)
    return good >= 0.9 * len(sample)


def _assumed(name: str) -> Problem:
    message = f"The file does not say how it is encoded; it was read as {name}. Save it as UTF-8 to be sure."
    return Problem("LAP303", message)
