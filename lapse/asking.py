"""What a person names on the command line or in a notebook: documents, provisions, ranges of these, days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from graph.catalogue import normal_name
from graph.corpus import Corpus
from graph.keys import key_of
from graph.locate import Located
from ontology.model import Target
from ontology.places import Place

_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b)\s*")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BETWEEN = re.compile(r"(?:,|;|\band\b)(?![^()]*\))")
"""What stands between the members of a list, and not within brackets."""
_LABEL = re.compile(r"(?!(?:1[5-9]|20)\d\d$)\d[\w.()]*")
"""What can only be the number of a provision, and is no year."""
_LETTERED = re.compile(r"(\bSection [A-Z]{1,2})(\d[\w.()]*)$")
"""A number with the letter of its section in front, as texts cite it: Section H14.2."""
_UNIT = re.compile(r"^(?:clauses?|sections?|paragraphs?|articles?|cl\.?|s\.)\s+(?=\S*\d|\()", re.IGNORECASE)


class UnclearError(Exception):
    """What was named is nothing here, or several things: one sentence says so, and what could be meant."""


def document_id(corpus: Corpus, name: str) -> str:
    """The id of the one document that `name` means: its id, title, an alias, a label. UnclearError otherwise."""
    found = _asked(corpus, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise UnclearError(f"“{name}” may mean {' or '.join(found)}; give one of these ids")
    raise UnclearError(f"no document is called “{name}”; there are {_some(corpus)}")


def _asked(corpus: Corpus, name: str) -> tuple[str, ...]:
    """The ids that `name` may mean; for an id as it stands, the names of the other documents are not looked at."""
    return (name,) if name in corpus.by_id else corpus.catalogue.ask(name)


def _some(corpus: Corpus) -> str:
    ids = [document.id for document in corpus.documents]
    return ", ".join(ids[:20]) + (f" and {len(ids) - 20} more" if len(ids) > 20 else "") if ids else "no documents here"


def term(corpus: Corpus, text: str) -> str | None:
    """The defined term that `text` names, whatever the size of its letters; None for none."""
    if text in corpus.by_term:
        return text
    folded = {name.casefold(): name for name in corpus.by_term}
    written = text.casefold()
    return next((folded[one] for one in (written, f"the {written}", f"{written}(s)") if one in folded), None)


def places(corpus: Corpus, text: str, document: str | None = None) -> tuple[Place, ...]:
    """The document or the provisions that `text` names: "AL", "AL#3.14E", "AL 3.14E-3.14F", "7.9A-7.9D, 8.1".

    `document` is the id of the document that labels without a document belong to. UnclearError where nothing fits.
    """
    head, hash_, tail = text.partition("#")
    if hash_:
        return (
            tuple(_labels(corpus, document_id(corpus, head), tail))
            if tail.strip()
            else (Place(document_id(corpus, head)),)
        )
    if document is not None and (found := _try_labels(corpus, document, text)):
        return found
    if _is_named(corpus, text) and len(ids := _asked(corpus, text)) == 1:
        return (Place(ids[0]),)
    if found := _behind_a_name(corpus, _LETTERED.sub(r"\1 \2", text.strip())):
        return found
    if document is not None and not _asked(corpus, text):
        return tuple(_labels(corpus, document, text))
    return (Place(document_id(corpus, text)),)


def _behind_a_name(corpus: Corpus, text: str) -> tuple[Place, ...]:
    """The provisions whose labels stand behind a document's name, () where none do. UnclearError for a wrong number."""
    wrong: tuple[str, str] | None = None
    cuts = [(text[: m.start()], text[m.end() :].strip()) for m in re.finditer(r"\s+", text)][::-1]
    for name, rest in sorted(cuts, key=lambda cut: not _is_named(corpus, cut[0])):
        if len(ids := _asked(corpus, name)) == 1 and (found := _try_labels(corpus, ids[0], rest)):
            return found
        if ids and wrong is None and _LABEL.fullmatch(rest):
            wrong = ids[0], rest
    return tuple(_labels(corpus, *wrong)) if wrong else ()


def _is_named(corpus: Corpus, text: str) -> bool:
    """Whether `text` is the id or a name of a document as it stands, with nothing that may be a label behind it."""
    return text in corpus.by_id or normal_name(text) in corpus.catalogue.names


def several(corpus: Corpus, texts: Iterable[str]) -> tuple[Place, ...]:
    """The documents and provisions that texts name, each text one place or several: "AL, AK#3.1", "AL and AK".

    A label behind a comma belongs to the document named before it: "AL, 3.1" is 3.1 of AL. UnclearError where one is
    nothing.
    """
    found: dict[Place, None] = {}
    for text in texts:
        for place in _listed(corpus, text):
            found[place] = None
    return tuple(found)


def _listed(corpus: Corpus, text: str) -> tuple[Place, ...]:
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) < 2 or _is_named(corpus, text):
        return places(corpus, text)
    try:
        return tuple(_each(corpus, parts))
    except UnclearError as unclear:
        try:
            whole = places(corpus, text)
        except UnclearError:
            raise unclear from None
        if all(part[:1].isdigit() or part.startswith("(") or "#" in part for part in parts[1:]):
            raise  # a label that is not there; a title may have a comma or a word in it
        return whole


def _each(corpus: Corpus, parts: Iterable[str]) -> Iterator[Place]:
    """The places of the members of a list; a whole document with labels behind it is these labels."""
    waiting: Place | None = None
    document: str | None = None
    for part in parts:
        for place in places(corpus, part, document):
            if waiting is not None and (place.document != waiting.document or not place.provision):
                yield waiting
            waiting = None if place.provision else place
            document = place.document
            if waiting is None:
                yield place
    if waiting is not None:
        yield waiting


def _try_labels(corpus: Corpus, document: str, text: str) -> tuple[Place, ...]:
    try:
        return tuple(_labels(corpus, document, text))
    except UnclearError:
        return ()


def _labels(corpus: Corpus, document: str, text: str) -> Iterator[Place]:
    """The provisions of a list of labels and ranges in one document."""
    for part in filter(None, (part.strip() for part in re.split(r"[,;&]|\band\b", text))):
        ends = _RANGE.split(_UNIT.sub("", part))
        target = Target(ends[0], "", ends[1] if len(ends) == 2 else "") if len(ends) <= 2 else Target(part)
        located = corpus.gazetteers[document].locate(target, None)
        if len(ends) > 1 and "-" in part and (whole := corpus.gazetteers[document].paths.get(key_of(part))):
            located = Located((whole,))  # Annex W-1
        if located.reason or not located.paths:
            reason = located.reason or f"{document} has no {part}"
            raise UnclearError(f"{reason}; `lapse list provisions` shows what there is")
        yield from (Place(document, path) for path in located.paths)


def day(text: str) -> date:
    """The day that a text names: 2025-12-31 or 31 December 2025. UnclearError for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        pass
    if (found := _DAY.fullmatch(text.strip())) and found[2][:3].lower() in _MONTHS:
        try:
            return date(int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1]))
        except ValueError:
            pass
    raise UnclearError(f"“{text}” is no date; write it as 2025-12-31")
