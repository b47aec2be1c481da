"""Documents of one title, of which one has taken the place of the other: which of them a reference means."""

from __future__ import annotations

import re

from ontology.model import Document, Reference
from ontology.places import Place

from .corpus import Corpus

_WAS = re.compile(
    r"[^.;]{0,40}?\b(?:as\s(?:it|they|that|those|the)\b[^.;]{0,60}?\b(?:read|stood|had\seffect|was|were|existed|applied)\b"
    r"|(?:is|are|was|were|had\sbeen)\s(?:hereby\s)?(?:repealed|revoked|rescinded)|before\s(?:its|their)\s(?:repeal|revocation|expiry))"
)
_FORMER_ITSELF = re.compile(r"[Tt]he\s(?:former|repealed|revoked|previous|old)\s")
_REPEALED_LIST = re.compile(r"\bfollowing\b[^.;]{0,80}\b(?:is|are)\s(?:hereby\s)?(?:repealed|revoked|rescinded)\W*$")
_FORMER = re.compile(r"\b(?:former|repealed|revoked|previous|old)\s(?:the\s)?$")


def living(
    corpus: Corpus, document: Document, reference: Reference, ids: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """Those of several documents (ids) that a reference in `document` means, and why; all of them where nothing tells.

    Words about the past mean the one that is gone. Other words mean the citing document itself where it is one of them,
    else the one that is in force: a successor is never taken for the document that it replaced, nor the reverse.
    """
    if len(ids) < 2:
        gone = [one for one in ids if is_repealed(corpus.by_id[one])]
        return ids, f"“{reference.document}” is {gone[0]}, which is repealed" if gone else ""
    gone = [one for one in ids if _is_over(corpus, one, ids)]
    held = [one for one in ids if one not in gone]
    if reference.historical and _speaks_of_what_was(corpus, document, reference):
        chosen = [one for one in gone if one != document.id] or gone
        if len(chosen) == 1:
            return tuple(chosen), f"“{reference.document}” is {chosen[0]}, which {_successor(held)} replaced"
        return ids, ""
    if document.id in ids:
        return _itself(corpus, document, reference, [one for one in gone if one != document.id])
    if len(held) == 1 and gone:
        return tuple(held), f"“{reference.document}” is {held[0]}; {' and '.join(gone)} of the same title is repealed"
    return ids, ""


def replaced(corpus: Corpus, chosen: tuple[str, ...], ids: tuple[str, ...]) -> tuple[str, ...]:
    """The other documents of one title whose days are known and over when the one `chosen` begins."""
    if len(chosen) != 1 or corpus.by_id[chosen[0]].in_force_from is None:
        return ()
    return tuple(one for one in ids if one not in chosen and corpus.by_id[one].in_force_until is not None)


def _itself(corpus: Corpus, document: Document, reference: Reference, others: list[str]) -> tuple[tuple[str, ...], str]:
    """The citing document, which bears the title itself; the other one of that title where it lists what it repeals."""
    if len(others) == 1 and _in_a_list_of_repeals(corpus, document, reference):
        return tuple(others), f"“{reference.document}” is {others[0]}, which is repealed here"
    return (document.id,), ""


def _in_a_list_of_repeals(corpus: Corpus, document: Document, reference: Reference) -> bool:
    """Whether a reference stands in a list under words such as "The following Regulations are repealed:"."""
    gazetteer = corpus.gazetteers[document.id]
    above = list(gazetteer.ancestors(reference.provision))[1:2]
    return any(_REPEALED_LIST.search(provision.text) for provision in above)


def _speaks_of_what_was(corpus: Corpus, document: Document, reference: Reference) -> bool:
    """Whether the words beside a reference speak of the text that was, not only of what was done under it."""
    provision = corpus.gazetteers[document.id].provisions.get(reference.provision)
    if provision is None:
        return True
    before = provision.text[max(0, reference.span.start - 30) : reference.span.start]
    return bool(
        _WAS.match(provision.text, reference.span.end) or _FORMER.search(before) or _FORMER_ITSELF.match(reference.text)
    )


def within_its_title(corpus: Corpus, document: Document, reference: Reference) -> bool:
    """Whether a name of a document stands within the longer title of the document that has it in its text."""
    name, title = reference.document, document.title
    if reference.targets or len(name) >= len(title) or name not in title:
        return False
    text, span = corpus.text(Place(document.id, reference.provision)), reference.span
    at = text.find(title, max(0, span.start - len(title)))
    return 0 <= at <= span.start and span.end <= at + len(title)


def is_repealed(document: Document) -> bool:
    """Whether the file of a document says that the whole of it is repealed."""
    return any(key == "repealed" for key, _ in document.metadata)


def _is_over(corpus: Corpus, one: str, ids: tuple[str, ...]) -> bool:
    """Whether a document is repealed, or ended before another of these began."""
    document = corpus.by_id[one]
    if is_repealed(document):
        return True
    last = document.in_force_until
    starts = (corpus.by_id[other].in_force_from for other in ids if other != one)
    return last is not None and any(start is not None and last <= start for start in starts)


def _successor(held: list[str]) -> str:
    return " and ".join(held) if held else "another document"
