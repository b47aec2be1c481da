"""Names: IRIs of documents and of what stands in them, and the keys under which definitions are known.

A document is `{base}{code}/{document}/{version}`, which also names the graph of its facts; what stands in it has a
fragment behind that. The fragment of a provision is its path in the manner of Akoma Ntoso, and `eid` and `path_of` are
each other's inverse, so two paths never share a name:

    3.14E             cl_3-14E
    4.2(a)(i)         cl_4-2__para_a__subpara_i
    2.1¶3             cl_2-1__p_3               the third unnumbered paragraph under 2.1
    Schedule 2 4.1    sched_2__cl_4-1
    4.2.1 (2)         cl_4-2-1__dup_2           the second provision numbered 4.2.1
    anything else     x_ and the words, percent-encoded

Every IRI is ASCII: what an IRI may not hold, and every letter beyond ASCII, is percent-encoded UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from .model import Definition, Document
from .places import Place, Span
from .vocabulary import RULE, Iri

BASE = "https://lapse.example/id/"
CURRENT = "current"

UNITS = {
    "Annex": "annex",
    "Appendix": "app",
    "Article": "art",
    "Attachment": "att",
    "Chapter": "chp",
    "Condition": "cond",
    "Division": "dvs",
    "Exhibit": "exh",
    "Part": "part",
    "Schedule": "sched",
    "Section": "sec",
    "Table": "table",
    "Title": "title",
}
"""The words that stand before a label in a path, each with its name in a fragment."""
_WORDS = {short: word for word, short in UNITS.items()}
_DEPTHS = ("para", "subpara", "item", "subitem")
_LABEL = re.compile(r"[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*")
_TAIL = re.compile(r"\(([0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)\)|¶([0-9A-Za-z]+)")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*[/#]")


@lru_cache(maxsize=1 << 16)
def eid(path: str) -> str:
    """The fragment that names the provision of this path; "" for "". Injective over all strings."""
    if not path:
        return ""
    words, parts, at = path.split(" "), list[str](), 0
    while at < len(words):
        if at + 1 < len(words) and words[at] in UNITS and (label := _LABEL.match(words[at + 1])):
            tail = _tail(words[at + 1][label.end() :])
            if tail is not None:
                parts += [f"{UNITS[words[at]]}_{_dashed(label[0])}", *tail]
                at += 2
                continue
        parts += _word(words[at], first=at == 0)
        at += 1
    return "__".join(parts)


def path_of(fragment: str) -> str:
    """The path of the provision that `eid` gave this name."""
    out = list[str]()
    for part in fragment.split("__") if fragment else ():
        key, _, value = part.partition("_")
        value = value if key == "x" else value.replace("-", ".")
        if key in _DEPTHS:
            out.append(f"({value})")
        elif key == "p":
            out.append(f"¶{value}")
        else:
            out += [" "] if out else []
            out.append(_spelt(key, value))
    return "".join(out)


def _spelt(key: str, value: str) -> str:
    """One word of a path (two with its unit) from a part of a fragment."""
    if key == "dup":
        return f"({value})"
    if key == "x":
        return unquote(value, errors="surrogatepass")
    return f"{_WORDS[key]} {value}" if key in _WORDS else value


def _word(word: str, *, first: bool) -> Sequence[str]:
    """The parts of a fragment for one word of a path."""
    label = _LABEL.match(word)
    if label:
        tail = _tail(word[label.end() :])
        if tail is not None and (len(label[0]) <= 4 or any(c.isdigit() for c in label[0])):
            return [f"cl_{_dashed(label[0])}", *tail]
    elif first and word:
        tail = _tail(word)
        if tail:
            return tail
    elif bracket := _TAIL.match(word):
        tail = _tail(word[bracket.end() :])
        if bracket[1] and tail is not None:
            return [f"dup_{_dashed(bracket[1])}", *tail]
    return [f"x_{_escaped(word)}" if word else "gap"]


@lru_cache(maxsize=1 << 13)
def _tail(text: str) -> tuple[str, ...] | None:
    """The parts for the brackets and paragraph marks behind a label, None where there is anything else."""
    parts, at, depth = list[str](), 0, 0
    while at < len(text):
        found = _TAIL.match(text, at)
        if not found:
            return None
        if found[1]:
            parts.append(f"{_DEPTHS[min(depth, 3)]}_{_dashed(found[1])}")
            depth += 1
        else:
            parts.append(f"p_{found[2]}")
        at = found.end()
    return tuple(parts)


def _dashed(label: str) -> str:
    return label.replace(".", "-")


@lru_cache(maxsize=1 << 16)
def _escaped(text: str) -> str:
    """Text percent-encoded, the underscore too, because it separates the parts of a fragment."""
    return quote(text, safe="", errors="surrogatepass").replace("_", "%5F")


@lru_cache(maxsize=1 << 12)
def _segment(text: str) -> str:
    """One step of an IRI's path, injective: never empty, never a mere "." or ".."."""
    if not text.strip("."):
        return "~" + "%2E" * len(text)
    return quote(text, safe="", errors="surrogatepass").replace("~", "%7E")


class DefinitionKey(NamedTuple):
    """A definition key taken apart."""

    document: str
    provision: str
    start: int
    term: str


def definition_key(document_id: str, definition: Definition) -> str:
    """The name under which a definition is known outside the graph: document, provision, start and term."""
    parts = (document_id, definition.provision, str(definition.span.start), definition.term)
    key = "|".join(parts)
    if "%" in key or key.count("|") > 3:
        return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)
    return key


def definition_parts(key: str) -> DefinitionKey:
    """The parts of a key that `definition_key` made; ValueError for anything else."""
    document, provision, start, term = (part.replace("%7C", "|").replace("%25", "%") for part in key.split("|"))
    return DefinitionKey(document, provision, int(start), term)


@lru_cache(maxsize=1 << 14)
def _defined(key: str) -> tuple[str, str]:
    """The document of a definition by its key, and the fragment that names it there."""
    document, provision, start, term = definition_parts(key)
    return document, f"def_{_escaped(term)}_{start}_{eid(provision)}"


def rule(name: str) -> Iri:
    """The activity that a rule of this name is, the same in every code and run."""
    return Iri(RULE + _segment(name))


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs within one code. `versions` gives each document's version, "current" where it gives none.

    ValueError where `base` is no absolute IRI that ends in "/" or "#".
    """

    code: str = "code"
    base: str = BASE
    versions: Mapping[str, str] = field(default_factory=dict)
    _made: dict[str, Iri] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base) or re.search(r"%(?![0-9A-Fa-f]{2})", self.base):
            raise ValueError(f"the base {self.base!r} is not an absolute IRI that ends in '/' or '#'")

    @classmethod
    def of(cls, code: str, documents: Iterable[Document], base: str = BASE) -> Names:
        """The names within a code that has these documents."""
        return cls(code, base, {document.id: document.version for document in documents})

    def knows(self, document: str) -> bool:
        """Whether the code has a document of this id."""
        return document in self.versions

    def document(self, document: str) -> Iri:
        """A document."""
        if (found := self._made.get(document)) is None:
            version = self.versions.get(document) or CURRENT
            found = Iri(f"{self.base}{_segment(self.code)}/{_segment(document)}/{_segment(version)}")
            self._made[document] = found
        return found

    def graph(self, document: str) -> Iri:
        """The named graph of a document's facts: it bears the document's own name."""
        return self.document(document)

    def place(self, place: Place) -> Iri:
        """A provision, or its document where the place names no provision."""
        if not place.provision:
            return self.document(place.document)
        return self.provision(place.document, place.provision)

    def provision(self, document: str, path: str) -> Iri:
        """A provision of a document by its path."""
        return Iri(f"{self.document(document)}#{eid(path)}")

    def definition(self, key: str) -> Iri:
        """A definition by its key (see `definition_key`)."""
        document, fragment = _defined(key)
        return Iri(f"{self.document(document)}#{fragment}")

    def use(self, place: Place, span: Span, term: str) -> Iri:
        """A use of a term: its head form and where it starts."""
        return Iri(f"{self.document(place.document)}#use_{_escaped(term)}_{span.start}_{eid(place.provision)}")

    def reference(self, place: Place, span: Span) -> Iri:
        """A reference by its span in a provision."""
        return self._spanned("ref", place, span)

    def blanket_import(self, place: Place, span: Span) -> Iri:
        """A blanket import by its span in a provision."""
        return self._spanned("imp", place, span)

    def field(self, place: Place, span: Span) -> Iri:
        """A reference that the author made with a field, by its span in a provision."""
        return self._spanned("field", place, span)

    def phrase(self, place: Place, span: Span) -> Iri:
        """A phrase that is used like a term, by its span in a provision."""
        return self._spanned("phrase", place, span)

    def obligation(self, place: Place, span: Span) -> Iri:
        """A duty or a right, by the span of its sentence in a provision."""
        return self._spanned("obl", place, span)

    def _spanned(self, sort: str, place: Place, span: Span) -> Iri:
        return Iri(f"{self.document(place.document)}#{sort}_{span.start}-{span.end}_{eid(place.provision)}")

    def problem(self, document: str, index: int) -> Iri:
        """The problem at this index of a document's problems."""
        return Iri(f"{self.document(document)}#problem_{index}")

    def candidate(self, state: str, use: str, rank: int) -> Iri:
        """A candidate of a use (an IRI) in a state (an IRI), by its rank."""
        head, _, fragment = use.partition("#")
        return Iri(f"{head}#cand_{re.split('[#/]', state)[-1]}_{rank}_{fragment}")
