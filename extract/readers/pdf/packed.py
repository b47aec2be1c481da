"""Packed streams of a PDF tried before it is opened: one that unpacks to far more than a page holds is a bomb."""

from __future__ import annotations

import re
import zlib

SMALLEST = 30_000
"""Bytes of a packed stream that are tried; a smaller one cannot unpack to more than `LARGEST`."""
LARGEST = 32 * 2**20
LARGEST_PICTURE = 400 * 2**20
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Fl(?:ateDecode)?\s{0,20}/Fl(?:ateDecode)?\b")
_HEAD = 600
_PIECE = 2**16
_GROWTH = 2**22


def bomb(data: bytes) -> bool:
    """Whether a stream of the file unpacks to more than a page holds, or is packed twice over."""
    for found in _STREAM.finditer(data):
        start = found.end()
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        end = data.find(b"endstream", start)
        end = len(data) if end < 0 else end
        if end - start < SMALLEST:
            if end - start > 200 and _TWICE.search(_head(data, found.start())):
                return True
            continue
        head = _head(data, found.start())
        if _TWICE.search(head):
            return True
        picture = b"/Image" in head
        if b"FlateDecode" in head and _unpacks(data, start, end) > (LARGEST_PICTURE if picture else LARGEST):
            return True
    return False


def _head(data: bytes, at: int) -> bytes:
    """The dictionary in front of a stream, from its "obj" on."""
    head = data[max(0, at - _HEAD) : at]
    return head[max(0, head.rfind(b" obj")) :]


def _unpacks(data: bytes, start: int, end: int) -> int:
    """How many bytes a stream unpacks to, counted up to a little more than is allowed."""
    size = 0
    unpacker = zlib.decompressobj()
    try:
        for at in range(start, end, _PIECE):
            piece = data[at : min(end, at + _PIECE)]
            while piece:
                size += len(unpacker.decompress(piece, _GROWTH))
                piece = unpacker.unconsumed_tail
                if size > LARGEST_PICTURE or unpacker.eof:
                    return size
    except zlib.error:
        return size
    return size
