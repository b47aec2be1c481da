"""Styles: what a paragraph or a run has through its style, the styles that this is based on, and the defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.etree import _Element

from .markup import number, toggle, value, w

DEEPEST = 64
"""Styles in one chain of `basedOn`; Word allows 11. A longer chain, or a cycle, ends there."""

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|table of (?:figures|authorities)|index [1-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """One style as written, without what it inherits."""

    id: str
    kind: str
    name: str
    based_on: str
    paragraph: _Element | None
    run: _Element | None


class Styles:
    """The styles of a document. Unknown ids, chains that close on themselves and a missing part are no error."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._defaults: dict[str, str] = {}
        self._toggles: dict[tuple[str, str], bool] = {}
        self.run_defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
        for element in () if root is None else root.iterfind(w("style")):
            self._add(element)

    def _add(self, element: _Element) -> None:
        style = Style(
            element.get(w("styleId"), ""),
            element.get(w("type"), "paragraph"),
            value(element, "name") or "",
            value(element, "basedOn") or "",
            element.find(w("pPr")),
            element.find(w("rPr")),
        )
        self._styles.setdefault(style.id, style)
        if element.get(w("default"), "0") not in ("0", "false"):
            self._defaults.setdefault(style.kind, style.id)

    def of(self, properties: _Element | None) -> str:
        """The style id of a paragraph with these properties: its own, or the default paragraph style's."""
        own = value(properties, "pStyle")
        return own if own and own in self._styles else self._defaults.get("paragraph", "")

    def chain(self, style: str) -> tuple[Style, ...]:
        """A style and those that it is based on, nearest first."""
        if style not in self._chains:
            found: list[Style] = []
            seen: set[str] = set()
            at = style
            while at in self._styles and at not in seen and len(found) < DEEPEST:
                seen.add(at)
                found.append(self._styles[at])
                at = self._styles[at].based_on
            self._chains[style] = tuple(found)
        return self._chains[style]

    def toggled(self, style: str, name: str) -> bool:
        """Whether the style turns the run property `name` on, by the nearest style that speaks of it."""
        key = (style, name)
        if key not in self._toggles:
            given = (toggle(one.run, name) for one in self.chain(style))
            self._toggles[key] = next((found for found in given if found is not None), False)
        return self._toggles[key]

    def outline(self, properties: _Element | None) -> int | None:
        """The outline level of a paragraph, 0 is the top; None for body text."""
        levels = [number(properties, "outlineLvl")]
        chain = self.chain(self.of(properties))
        levels += [number(one.paragraph, "outlineLvl") for one in chain]
        found = next((level for level in levels if level is not None), None)
        if found is None:
            named = next((m for one in chain if (m := _HEADING.fullmatch(one.name))), None)
            found = int(named[1]) - 1 if named else None
        return found if found is not None and found < 9 else None

    def is_title(self, properties: _Element | None) -> bool:
        """Whether the paragraph has Word's own style for the title of a document."""
        return any(one.name.lower() == "title" for one in self.chain(self.of(properties)))

    def is_contents(self, properties: _Element | None) -> bool:
        """Whether the paragraph has one of Word's own styles for a table of contents, of figures, or an index."""
        return any(_CONTENTS.fullmatch(one.name) for one in self.chain(self.of(properties))[:1])

    def list_of(self, style: str) -> str | None:
        """The list (numId) that a numbering style stands for."""
        for one in self.chain(style):
            found = value(one.paragraph.find(w("numPr")) if one.paragraph is not None else None, "numId")
            if found:
                return found
        return None


def emphasised(styles: Styles, paragraph_style: str, run: _Element | None) -> tuple[bool, bool]:
    """Whether a run is bold and whether it is italic, by itself, its styles and the defaults.

    Bold in both the paragraph's and the character's style is plain again, as Word has it (ISO 29500-1, 17.7.3).
    """
    character = value(run, "rStyle") or ""
    found = []
    for name in ("b", "i"):
        own = toggle(run, name)
        if own is None:
            own = styles.toggled(paragraph_style, name) != styles.toggled(character, name)
            own = own or bool(toggle(styles.run_defaults, name))
        found.append(own)
    return found[0], found[1]


def hidden(styles: Styles, paragraph_style: str, run: _Element | None) -> bool:
    """Whether a run, or a paragraph mark, with these properties is hidden text."""
    for name in ("vanish", "specVanish"):
        own = toggle(run, name)
        if own is None:
            own = styles.toggled(paragraph_style, name) != styles.toggled(value(run, "rStyle") or "", name)
        if own:
            return True
    return False


def numbering(
    styles: Styles, properties: _Element | None
) -> tuple[str | None, int | None, tuple[tuple[str, int], ...]]:
    """What a paragraph's own properties and its styles say of its list: numId, own level, and levels by style.

    The list is the nearest `numId`; "0" there means no number. The level that the paragraph gives itself wins; the
    third part gives the styles, nearest first, with the level that each gives (-1 for none), for the list to choose.
    """
    own = None if properties is None else properties.find(w("numPr"))
    found = value(own, "numId")
    levels: list[tuple[str, int]] = []
    for one in styles.chain(styles.of(properties)):
        given = None if one.paragraph is None else one.paragraph.find(w("numPr"))
        level = number(given, "ilvl")
        levels.append((one.id, -1 if level is None else level))
        found = found if found is not None else value(given, "numId")
    return found, number(own, "ilvl"), tuple(levels)
