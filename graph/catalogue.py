"""Which document a name means: ids, titles, aliases, and terms that stand for a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ontology.model import Document

UNITS = ("appendix", "section", "schedule", "annex", "part", "attachment", "chapter", "exhibit", "volume")
_DESIGNATION = re.compile(rf"(?P<unit>{'|'.join(UNITS)}) (?P<label>[a-z]{{1,3}}|\d+[a-z]{{0,2}}|[ivxl]+)")
_QUALIFIED = re.compile(rf"(?:(?!(?:to|of|the|and|in|for|under) )[a-z]+ ){{1,2}}{_DESIGNATION.pattern}(?!\\S)")
"""A designation with words in front that belong to it: "joint schedule 11", "call off schedule 4a"."""
_COUNTED = re.compile(r"^\d{1,3}[\s._-]+(?=[^\W\d_]{3})")
"""A number that only puts files in order: "03 Metering Scheme"."""
_FRONT = re.compile(rf"(?:{'|'.join(UNITS)}) (?:\d+[a-z]{{0,2}}|[a-z]{{1,2}}(?<!of|to|in|on|or|by|is))(?= )")
"""A designation at the beginning of a longer name: "attachment 1" of "attachment 1 about the order"."""
_ROW = re.compile(r"([a-z]{3,6}(?<!part)(?<!annex)) ?(\d{1,4})")
"""One of a row of documents: "bscp 25"."""
_INITIALS = re.compile(r"(?:the )?[\"“]?[A-Z][A-Za-z0-9]{0,9}[\"”]?")
_STATUTE = re.compile(r"\b(?:Acts?|Regulations?|Orders?|Rules|Code|Directive|Bye?-?laws?)\b")
_WORDS = re.compile(r"[^\W_]+(?:\.\d+)*")
_PLURALS = {"appendices": "appendix", "annexes": "annex", "sections": "section", "schedules": "schedule"}
_ARTICLES = ("the", "this", "that")


@lru_cache(maxsize=1 << 14)
def normal_name(name: str) -> str:
    """One spelling for a name: lower case, words only, no article in front; "the Appendix-AL" is "appendix al"."""
    words = [_PLURALS.get(word, word) for word in _WORDS.findall(name.casefold())]
    while words and words[0] in _ARTICLES:
        words.pop(0)
    return " ".join(words)


def _without_aside(name: str) -> str:
    """A name without what it has in brackets; "" where the brackets are part of it, as in Waste (Scotland) Regulations.

    They are an aside behind a designation (Appendix AC (Inventory)), and where they hold initials (… Document (TMAD)).
    """
    plain = re.sub(r"\([^()]*\)", " ", name).replace("(", " ")
    key = normal_name(plain)
    initials = all(_INITIALS.fullmatch(inner) for inner in re.findall(r"\(([^()]*)\)", name))
    return plain if initials or _DESIGNATION.match(key) or _QUALIFIED.match(key) or not _STATUTE.search(plain) else ""


@dataclass(frozen=True)
class Catalogue:
    """The names of every document of a code. `names` maps a normal name to the ids of the documents that bear it.

    `short` maps labels that only a person at the command line would give alone ("al" for Appendix AL).
    """

    code: str
    names: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    order: tuple[str, ...]

    def find(self, name: str) -> tuple[str, ...]:
        """The ids of the documents that a text means by `name`; empty for none, several where it is ambiguous."""
        for key in self._forms(name):
            if key in self.names:
                return self.names[key]
        return ()

    def ask(self, name: str) -> tuple[str, ...]:
        """The ids that a person may mean by `name`: an exact id, else every form that `find` takes, else a label."""
        if name in self.order:
            return (name,)
        return self.find(name) or self.short.get(normal_name(name), ())

    def of(self, document: str) -> tuple[str, ...]:
        """The names, normal, that the document of this id alone bears."""
        return self._own.get(document, ())

    @cached_property
    def _own(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, ids in self.names.items():
            if len(ids) == 1:
                found.setdefault(ids[0], []).append(name)
        return {one: tuple(names) for one, names in found.items()}

    def _forms(self, name: str) -> Iterable[str]:
        """`name` as it is, without the code's own name in front, and with its bracketed part or tail left out."""
        key = normal_name(name)
        code = normal_name(self.code)
        yield key
        if code and key.startswith(code + " "):
            key = key.removeprefix(code + " ")
            yield key
        if "(" in name and (bare := _without_aside(name)):
            yield from self._forms(bare)
        elif found := _DESIGNATION.match(key) or _QUALIFIED.match(key):
            yield found[0]


def catalogue(documents: Iterable[Document], code: str = "", aliases: Mapping[str, str] | None = None) -> Catalogue:
    """The catalogue of `documents`; `aliases` are further names (as written) with the id of what they stand for."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    short: defaultdict[str, dict[str, None]] = defaultdict(dict)
    order: list[str] = []
    for document in documents:
        order.append(document.id)
        for name in dict.fromkeys((document.id, _COUNTED.sub("", document.id), document.title, *document.aliases)):
            _enter(names, short, name, document.id)
        key = normal_name(document.id)
        if found := _QUALIFIED.match(key) or _FRONT.match(key):
            names[found[0]].setdefault(document.id)
    for name, target in (aliases or {}).items():
        names[normal_name(name)].setdefault(target)
    names.pop("", None)
    return Catalogue(
        code,
        {key: tuple(ids) for key, ids in names.items()},
        {key: tuple(ids) for key, ids in short.items()},
        tuple(order),
    )


def _enter(names: dict[str, dict[str, None]], short: dict[str, dict[str, None]], name: str, target: str) -> None:
    """Enter one name of a document, and its designation and bracketed short form where it holds them."""
    plain = key = normal_name(name)
    names[key].setdefault(target)
    if counted := _ROW.fullmatch(key):  # "bscp25" is written "bscp 25" as well
        names["".join(counted.groups())].setdefault(target)
        names[" ".join(counted.groups())].setdefault(target)
    if "(" in name:
        plain = normal_name(_without_aside(name) or name)
        names[plain].setdefault(target)
        for bracketed in re.findall(r"\(([A-Z][A-Z0-9]{1,9})\)", name):
            names[normal_name(bracketed)].setdefault(target)
    if found := _DESIGNATION.fullmatch(plain):
        short[found["label"]].setdefault(target)
