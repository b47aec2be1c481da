"""The terms of the graph as constants, ours and those that we reuse. Knows no RDF library.

`lapse.ttl` says what our terms mean and `shapes.ttl` what a sound graph looks like; `text` gives both.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final, Literal


class Iri(str):
    """A string that is an IRI, so that a query parameter or a result can be told from plain text."""

    __slots__ = ()


LAPSE: Final = "https://lapse.example/vocabulary#"
RULE: Final = "https://lapse.example/rule/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "lapse": LAPSE,
    "eli": ELI,
    "skos": SKOS,
    "oa": OA,
    "prov": PROV,
    "dcterms": DCTERMS,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}
"""The prefixes that every query may use without declaring them."""

# Classes: one for each record that reaches the graph.
DOCUMENT: Final = Iri(LAPSE + "Document")
PROVISION: Final = Iri(LAPSE + "Provision")
DEFINITION: Final = Iri(LAPSE + "Definition")
TERM_USE: Final = Iri(LAPSE + "TermUse")
REFERENCE: Final = Iri(LAPSE + "Reference")
BLANKET_IMPORT: Final = Iri(LAPSE + "BlanketImport")
FIELD_REFERENCE: Final = Iri(LAPSE + "FieldReference")
PHRASE: Final = Iri(LAPSE + "Phrase")
OBLIGATION: Final = Iri(LAPSE + "Obligation")
PROBLEM: Final = Iri(LAPSE + "Problem")
CANDIDATE: Final = Iri(LAPSE + "Candidate")

# States: each is the name of the graph that holds its links.
TODAY: Final = Iri(LAPSE + "today")
BEFORE: Final = Iri(LAPSE + "before")
AFTER: Final = Iri(LAPSE + "after")
STATES: Final = (TODAY, BEFORE, AFTER)

SPEAKS_OF: Final = Iri(LAPSE + "speaksOf")
SAVES: Final = Iri(LAPSE + "saves")
GAP_FROM: Final = Iri(LAPSE + "gapFrom")
GAP_UNTIL: Final = Iri(LAPSE + "gapUntil")

# Where a thing stands.
DEFINED_IN: Final = Iri(LAPSE + "definedIn")
DEFINED_IN_DOCUMENT: Final = Iri(LAPSE + "definedInDocument")
USED_IN: Final = Iri(LAPSE + "usedIn")
FOUND_IN: Final = Iri(LAPSE + "foundIn")
FOUND_IN_DOCUMENT: Final = Iri(LAPSE + "foundInDocument")

# Facts of a document.
VALID_FROM: Final = Iri(LAPSE + "validFrom")
VALID_BEFORE: Final = Iri(LAPSE + "validBefore")
GENERAL: Final = Iri(LAPSE + "general")
SHA256: Final = Iri(LAPSE + "sha256")
ORDER: Final = Iri(LAPSE + "order")
PAGE: Final = Iri(LAPSE + "page")
TERM: Final = Iri(LAPSE + "term")
KIND: Final = Iri(LAPSE + "kind")
SCOPE: Final = Iri(LAPSE + "scope")
WITHIN: Final = Iri(LAPSE + "within")
CONTINUED_IN: Final = Iri(LAPSE + "continuedIn")
QUOTED: Final = Iri(LAPSE + "quoted")
SIGNAL: Final = Iri(LAPSE + "signal")
BOUND: Final = Iri(LAPSE + "bound")
WEIGHT: Final = Iri(LAPSE + "weight")
ROLE: Final = Iri(LAPSE + "role")
HISTORICAL: Final = Iri(LAPSE + "historical")
DOCUMENT_AS_WRITTEN: Final = Iri(LAPSE + "documentAsWritten")
TARGET_AS_WRITTEN: Final = Iri(LAPSE + "targetAsWritten")
HEADING_AS_WRITTEN: Final = Iri(LAPSE + "headingAsWritten")
TITLE_AS_WRITTEN: Final = Iri(LAPSE + "titleAsWritten")
BOOKMARK: Final = Iri(LAPSE + "bookmark")
FIELD_STATUS: Final = Iri(LAPSE + "fieldStatus")
SHOWS_NOW: Final = Iri(LAPSE + "showsNow")
LEADS_TO: Final = Iri(LAPSE + "leadsTo")
TAKES_MEANING_BY: Final = Iri(LAPSE + "takesMeaningBy")

# Links of a state.
IN_FORCE_IN: Final = Iri(LAPSE + "inForceIn")
BINDS_TO: Final = Iri(LAPSE + "bindsTo")
UNBOUND_IN: Final = Iri(LAPSE + "unboundIn")
OF_USE: Final = Iri(LAPSE + "ofUse")
CANDIDATE_DEFINITION: Final = Iri(LAPSE + "candidateDefinition")
RANK: Final = Iri(LAPSE + "rank")
REACH: Final = Iri(LAPSE + "reach")
REASON: Final = Iri(LAPSE + "reason")
STATUS: Final = Iri(LAPSE + "status")
RESOLVES_TO: Final = Iri(LAPSE + "resolvesTo")
RESOLVES_TO_DOCUMENT: Final = Iri(LAPSE + "resolvesToDocument")
MISSING: Final = Iri(LAPSE + "missing")
IMPORTS_FROM: Final = Iri(LAPSE + "importsFrom")
MENTIONED_IN: Final = Iri(LAPSE + "mentionedIn")
CYCLE: Final = Iri(LAPSE + "cycle")
IMPORTS_ALL_FROM: Final = Iri(LAPSE + "importsAllFrom")

# What we reuse.
TYPE: Final = Iri(RDF + "type")
TEXT: Final = Iri(RDF + "value")
LABEL: Final = Iri(RDFS + "label")
COMMENT: Final = Iri(RDFS + "comment")
IDENTIFIER: Final = Iri(DCTERMS + "identifier")
TITLE: Final = Iri(DCTERMS + "title")
ALTERNATIVE: Final = Iri(DCTERMS + "alternative")
SOURCE: Final = Iri(DCTERMS + "source")
FORMAT: Final = Iri(DCTERMS + "format")
LEGAL_RESOURCE: Final = Iri(ELI + "LegalResource")
IS_PART_OF: Final = Iri(ELI + "is_part_of")
NUMBER: Final = Iri(ELI + "number")
VERSION: Final = Iri(ELI + "version")
CITES: Final = Iri(ELI + "cites")
FIRST_IN_FORCE: Final = Iri(ELI + "first_date_entry_in_force")
NO_LONGER_IN_FORCE: Final = Iri(ELI + "date_no_longer_in_force")
CONCEPT: Final = Iri(SKOS + "Concept")
CONCEPT_SCHEME: Final = Iri(SKOS + "ConceptScheme")
PREF_LABEL: Final = Iri(SKOS + "prefLabel")
ALT_LABEL: Final = Iri(SKOS + "altLabel")
MEANING: Final = Iri(SKOS + "definition")
IN_SCHEME: Final = Iri(SKOS + "inScheme")
NOTATION: Final = Iri(SKOS + "notation")
START: Final = Iri(OA + "start")
END: Final = Iri(OA + "end")
EXACT: Final = Iri(OA + "exact")
GENERATED_BY: Final = Iri(PROV + "wasGeneratedBy")
ACTIVITY: Final = Iri(PROV + "Activity")

XSD_INTEGER: Final = XSD + "integer"
XSD_DATE: Final = XSD + "date"
XSD_BOOLEAN: Final = XSD + "boolean"


def text(name: Literal["lapse", "shapes"]) -> str:
    """The Turtle text of the vocabulary ("lapse") or of the SHACL shapes ("shapes")."""
    return (files("ontology") / f"{name}.ttl").read_text(encoding="utf-8")
