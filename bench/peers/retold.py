"""Indigo's finders, told again from its documentation, and spaCy's EntityRuler with patterns that one would write.

Indigo (Laws.Africa) is a Django application that does not install as a library. Its README and grammar describe what it
takes for a reference: a unit word, a number with brackets behind, lists and ranges of them, and "of this", "of the" or
"thereof" that tell whose they are; titles as "the … Act" of up to seven words, where the title is one that it knows;
and for a definition, words in quotation marks at the start of a line, in a section headed Definitions or
Interpretation. Whether a line is in such a section cannot be seen in lines: each counts as in one, which helps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import spacy
from spacy.language import Language

from .finds import Find, Lines, Term

_NUM = r"\([A-Za-z0-9.-]+\)"
_SUB = rf"{_NUM}(?:\s*{_NUM})*"
_JOIN = r"(?:\s*,)?\s+to\s+|(?:\s*[,;])?\s*(?:and|or)\s+|\s*[,;]\s*"
_MAIN = rf"[0-9][A-Za-z0-9.-]*(?:\s*{_SUB}(?:(?:{_JOIN}){_SUB})*)?"
_UNITS = "article|chapter|item|paragraph|point|section|subparagraph|subsection"
_INDIGO = re.compile(
    rf"\b(?:{_UNITS})s?\s+(?P<numbers>{_MAIN}(?:(?:{_JOIN}){_MAIN})*)(?P<target>[,;]?\s*(?:of\s+this|of|thereof)\b)?",
    re.IGNORECASE,
)
_INDIGO_ACT = re.compile(r"\bthe\s+(?P<title>(?:(?!the)\S+\s+){1,7}Act)\s*,?(?:\s*of\s+)?\s*(?P<year>[12][0-9]{3})?\b")
_INDIGO_TERM = re.compile(r"^\s*(?:\(?[0-9A-Za-z.]{1,6}\)?\s+)?(?:\"(.+?)\"|'(.+?)'|“(.+?)”|‘(.+?)’)")


def indigo(lines: Lines, titles: frozenset[str]) -> tuple[list[Find], list[Term]]:
    """What Indigo's grammar finds; `titles` are the acts that its database would know, case folded."""
    finds: list[Find] = []
    terms: list[Term] = []
    for index, document in enumerate(lines):
        for n, line in enumerate(document):
            acts = list(_indigo_acts(line, titles))
            finds += (Find(index, n, start, end, name, False) for start, end, name in acts)
            for match in _INDIGO.finditer(line):
                foreign = match["target"] is not None and match["target"].split()[-1].lower() in ("of", "thereof")
                tied = next(((end, name) for start, end, name in acts if 0 <= start - match.end() <= 5), None)
                if tied or not foreign:
                    finds.append(Find(index, n, match.start(), *(tied or (match.end("numbers"), ""))))
            if found := _INDIGO_TERM.match(line):
                terms.append(Term(index, n, next(g for g in found.groups() if g)))
    return finds, terms


def _indigo_acts(line: str, titles: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    for match in _INDIGO_ACT.finditer(line):
        title = " ".join(match["title"].split())
        if title.casefold() in titles:
            yield match.start("title"), match.end("title"), title


@cache
def _ruler() -> Language:
    """A blank English pipeline with an EntityRuler: the longest match of the patterns below wins."""
    nlp = spacy.blank("en")
    units = [
        "section", "sections", "subsection", "subsections", "paragraph", "paragraphs", "subparagraph", "subparagraphs",
        "clause", "clauses", "article", "articles", "regulation", "regulations", "rule", "rules", "§", "§§",
    ]  # fmt: skip
    label = {"TEXT": {"REGEX": r"^\(?\d+[A-Z]?(?:\.\d+)*[A-Z]?(?:\([0-9A-Za-z]+\)?)*\)?$"}}
    tail = r"^(?:\d[\w.]*(?:\([0-9A-Za-z]+\)?)*|\([0-9A-Za-z]{1,4}\)?|\)|[0-9A-Za-z]{1,4}\)|,|and|or|to)$"
    more = {"TEXT": {"REGEX": tail}, "OP": "*"}
    word, small = {"IS_TITLE": True, "OP": "+"}, {"LOWER": {"IN": ["of", "and", "the", "for", "on", "to"]}, "OP": "*"}
    noun = {"TEXT": {"IN": ["Act", "Regulations", "Order", "Rules", "Code"]}}
    year = {"TEXT": {"REGEX": r"^(?:19|20)\d\d$"}, "OP": "?"}
    comma, quote = {"TEXT": ",", "OP": "?"}, {"TEXT": {"IN": ['"', "“", "‘", "'"]}}
    name = {"TEXT": {"REGEX": r"^[A-Za-z]"}, "OP": "{1,8}"}
    closing = {"TEXT": {"IN": ['"', "”", "’", "'"]}}
    verb = {"LOWER": {"IN": ["means", "mean", "includes", "include", "has", "have", "shall"]}}
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PROVISION", "pattern": [{"LOWER": {"IN": units}}, label, more]},
            {"label": "ACT", "pattern": [word, small, {"IS_TITLE": True, "OP": "*"}, noun, comma, year]},
            {"label": "CODE", "pattern": [{"IS_DIGIT": True}, {"TEXT": {"IN": ["U.S.C.", "CFR"]}},
                                          {"LOWER": {"IN": ["part", "§"]}, "OP": "?"}, label]},
            {"label": "TERM", "pattern": [quote, name, closing]},
            {"label": "TERM", "pattern": [name, verb]},
        ]
    )  # fmt: skip
    return nlp


def ruler(lines: Lines) -> tuple[list[Find], list[Term]]:
    """What spaCy's EntityRuler finds: provisions by a unit word, acts by their shape, terms in quotation marks, or with
    a verb of definition behind them at the start of a line."""
    finds: list[Find] = []
    terms: list[Term] = []
    nlp = _ruler()
    for index, document in enumerate(lines):
        for n, doc in enumerate(nlp.pipe(document)):
            found = list(doc.ents)
            for at, one in enumerate(found):
                start, end = one.start_char, one.end_char
                if one.label_ == "TERM":
                    quoted = one.text[0] in "\"“‘'"
                    if quoted or not doc.text[:start].strip(" ()0123456789"):
                        terms.append(Term(index, n, one.text.strip("\"“”‘’'") if quoted else one[:-1].text))
                elif one.label_ == "PROVISION":
                    behind = found[at + 1] if at + 1 < len(found) and found[at + 1].label_ == "ACT" else None
                    if behind is not None and doc.text[end : behind.start_char] in (" of the ", " of ", " to the "):
                        finds.append(Find(index, n, start, behind.end_char, behind.text))
                    else:
                        finds.append(Find(index, n, start, end))
                else:
                    finds.append(Find(index, n, start, end, one.text, one.label_ == "CODE"))
    return finds, terms
