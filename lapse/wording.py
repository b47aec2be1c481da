"""How places, lists of clauses, days and counts are worded in tables and pictures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from graph.state import State
from ontology.labels import members
from ontology.model import Document
from ontology.places import Place
from ontology.titles import ENACTED

CAUSES = {"caused": "left open", "cured": "cured", "existing": "still open"}
"""What has become of a finding, in words."""

Names = Mapping[str, str]
"""Documents' ids and the names under which they are shown: "AM" is "Appendix AM (S1SR)"."""

Follows = Callable[[Place, Place], bool]
"""Whether the second place is the next provision behind the first in their document."""

Called = Callable[[Place], str]
"""What a provision is called that has no number of its own: a row by the term that it defines; "" for its path."""

LONGEST = 80
"""Characters that a title has at most to stand for its document."""
_WORD = re.compile(r"[^\W\d_]{2,}(?<![A-Z])|^[^\d]*$|^[A-Z]{3,6}\d{1,4}$")
"""What tells a name from a number in a statute book: "Appendix AL", "BSCP25", but not "I-11.8" or "C.R.C., c. 1270"."""


def titles(documents: Iterable[Document]) -> dict[str, str]:
    """The name under which each document is shown, by id: "Appendix AM (S1SR)".

    Where two share one, as where all have one line over their titles, they go by their titles, else with their ids.
    """
    documents = tuple(documents)
    found = {document.id: _title(document) for document in documents}
    shared, whole = Counter(found.values()), Counter(document.title for document in documents)
    for one in documents:
        if shared[found[one.id]] > 1 and whole[one.title] == 1 and 0 < len(one.title) <= LONGEST:
            found[one.id] = one.title
    shared = Counter(found.values())
    return {id_: name if shared[name] == 1 else f"{name} [{id_}]" for id_, name in found.items()}


def _title(document: Document) -> str:
    """A designation and a short name where the aliases hold both, else the first alias, else the title.

    An act with a year in its title, or whose designation is but its number in a statute book ("I-11.8"), goes by its
    title, as people call it.
    """
    if ENACTED.search(document.title) and len(document.title) <= LONGEST:
        return document.title.removeprefix("The ")
    if not document.aliases:
        plain, id_ = _plain(document.title), _plain(document.id)
        if plain == id_:
            return document.title
        return document.id if plain in id_ else f"{document.id} ({document.title})"
    first = document.aliases[0]
    if not _WORD.search(first) and 0 < len(document.title) <= LONGEST:
        return document.title
    shorts = (alias for alias in document.aliases[1:] if len(alias) < len(first) + 4 and alias.isupper())
    short = next((alias for alias in shorts if _plain(alias) != _plain(first)), "")
    return f"{first} ({short})" if short else first


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def document(id_: str, names: Names) -> str:
    """The name under which a document is shown; its id where it has none."""
    return names.get(id_) or id_


def clause(path: str) -> str:
    """A provision's path as a reader says it: "2.1¶12" is "2.1 ¶12"."""
    return path.replace("¶", " ¶").strip()


def place(where: Place, names: Names, new: str = "") -> str:
    """A place with its document's name, "Appendix AM (S1SR), 3.3"; `new` stands in where no provision is named."""
    here = clause(where.provision) or new
    return f"{document(where.document, names)}, {here}" if here else document(where.document, names)


def defined_at(where: Place, names: Names) -> str:
    """Where a term is defined: the clause, for a row or a paragraph below it is found by the term itself."""
    return place(Place(where.document, numbered(where.provision)), names)


def numbered(path: str) -> str:
    """The nearest provision with a number: of "2.1¶12" it is "2.1"."""
    return path.partition("¶")[0]


def clauses(
    paths: Iterable[str], follows: Follows | None = None, document: str = "", called: Called | None = None
) -> str:
    """Clause numbers in a list, runs of three or more as a range: "3.14E, 3.14F", "7.9A to 7.9D, 9.1".

    Runs are those that `follows` tells of the provisions of this document, or without it those by counting.
    """
    left = list(dict.fromkeys(paths))
    out: list[str] = []
    while left:
        run = _run(left, follows, document)
        if run > 2:
            out.append(f"{clause(left[0])} to {clause(left[run - 1])}")
        else:
            out += [(called(Place(document, one)) if called else "") or clause(one) for one in left[:run]]
        left = left[run:]
    return ", ".join(out)


def _run(paths: Sequence[str], follows: Follows | None, document: str) -> int:
    """How many of the first paths follow each other, in the document or by counting."""
    run = 1
    while run < len(paths) and (
        follows(Place(document, paths[run - 1]), Place(document, paths[run]))
        if follows
        else members(paths[0], paths[run]) == tuple(paths[: run + 1])
    ):
        run += 1
    return run if run > 2 else 1


def listed(places: Iterable[Place], names: Names, follows: Follows | None = None, called: Called | None = None) -> str:
    """Places in a row, under the names of their documents: "Section N, N6.1, N6.2; Appendix J, 4.2"."""
    return "; ".join(
        ", ".join(part for part in (document(id_, names), clauses(filter(None, paths), follows, id_, called)) if part)
        for id_, paths in by_document(places).items()
    )


def by_document(places: Iterable[Place]) -> dict[str, list[str]]:
    """The provisions of places, without repetition, under their documents, in the order in which they come."""
    out: dict[str, list[str]] = {}
    for one in places:
        found = out.setdefault(one.document, [])
        if one.provision not in found:
            found.append(one.provision)
    return out


def day(value: date) -> str:
    """A day as it is written in a sentence: 31 December 2025."""
    return f"{value.day} {value:%B %Y}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 clause", "2 clauses"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(phrases: Sequence[str]) -> str:
    """Phrases in a row: "a", "a, b and c"."""
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} and {phrases[-1]}"


def cut(text: str, most: int) -> str:
    """A text, or its first words with a mark where it is longer than so many characters."""
    return text if len(text) <= most else f"{text[: text.rfind(' ', 0, most)]} …"


def proof(left: int) -> str:
    """What a plan leaves open of what it is for, in a sentence; references to amend by hand are told of beside it."""
    return (
        f"With these steps taken, the lapse leaves {count(left, 'finding') if left else 'nothing'} open "
        "that carrying over can mend."
    )


def lapse_in_words(places: Sequence[Place], names: Names) -> str:
    """What lapses: "Appendix AL (TMAD)", "Appendix AK, 3.1 to 3.3 and Appendix AL"."""
    out = []
    for id_, paths in by_document(places).items():
        numbers = clauses(path for path in paths if path)
        out.append(document(id_, names) if "" in paths else f"{document(id_, names)}, {numbers}")
    return " and ".join(filter(None, [", ".join(out[:-1]), out[-1]])) if out else "nothing"


def state_in_words(state: State, on: date | None, names: Names, more: int = 0) -> str:
    """A state in one line: its day, what is in force in it, what has lapsed, what is kept and carried over.

    `more` provisions are in force that the state's corpus leaves out.
    """
    words = [f"{day(on)}, " if on else "", f"{count(len(state.documents), 'document')} with "]
    words.append(f"{count(len(state.provisions) + more, 'provision')} in force")
    gone = sorted(state.lapsed)
    if gone:
        words.append(f"; without {lapse_in_words(gone, names)}")
    kept = [old for old, new in state.carried.items() if old == new]
    moved = [old for old, new in state.carried.items() if old != new]
    if kept:
        words.append(f"; {lapse_in_words(sorted(kept), names)} kept")
    if moved or state.carried_definitions:
        definitions = count(len(state.carried_definitions), "definition")
        words.append(f"; {definitions} and {count(len(moved), 'provision')} carried over")
    return "".join(words)
