"""The clause of a document in which its definitions stand: where more of them go."""

from __future__ import annotations

import re
from collections import Counter

from .corpus import Corpus

NO_CLAUSE = re.compile(r"\(|(?:part|chapter|schedule|annex|appendix)\s[A-Z0-9]+$|section\s[A-Z]+$", re.IGNORECASE)
"""Numbers that are no clause's: a paragraph in brackets, a division."""
_SECTION = re.compile(r"section\s\d", re.IGNORECASE)
"""The number of a whole section, in which a clause has the definitions: SECTION 11 over 11.3."""
_DEFINITIONS = re.compile(r"\b(?:defin|interpret|glossary|meaning)", re.IGNORECASE)


def definitions_clause(corpus: Corpus, document: str) -> str:
    """The path of the clause for a document's definitions, "" for none.

    It is the clause under which most of them stand; else the one that is headed so, the one that has several of them in
    clauses of its own, or the one by which the document takes its terms from elsewhere.
    """
    if corpus.clause is not None:
        return corpus.clause(document)
    gazetteer = corpus.gazetteers[document]
    counts, over = Counter[str](), Counter[str]()
    for definition in gazetteer.document.definitions:
        if definition.quoted or definition.kind == "alias" or definition.scope.kind == "provision":
            continue
        clauses = [p for p in gazetteer.ancestors(definition.provision) if p.number and not NO_CLAUSE.match(p.number)]
        headed = [p for p in clauses if _DEFINITIONS.search(p.heading)]
        if chosen := [p for p in headed if not _SECTION.match(p.number)][-1:] or headed[-1:] or clauses[:1]:
            counts[chosen[0].path] += 1
        over.update(one.path for one in clauses[1:])
    best = max(counts, key=lambda path: (counts[path], -gazetteer.provisions[path].order), default="")
    if best and (counts[best] > 1 or _DEFINITIONS.search(gazetteer.provisions[best].heading)):
        return best
    for provision in gazetteer.document.provisions:
        if provision.number and not NO_CLAUSE.match(provision.number) and _DEFINITIONS.search(provision.heading):
            return provision.path
    shared = max(over, key=lambda path: (over[path], gazetteer.provisions[path].order), default="")
    if over[shared] > 1:
        return shared
    for blanket in gazetteer.document.imports:
        clauses = [p for p in gazetteer.ancestors(blanket.provision) if p.number and not NO_CLAUSE.match(p.number)]
        if clauses:
            return clauses[0].path
    return best
