"""Lines of N-Quads gathered to pieces for a bulk load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PIECE = 32_000_000
"""Bytes of N-Quads that are loaded at once. Oxigraph holds all that one bulk load sorts, so 64 MB need 0.4 GB more for
no less work; of 16 MB it has so much left to merge that it closes long after the last was loaded.
"""


def pieces(quads: Iterable[str | bytes], shared: str) -> Iterator[bytes]:
    """Lines, some of them several to a string, in pieces of `PIECE` bytes or a little more; those of `shared` apart."""
    end = f" <{shared}> .\n".encode()
    own, others = _Piece(), _Piece()
    for one in quads:
        data = one if isinstance(one, bytes) else one.encode()
        at = data.find(end) if shared else -1
        cut = data.rfind(b"\n", 0, at) + 1 if at >= 0 else len(data)
        view = memoryview(data)
        for held, part in ((own, view[:cut]), (others, view[cut:])):
            held.add(part)
            if held.size >= PIECE:
                yield held.taken()
    for held in (own, others):
        if held.size:
            yield held.taken()


class _Piece:
    """What has been gathered of a piece."""

    def __init__(self) -> None:
        self.size = 0
        self._parts: list[memoryview] = []

    def add(self, part: memoryview) -> None:
        if part:
            self._parts.append(part)
            self.size += len(part)

    def taken(self) -> bytes:
        """The piece as a whole, of which nothing is left here."""
        whole = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return whole
