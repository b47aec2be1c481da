"""Which provision of a document a label means, seen from the provision that cites it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ontology.labels import join, members, normal, parts
from ontology.model import Target

from .captions import CAPTIONED, captions
from .inline import holds_item
from .keys import in_small, key_of, levels_of
from .tree import DIVISION, SHEET, Tree

_UNNUMBERED = re.compile(r"¶\d+")
_PREFIXED = re.compile(r"([A-Z]{1,3})(\d.*)")
_IN_DIVISION = re.compile(r"(.*\b(?:Part|Chapter|Division) [0-9A-Z]+) ((?!Part|Chapter|Division|Annex)\S+)$")
"""A label inside a part, whose numbers may run through what the part lies in."""
_ROWS = frozenset(("item", "row", "entry"))
_OF_TABLE = re.compile(r"(?:Table|Figure|Form) (?P<label>\S+)$", re.IGNORECASE)
_INNER_UNITS = frozenset({"paragraph", "sub-paragraph", "subparagraph", "item", "row", "step"})
"""Units that, inside a schedule, count from the schedule's own first number."""


@dataclass(frozen=True)
class Located:
    """The paths that a label means, and the reason where it means none."""

    paths: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True)
class Gazetteer(Tree):
    """The provisions of one document by every label that may name them."""

    @cached_property
    def paths(self) -> dict[str, str]:
        """Paths by their normal label, case folded for the words of divisions."""
        found: dict[str, str] = {}
        for provision in self.document.provisions:
            found.setdefault(key_of(provision.path), provision.path)
        return found

    @cached_property
    def loose(self) -> dict[tuple[str, ...], str]:
        """Paths by their levels, however these are joined, where that names one alone: 4(1) is the 4.1 of Article 4.

        An unnumbered paragraph that leads to a list is no level: 2¶1(a) is 2(a).
        """
        found: dict[tuple[str, ...], str] = {}
        several: set[tuple[str, ...]] = set()
        for provision in self.document.provisions:
            if not provision.number:
                continue
            levels = levels_of(_UNNUMBERED.sub("", provision.path))
            if found.setdefault(levels, provision.path) != provision.path:
                several.add(levels)
        return {levels: path for levels, path in found.items() if len(levels) > 1 and levels not in several}

    @cached_property
    def captions(self) -> dict[tuple[str, str], list[str]]:
        """Paths of what has a caption, by its word and label."""
        return captions(self.document.provisions)

    @cached_property
    def headings(self) -> dict[str, str]:
        """Paths of headings by the heading's words: "definitions" names the provision so headed."""
        found: dict[str, str] = {}
        for provision in self.document.provisions:
            if provision.heading:
                found.setdefault(" ".join(provision.heading.casefold().split()), provision.path)
        return found

    def locate(self, target: Target, origin: str | None, within: str = "") -> Located:
        """What `target` means in this document; `origin` is the citing provision's path if it stands here too.

        With `within`, the path of a schedule, annex or part, only what lies there is meant.
        """
        if target.through:
            return self._range(target, origin, within)
        path = self._one(target.label, target.unit, origin, within)
        if path is not None:
            return Located((path,))
        return Located((), self._why_not(target.label, origin, within))

    def _range(self, target: Target, origin: str | None, within: str) -> Located:
        """Every member of a range, in the document's own order, or by counting where the document has not both ends."""
        first = self._one(target.label, target.unit, origin, within)
        last = self._one(target.through, target.unit, origin, within)
        if last is None and first is not None:
            last = self._one(join(self.provisions[first].parent or "", target.through), target.unit, origin, within)
        if first is not None and last is not None:
            start, end = self.provisions[first], self.provisions[last]
            peers = self.children.get(start.parent, ())
            siblings = [p for p in peers if start.order <= p.order <= end.order and p.number]
            if siblings and siblings[-1].path == end.path:
                return Located(tuple(p.path for p in siblings))
        counted = members(target.label, target.through)
        found = {label: self._one(label, target.unit, origin, within) for label in counted}
        missing = [label for label, path in found.items() if path is None]
        reason = f"{self.document.id} has no {', '.join(missing)}" if missing else ""
        return Located(tuple(path for path in found.values() if path is not None), reason)

    def _one(self, label: str, unit: str, origin: str | None, within: str = "") -> str | None:
        """The path that one label means, None where the document has none."""
        if unit in CAPTIONED:
            return self._captioned(label, unit, origin, within)
        keys = self._inside(label, unit, within) if within else self._readings(label, unit, origin)
        for key in keys:
            if (path := self.paths.get(key)) is not None:
                return path
        if within or _IN_DIVISION.match(label):
            return self._through(label, origin, within)
        if unit in _ROWS and (row := self._row(label, origin)) is not None:
            return row
        if (path := self._loosely(label, origin)) is not None:
            return path
        inline = self._inline(label)
        found = inline if inline is not None else self._without_last(label, origin)
        found = found or self.typed.find(label, self.divisions(origin) if origin is not None else ())
        small = in_small(label)
        return found if found is not None or small == label else self._one(small, unit, origin, within)

    def _loosely(self, label: str, origin: str | None) -> str | None:
        """What a label means however its levels are joined; a bare "(a)(5)" in what is around the citing provision."""
        if not label.startswith("("):
            return self.loose.get(levels_of(label))
        around = (_UNNUMBERED.sub("", p.path) for p in self.ancestors(origin)) if origin is not None else iter(())
        return next((found for one in around if (found := self.loose.get(levels_of(one + normal(label))))), None)

    def _through(self, label: str, origin: str | None, within: str) -> str | None:
        """What a label means in a division, or in a part that it names itself, whose numbers run through."""
        divided = _IN_DIVISION.match(label)
        holder = self._one(divided[1], "", origin, within) if divided else None
        if divided and holder is not None:
            return self._below(divided[2], holder)
        return self._below(label, within) if within else None

    def _captioned(self, label: str, unit: str, origin: str | None, within: str) -> str | None:
        """The table, form or step with this label: in `within`, in the own division, or anywhere, in this order."""
        *above, last = label.rsplit(" ", 1)
        table = _OF_TABLE.search(above[0]) if above else None
        if table is not None:
            holder = self._captioned(table["label"], table[0].split(" ")[0].lower(), origin, within)
        else:
            holder = self._one(above[0], "", origin, within) if above else within
        found = self.captions.get((unit, normal(last).upper()), [])
        if holder:
            below = {p.path for p in self.below(holder)}
            found = [path for path in found if path in below]
        near = self.division(origin) if origin is not None else ""
        for path in found:
            if self.division(path) == near:
                return path
        if found:
            return found[0]
        plain = key_of(f"{unit.capitalize()} {normal(last)}")
        if plain in self.paths:
            return self.paths[plain]
        if unit != "step":
            return None
        around = [p.path for p in self.ancestors(origin)] if origin is not None and not above else [holder or ""]
        children = (child for path in around for child in self.children.get(path, ()))
        found = [child.path for child in children if normal(child.number) == normal(last)]
        return found[0] if found else self.paths.get(key_of(last)) if "." in last else None

    def _row(self, label: str, origin: str | None) -> str | None:
        """The row of a schedule's table that "item 3 of Schedule I" means by its first cell; None for other labels."""
        holder, _, item = label.rpartition(" ")
        above = self._one(holder, "", origin) if holder and SHEET.match(holder) else None
        rows = [p for p in self.below(above) if p.kind == "row"] if above is not None else []
        return next((p.path for p in rows if p.text.split("\t")[0].strip(" .()") == item), None)

    def _inside(self, label: str, unit: str, within: str) -> Iterator[str]:
        """Keys under which a label may stand inside a division."""
        bare = normal(label) if not DIVISION.match(label) else label
        yield key_of(f"{within} {bare}")
        yield key_of(join(within, bare))
        if prefixed := _PREFIXED.fullmatch(bare):
            yield key_of(f"{within} Part {prefixed[1]} {prefixed[2]}")
        if unit:
            yield key_of(f"{within} {unit} {bare}")

    def _below(self, label: str, within: str) -> str | None:
        """The provision with this label that lies in a division whose numbers run through, or in a part of it."""
        wanted = levels_of(label)
        loose = None
        for provision in self.below(within):
            if provision.path == within or not provision.number:
                continue
            levels = levels_of(provision.path)
            if levels == wanted:
                return provision.path
            if loose is None and " " in provision.path and levels_of(provision.path.rsplit(" ", 1)[1]) == wanted:
                loose = provision.path
        if loose is not None:
            return loose
        levels = parts(label)
        if len(levels) > 1 and levels[-1].startswith("("):
            head = self._one(normal(label)[: -len(levels[-1])], "", None, within)
            if head is not None and holds_item(self.provisions[head].text, levels[-1]):
                return head
        return None

    def _readings(self, label: str, unit: str, origin: str | None) -> Iterator[str]:
        """Keys under which a label may stand, the likeliest first."""
        bare = normal(label) if not DIVISION.match(label) else label
        divisions = list(self.divisions(origin)) if origin is not None else []
        yield from (key_of(f"Section {bare}"),) if unit == "section" else ()
        if origin is not None:
            yield from self._near(bare, unit, origin, divisions)
        yield key_of(bare)
        if unit and not DIVISION.match(label):
            yield key_of(f"{unit} {bare}")
        if prefixed := _PREFIXED.fullmatch(bare):
            yield key_of(f"Part {prefixed[1]} {prefixed[2]}")
            if not self.letters or prefixed[1] in self.letters:
                yield key_of(prefixed[2])
        if self._own_prefix:
            yield key_of(self._own_prefix + bare)
        for division in divisions:
            yield key_of(f"{division} {bare}")
        if DIVISION.match(label):
            yield from (*self._nested(bare.split(" ")), *self.chapter(bare))

    def _near(self, bare: str, unit: str, origin: str, divisions: list[str]) -> Iterator[str]:
        """Keys of what stands around the citing provision: below it, in its run of numbers, in its divisions."""
        if bare.startswith("("):
            for provision in self.ancestors(origin):
                yield key_of(join(provision.path, bare))
                if not provision.number:
                    yield key_of(f"{provision.path}.{bare.strip('()')}")
        run, inner = self.run(origin), unit in _INNER_UNITS
        if run and (inner or not any(run.startswith(one) for one in self._schedules(divisions))):
            yield key_of(run + bare)
        if inner:
            if not run:
                yield key_of(bare)
            for provision in self.ancestors(origin):
                yield from (key_of(c.path) for c in self.children.get(provision.path, ()) if normal(c.number) == bare)
        around = (one.path for one in self.ancestors(origin)) if DIVISION.match(bare) else divisions if inner else ()
        yield from (key_of(f"{path} {bare}") for path in around)

    @staticmethod
    def _schedules(divisions: list[str]) -> list[str]:
        """Those of some divisions that are no parts of a document, but documents behind it: schedules, annexes."""
        return [one for one in divisions if SHEET.match(one)]

    def _nested(self, words: list[str]) -> Iterator[str]:
        """Keys of a division inside another, where its path does not say so: Annex 1 to Schedule 2 is "Annex 1"."""
        outer, inner = self.paths.get(key_of(" ".join(words[:2]))), key_of(" ".join(words[2:]))
        if outer is None or not inner:
            return
        for provision in self.document.provisions[self.provisions[outer].order + 1 :]:
            if provision.number.split(" ")[0].casefold() == words[0].casefold():
                return
            if key_of(provision.path) == inner or key_of(provision.number) == inner:
                yield key_of(provision.path)

    @cached_property
    def _own_prefix(self) -> str:
        """The letter that this document's own numbers begin with: "N" where its clauses are N1, N2; "" for none."""
        letters = {m[1] for p in self.document.provisions if p.parent is None and (m := _PREFIXED.fullmatch(p.number))}
        return letters.pop() if len(letters) == 1 else ""

    def _inline(self, label: str) -> str | None:
        """The provision that has the last level of `label` in its running text: "4.2(b)" in a 4.2 that says "(b)"."""
        levels = parts(label)
        if len(levels) < 2 or not levels[-1].startswith("("):
            return None
        head = normal(label)[: -len(levels[-1])]
        path = self.paths.get(key_of(head))
        return path if path is not None and holds_item(self.provisions[path].text, levels[-1]) else None

    def _without_last(self, label: str, origin: str | None) -> str | None:
        """The provision around the citing one that has a bare "(b)", or the "(b)" of an "(a)(b)", in its own text."""
        if origin is None or not label.startswith("("):
            return None
        *heads, last = parts(label)
        head = "".join(heads)
        for provision in self.ancestors(origin):
            path = self.paths.get(key_of(join(provision.path, head) if head else provision.path))
            if path is not None and holds_item(self.provisions[path].text, last):
                return path
        return None

    def _why_not(self, label: str, origin: str | None, within: str = "") -> str:
        here, levels = within or self.document.id, parts(label)
        if len(levels) > 1 and not DIVISION.match(label):
            head = normal(label)[: -len(levels[-1])].rstrip(".")
            if (path := self._one(head, "", origin, within)) is not None:
                shown = head if not head.startswith("(") else path
                return f"{here} has {shown}, but no {levels[-1]} in it"
        if label.startswith("(") and origin is not None:
            return f"nothing around {origin} of {here} has a {label}"
        return f"{here} has no {label}"
