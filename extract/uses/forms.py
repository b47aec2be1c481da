"""The spellings under which a term is met in running text, as the style of the term itself demands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from .inflect import phrases

Style = Literal["lower", "sentence", "word", "title", "exact"]
"""`lower`: barrier. `sentence`: Advisory opinion. `word`: Services. `title`: Supplier Party. `exact`: GroupID, CAD."""

How = Literal[
    "as-written", "plural", "singular", "lone-singular", "hyphenated", "sentence-initial", "lower-case", "title-case"
]
"""How a form comes from its term. A lone singular counts in mid-sentence only; a sentence-initial form only there."""

SPELLINGS: dict[str, str] = {
    "as-written": "A term as it is written where it is defined.",
    "plural": "A term in the plural, of its last word or of the noun before its first preposition: Points of Supply.",
    "singular": "A term of several words that is defined in the plural, in the singular: an Unusual Reading.",
    "lone-singular": "A word that is defined in the plural, in the singular, within a sentence and in no name.",
    "hyphenated": "A term with a hyphen, a word of it in the other case: Sub-contractor, non-Defaulting Party.",
    "sentence-initial": "A term in lower case, with a capital at the start of a sentence, an item or a cell.",
    "lower-case": "A term with a first capital, in lower case, in a document that writes its terms as sentences begin.",
    "title-case": "A term that is written as sentences begin, with the capitals of a title.",
    "in-capitals": "A term in a sentence that is in capitals throughout.",
}
"""What each way of spelling says, as a rule by which uses are found."""

_WITH_ARTICLE = re.compile(r"the [A-Z][A-Za-z]")
_CAPITALISED = re.compile(r"[^\W\d_]?[^\W\d_]+(?:-[^\W\d_]+)*")
_PLAIN = re.compile(r"[A-Z][a-z']+")
_ABBREVIATED = re.compile(r"[A-Z]{2,5}(?= )")
_HYPHEN = re.compile(r"(?<![\w-])(?P<prefix>[A-Z][a-z]+)-(?P<second>[A-Za-z])(?=[a-z])")
_PREFIXES = frozenset(("Non", "Pre", "Post", "Sub", "Co", "Re", "De", "Un", "Anti", "Inter", "Multi"))
_SMALL = frozenset(str.split("a an and at by for from in of on or the to with under between against than that which"))


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a term (`term` is the head form as defined) and how it comes from it."""

    text: str
    term: str
    how: How
    style: Style


def tidy(name: str) -> str:
    """A name with single spaces, straight apostrophes and plain hyphens, as folded text has them."""
    straight = name.replace("’", "'").replace("ʼ", "'").replace("‐", "-").replace("‑", "-").replace("\u00ad", "")
    return " ".join(straight.split())


def style(name: str) -> Style:
    """How a term is written where it is defined; this decides which spellings are uses of it."""
    words = name.split()
    if not words or not any(c.isupper() for c in name) or not _has_capital(words[0]):
        return "lower"
    if len(words) == 1:
        plain = _CAPITALISED.fullmatch(name) and all(p[1:].islower() for p in name.split("-") if len(p) > 1)
        return "word" if plain and len(name) > 1 else "exact"
    rest = " ".join(words[1:])
    if words[0][1:].islower() and rest.islower() and any(w not in _SMALL for w in words[1:]):
        return "sentence"
    return "title"


def _has_capital(word: str) -> bool:
    """Whether a first word is in capitals, or is no word that could be (a number)."""
    return any(c.isupper() for c in word) or not any(c.isalpha() for c in word)


def in_sentence_style(names: Iterable[str]) -> bool | None:
    """Whether terms are written as sentences begin, "Advisory opinion"; None where no name of two words tells."""
    styles = [_style_of(name) for name in names if " " in name.strip()]
    sentence, title = styles.count("sentence"), styles.count("title")
    return None if sentence == title else sentence > title


@lru_cache(maxsize=65_536)
def _style_of(name: str) -> Style:
    return style(tidy(name))


def forms(name: str, term: str) -> Iterator[Form]:
    """Every spelling of `name`, which stands for `term`: the surest reading of a spelling comes first."""
    name = tidy(name)
    if not name or (len(name) == 1 and name in "aAI") or not any(c.isalnum() for c in name):
        return
    kind = style(name)
    yield Form(name, term, "as-written", kind)
    if len(name) == 1:
        return
    for other in _plainer(name):
        yield Form(other, term, "as-written", style(other))
        yield from (replace(one, how="plural") for one in forms(other, term) if one.how == "plural")
    plural = phrases(name, "plural")
    yield from (Form(one, term, "plural", kind) for one in plural)
    singular = phrases(name, "singular") if kind in ("title", "word", "sentence") or " " in name else ()
    yield from (Form(one, term, "lone-singular" if kind == "word" else "singular", kind) for one in singular)
    spellings = (name, *plural, *(singular if kind != "word" else ()))
    yield from (Form(_dotted(one), term, "as-written", kind) for one in spellings if _ABBREVIATED.match(one))
    if kind in ("title", "word") and "-" in name:
        yield from (Form(other, term, "hyphenated", kind) for one in spellings for other in _hyphenated(one))
    if kind == "lower":
        yield from (Form(one[0].upper() + one[1:], term, "sentence-initial", kind) for one in spellings)
    if kind in ("sentence", "word"):
        yield from (Form(one[0].lower() + one[1:], term, "lower-case", kind) for one in spellings)
    if kind == "title" and all(w in _SMALL or _PLAIN.fullmatch(w) for w in name.split()):
        yield from (Form(one.lower(), term, "lower-case", kind) for one in spellings)
    if kind == "sentence":
        yield from (Form(_capitalised(one), term, "title-case", kind) for one in spellings)


def _plainer(name: str) -> Iterator[str]:
    """A name without its article, or the sign for one or several, as it is defined: the Authority, Dispute(s)."""
    if _WITH_ARTICLE.match(name):
        yield name.removeprefix("the ")
    if "(s)" in name and (bare := name.replace("(s)", "")):
        yield bare


def _hyphenated(name: str) -> Iterator[str]:
    """A name with the second part of a hyphenated word in the other case, or its prefix small."""
    for match in _HYPHEN.finditer(name):
        second = match["second"]
        other = second.lower() if second[0].isupper() else second.upper()
        yield name[: match.start("second")] + other + name[match.end("second") :]
        if match["prefix"] in _PREFIXES and second[0].isupper():
            yield name[: match.start()] + match["prefix"].lower() + name[match.end("prefix") :]


def _dotted(name: str) -> str:
    """A name whose first word is an abbreviation, with full stops in that: "PSA Rates" gives "P.S.A. Rates"."""
    return _ABBREVIATED.sub(lambda m: "".join(f"{letter}." for letter in m[0]), name, count=1)


def _capitalised(name: str) -> str:
    """A name with capitals as a title has them: "Date of filing" gives "Date of Filing"."""
    return " ".join(w if w in _SMALL else w[0].upper() + w[1:] for w in name.split())
