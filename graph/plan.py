"""The plan: what must be carried over, to where, in which order and why; and the proof that nothing is left."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from ontology.places import Place
from ontology.results import Action, Alternative, Finding, Plan

from .alternatives import alternatives
from .clashes import clashes
from .compare import Comparison
from .destinations import NewClause, general_home, new_clauses, outermost, shared_home
from .home_clause import definitions_clause
from .needing import Needing
from .needs import Item, Needs
from .own_name import is_all

CURABLE = ("LAP101", "LAP103")
"""Rules whose findings carrying text over can cure; a reference from other text has to be amended instead, and so has
a sentence that takes all terms from the lapsing document, once the terms are carried over."""
REFERENCES = ("LAP105", "LAP106")
_ITSELF = re.compile(r"th(?:is|ese)\b", re.IGNORECASE)
"""What text says of its own document holds of the document that it is carried to."""


@dataclass(frozen=True)
class Planner:
    """Works out the plan for a comparison in which `kept` provisions (with all below them) are to be carried over.

    `host` is the document that kept provisions go to; where it is None it is worked out.
    """

    comparison: Comparison
    kept: tuple[Place, ...] = ()
    host: str | None = None

    @cached_property
    def needs(self) -> Needs:
        """What lapsing text needs."""
        return Needs(self.comparison)

    @cached_property
    def seeds(self) -> dict[str, dict[Item, tuple[Place, ...]]]:
        """For each surviving document the lapsing definitions that its own text uses, with the places of the uses."""
        found: dict[str, dict[Item, list[Place]]] = defaultdict(lambda: defaultdict(list))
        settled = {(b.place, b.span, b.term): b for b in self.comparison.links_after.bindings}
        definitions, before = self.comparison.corpus.definitions, self.comparison.before
        for binding in self.comparison.links.bindings:
            left = settled.get((binding.place, binding.span, binding.term))
            if left is None or left.best is not None:
                continue
            held = (c for c in binding.candidates if before.holds_definition(definitions[c.definition]))
            best = next(held, None)
            if best is not None and best.place.document not in self.comparison.aside:
                found[binding.place.document][self.needs.item(best.definition)].append(binding.place)
        return {
            document: {item: tuple(dict.fromkeys(places)) for item, places in items.items()}
            for document, items in found.items()
        }

    @cached_property
    def imported(self) -> dict[str, dict[Item, tuple[Place, ...]]]:
        """For each surviving document the lapsing definitions that its own ones point to, with the places of these.

        Where a clause gives the meaning without defining the term, it is the clause.
        """
        found: dict[str, dict[Item, list[Place]]] = defaultdict(lambda: defaultdict(list))
        lost = {one.definition for one in self.comparison.links_after.imports if not one.definitions and not one.places}
        for one in self.comparison.links_before.imports:
            pointer = self.comparison.corpus.definitions[one.definition].place
            places = (place for place in one.places if place != pointer and self.needs.carriable(place))
            items = [*map(self.needs.item, one.definitions)] or [*map(Item, places)]
            for item in items if one.definition in lost else ():
                if item.place.document not in self.comparison.aside:
                    found[pointer.document][item].append(pointer)
        return {document: {item: tuple(p) for item, p in items.items()} for document, items in found.items()}

    @cached_property
    def host_of_clauses(self) -> str:
        """The document that kept provisions go to: the one that leans most on the lapsing text for its terms."""
        if self.host:
            return self.host
        after = self.comparison.after
        cites: Counter[str] = Counter()
        leans: Counter[str] = Counter()
        for document, items in self.seeds.items():
            leans[document] = sum(len(places) for places in items.values())
        lapsed = {place.document for place in self.comparison.after.lapsed - self.comparison.before.lapsed}
        for resolution in self.comparison.links_before.resolutions:
            if any(target.document in lapsed for target in resolution.targets):
                cites[resolution.place.document] += 1
        standing = [d.id for d in self.comparison.corpus.documents if d.id in after.documents]
        return max(standing, key=lambda one: (leans[one], cites[one], -standing.index(one)), default="")

    @cached_property
    def networks(self) -> dict[str, Needing[Item]]:
        """For each document that text is carried to, the items that it needs; an edge leads to what an item needs."""
        starts: dict[str, list[Item]] = {document: list(items) for document, items in self.seeds.items()}
        for document, items in self.imported.items():
            starts.setdefault(document, []).extend(item for item in items if item not in starts[document])
        if self._tops:
            starts.setdefault(self.host_of_clauses, []).extend(Item(place) for place in self._tops)
        return {home: self.needs.network(items, home) for home, items in starts.items()}

    @cached_property
    def needed(self) -> dict[Item, tuple[str, ...]]:
        """Every item to be carried, with the ids of the documents that need it."""
        found: dict[Item, list[str]] = {}
        for home, network in self.networks.items():
            for item in network:
                found.setdefault(item, []).append(home)
        return {item: tuple(homes) for item, homes in found.items()}

    @cached_property
    def _used(self) -> frozenset[Item]:
        """The items that text in force uses, or that what it uses needs."""
        return frozenset(
            found
            for home, items in (*self.seeds.items(), *self.imported.items())
            for item in items
            for found in (item, *self.networks[home].all_needs(item))
        )

    def because(self, item: Item) -> tuple[str, ...]:
        """Why an item is carried: the text that uses it, what else needs it, the decision to keep it."""
        if item.place in self._tops and not item.definition:
            return ("kept by decision",)
        reasons = []
        for document, items in self.seeds.items():
            if item in items:
                reasons.append(f"used in {document} {', '.join(place.provision for place in items[item])}")
        for items in self.imported.values():
            reasons += [f"{pointer} takes its meaning from it" for pointer in items.get(item, ())]
        users = {user for network in self.networks.values() if item in network for user in network.users(item)}
        terms = sorted(self.term(user) for user in users if user.definition)
        clauses = sorted((user for user in users if not user.definition), key=self._reading_order)
        if terms:
            reasons.append(f"needed by the definition{'s' if len(terms) > 1 else ''} of {_series(terms)}")
        if clauses:
            places = _series([clause.place.provision for clause in clauses])
            reasons.append(f"used in {places}, which {'are' if len(clauses) > 1 else 'is'} carried over")
        return tuple(reasons)

    def term(self, item: Item) -> str:
        """The term of a definition."""
        return self.comparison.corpus.definitions[item.definition].definition.term

    @cached_property
    def _tops(self) -> tuple[Place, ...]:
        """The kept provisions that stand below no other kept one, in reading order."""
        return outermost(self.comparison.corpus, self.kept)

    def home(self, item: Item) -> str:
        """The document that needs an item, or what one sentence defines with it; the general one where several do."""
        by = self._needed_at[item.place] if item.definition else self.needed[item]
        if len(by) == 1:
            return by[0]
        if not item.definition:
            return self.host_of_clauses
        if home := self._general or shared_home(self.comparison, by):
            return home
        return max(by, key=lambda one: (len(self.seeds.get(one, {}).get(item, ())), one == self.host_of_clauses))

    @cached_property
    def _needed_at(self) -> dict[Place, tuple[str, ...]]:
        """The ids of the documents that need what is defined at each place."""
        found: dict[Place, dict[str, None]] = defaultdict(dict)
        for item, homes in self.needed.items():
            if item.definition:
                found[item.place].update(dict.fromkeys(homes))
        return {place: tuple(homes) for place, homes in found.items()}

    @cached_property
    def _general(self) -> str:
        return general_home(self.comparison)

    def target(self, item: Item) -> Place:
        """Where an item goes: the clause of definitions of its new document, or a new clause there."""
        home = self.home(item)
        return Place(home, definitions_clause(self.comparison.corpus, home) if item.definition else "")

    @cached_property
    def new_clauses(self) -> tuple[NewClause, ...]:
        """The clauses that the provisions carried over make in their new documents."""
        by_home: dict[str, list[Place]] = {}
        for item in self._clauses:
            by_home.setdefault(self.home(item), []).append(item.place)
        corpus = self.comparison.corpus
        return tuple(made for home, places in by_home.items() if home for made in new_clauses(corpus, home, places))

    @cached_property
    def numbers(self) -> dict[Place, Place]:
        """The new places of provisions that are carried over, and of all below them, by their old ones."""
        return {place: Place(made.document, number) for made in self.new_clauses for place, number in made.numbers}

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The steps: definitions before what needs them, document by document, then clauses in reading order."""
        return tuple(self._action(item) for item in self.steps)

    @cached_property
    def steps(self) -> tuple[Item, ...]:
        """What the steps carry, what is needed before what needs it; terms that need each other in reading order."""
        order = {document.id: n for n, document in enumerate(self.comparison.corpus.documents)}
        in_order = Needing.joined(self.networks.values()).in_order(self._reading_order)

        def place(item: Item) -> tuple[bool, int, bool]:
            used = not item.definition or item in self._used
            return not item.definition, order.get(self.home(item), len(order)), not used

        return tuple(sorted((*(item for item in in_order if item.definition), *self._clauses), key=place))

    @cached_property
    def _clauses(self) -> tuple[Item, ...]:
        """The provisions to be carried, in reading order, without those that go with one that they stand below."""
        places = (item.place for item in self.needed if not item.definition)
        return tuple(map(Item, outermost(self.comparison.corpus, places)))

    def _reading_order(self, item: Item) -> tuple[str, int]:
        provision = self.comparison.corpus.provision(item.place)
        return item.place.document, provision.order if provision else -1

    def _action(self, item: Item) -> Action:
        return Action(
            what="definition" if item.definition else "provision",
            label=self.term(item) if item.definition else item.place.provision,
            source=item.place,
            target=self.target(item),
            because=self.because(item),
            ground="used" if item in self._used else "kept",
            number="" if item.definition or item.place not in self.numbers else self.numbers[item.place].provision,
            brings=self.brings(item),
            alternatives=self._alternatives(item),
        )

    def brings(self, item: Item) -> tuple[str, ...]:
        """What an item brings along: the terms and the clauses that it needs itself."""
        found = {need for network in self.networks.values() if item in network for need in network.needs(item)}
        ordered = sorted(found, key=self._reading_order)
        return tuple(f"the definition of {self.term(n)}" if n.definition else n.place.provision for n in ordered)

    def _alternatives(self, item: Item) -> tuple[Alternative, ...]:
        if not item.definition:
            return ()
        users = tuple(place for items in self.seeds.values() for place in items.get(item, ()))
        alone = not any(item in network and list(network.users(item)) for network in self.networks.values())
        defined = self.comparison.corpus.definitions[item.definition]
        return tuple(alternatives(self.comparison, defined, users if alone else ()))

    @cached_property
    def applied(self) -> Comparison:
        """The comparison with the plan carried out."""
        gazetteers = self.comparison.corpus.gazetteers
        provisions = {
            Place(item.place.document, below.path): Place(self.home(item))
            for item in self.needed
            if not item.definition
            for below in gazetteers[item.place.document].below(item.place.provision)
        }
        definitions = {item.definition: self.target(item) for item in self.needed if item.definition}
        return replace(self.comparison, after=self.comparison.after.plus(provisions, definitions))

    @cached_property
    def remaining(self) -> tuple[Finding, ...]:
        """What the lapse would still leave open with every step taken: the proof that there is nothing."""
        return tuple(finding for finding in self.applied.findings if self._is_open(finding))

    def plan(self) -> Plan:
        """The steps, what the lapse would still leave open with all of them taken, and clashes at the new places."""
        return Plan(self.actions, self.remaining, tuple(self.conflicts()))

    def _is_open(self, finding: Finding) -> bool:
        """Whether a finding is one that the lapse causes and that carrying text over has to cure."""
        if finding.cause != "caused":
            return False
        carried = not self.comparison.after.holds(finding.place)
        whole = is_all(self.comparison.corpus, finding.target, finding.place.document)
        itself = whole and _ITSELF.match(finding.subject) is not None
        return finding.code in CURABLE or (finding.code in REFERENCES and carried and not itself)

    def conflicts(self) -> Iterable[str]:
        """Terms that their new document already defines otherwise."""
        for item in self.needed:
            if item.definition:
                home = self.home(item)
                pointers = self.imported.get(home, {}).get(item, ())
                yield from clashes(self.comparison.corpus, item.definition, home, pointers)


def _series(words: list[str]) -> str:
    """Words in a row: "A", "A and B", "A, B and C"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
