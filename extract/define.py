"""Find definitions: `definitions_in` one text, and `find_definitions` in the provisions of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ontology.model import BlanketImport, Definition, Provision, Reference, Scope
from ontology.places import Span
from ontology.record import replace

from .definitions import Found, Hit, Setting
from .definitions.body import continued
from .definitions.context import Context, contexts
from .definitions.cues import has_cue
from .definitions.headed import announced
from .definitions.hits import hits, hits_in, sets_off
from .definitions.listed import listed_terms
from .definitions.look import looks
from .definitions.scope import scope_of
from .definitions.sift import as_first_written, drop_announced, drop_items, drop_unmarked, of_all_terms
from .definitions.source import find_each, find_source
from .definitions.tables import columns
from .definitions.treaties import treaty_over
from .definitions.tree import Tree
from .definitions.verbs import PATTERN
from .profile import Profile

_FEW = 2
"""Cells of a row that has no more than a term and its meaning."""
_BELOW = 60
"""The provisions under a definition that its rule may look at."""

_FROM_ABOUT = ("verb-below", "listed-term")
"""Rules of terms whose meaning stands in the items below them, or in the sentence over them."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the provisions of a document.

    `starts` are the paths of those that define a term; `lent` are listed terms and the sentences that define them.
    """

    tree: Tree
    contexts: dict[str, Context]
    profile: Profile
    starts: frozenset[str]
    lent: Mapping[str, str] = field(default_factory=dict)


def definitions_in(text: str, profile: Profile) -> tuple[tuple[Found, ...], tuple[Definition, ...]]:
    """What one text by itself defines: the hits, and their records with an empty provision."""
    found = hits_in(text, Setting(lower_case=profile.lower_case_terms))
    alone = Provision("", "", "", text, None, 0)
    around = Around(Tree([alone]), {}, profile, frozenset({""}))
    return found, tuple(one for item in found for one in _records(item, alone, around))


def find_definitions(
    provisions: Sequence[Provision], profile: Profile
) -> tuple[tuple[Definition, ...], tuple[BlanketImport, ...]]:
    """The definitions and blanket imports of one document, in reading order; offsets into each provision's text."""
    tree = Tree(provisions)
    seen = looks([one.text for one in provisions])
    above = contexts(tree, seen)
    lent = listed_terms(tree, (one for one, look in zip(provisions, seen, strict=True) if look.gives))
    found: dict[str, tuple[Found, ...]] = {}
    imports: list[BlanketImport] = []
    for one, look in zip(provisions, seen, strict=True):
        text, path = one.text, one.path
        if not text or text.isspace():
            continue
        context = above[path]
        headed = announced(one, tree)
        if context.defining or headed or has_cue(text, look) or sets_off(text, one.emphasis) or path in lent:
            setting = _setting(one, context, profile, tree, headed)
            found[path] = hits(text, replace(setting, lent=True) if path in lent else setting, look)
        if look.of_terms:
            imports += of_all_terms(one, found)
    drop_items(found, tree)
    drop_announced(found, tree)
    listed = {path for path, context in above.items() if context.defining}
    drop_unmarked(found, {path: tree.by_path[path].text for path in found}, listed)
    starts = frozenset(path for path, hits in found.items() if any(one.hit.kind != "alias" for one in hits))
    around = Around(tree, above, profile, starts, lent)
    definitions = [
        record for path, hits in found.items() for one in hits for record in _records(one, tree.by_path[path], around)
    ]
    if profile.lower_case_terms:
        definitions = as_first_written(definitions)
    return tuple(definitions), tuple(imports)


def _setting(one: Provision, context: Context, profile: Profile, tree: Tree, headed: tuple[Span, ...]) -> Setting:
    below = one.path in tree.children
    return Setting(
        kind=one.kind,
        defining=context.defining,
        amending=context.amending or one.quoted,
        lower_case=profile.lower_case_terms,
        emphasis=tuple(sorted((*one.emphasis, *headed))) if one.emphasis or headed else (),
        cells=one.cells,
        below=tuple(child.text for child in islice(tree.descendants(one.path), _BELOW)) if below else (),
        headed=headed,
        columns=columns(one, tree) if context.defining and len(one.cells) > _FEW else (-1, -1),
    )


def _records(found: Found, one: Provision, around: Around) -> list[Definition]:
    """A Definition for each term of a hit: they share the body, the scope and the source."""
    hit, text, tree = found.hit, one.text, around.tree
    over: tuple[str, ...] = ()
    if hit.open and hit.kind != "alias":
        over = continued(one, tree, around.starts)
    whole = [hit.body.of(text), *(f"{tree.by_path[path].number} {tree.by_path[path].text}".strip() for path in over)]
    sources = _sources(found, one, over, around)
    scope = _scope(hit, one, around)
    return [
        Definition(
            term=_term(text, term),
            provision=one.path,
            span=term,
            body=hit.body,
            text="\n".join(part for part in whole if part),
            kind=hit.kind,
            rule=found.rule,
            scope=scope,
            variants=tuple(span.of(text) for span in found.variants),
            continued=over,
            source=source,
            quoted=hit.quoted,
        )
        for term, source in zip(hit.terms, sources, strict=True)
    ]


def _sources(found: Found, one: Provision, over: Sequence[str], around: Around) -> tuple[Reference | None, ...]:
    """Where each term of an import is taken from: as its own line says, else the first of the items below it."""
    count, tree = len(found.hit.terms), around.tree
    if found.hit.kind != "import":
        return (None,) * count
    if found.rule == "listed-term":
        over = (around.lent[one.path],)
    sources = find_each(one.text, found.hit.body, one.path, found.rule, count)
    if sources[0] is None and (one.text.rstrip().endswith((":", "—")) or found.rule in _FROM_ABOUT):
        items = (tree.by_path[path] for path in over)
        named = (find_source(item.text, _from_verb(item.text), item.path, found.rule) for item in items)
        return (next((ref for ref in named if ref), None),) * count
    return sources


def _from_verb(text: str) -> Span:
    verb = PATTERN.search(text)
    return Span(verb.start() if verb else 0, len(text))


def _term(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _scope(hit: Hit, one: Provision, around: Around) -> Scope:
    """From the words of the definition itself, else from those of the lead-in over it, else the whole document."""
    tree, context = around.tree, around.contexts.get(one.path, Context())
    for words in hit.scope:
        found = scope_of(words.of(one.text), one.path, tree, around.profile)
        if found:
            return found
    if context.words and hit.kind != "alias" and not context.amending:
        return scope_of(context.words, context.place, tree, around.profile) or Scope()
    treaty = treaty_over(one.path, tree, around.profile)
    return Scope("provision", (treaty,)) if treaty else Scope()
