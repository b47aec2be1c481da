"""The names of the code itself, where nobody gave them: the "SEC" of "SEC Appendix AL", the line over all titles."""

from __future__ import annotations

import re
from collections import Counter

from ontology.model import Document
from ontology.places import Place

from .catalogue import normal_name
from .corpus import Corpus

_PREFIXED = re.compile(
    r"(?P<code>[A-Z]{2,6}) (?P<rest>(?:Appendix|Section|Schedule|Annex|Attachment|Exhibit) [0-9A-Z]{1,3})"
)

_SOLE = re.compile(
    r"(?:[Tt]hat|[Tt]hose|the said) (?P<noun>Directions|Bylaws|Byelaws|Rules|Scheme|Ordinance|Protocol)$"
)
_DESIGNATED = re.compile(r"(?P<code>.+) (?:appendix|section|schedule|annex|attachment|exhibit|part) \w{1,4}")


def full_names(corpus: Corpus) -> frozenset[str]:
    """The normal names of the code that stand in front of the designations of most of its documents, two at least."""
    if not corpus.one_code:
        return frozenset()
    counts: Counter[str] = Counter()
    for one in corpus.documents:
        found = map(_DESIGNATED.match, map(normal_name, one.aliases))
        counts.update({match["code"] for match in found if match is not None})
    return frozenset(name for name, count in counts.items() if count > 1 and 2 * count >= len(corpus.documents))


def own_name(corpus: Corpus) -> str:
    """The initials that stand most often in front of the designations of documents of the code; "" for none.

    Those of another code stand in front of designations too, but less often, and most of theirs are not here.
    """
    if not corpus.one_code:
        return ""
    references = (r for d in corpus.documents for r in corpus.whole(d.id).references)
    names = [match for r in references if (match := _PREFIXED.fullmatch(r.document))]
    counts = Counter(match["code"] for match in names)
    best = max(counts, key=lambda code: (counts[code], code), default="")
    here = [bool(corpus.catalogue.find(match["rest"])) for match in names if match["code"] == best]
    return best if here and 2 * sum(here) >= len(here) else ""


def without_own_name(name: str, code: str) -> str:
    """The designation behind the code's own initials, "" where a name is no such thing."""
    match = _PREFIXED.fullmatch(name)
    return match["rest"] if match is not None and match["code"] == code else ""


def is_main_body(document: Document, name: str) -> bool:
    """Whether a document that bears the code's name is its main body: it is called so, or by no other name."""
    names = {*map(normal_name, document.aliases)}
    return "main body" in names or names <= {normal_name(name)}


def is_all(corpus: Corpus, place: Place | None, document: str) -> bool:
    """Whether a place is a whole document (by its id), or the heading that names it as a part of its code."""
    if place is None or place.document != document:
        return False
    return not place.provision or normal_name(place.provision) in map(normal_name, corpus.by_id[document].aliases)


def sole_of(corpus: Corpus, document: Document, name: str) -> str:
    """The only other document (its id) whose name ends as one that points back does: "the said Directions"."""
    noun = _SOLE.match(name)
    if noun is None or not corpus.one_code:
        return ""
    ends = re.compile(rf"\b{noun['noun']}(?:,? \d{{4}})?$", re.IGNORECASE)
    others = (one for one in corpus.documents if one.id != document.id)
    found = [one.id for one in others if any(map(ends.search, (one.id, one.title, *one.aliases)))]
    return found[0] if len(found) == 1 else ""
