"""Pages of contents: lines behind the title "Contents" that end with the number of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ontology.source import Block

_TITLE = re.compile(r"(?:table\s+of\s+|list\s+of\s+)?contents(?:\s+page)?\s*:?", re.IGNORECASE)
_PAGE = re.compile(r"(?:^|[\s.…_])(\d{1,4}|[ivxl]{1,6})$")
LONGEST = 240
FEWEST = 2


def marked(blocks: Sequence[Block], pages: int) -> list[Block]:
    """The blocks, with a table of contents made `contents`: page numbers that never fall, on a page that is there."""
    out = list(blocks)
    i = 0
    while i < len(out):
        if _TITLE.fullmatch(out[i].text.strip()) and out[i].kind != "row":
            end = _end(out, i + 1, pages)
            if end - i > FEWEST:
                out[i:end] = [replace(b, kind="contents") for b in out[i:end]]
                i = end
        i += 1
    return out


def _end(blocks: Sequence[Block], start: int, pages: int) -> int:
    """The index behind the last line of a listing that starts at an index; a line may go on over two."""
    last, before = start, 0
    for k in range(start, len(blocks)):
        text = blocks[k].text.strip()
        found = _PAGE.search(text)
        value = int(found[1]) if found and found[1].isdigit() else before if found else -1
        if len(text) > LONGEST or k - last > 1:
            break
        if value >= before and value <= pages + 30:
            last, before = k + 1, value
        elif text.endswith((".", ";", ":")):
            break
    return last
