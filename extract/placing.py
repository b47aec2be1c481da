"""The provisions as they are made, their paths, and the home of text that has no number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field

from ontology import labels
from ontology.model import Provision, ProvisionKind
from ontology.places import Problem, Span
from ontology.source import Block

from . import headings
from .numbering import Label, is_bullet, strip_bullet
from .profile import Profile

_DEFINES = re.compile(
    r"[\"“‘'][^\"”’]{1,120}[\"”’']"
    r"|[\w() /&’'-]{1,90}?\s(?:means|shall mean|has the meaning|have the meaning|includes|refers to|is defined)\b"
)
_COLUMN = re.compile(r"[A-Z][\w ,/&()'’-]{0,60}$")
_SECOND = re.compile(r" \(\d+\)$")
ROOT = -1


@dataclass(slots=True)
class _Node:
    number: str
    path: str
    heading: str
    text: str
    parent: int
    kind: ProvisionKind
    block: Block
    label: str = ""
    cut: int = 0
    unit: str = ""
    bullet: bool = False
    defining: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a numbered provision goes: its parent, the `prefix` of the schedule around it, and how its path is made.

    `below_part` is directly below the root, a part or a schedule; `deep` a label that repeats its parent's; `running`
    one of a row of numbers that runs through the sections.
    """

    parent: int
    prefix: str
    below_part: bool
    deep: bool
    running: bool


@dataclass(slots=True)
class Nodes:
    """Provisions in the making, by index in reading order; `pending` are headings whose home is still open."""

    made: list[_Node] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    counts: Counter[int] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)
    restarted: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    pending: list[int] = field(default_factory=list)

    def path(self, node: int) -> str:
        """The path of a node, "" for the root."""
        return self.made[node].path if node >= 0 else ""

    def text(self, node: int) -> str:
        """The text of a node as it stands now."""
        return self.made[node].text if node >= 0 else ""

    def unit(self, node: int) -> str:
        """The unit of a part or schedule in lower case, "" for other nodes."""
        return self.made[node].unit if node >= 0 else ""

    def node(self, node: int) -> _Node | None:
        """The node of this index, None for the root."""
        return self.made[node] if node >= 0 else None

    def container(self, parent: int, prefix: str, found: headings.Container, block: Block) -> int:
        """A part or schedule."""
        path = prefix + found.name
        if path in self.taken and parent >= 0:
            path = f"{self.path(parent)} {found.name}"
        made = _Node(
            found.written, "", found.title, "", parent, "clause", block, found.name, len(block.text), found.unit
        )
        return self._add(made, path)

    def condition(self, node: int) -> int:
        """The condition that a part lies in, as licences have them, by index; the root for other nodes."""
        above = self.made[node].parent if self.unit(node) else ROOT
        return ROOT if self.unit(above) else above

    def named(self, node: int, name: str) -> bool:
        """Whether a node is the part or schedule of this name."""
        return node >= 0 and self.made[node].label == name

    def captioned(self, parent: int, prefix: str, found: tuple[str, str], block: Block) -> int:
        """The provision of a table with a caption; its rows stand under it."""
        name, title = found
        path = prefix + name
        if path in self.taken and parent >= 0:
            path = f"{self.path(parent)} {name}"
        return self._add(_Node(name, "", title, "", parent, "clause", block, name, len(block.text)), path)

    def numbered(self, spot: Spot, label: Label, block: Block, text: int | str, *, titled: bool) -> int:
        """A numbered provision; `text` is where its text begins in it, or its title where a deeper one has it."""
        cut, own = (0, text) if isinstance(text, str) else (text, block.text[text:].rstrip())
        made = _Node(label.number.strip(), "", "", own, spot.parent, "clause", block, label.path, cut)
        if titled:
            made.heading, made.text = own, ""
        if (condition := self.condition(spot.parent)) != ROOT and not spot.prefix:
            path = self._in_condition(spot.parent, condition, label)
        elif spot.running:
            path = f"{self.path(spot.parent)} {label.path}".strip()
        elif spot.below_part:
            path = self._below_part(spot.parent, label, spot.prefix)
        elif spot.deep:
            path = self._deep(spot.parent, label)
        else:
            path = labels.join(self.path(spot.parent), label.path)
        return self._add(made, path)

    def _below_part(self, parent: int, label: Label, prefix: str) -> str:
        """Directly below the root, a schedule (its path in front) or a part (in front where numbers restart)."""
        if prefix and prefix.split(" ")[-2] == re.sub(r"\d.*", "", label.path) != "":
            prefix = ""
        path = prefix + label.path
        part = parent >= 0 and self.path(parent) + " " != prefix and bool(self.made[parent].unit)
        if part and (parent in self.restarted or path in self.taken):
            self.restarted.add(parent)
            return f"{self.path(parent)} {label.path}"
        return path

    def _in_condition(self, part: int, condition: int, label: Label) -> str:
        """In a part of a condition, whose numbers run through its parts: 7A.3, and 3 in condition 7A is 7A.3 too."""
        above = self.made[condition]
        path = label.path if label.path.startswith(f"{above.label}.") else labels.join(above.path, label.path)
        return f"{self.path(part)} {label.path}" if path in self.taken else path

    def _deep(self, parent: int, label: Label) -> str:
        """Below a provision whose label this one repeats: "4.2" under "Schedule 2 4" is "Schedule 2 4.2"."""
        above = self.made[parent]
        path = _SECOND.sub("", above.path)
        front = path[: -len(above.label)] if above.label and path.endswith(above.label) else ""
        return front + label.path

    def unnumbered(self, parent: int, block: Block, kind: ProvisionKind) -> int:
        """A paragraph, a row or a note below `parent`."""
        text = block.text.rstrip() if block.kind == "row" else block.text.strip()
        cut = 0 if block.kind == "row" else len(block.text) - len(block.text.lstrip())
        bullet, after = ("", 0) if block.number or block.kind == "row" else strip_bullet(text)
        if bullet:
            text, cut = text[after:], cut + after
        number = "" if is_bullet(block.number) else block.number
        made = _Node(number, "", "", text, parent, kind, block, cut=cut)
        made.bullet = bool(bullet) or is_bullet(block.number)
        made.defining = defines(text, block)
        if kind == "row" and block.cells:
            first = block.cells[0].of(block.text).strip()
            made.number = first if _only_label(first) else ""
        return self._add(made, self._next(parent))

    def numbered_row(self, parent: int, block: Block, numbers: Container[str]) -> bool:
        """A row whose first cell numbers it below its clause, 3.1 in a table of clause 3; whether it is one.

        Where a provision has the number (`numbers` are those of the blocks that are no rows), the cell refers to it.
        """
        over = self.node(parent)
        label = block.cells[0].of(block.text).strip() if block.cells else ""
        if over is None or not _DECIMAL.fullmatch(label) or not label.startswith(f"{over.label}.") or label in numbers:
            return False
        path = self.path(parent) + label.removeprefix(over.label)
        if path in self.taken:
            return False
        self._add(_Node(label, "", "", block.text.rstrip(), parent, "row", block), path)
        return True

    def pend(self, block: Block) -> None:
        """An unnumbered heading, whose parent is known when the next provision is."""
        made = _Node("", "", block.text.strip(), "", ROOT, "heading", block)
        self.pending.append(len(self.made))
        self.made.append(made)

    def pending_depth(self) -> int:
        """The highest outline level of the headings that wait, 0 where the file gives none."""
        return min((self.made[k].block.level for k in self.pending if self.made[k].block.level), default=0)

    def settle(self, parent: int) -> None:
        """Give the headings that wait their parent."""
        for k in self.pending:
            self.made[k].parent = parent
            self.made[k].path = self._unique(self._next(parent))
        self.pending.clear()

    def take_title(self, block: Block) -> bool:
        """Let a heading directly behind a bare label be its heading: "Schedule 2" / "Charges"; whether it is."""
        last = self.made[-1] if self.made else None
        if last and last.kind == "paragraph" and last.parent == len(self.made) - 2 and self.unit(last.parent):
            last = self.made[-2]
        if last is None or self.pending or last.kind != "clause" or last.heading or last.text:
            return False
        if not (last.unit or last.number[:1].isalnum()):
            return False
        last.heading = block.text.strip()
        return True

    def take_text(self, block: Block, *, defining: bool) -> bool:
        """Let the first paragraph behind a numbered heading be its text, unless it is a definition; whether it is."""
        last = self.made[-1] if self.made else None
        if last is None or self.pending or last.kind != "clause" or last.text or last.unit or defining:
            return False
        stripped = block.text.strip()
        _, after = ("", 0) if block.number else strip_bullet(stripped)
        last.text = stripped[after:]
        last.cut = len(block.text) - len(block.text.lstrip()) + after
        last.block = block
        return True

    def _next(self, parent: int) -> str:
        self.counts[parent] += 1
        return f"{self.path(parent)}¶{self.counts[parent]}"

    def _unique(self, path: str) -> str:
        one = path
        while one in self.taken:
            self.repeats[path] += 1
            one = f"{path} ({self.repeats[path] + 1})"
        self.taken.add(one)
        return one

    def _add(self, made: _Node, path: str) -> int:
        made.path = self._unique(path)
        if made.path != path and made.kind == "clause":
            message = f"The number {made.number} occurs twice; its second place is called {made.path}."
            self.problems.append(Problem("LAP302", message, made.path, made.block.page))
        self.made.append(made)
        return len(self.made) - 1

    def provisions(self) -> tuple[Provision, ...]:
        """All provisions, frozen, in reading order."""
        return tuple(
            Provision(
                number=n.number,
                path=n.path,
                heading=n.heading,
                text=n.text,
                parent=self.path(n.parent) if n.parent >= 0 else None,
                order=order,
                kind=n.kind,
                page=n.block.page,
                cells=_moved(n.block.cells, n.cut, len(n.text)),
                emphasis=_moved(n.block.emphasis, n.cut, len(n.text)),
            )
            for order, n in enumerate(self.made)
        )


def _moved(spans: tuple[Span, ...], cut: int, length: int) -> tuple[Span, ...]:
    """Spans of a block as spans of the text that starts at `cut`; what lies outside is dropped."""
    moved = (Span(max(0, s.start - cut), min(length, s.end - cut)) for s in spans)
    return tuple(s for s in moved if s.start < s.end or (s.start == s.end <= length and cut == 0))


_DECIMAL = re.compile(r"\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?){1,4}")


def _only_label(text: str) -> bool:
    return bool(re.fullmatch(r"\(?[A-Z]{0,2}\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Za-z]?){0,4}[.)]?|\([a-z]{1,4}\)", text))


def defines(text: str, block: Block) -> bool:
    """Whether a paragraph looks like a definition: a quoted or emphasised term first, or "x means"."""
    lead = len(block.text) - len(block.text.lstrip())
    emphasised = (
        bool(block.emphasis) and block.emphasis[0].start <= lead + 1 and block.emphasis[0].end < len(block.text)
    )
    return bool(_DEFINES.match(text)) or emphasised


def column_titles(block: Block) -> bool:
    """Whether the first row of a table names its columns: short titles, no verb, no quotation marks."""
    cells = [c.of(block.text).strip() for c in block.cells]
    return (
        bool(cells) and all(_COLUMN.match(c) and headings.title_like(c, words=6) for c in cells if c) and len(cells) > 1
    )


def count_containers(blocks: list[Block], profile: Profile) -> Counter[str]:
    """How often each part or schedule is the heading of something."""
    found = (headings.container(b.text, profile) for b in blocks if not b.number and len(b.text) < 300)
    return Counter(one.name for one in found if one)
