"""Records that several tests look at: a lapsing document, one that leans on it, and their links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from graph.link_triples import gap_quads, topic_quads
from graph.triples import document_quads, link_quads, phrase_quads
from lapse.demo import unpack
from lapse.workspace import Workspace
from ontology.model import (
    BlanketImport,
    Definition,
    Document,
    Obligation,
    Phrase,
    Provision,
    Reference,
    Scope,
    Target,
    TermUse,
)
from ontology.names import Names, definition_key
from ontology.places import Place, Problem, Span
from ontology.results import Binding, Candidate, Resolution
from ontology.source import FieldReference
from ontology.vocabulary import TODAY

settings.register_profile("lapse", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lapse")  # what a test finds does not hang on how busy the machine is

HOSTILE = 'say "so" \\ then\nnew\r\tline\x00\x01\x7f\x85\u2028 \u202eright to left\u202c <b>&amp;</b> = 😀 \ufffe'


@dataclass(frozen=True)
class Sample:
    """A small code: documents, the uses in each, its names and the links of today."""

    documents: tuple[Document, ...]
    uses: dict[str, tuple[TermUse, ...]]
    names: Names
    bindings: tuple[Binding, ...]
    resolutions: tuple[Resolution, ...]

    def facts(self) -> list[str]:
        phrase = Phrase("Wave", "3", Span(5, 9))
        return [
            line
            for document in self.documents
            for line in document_quads(document, self.uses.get(document.id, ()), self.names)
        ] + list(phrase_quads(self.documents[1].id, [phrase], self.names))

    def links(self, state: str = TODAY) -> list[str]:
        lapsing, leaning = self.documents
        held: list[Place | str] = [Place(one.id) for one in self.documents]
        held += [Place(one.id, provision.path) for one in self.documents for provision in one.provisions]
        keys = [definition_key(one.id, definition) for one in self.documents for definition in one.definitions]
        imports = [
            (keys[1], keys[0]),
            (keys[1], Place(lapsing.id, "1.1")),
            (keys[1], Place(lapsing.id)),
            (keys[0], None),
        ]
        gap = gap_quads(state, date(2026, 1, 1), date(2026, 1, 11))
        place = Place(leaning.id, "1")
        topics = topic_quads(state, [(place, "wave")], [place], self.names)
        linked = link_quads(
            state,
            self.bindings,
            self.resolutions,
            [*held, *keys],
            self.names,
            imports,
            [(Place(leaning.id, "2"), Place(lapsing.id))],
            [(keys[1], "Batch → Wave → Batch")],
            [(keys[1], Place(lapsing.id, "1.1"))],
        )
        return [*gap, *topics, *linked]

    def quads(self) -> list[str]:
        return self.facts() + self.links()


@pytest.fixture
def sample() -> Sample:
    return make_sample()


def make_sample() -> Sample:
    lapsing = Document(
        id="AL",
        title="Transition Document",
        version="3.0",
        aliases=("Appendix AL", "TMAD"),
        in_force_from=date(2018, 11, 1),
        in_force_until=date(2025, 12, 31),
        provisions=(
            Provision("1", "1", "Definitions", "", None, 0, kind="heading"),
            Provision("1.1", "1.1", "", "“Wave” means a batch of sites " + HOSTILE, "1", 1, page=4),
            Provision("", "1.1¶1", "", "and their meters.", "1.1", 2, kind="paragraph"),
        ),
        definitions=(
            Definition(
                term="Wave",
                provision="1.1",
                span=Span(1, 5),
                body=Span(13, 29),
                text="a batch of sites " + HOSTILE,
                kind="means",
                rule="quoted-means",
                scope=Scope("document"),
                variants=("Waves", "Wave"),
                continued=("1.1¶1",),
            ),
        ),
        obligations=(Obligation("1.1¶1", Span(0, 17), "duty", ("deletes", "for years"), ("until",), "modal-verb"),),
        problems=(Problem("LAP301", "clause 1.2 is missing", "1.1", 4), Problem("LAP302", "a page has no text")),
        sha256="0" * 64,
        source="al.txt",
        media_type="text/plain",
    )
    source = Reference("Appendix AL", Span(30, 41), "1", "document", "alias", document="Appendix AL", role="imports")
    range_ = Reference(
        text="Appendix AL 1.1 to 1.2",
        span=Span(9, 31),
        provision="3",
        kind="provision",
        rule="numbered",
        document="Appendix AL",
        targets=(Target("1.1", "clause", "1.2"), Target("9")),
        heading="Definitions",
        historical=True,
        title="Transition Document",
    )
    blanket = Reference("Appendix AL", Span(23, 34), "2", "document", "alias", document="Appendix AL", role="imports")
    leaning = Document(
        id="AM 2 “é”",
        title="Supporting Requirements",
        general=True,
        provisions=(
            Provision("1", "1", "", "“Batch” has the meaning given in Appendix AL.", None, 0),
            Provision("2", "2", "", "Capitalised terms have Appendix AL meanings.", None, 1),
            Provision("3", "3", "", "Each Wave Appendix AL 1.1 to 1.2 applies to.", None, 2),
        ),
        definitions=(
            Definition(
                term="Batch",
                provision="1",
                span=Span(1, 6),
                body=Span(8, 44),
                text="has the meaning given in Appendix AL",
                kind="import",
                rule="import",
                scope=Scope("provision", ("1", "3")),
                source=source,
                quoted=True,
            ),
        ),
        fields=(
            FieldReference(
                0, Span(9, 13), "REF _1 \\r", "_1", "Wave", "2", "stale", 1, "2", provision="3", leads_to="2"
            ),
        ),
        imports=(BlanketImport("2", Span(0, 43), blanket, "blanket"),),
        references=(source, range_),
    )
    names = Names.of("demo code", (lapsing, leaning))
    wave = definition_key("AL", lapsing.definitions[0])
    batch = definition_key(leaning.id, leaning.definitions[0])
    use = TermUse("Wave", "3", Span(5, 9))
    bare = TermUse("Site", "3", Span(0, 4))
    place = Place(leaning.id, "3")
    return Sample(
        documents=(lapsing, leaning),
        uses={leaning.id: (bare, use)},
        names=names,
        bindings=(
            Binding(place, "Site", bare.span, "Each", (), "no definition"),
            Binding(
                place,
                "Wave",
                use.span,
                "Wave",
                (
                    Candidate(1, wave, Place("AL", "1.1"), "only elsewhere in the code", "implicit"),
                    Candidate(2, batch, Place(leaning.id, "1"), "further off", "implicit"),
                ),
                "only elsewhere in the code",
            ),
        ),
        resolutions=(
            Resolution(
                Place(leaning.id, "1"),
                "Appendix AL",
                source.span,
                "imports",
                "alias",
                "resolved",
                (Place("AL"),),
                "named",
            ),
            Resolution(
                place=place,
                text=range_.text,
                span=range_.span,
                role="cites",
                rule="numbered",
                status="partly-resolved",
                targets=(Place("AL", "1.1"), Place("AL", "1.1")),
                reason="1.2 is not there",
                missing=("1.2",),
                document="AL",
            ),
        ),
    )


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo corpus, read once for all tests; its redlines lie in the folder beside it."""
    corpus = unpack(tmp_path_factory.mktemp("demo"))
    Workspace.open(corpus).build()
    return corpus
