"""LAP101 to LAP106 as loops over the links of two states, without a graph: what a query engine must come to as well.

For comparisons in which both states are of one corpus (a lapse). Rows are those of the query files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.compare import Comparison
from graph.corpus import Defined
from graph.link import Links
from graph.state import State
from ontology.places import Place

Row = dict[str, Any]


@dataclass(frozen=True)
class Side:
    """One state of a comparison, by the names that its graph has."""

    comparison: Comparison
    state: State
    links: Links

    @cached_property
    def bindings(self) -> dict[str, Any]:
        names = self.comparison.names
        return {str(names.use(b.place, b.span, b.term)): b for b in self.links.bindings}

    @cached_property
    def resolutions(self) -> dict[str, Any]:
        names = self.comparison.names
        return {str(names.reference(r.place, r.span)): r for r in self.links.resolutions}

    def holds(self, key: str) -> bool:
        return self.state.holds_definition(self.comparison.corpus.definitions[key])

    def targets(self, resolution: Any) -> list[str]:
        """Provisions that a reference resolves to, else documents, by their names."""
        names = self.comparison.names
        found = [str(names.place(one)) for one in resolution.targets if one.provision]
        return found or [str(names.document(one)) for one in self.documents(resolution)]

    def documents(self, resolution: Any) -> list[str]:
        found = dict.fromkeys(one.document for one in resolution.targets)
        if self.comparison.names.knows(resolution.document):
            found[resolution.document] = None
        return list(found)


@dataclass(frozen=True)
class Plain:
    """The rules over one comparison."""

    comparison: Comparison

    @cached_property
    def before(self) -> Side:
        return Side(self.comparison, self.comparison.before, self.comparison.links_before)

    @cached_property
    def after(self) -> Side:
        return Side(self.comparison, self.comparison.after, self.comparison.links_after)

    @property
    def ways(self) -> tuple[tuple[str, Side, Side], ...]:
        return ("caused", self.before, self.after), ("cured", self.after, self.before)

    def rows(self, code: str) -> list[Row]:
        rules: dict[str, Callable[[], Iterator[Row]]] = {
            "LAP101": self.orphaned,
            "LAP102": self.shifted,
            "LAP103": self.broken,
            "LAP104": self.blankets,
            "LAP105": self.dangling,
            "LAP106": self.partly,
        }
        once = {tuple(sorted(row.items())) for row in rules[code]()}
        return [dict(row) for row in sorted(once, key=lambda row: [str(value) for _, value in row])]

    def _use(self, cause: str, item: str, binding: Any, target: str) -> Row:
        names = self.comparison.names
        where = str(names.place(binding.place))
        row = {"cause": cause, "item": item, "where": where, "subject": binding.term}
        return {**row, "target": str(names.definition(target)), "detail": binding.reason}

    def _elsewhere(self, term: str) -> Iterator[str]:
        for key, defined in self.comparison.corpus.definitions.items():
            one = defined.definition
            if one.term == term and one.scope.kind != "provision" and not one.quoted:
                yield key

    def orphaned(self) -> Iterator[Row]:
        for cause, before, after in self.ways:
            for item, binding in after.bindings.items():
                if binding.best is not None:
                    continue
                old = before.bindings.get(item)
                if old is None:
                    yield from (
                        self._use(cause, item, binding, key)
                        for key in self._elsewhere(binding.term)
                        if not after.holds(key)
                    )
                elif old.best and before.holds(old.best.definition) and not after.holds(old.best.definition):
                    yield self._use(cause, item, binding, old.best.definition)
        for item, binding in self.after.bindings.items():
            old = self.before.bindings.get(item)
            if binding.best is None and old is not None and old.best is None:
                for key in self._elsewhere(binding.term):
                    if not self.after.holds(key) and not self.before.holds(key):
                        yield self._use("existing", item, binding, key)

    def shifted(self) -> Iterator[Row]:
        for item, new in self.after.bindings.items():
            old = self.before.bindings.get(item)
            if old is None or old.best is None or new.best is None:
                continue
            former, target = old.best.definition, new.best.definition
            if former != target and not self.after.holds(former):
                same = _plain(self._definition(former)) == _plain(self._definition(target))
                row = self._use("caused", item, new, target)
                row["former"] = str(self.comparison.names.definition(former))
                yield {**row, "detail": "in the same words" if same else "in other words"}

    def _definition(self, key: str) -> Defined:
        return self.comparison.corpus.definitions[key]

    def broken(self) -> Iterator[Row]:
        names = self.comparison.names
        for cause, before, after in self.ways:
            left = {one.definition for one in after.links.imports if one.definitions or one.places}
            for one in before.links.imports:
                if one.definition in left or not after.holds(one.definition):
                    continue
                defined = self._definition(one.definition)
                for source in one.definitions or one.places:
                    named = names.definition(source) if isinstance(source, str) else names.place(source)
                    row = {"cause": cause, "item": str(names.definition(one.definition)), "target": str(named)}
                    where = str(names.place(defined.place))
                    yield {**row, "where": where, "subject": defined.definition.term, "detail": defined.definition.text}

    def blankets(self) -> Iterator[Row]:
        names = self.comparison.names
        for cause, before, after in self.ways:
            left = {(one.place, document) for one in after.links.blankets for document in one.documents}
            for place, document in {(one.place, d) for one in before.links.blankets for d in one.documents} - left:
                if not after.state.holds(place):
                    continue
                for blanket in self.comparison.corpus.by_id[place.document].imports:
                    if blanket.provision == place.provision:
                        yield {
                            "cause": cause,
                            "item": str(names.blanket_import(place, blanket.span)),
                            "where": str(names.place(place)),
                            "subject": blanket.span.of(self.comparison.corpus.text(place)),
                            "target": str(names.document(document)),
                            "detail": "",
                        }

    @cached_property
    def _sources(self) -> set[Place]:
        """Provisions with a reference by which a definition or a document takes its meaning."""
        found = set()
        for document in self.comparison.corpus.documents:
            taken = [one.source for one in (*document.definitions, *document.imports) if one.source]
            found |= {Place(document.id, source.provision) for source in taken}
        return found

    def _reference(self, cause: str, item: str, resolution: Any, target: str) -> Row:
        where = str(self.comparison.names.place(resolution.place))
        row = {"cause": cause, "item": item, "where": where, "subject": resolution.text}
        return {**row, "target": target, "detail": resolution.reason}

    def dangling(self) -> Iterator[Row]:
        for row, resolution in self._dangling():
            if resolution.role != "imports" or resolution.place not in self._sources:
                yield row

    def _dangling(self) -> Iterator[tuple[Row, Any]]:
        names = self.comparison.names
        for cause, before, after in self.ways:
            for item, new in after.resolutions.items():
                if new.status != "unresolved":
                    continue
                old = before.resolutions.get(item)
                if old is None:
                    for one in after.documents(new):
                        if one not in after.state.documents:
                            yield self._reference(cause, item, new, str(names.document(one))), new
                elif old.status in ("resolved", "partly-resolved"):
                    for target in before.targets(old):
                        yield self._reference(cause, item, new, target), new
                elif old.status == "unresolved":
                    yield from self._lost_whole(cause, item, old, new)
        yield from self._never_held()

    def _never_held(self) -> Iterator[tuple[Row, Any]]:
        names = self.comparison.names
        for item, new in self.after.resolutions.items():
            old = self.before.resolutions.get(item)
            if new.status == "unresolved" and old is not None and old.status == "unresolved":
                for one in self.after.documents(new):
                    if one not in self.after.state.documents and one not in self.before.state.documents:
                        yield self._reference("existing", item, new, str(names.document(one))), new

    def _lost_whole(self, cause: str, item: str, old: Any, new: Any) -> Iterator[tuple[Row, Any]]:
        """A reference to what a document has not, once the document is gone as well."""
        before, after = (self.before, self.after) if cause == "caused" else (self.after, self.before)
        for one in before.documents(old):
            lost = one in before.state.documents and one not in after.state.documents
            if lost and one != new.place.document:
                yield self._reference(cause, item, new, str(self.comparison.names.document(one))), new

    def partly(self) -> Iterator[Row]:
        names = self.comparison.names
        for cause, before, after in self.ways:
            for item, new in after.resolutions.items():
                old = before.resolutions.get(item)
                if new.status == "partly-resolved" and old is not None:
                    for target in old.targets:
                        whole = not any(one.provision for one in old.targets)
                        if (target.provision or whole) and target not in new.targets:
                            yield self._reference(cause, item, new, str(names.place(target)))


def _plain(defined: Defined) -> str:
    return re.sub("[^a-z0-9]+", " ", defined.definition.text.lower())
