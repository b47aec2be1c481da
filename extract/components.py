"""Definitions, references and uses as spaCy components; each writes one span group and needs nothing from the others.

Nothing else of ours imports spaCy: documents are read by the same functions without it.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as Tokens

from ontology.model import Document, Provision
from ontology.places import Span

from .define import definitions_in
from .profile import Profile, load
from .refer import find_references
from .use import Terms, find_uses

DEFINITIONS, REFERENCES, USES = "lapse_definitions", "lapse_references", "lapse_uses"
"""The factories, and the span groups of what they find; the first two are extensions of Doc as well."""


class Definitions:
    """Writes a span for every term of a Doc, labelled with its rule, and the records to `doc._.lapse_definitions`.

    Their offsets are into the text of the Doc, their provision is empty.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        if not Doc.has_extension(DEFINITIONS):
            Doc.set_extension(DEFINITIONS, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the definitions of one text; never raises on content."""
        found, doc._.lapse_definitions = definitions_in(doc.text, self.profile)
        terms = [(span, one.rule) for one in found for span in one.hit.terms]
        terms += [(span, "derived-form") for one in found for span in one.variants]
        doc.spans[DEFINITIONS] = SpanGroup(doc, name=DEFINITIONS, spans=_tokens(doc, terms))
        return doc


class References:
    """Writes a span for every reference of a Doc, a provision, and the records to `doc._.lapse_references`."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        if not Doc.has_extension(REFERENCES):
            Doc.set_extension(REFERENCES, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the references of one provision; the labels of the spans are the rules' names."""
        found = find_references((_provision(doc),), self.profile)
        doc._.lapse_references = found
        doc.spans[REFERENCES] = _tokens(doc, ((one.span, one.rule) for one in found))
        return doc


class Uses:
    """Writes a span for every use of its terms: its label is USE, its id the term."""

    def __init__(self, terms: list[str]) -> None:
        """With terms as they are defined: "Supplier Party", "barrier"."""
        self.terms = Terms(tuple((term, term) for term in sorted(set(terms))))

    def __call__(self, doc: Doc) -> Doc:
        """The doc, with `doc.spans["lapse_uses"]` set."""
        found = find_uses(Document("", "", (_provision(doc),)), self.terms)
        doc.spans[USES] = [token for one in found for token in _tokens(doc, [(one.span, "USE")], one.term)]
        return doc


def _provision(doc: Doc) -> Provision:
    return Provision("", "", "", doc.text, None, 0)


def _tokens(doc: Doc, spans: Iterable[tuple[Span, str]], name: str = "") -> list[Tokens]:
    """The tokens of spans with their labels; none where there are no tokens."""
    made = (
        doc.char_span(span.start, span.end, label=label, span_id=name, alignment_mode="expand") for span, label in spans
    )
    return [one for one in made if one is not None]


@Language.factory(DEFINITIONS, default_config={"profile": "gb-energy-code"})
def make_definitions(nlp: Language, name: str, profile: str) -> Definitions:
    """The component that finds definitions; `profile` is a name of `extract.profile.NAMES`."""
    return Definitions(load(profile))


@Language.factory(REFERENCES, default_config={"profile": "gb-energy-code"})
def make_references(nlp: Language, name: str, profile: str) -> References:
    """The component that finds references with the profile of this name."""
    return References(load(profile))


@Language.factory(USES, default_config={"terms": []})
def make_uses(nlp: Language, name: str, terms: list[str]) -> Uses:
    """The component that finds the uses of `terms` in a Doc."""
    return Uses(terms)
