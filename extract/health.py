"""The health of a document: how much was found in it, and which numbers are missing, repeated or out of order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import pairwise

from ontology import labels
from ontology.model import Document, Provision
from ontology.places import Problem

from . import sequence, told

CODES: dict[str, str] = {
    "LAP301": "number-missing: a label between two that are there is not",
    "LAP302": "number-repeated: a label heads two provisions",
    "LAP303": "encoding-assumed: the file does not say how its characters are written",
    "LAP304": "number-out-of-order: a label comes behind a later one",
    "LAP305": "page-unreadable: a page has no text",
    "LAP306": "redline-fused: a PDF shows inserted and struck text as one",
    "LAP307": "picture-for-number: a clause number is a picture",
    "LAP308": "format-unknown: no reader knows the file",
    "LAP309": "file-skipped: a file of the folder was not read",
    "LAP310": "text-cut: a part of the file was too deep or too large to be read",
}
"""Every problem that reading can report: its code, its name and what it says."""

CUT = frozenset(("LAP305", "LAP306", "LAP307", "LAP309", "LAP310"))
"""The problems by which a part of a file was not read, or not as it stands."""

MOST = 20
_SECOND = re.compile(r" \(\d+\)$")
_PLACEHOLDER = "not used|repealed|deleted|reserved|omitted|spent|revoked|intentionally"
_SPAN = re.compile(
    rf"(?:to|and|[-–—])\s*\(?(?:[A-Z]{{0,2}}\d{{1,4}}\.){{0,5}}(?P<last>[A-Z]{{0,2}}\d+[A-Za-z]{{0,2}}|[a-z]{{1,4}})\)?\s*[.:]?\s*[\[(]?\s*(?:{_PLACEHOLDER})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of one document; `missing`, `repeated` and `out_of_order` are paths; `problems` say them in sentences.

    `tracked_changes` counts those of the file, whatever view was read; `left_out` are phrases with their reasons.
    """

    provisions: int
    numbered: int
    headings: int
    rows: int
    notes: int
    definitions: int
    references: int
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    out_of_order: tuple[str, ...]
    pages: int
    pages_without_text: int
    tracked_changes: int
    left_out: tuple[str, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, int | list[str]]:
        """The counts and lists by name, without the problems, as JSON has them."""
        plain = asdict(self)
        plain.pop("problems")
        return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


_LAST = re.compile(r"(.*?[.( ]|)((?:[A-Z]{1,2}(?=\d))?\d+[A-Za-z]{0,3}|[A-Za-z]{1,5})(\)?)")
"""A path up to its last level, and that without its brackets."""

_TYPED = re.compile(r"\d+[A-Z]{0,2}(?:UK|EU|[RGEDC])")
_RANGE = re.compile(r"(?:to|and|[-–—])\s*\(?(?P<last>[A-Z]{0,2}\d+[A-Za-z]{0,2}|[a-z]{1,4})\)?$")


def health(document: Document) -> Health:
    """The health of a document. LAP301 and LAP304 are found here; LAP302 is taken from the document's own problems."""
    provisions = document.provisions
    kinds = Counter(p.kind for p in provisions)
    missing, back = _gaps(provisions)
    known = {p.provision for p in document.problems if p.code == "LAP302"}
    repeated = tuple(p.path for p in provisions if p.path in known or (p.number and _SECOND.search(p.path)))
    problems = [Problem("LAP301", f"There is no {one} between {a} and {b}.", b) for one, a, b in missing[:MOST]]
    if len(missing) > MOST:
        problems.append(Problem("LAP301", f"{len(missing) - MOST} more numbers are missing.", missing[MOST][2]))
    problems += [Problem("LAP304", f"{b} stands behind {a}.", b) for a, b in back]
    return Health(
        provisions=len(provisions),
        numbered=sum(bool(p.number) for p in provisions if p.kind == "clause"),
        headings=kinds["heading"],
        rows=kinds["row"],
        notes=kinds["note"],
        definitions=len(document.definitions),
        references=len(document.references),
        missing=tuple(one for one, _, _ in missing),
        repeated=repeated,
        out_of_order=tuple(b for _, b in back),
        pages=max(told.pages(document.metadata), len({p.page for p in provisions if p.page is not None})),
        pages_without_text=sum(p.code == "LAP305" for p in document.problems),
        tracked_changes=told.tracked_changes(document.metadata),
        left_out=told.left_out(document.metadata),
        problems=tuple(problems),
    )


def cut_short(document: Document) -> bool:
    """Whether a part of the document's file could not be read."""
    return any(problem.code in CUT for problem in document.problems)


def _gaps(provisions: tuple[Provision, ...]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:
    """What is missing (with its neighbours) and what is out of order (with what it follows)."""
    missing: list[tuple[str, str, str]] = []
    back: list[tuple[str, str]] = []
    paths = {p.path for p in provisions}
    for head, labelled in _rows(provisions).items():
        row = _untyped(labelled)
        if _fractions(head[0], row[0][1], paths):
            pairs = pairwise(row)
            back += [(a.path, b.path) for (x, a), (y, b) in pairs if y < x and (x + y).isdecimal() and int(y) < int(x)]
            continue
        counting = _counting([core for core, _ in row])
        if counting is None:
            continue
        for (a, first), (b, second) in pairwise(row):
            how, _ = sequence.relation(_through(a, first), b, counting)
            if how == "back":
                back.append((first.path, second.path))
            elif how == "gap" and not sequence.doubled(a, b) and not _leaves_room(first, second):
                missing += [
                    (head[0] + _as(one, b, head[1]), first.path, second.path)
                    for one in _between(_through(a, first), b, counting)
                ]
    return missing, back


def _untyped(row: list[tuple[str, Provision]]) -> list[tuple[str, Provision]]:
    """A row of numbers of a handbook without the types of its provisions: 1R, 2G and 2AG are 1, 2 and 2A."""
    if not all(_TYPED.fullmatch(core) and " " in provision.number for core, provision in row):
        return row
    return [(re.sub(r"(?:UK|EU|[RGEDC])$", "", core), provision) for core, provision in row]


def _leaves_room(first: Provision, second: Provision) -> bool:
    """Whether two sections are numbered by a part of a code, which leaves numbers free for later ones: § 91.103."""
    return all(p.number.startswith("§") and "." in p.number for p in (first, second))


def _rows(provisions: tuple[Provision, ...]) -> dict[tuple[str, str, bool], list[tuple[str, Provision]]]:
    """Rows of labels that count on: by what stands before their last level, whether that is in brackets, or letters."""
    rows: dict[tuple[str, str, bool], list[tuple[str, Provision]]] = {}
    for p in provisions:
        if p.kind != "clause" or not p.number or p.quoted or _SECOND.search(p.path) or p.number.startswith("Table "):
            continue
        found = _LAST.fullmatch(p.path)
        if found and not (found[1].endswith(" ") and not found[2][:1].isdigit()):
            rows.setdefault((found[1], found[3], found[2].isalpha()), []).append((found[2], p))
    return rows


def _fractions(head: str, first: Provision, paths: set[str]) -> bool:
    """Whether what follows a point counts as a fraction, as where 72.09 and 72.1 stand beside 72, (c.02) beside (c).

    A statute may as well count on from 22.9 to 22.10 there, so only what goes back both ways is out of order.
    """
    beside = head[:-1] in paths and first.parent != head[:-1]
    return head[-1:] == "." and (beside or re.search(r"\([^()]*\.$", head) is not None)


def _counting(cores: list[str]) -> sequence.Counting | None:
    """How a row counts: numbers; roman where it starts with i and goes on with ii; else letters."""
    if cores[0][-1:].isdigit() or any(c.isdigit() for c in cores[0]):
        return "number"
    if cores[0].lower() == "i" and (len(cores) == 1 or labels.roman(cores[1])):
        return "roman"
    return "letter" if len(cores[0]) <= 2 else None


def _through(core: str, provision: Provision) -> str:
    """The last label that a placeholder stands for: "5 to 7 [Repealed]" is 7, wherever its number ends."""
    found = _SPAN.match(provision.text or provision.heading) or _RANGE.search(provision.number)
    return found["last"] if found else core


def _between(a: str, b: str, counting: sequence.Counting) -> list[str]:
    """The labels that would stand between two."""
    first, last = sequence.key(a, counting), sequence.key(b, counting)
    if first is None or last is None or last[0] - first[0] > 500:
        return []
    if first[0] == last[0]:
        return [one for one in labels.members(a, b) if one not in (a, b)]
    between = range(first[0] + 1, last[0])
    if counting == "number":
        return [str(n) for n in between]
    return [labels.to_roman(n) if counting == "roman" else labels.to_letters(n) for n in between]


def _as(one: str, like: str, close: str) -> str:
    """A label in the case of its neighbour, with the letter of its section in front where that has one."""
    letter = re.match(r"[A-Z]{1,2}(?=\d)", like)
    return (letter[0] if letter and one.isdigit() else "") + (one.upper() if like.isupper() else one) + close
