"""What became of provisions between two texts, in words and in rows: for the terminal and for reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.turnover import NOBODY, Turnover
from ontology.places import Place
from ontology.results import Fate, LedgerLine

from .naming import Naming
from .planned import reasons
from .wording import Names, count, joined, numbered, place

FATES: Mapping[Fate, str] = {
    "kept": "as it was",
    "renumbered": "renumbered",
    "reworded": "reworded",
    "moved": "moved to another document",
    "dropped": "dropped",
    "added": "new",
}
"""What became of a provision, in words."""
SUMMED: Mapping[Fate, tuple[str, str]] = {
    "kept": ("is as it was", "are as they were"),
    "renumbered": ("was renumbered", "were renumbered"),
    "reworded": ("was reworded", "were reworded"),
    "moved": ("was moved to another document", "were moved to another document"),
    "dropped": ("was dropped", "were dropped"),
}
"""The same of one and of several."""


def summed(found: Turnover) -> str:
    """What the ledger of a change adds up to, in two or three sentences."""
    same = f"{count(len(found.unchanged), 'document')} with {count(sum(found.unchanged.values()), 'provision')}"
    unchanged = f" Unchanged: {same}." if found.unchanged else ""
    if not found.lines and not found.added:
        return f"No provision changed.{unchanged}"
    where = {line.place.document for line in (*found.lines, *found.added)}
    parts = [f"{n:,} {SUMMED[fate][n != 1]}" for fate, n in found.became.items() if n]
    of = f"Of {count(len(found.lines), 'provision')} in {count(len(where), 'document')} that changed, " if parts else ""
    new = count(len(found.added), "provision is new", "provisions are new")
    look = sum(line.disposition == "review" for line in found.lines)
    review = f" {count(look, 'line')} of the ledger {'needs' if look == 1 else 'need'} review." if look else ""
    said = f"{of}{joined(parts)}{f'; {new}' if found.added else ''}" if parts else new
    return f"{said[:1].upper()}{said[1:]}.{review}{unchanged}"


LISTED = 12
"""Terms that are listed in the place of their rows' numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """Neighbouring provisions with one fate: where they were and are now, in words, and why that is said."""

    was: str
    became: str
    now: str
    because: str
    review: bool


def rows(lines: Iterable[LedgerLine], names: Names, before: Naming, after: Naming) -> list[Row]:
    """What is not as it was, in rows; neighbours that have one fate and the same reasons share a row."""
    out = []
    for _, document in groupby(lines, lambda line: line.place.document):
        told_of = [line for line in document if line.became != "kept" or line.disposition == "review"]
        spent = [line for line in told_of if line.became == "dropped" and line.because == (NOBODY,)]
        rest = [line for line in told_of if line not in spent]
        for mine in (*(list(group) for _, group in groupby(rest, lambda line: _key(line, names, after))), spent):
            if mine:
                out.append(_row(mine, names, before, after))
    return out


def _row(mine: Sequence[LedgerLine], names: Names, before: Naming, after: Naming) -> Row:
    first = mine[0]
    now = after.listed(line.to for line in mine if line.to and line.to != line.place)
    was, because = _where(mine, names, before), "; ".join(told(first, names, after))
    return Row(was, FATES[first.became or "kept"], now, because, first.disposition == "review")


def _where(mine: Sequence[LedgerLine], names: Names, naming: Naming) -> str:
    """Where some provisions of one document are; rows and paragraphs by the terms that they define, if they do."""
    terms: dict[str, list[str]] = {}
    for line in mine:
        if line.kind == "definition" and "¶" in line.place.provision:
            terms.setdefault(numbered(line.place.provision), []).extend(naming.defined(line.place))
    if sum(map(len, terms.values())) < len(mine) or len(mine) > LISTED:
        return naming.listed(line.place for line in mine)
    places = (
        f"{place(Place(mine[0].place.document, path), names)} ({', '.join(some)})" for path, some in terms.items()
    )
    return "; ".join(places)


def _key(line: LedgerLine, names: Names, naming: Naming) -> tuple[Place, Fate | None, bool, Sequence[str]]:
    """What neighbours have in common: their documents before and now, their fate, and the reasons without the place."""
    here = line.to.document if line.to else ""
    return Place(line.place.document, here), line.became, line.disposition == "review", told(line, names, naming)


def told(line: LedgerLine, names: Names, naming: Naming) -> tuple[str, ...]:
    """The reasons of a line with the documents' names, less the one that says where it is now."""
    at = {f"{verb} {line.to}" for verb in ("now at", "moved to")}
    return reasons((one for one in line.because if one not in at), names, naming.called)


def now(line: LedgerLine, names: Names) -> str:
    """Where a provision is now: its document where that is another one, its number where that is."""
    if line.to is None or line.to == line.place:
        return ""
    return place(line.to, names)
