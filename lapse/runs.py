"""The runs of the main part of a Word file, cut so that some of them hold certain words and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element

from extract.readers.docx.markup import W
from extract.spots import Spot

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Runs:
    """The runs of a main part (its `root`), numbered from 0 as the file has them."""

    def __init__(self, root: _Element) -> None:
        self.root = root
        self.namespace = etree.QName(self.root).namespace or W
        self.runs = list(self.root.iter(f"{{{self.namespace}}}r"))

    def ends(self, wanted: Sequence[tuple[Spot, ...]]) -> list[tuple[_Element, _Element] | None]:
        """For the spots of some words the first and the last run that hold these and nothing else.

        Runs are cut for that; None for words that stand in no run, or in a text box.
        """
        cuts: dict[int, set[int]] = {}
        shifts: dict[int, int] = {}
        for spot in (spot for spots in wanted for spot in spots):
            shift = shifts.setdefault(spot.run, self._shift(spot))
            if shift >= 0:
                cuts.setdefault(spot.run, set()).update((spot.start + shift, spot.end + shift))
        pieces = {run: self._cut(self.runs[run], sorted(at)) for run, at in cuts.items()}
        return [self._end(spots, pieces, shifts) for spots in wanted]

    def _end(
        self, spots: tuple[Spot, ...], pieces: Mapping[int, list[tuple[int, _Element]]], shifts: Mapping[int, int]
    ) -> tuple[_Element, _Element] | None:
        if not spots or any(self._beside(self.runs[spot.run]) for spot in spots):
            return None
        first, last = spots[0], spots[-1]
        start = next(
            (one for at, one in pieces.get(first.run, ()) if at == first.start + shifts[first.run]),
            self.runs[first.run],
        )
        inside = [one for at, one in pieces.get(last.run, ()) if at < last.end + shifts[last.run]]
        return start, inside[-1] if inside else self.runs[last.run]

    def _beside(self, run: _Element) -> bool:
        """Whether a run stands in a text box, where Word allows no comments."""
        return next(run.iterancestors(f"{{{self.namespace}}}txbxContent"), None) is not None

    def _shift(self, spot: Spot) -> int:
        """Where in its own text the run begins to be seen; -1 where it does not show what was read of it."""
        own = "".join(text for _, text in self._signs(self.runs[spot.run]))
        return own.replace("\t", " ").find(spot.shown.replace("\t", " "))

    def _signs(self, run: _Element) -> Iterator[tuple[_Element, str]]:
        """The children of a run with the text that each shows."""
        for child in run:
            name = etree.QName(child).localname if isinstance(child.tag, str) else ""
            if name == "t":
                yield child, _seen(child.text or "")
            else:
                yield child, _SIGNS.get(name, "")

    def _cut(self, run: _Element, cuts: list[int]) -> list[tuple[int, _Element]]:
        """Cuts a run at characters of its text; gives the pieces with the characters at which they begin."""
        pieces = [(0, run)]
        for cut in cuts:
            begins, last = pieces[-1]
            behind = self._behind(last, cut - begins)
            if behind is not None:
                pieces.append((cut, behind))
        return pieces

    def _behind(self, run: _Element, cut: int) -> _Element | None:
        """Moves what a run shows from the character `cut` on into a new run behind it; None where there is no cut."""
        at = 0
        moved: list[_Element] = []
        for child, text in list(self._signs(run)):
            if moved or (at >= cut and text):
                moved.append(child)
            elif at < cut < at + len(text):
                moved.append(self._parted(child, cut - at))
            at += len(text)
        if cut <= 0 or not moved:
            return None
        new = _like(run)
        properties = run.find(f"{{{self.namespace}}}rPr")
        if properties is not None:
            new.append(deepcopy(properties))
        new.tail, run.tail = run.tail, None
        new.extend(moved)
        run.addnext(new)
        return new

    def _parted(self, text: _Element, cut: int) -> _Element:
        """Parts a `w:t` at a character that is seen; gives the second part."""
        raw = text.text or ""
        at = next(n for n in range(len(raw) + 1) if len(_seen(raw[:n])) == cut)
        new = _like(text)
        text.text, new.text = raw[:at], raw[at:]
        for one in (text, new):
            one.set(_SPACE, "preserve")
        return new


def _like(one: _Element) -> _Element:
    """An empty element of the same name with the same attributes."""
    new = one.makeelement(one.tag)
    for key, value in one.attrib.items():
        new.set(key, value)
    return new


def _seen(text: str) -> str:
    """What a reader sees of a `w:t`."""
    return text.replace("\u00ad", "").replace("\n", " ")
