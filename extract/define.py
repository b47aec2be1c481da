"""Find definitions: a spaCy component for one text, and `find_definitions` for the provisions of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup
from spacy.tokens import Span as Tokens

from ontology.model import BlanketImport, Definition, Provision, Reference, Scope
from ontology.places import Span

from .definitions import Found, Hit, Setting
from .definitions.body import continued, trimmed
from .definitions.borrowed import is_borrowed
from .definitions.context import Context, contexts
from .definitions.cues import has_cue
from .definitions.derived import with_variants
from .definitions.headed import announced
from .definitions.listed import listed_terms
from .definitions.look import Look, looks
from .definitions.scope import scope_of, treaty_over
from .definitions.sentences import sentence_start
from .definitions.sift import as_first_written, drop_announced, drop_items, drop_unmarked, of_all_terms
from .definitions.source import find_each, find_source
from .definitions.tree import Tree
from .definitions.varied import inserts
from .definitions.verbs import PATTERN
from .profile import Profile, load

GROUP = "lapse_definitions"
"""The span group, and the extension of Doc, that hold what was found."""
NEAR = 24
"""So many definitions of one text are looked at behind another, and so many words of scope before it."""

_BELOW = 60
"""The provisions under a definition that its rule may look at."""

_FROM_ABOUT = ("verb-below", "listed-term")
"""Rules of terms whose meaning stands in the items below them, or in the sentence over them."""

_DASH = re.compile(r"\s*(?:[–—:]|-\s)")
_IS = re.compile(r"\b(?:is|are|represents|covers|involves)\b")


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


def make_definitions(nlp: Language, name: str, profile: str) -> DefinitionFinder:
    """The spaCy factory `lapse_definitions`; `profile` is a name of `extract.profile.NAMES`."""
    return DefinitionFinder(load(profile))


Language.factory("lapse_definitions", default_config={"profile": "gb-energy-code"}, func=make_definitions)


class DefinitionFinder:
    """A spaCy component: writes the span group and the definitions of one text.

    `doc.spans["lapse_definitions"]` has a span for every term, labelled with its rule; `doc._.lapse_definitions` the
    records, with offsets into the text and an empty provision.
    """

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        if not Doc.has_extension(GROUP):
            Doc.set_extension(GROUP, default=())

    def __call__(self, doc: Doc) -> Doc:
        """Find the definitions of one text; never raises on content."""
        text = doc.text
        found = hits_in(text, Setting(lower_case=self.profile.lower_case_terms))
        alone = Provision("", "", "", text, None, 0)
        tree = Tree([alone])
        doc._.lapse_definitions = tuple(
            one for item in found for one in _records(item, alone, Around(tree, {}, self.profile, frozenset({""})))
        )
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=_tokens(doc, found))
        return doc


def hits_in(text: str, setting: Setting) -> tuple[Found, ...]:
    """Every rule's hits in one text, in its order; where two rules find one term, the first rule has it."""
    (look,) = looks((text,))
    if setting.defining or setting.headed or has_cue(text, look) or _sets_off(text, setting.emphasis):
        return _hits(text, setting, look)
    return ()


def _hits(text: str, setting: Setting, look: Look) -> tuple[Found, ...]:
    taken: list[Span] = []
    kept: list[Found] = []
    for rule in look.among_definitions if setting.defining else look.rules:
        if rule.part and not getattr(setting, rule.part):
            continue
        for hit in rule.find(text, setting):
            reach = Span(min(hit.terms[0].start, hit.frame.start), max(hit.terms[-1].end, hit.frame.end))
            narrow = Span(hit.terms[0].start, max(hit.terms[-1].end, hit.frame.end)) if hit.kind != "alias" else reach
            if not any(one.start < narrow.end and narrow.start < one.end for one in taken):
                kept.append(Found(rule.name, hit))
                taken += hit.terms
    if not kept:
        return ()
    kept.sort(key=lambda one: one.hit.terms[0].start)
    return with_variants(text, _cut(text, kept, setting), setting.emphasis)


def _sets_off(text: str, emphasis: Sequence[Span]) -> bool:
    """Whether words in bold or italics end a text, stand in front of a dash or colon at its start, or beside "is"."""
    if not emphasis:
        return False
    first = emphasis[0]
    if first.start < 12 and _DASH.match(text, first.end):
        return True
    return emphasis[-1].end >= len(text) - 1 or _IS.search(text) is not None


def _cut(text: str, found: list[Found], setting: Setting) -> list[Found]:
    """Bodies end where the next definition of the same text starts, and are trimmed.

    Words of scope at the start of a sentence hold for all its definitions, and for a later one of what a term of it
    includes; a meaning that only points is an import.
    """
    out: list[Found] = []
    before: Hit | None = None
    narrowed: dict[str, tuple[Span, ...]] = {}
    heads = [one for one in found if one.hit.kind != "alias"]
    starts = [one.hit.terms[0].start for one in heads]
    for one in found:
        hit, end = one.hit, one.hit.body.end
        if hit.kind != "alias":
            behind = bisect_right(starts, hit.terms[0].start)
            for other in heads[behind : behind + NEAR]:
                start = other.hit.frame.start
                end = min(end, start if start > hit.body.start else max(hit.body.start, other.hit.terms[0].start - 1))
        start, stop = trimmed(text, hit.body.start, end)
        quoted = hit.quoted or setting.amending or _is_inserted(text, hit)
        borrowed = hit.kind == "means" and is_borrowed(text[start:stop])
        scope = hit.scope
        if hit.kind in ("includes", "excludes"):
            scope += narrowed.get(hit.terms[0].of(text), ())
        narrowed.setdefault(hit.terms[0].of(text), scope)
        if hit.kind != "alias":
            if before and sentence_start(text, hit.terms[0].start) <= before.terms[0].start:
                scope = (*scope, *before.scope)[:NEAR]
            before = replace(hit, scope=scope)
        out.append(
            Found(
                one.rule,
                Hit(
                    hit.terms,
                    Span(start, stop),
                    "import" if borrowed else hit.kind,
                    hit.frame,
                    scope,
                    hit.variants,
                    quoted,
                    hit.open and end == len(text),
                ),
            )
        )
    return out


def _is_inserted(text: str, hit: Hit) -> bool:
    """Whether the words in front of a hit put it into another document: "… shall be inserted: "X" means"."""
    for at in {hit.frame.start, hit.terms[0].start - 1}:
        before = text[max(0, at - 500) : max(0, at)].rstrip().rstrip("“\"‘'(").rstrip()
        if before and before[-1] in ":—–-" and inserts(before):
            return True
    return False


def _tokens(doc: Doc, found: Sequence[Found]) -> list[Tokens]:
    spans = [(span, one.rule) for one in found for span in one.hit.terms]
    spans += [(span, "derived-form") for one in found for span in one.variants]
    made = (doc.char_span(span.start, span.end, label=rule, alignment_mode="expand") for span, rule in spans)
    return [one for one in made if one is not None]


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
        if context.defining or headed or has_cue(text, look) or _sets_off(text, one.emphasis) or path in lent:
            setting = _setting(one, context, profile, tree, headed)
            found[path] = _hits(text, replace(setting, lent=True) if path in lent else setting, look)
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
