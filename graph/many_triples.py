"""N-Quads lines of what a document has by the thousand: provisions, references, duties, uses; each as one string.

The same as `graph.triples` does of all else property by property, in half the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from ontology import vocabulary as v
from ontology.model import Document, Obligation, ProvisionKind, Reference, Target, TermUse
from ontology.names import Names
from ontology.places import Place

from .nquads import boolean, integer, literal

AS_WRITTEN = "as-written"
"""The rule of a use that stands as its term is written: most do, so it is not said of each."""
MODAL_VERB = "modal-verb"
"""The rule of every duty and right, but for what another program finds: not said either."""

# Plain strings, because an IRI of `ontology.vocabulary` is slower to put into a line.
_TYPE = f" <{v.TYPE}> "
_KIND = f" <{v.KIND}> "
_NUMBER = f" <{v.NUMBER}> "
_TITLE = f" <{v.TITLE}> "
_PAGE = f" <{v.PAGE}> "
_IDENTIFIER = f" <{v.IDENTIFIER}> "
_IS_PART_OF = f" <{v.IS_PART_OF}> "
_ORDER = f" <{v.ORDER}> "
_TEXT = f" <{v.TEXT}> "
_ROLE = f" <{v.ROLE}> "
_HISTORICAL = f" <{v.HISTORICAL}> "
_DOCUMENT_AS_WRITTEN = f" <{v.DOCUMENT_AS_WRITTEN}> "
_HEADING_AS_WRITTEN = f" <{v.HEADING_AS_WRITTEN}> "
_TITLE_AS_WRITTEN = f" <{v.TITLE_AS_WRITTEN}> "
_TARGET_AS_WRITTEN = f" <{v.TARGET_AS_WRITTEN}> "
_FOUND_IN = f" <{v.FOUND_IN}> "
_EXACT = f" <{v.EXACT}> "
_GENERATED_BY = f" <{v.GENERATED_BY}> "
_SIGNAL = f" <{v.SIGNAL}> "
_BOUND = f" <{v.BOUND}> "
_WEIGHT = f" <{v.WEIGHT}> "
_TERM = f" <{v.TERM}> "
_USED_IN = f" <{v.USED_IN}> "
_START = f" <{v.START}> "
_END = f" <{v.END}> "
_PROVISION = f"<{v.PROVISION}>"
_REFERENCE = f"<{v.REFERENCE}>"
_OBLIGATION = f"<{v.OBLIGATION}>"
_TERM_USE = f"<{v.TERM_USE}>"
_YES = boolean(True)


class Places(dict[str, str]):
    """The provisions of a document by path, as IRIs in their brackets, each made once."""

    def __init__(self, document: str, names: Names) -> None:
        super().__init__()
        self._document, self._names = document, names

    def __missing__(self, path: str) -> str:
        found = self[path] = f"<{self._names.provision(self._document, path)}>"
        return found


def provision_lines(document: Document, names: Names, places: Places) -> Iterator[str]:
    """The provisions; most are clauses, so that is not said of each."""
    home = f"<{names.graph(document.id)}>"
    end = f" {home} .\n"
    kind_of = {kind: f"{_KIND}{literal(kind)}{end}" for kind in get_args(ProvisionKind) if kind != "clause"}
    for one in document.provisions:
        it = places[one.path]
        above = places[one.parent] if one.parent else home
        kind = f"{it}{kind_of[one.kind]}" if one.kind in kind_of else ""
        number = f"{it}{_NUMBER}{literal(one.number)}{end}" if one.number else ""
        heading = f"{it}{_TITLE}{literal(one.heading)}{end}" if one.heading else ""
        page = f"{it}{_PAGE}{integer(one.page)}{end}" if one.page is not None else ""
        yield (
            f"{it}{_TYPE}{_PROVISION}{end}"
            f"{it}{_IDENTIFIER}{literal(one.path)}{end}"
            f"{it}{_IS_PART_OF}{above}{end}"
            f"{it}{_ORDER}{integer(one.order)}{end}"
            f"{it}{_TEXT}{literal(one.text)}{end}"
            f"{kind}{number}{heading}{page}"
        )


def reference_lines(
    references: Iterable[Reference], document: str, names: Names, places: Places, rules: dict[str, str]
) -> Iterator[str]:
    """References; most name a provision and cite it, so that is not said of each. `rules` are IRIs by name."""
    end = f" <{names.graph(document)}> .\n"
    for one in references:
        it = f"<{names.reference(Place(document, one.provision), one.span)}>"
        kind = f"{it}{_KIND}{literal(one.kind)}{end}" if one.kind != "provision" else ""
        role = f"{it}{_ROLE}{literal(one.role)}{end}" if one.role != "cites" else ""
        past = f"{it}{_HISTORICAL}{_YES}{end}" if one.historical else ""
        called = f"{it}{_DOCUMENT_AS_WRITTEN}{literal(one.document)}{end}" if one.document else ""
        heading = f"{it}{_HEADING_AS_WRITTEN}{literal(one.heading)}{end}" if one.heading else ""
        title = f"{it}{_TITLE_AS_WRITTEN}{literal(one.title)}{end}" if one.title else ""
        written = dict.fromkeys(map(_written, one.targets))
        targets = "".join([f"{it}{_TARGET_AS_WRITTEN}{literal(words)}{end}" for words in written])
        yield (
            f"{it}{_TYPE}{_REFERENCE}{end}"
            f"{it}{_FOUND_IN}{places[one.provision]}{end}"
            f"{kind}{role}{past}{called}{targets}{heading}{title}"
            f"{it}{_START}{integer(one.span.start)}{end}"
            f"{it}{_END}{integer(one.span.end)}{end}"
            f"{it}{_EXACT}{literal(one.text)}{end}"
            f"{it}{_GENERATED_BY}{rules[one.rule]}{end}"
        )


def _written(target: Target) -> str:
    """A target in words: "clause 7.9A to 7.9D"."""
    words = f"{target.unit} {target.label}".strip()
    return f"{words} to {target.through}" if target.through else words


def obligation_lines(
    duties: Iterable[Obligation], document: str, names: Names, places: Places, rules: dict[str, str]
) -> Iterator[str]:
    """Duties and rights; `rules` are IRIs by name."""
    end = f" <{names.graph(document)}> .\n"
    for one in duties:
        it = f"<{names.obligation(Place(document, one.provision), one.span)}>"
        signals = "".join([f"{it}{_SIGNAL}{literal(signal)}{end}" for signal in one.signals])
        bounds = "".join([f"{it}{_BOUND}{literal(bound)}{end}" for bound in one.bounds])
        weight = f"{it}{_WEIGHT}{integer(one.weight)}{end}" if one.weight else ""
        rule = f"{it}{_GENERATED_BY}{rules[one.rule]}{end}" if one.rule != MODAL_VERB else ""
        yield (
            f"{it}{_TYPE}{_OBLIGATION}{end}"
            f"{it}{_FOUND_IN}{places[one.provision]}{end}"
            f"{it}{_KIND}{literal(one.kind)}{end}"
            f"{signals}{bounds}{weight}"
            f"{it}{_START}{integer(one.span.start)}{end}"
            f"{it}{_END}{integer(one.span.end)}{end}"
            f"{rule}"
        )


def use_lines(
    uses: Sequence[TermUse], document: str, names: Names, places: Places, rules: dict[str, str]
) -> Iterator[str]:
    """The uses, by far the most of a graph; most are as long as their term. `rules` are IRIs by name."""
    end = f" <{names.graph(document)}> .\n"
    for one in uses:
        start, behind = one.span.start, one.span.end
        it = f"<{names.use(Place(document, one.provision), one.span, one.term)}>"
        rule = f"{it}{_GENERATED_BY}{rules[one.rule]}{end}" if one.rule != AS_WRITTEN else ""
        last = f"{it}{_END}{integer(behind)}{end}" if behind - start != len(one.term) else ""
        yield (
            f"{it}{_TYPE}{_TERM_USE}{end}"
            f"{it}{_TERM}{literal(one.term)}{end}"
            f"{it}{_USED_IN}{places[one.provision]}{end}"
            f"{it}{_START}{integer(start)}{end}"
            f"{last}{rule}"
        )
