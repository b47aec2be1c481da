"""What the reader of a file tells of it: the tracked changes that it has, and what was left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CHANGES = ("insertions", "deletions", "moves", "property changes")
"""Keys of metadata that count tracked changes."""

_LEFT_OUT: tuple[tuple[str, str], ...] = (
    ("left-out-lines", "{} lines of running headers, footers and page numbers, which are no text of the document"),
    ("headers-and-footers", "{} headers and footers of pages, which are no text of the document"),
    ("repeated-table-headers", "{} rows of titles of columns that a page prints again"),
    ("contents-lines", "{} lines of contents, which name clauses that stand below"),
    ("note-marks", "{} marks of notes; the notes themselves are read"),
    ("left-out-marks", "{} marks of notes; the notes themselves are read"),
    ("comments", "{} comments of reviewers, which are no text of the document"),
    ("macros", "macros: {}"),
)


def tracked_changes(metadata: Sequence[tuple[str, str]]) -> int:
    """How many tracked changes a file has, whatever view of them was read."""
    found = dict(metadata)
    return sum(int(found[kind]) for kind in CHANGES if found.get(kind, "").isdecimal())


def pages(metadata: Sequence[tuple[str, str]]) -> int:
    """How many pages a file says that it has, 0 where it has none."""
    given = dict(metadata).get("pages", "")
    return int(given) if given.isdecimal() else 0


def left_out(metadata: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What was left out of a file, a phrase for each kind, with the reason."""
    found: Mapping[str, str] = dict(metadata)
    out = [phrase.format(found[key]) for key, phrase in _LEFT_OUT if found.get(key)]
    view = found.get("view", "")
    if tracked_changes(metadata) and view in ("accepted", "original"):
        gone = "deleted" if view == "accepted" else "inserted"
        out.append(f"what tracked changes have {gone}, as the {view} text was asked for")
    return tuple(out)
