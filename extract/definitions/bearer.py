"""Which words behind a term name the thing that bears it: "owner of a ship means the person who … the ship"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ontology.places import Span

_OF = re.compile(r"\s+(?:of|to|in|for|by|from|at|on)\s+(?:an?|the|any|each|all)\s+")
_BEARER = re.compile(r"\s+(?:of|to|in|for)\s+an?\s+([a-z][\w\s’'-]{1,60})$")
_FRENCH = re.compile(r"\((?P<words>[^()\d;:]{2,120})\)\s*[.;]?\s*$")
_ENGLISH = re.compile(r"\b(?:the|of|and|see|section|within|under|other|than|by|in|if|with|to)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\s+of\s+an?\s+(?:[a-z]+\s+){0,2}?(?:person|individual|contributor|taxpayer|corporation|company|holder|owner|member|employee)\b.*$"
)
_IN_FRENCH = re.compile(
    r"\b(?:personne|particulier|individu|cotisant|contribuable|sociét|compagnie|titulaire|détenteur|propriétaire|membre|participant"
    r"|employé|salarié|fonctionnaire|actionnaire)",
    re.IGNORECASE,
)
"""The bearers of many terms of law in French: where none is there, the term has no bearer in French either."""

_SMALL_FRENCH = frozenset(
    str.split(
        "de du des d le la les l à au aux en par pour sur un une et ou dans avec sans s qu a se ce son sa ses lequel"
    )
)
_SMALL = frozenset(str.split("a an the of to in for by from at on and or with any each all s relating"))


def without_bearer(text: str, term: Span, meaning: Sequence[str]) -> Span:
    """A term without the thing that bears it; `meaning` are the texts of the meaning, with what stands under it.

    It is left out where the meaning speaks of that thing again: "owner of a ship means … the ship" defines "owner",
    "member of a crew means a sailor" keeps all. Where the meaning ends with the term in French, the words that it has
    there decide, and whether they name a bearer: "reporting period of a registrant means … (période de déclaration)"
    defines "reporting period".
    """
    words = term.of(text)
    ends = [match.start() for match in _OF.finditer(words)]
    if not ends:
        return term
    body = "\n".join(meaning)
    named = _PERSON.search(words)
    french = _FRENCH.search(body[-140:])
    if named and french and not _ENGLISH.search(french["words"]) and not _IN_FRENCH.search(french["words"]):
        return Span(term.start, term.start + named.start())
    if french and not _ENGLISH.search(french["words"]):
        count = _count(french["words"], _SMALL_FRENCH)
        best = min((abs(_count(words[:end], _SMALL) - count), -end) for end in (*ends, len(words)))
        return Span(term.start, term.start - best[1])
    match = _BEARER.search(words)
    if match is None or match[0].strip() in body or not _speaks_of(match[1], body):
        return term
    return Span(term.start, term.start + match.start())


def _count(words: str, small: frozenset[str]) -> int:
    return sum(one.lower() not in small for one in re.findall(r"[^\W\d_]+", words))


def _speaks_of(bearer: str, body: str) -> bool:
    last = re.escape(bearer.rsplit(maxsplit=1)[-1])
    return re.search(rf"\b(?:the|that|such)\s+(?:{re.escape(bearer)}|{last})\b", body) is not None
