"""Terms in sentences that are in capitals throughout: THE SUPPLIER SHALL PERFORM THE SERVICES."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ontology.model import Provision, TermUse
from ontology.places import Span

from .forms import Form
from .terms import Reach, Terms

LONG = 40
"""Characters from which on a text in capitals is a sentence, and no heading or title."""
_VERB = re.compile(r"\b(?:SHALL|WILL|MUST|MAY|CAN|IS|ARE|BE|HAS|HAVE|DOES|DO|AGREES?)\b")
_WORD = re.compile(r"[^\W_][\w'’&/-]*")
_POSSESSIVE = re.compile(r"['’]S?$")


def in_capitals(searched: Sequence[Provision], terms: Terms, reach: Reach | None) -> Iterator[TermUse]:
    """The uses of terms in the provisions that are in capitals, the longest of those that begin at one word first."""
    written = [p for p in searched if len(p.text) >= LONG and p.text.isupper() and _VERB.search(p.text)]
    if not written:
        return
    for provision in written:
        words = [(one.start(), one.end(), _POSSESSIVE.sub("", one[0])) for one in _WORD.finditer(provision.text)]
        at = 0
        while at < len(words):
            found = _longest(words, at, provision.text, terms, reach)
            if found is not None:
                form, count = found
                start, end = words[at][0], words[at + count - 1][0] + len(words[at + count - 1][2])
                yield TermUse(form.term, provision.path, Span(start, end), "in-capitals")
            at += found[1] if found is not None else 1


def _longest(
    words: list[tuple[int, int, str]], at: int, text: str, terms: Terms, reach: Reach | None
) -> tuple[Form, int] | None:
    """The longest form whose words stand at word `at`, and how many these are."""
    for number, said in terms.in_capitals.get(words[at][2], ()):
        if reach is not None and not reach.forms[number]:
            continue
        here = words[at : at + len(said)]
        apart = all(text[a[1] : b[0]].isspace() for a, b in pairwise(here))
        if apart and tuple(word for _, _, word in here) == said:
            return terms.forms[number], len(said)
    return None
