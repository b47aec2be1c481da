"""A plain spaCy and rdflib pipeline for the job that Lapse does: what one would write first, and fair to its parts.

The tokenizer runs once for each provision, with the Matchers and the PhraseMatcher on its Doc; what they find goes to
rdflib's memory store as triples, a few for each find and less than we write.
"""

from __future__ import annotations

from collections.abc import Sequence

import spacy
from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from ontology.model import Document

UNITS = ["section", "sections", "subsection", "subsections", "paragraph", "paragraphs", "part", "schedule", "clause"]
VOCABULARY = Namespace("https://example.org/peer#")


class Peer:
    """The pipeline, with the terms whose uses it looks for."""

    def __init__(self, terms: Sequence[str]) -> None:
        self.nlp = spacy.blank("en")
        self.matcher = Matcher(self.nlp.vocab)
        verb = {"LOWER": {"IN": ["means", "mean", "includes", "include"]}}
        self.matcher.add("definition", [[{"IS_ALPHA": True, "OP": "+"}, verb]], greedy="LONGEST")
        number = {"TEXT": {"REGEX": r"^\d+(\.\d+)*[A-Z]?$|^\("}}
        self.matcher.add("reference", [[{"LOWER": {"IN": UNITS}}, number]])
        self.matcher.add(
            "statute", [[{"IS_TITLE": True, "OP": "+"}, {"TEXT": {"IN": ["Act", "Regulations", "Order"]}}]]
        )
        self.phrases = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.phrases.add("use", list(self.nlp.tokenizer.pipe(terms)))

    def triples(self, documents: Sequence[Document]) -> int:
        """The definitions, references and uses of documents as triples in memory; how many triples."""
        graph = Graph()
        for document in documents:
            texts = (provision.text for provision in document.provisions)
            for number, doc in enumerate(self.nlp.pipe(texts)):
                self._write(graph, URIRef(f"https://example.org/{document.id.replace(' ', '_')}/{number}"), doc)
        return len(graph)

    def _write(self, graph: Graph, place: URIRef, doc: Doc) -> None:
        graph.add((place, RDF.type, VOCABULARY.Provision))
        graph.add((place, VOCABULARY.text, Literal(doc.text)))
        for key, start, end in (*self.matcher(doc), *self.phrases(doc)):
            span = doc[start:end]
            name = self.nlp.vocab.strings[key]
            found = URIRef(f"{place}#{name}-{span.start_char}-{span.end_char}")
            graph.add((found, RDF.type, VOCABULARY[name]))
            graph.add((found, VOCABULARY.foundIn, place))
            graph.add((found, VOCABULARY.exact, Literal(span.text)))
            graph.add((found, VOCABULARY.start, Literal(span.start_char, datatype=XSD.integer)))
            graph.add((found, VOCABULARY.end, Literal(span.end_char, datatype=XSD.integer)))
