"""Files whose provisions are nested elements with num, heading and content: what Akoma Ntoso and USLM share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lxml.etree import _Element

from ontology.source import Division

from .run import EMPTY, Reader, Run, Way, name
from .sheet import PLAIN, More, Sheet, Tell, before, division_of, label_of, shown

_SCHEDULES = ("schedule", "annex", "appendix")
_PASSED = frozenset(("num", "heading", "subheading"))


@dataclass(frozen=True, slots=True)
class Grammar:
    """The names of a vocabulary's elements: numbered levels, parts, schedules, quotes, notes, what is left out.

    `lines` are one paragraph each; `ways` tells how elements in a text are taken; `gone`
    says of an element that it is repealed: in which words, "" where it is in force.
    """

    levels: frozenset[str]
    parts: frozenset[str]
    schedules: frozenset[str]
    quotes: frozenset[str]
    notes: frozenset[str]
    headings: frozenset[str]
    left_out: frozenset[str]
    lines: frozenset[str]
    ways: Mapping[str, Way]
    tell: Tell
    gone: Callable[[_Element], str]
    anchor: str


def read_levels(root: _Element, grammar: Grammar, attend: Callable[[_Element], Way | None] | None = None) -> Sheet:
    """The blocks of a file by its vocabulary's grammar."""
    sheet = Sheet(grammar.tell)
    _Walk(sheet, grammar, attend).inside(root, None)
    return sheet


class _Walk:
    """Walks the elements of one file; `home` is always the index of the block around, None at the top."""

    def __init__(self, sheet: Sheet, grammar: Grammar, attend: Callable[[_Element], Way | None] | None) -> None:
        self.sheet = sheet
        self.grammar = grammar
        self.reader = Reader(grammar.ways, attend)
        self.quoted = False

    def inside(self, element: _Element, home: int | None) -> None:
        """Everything in an element but its number and its heading."""
        for child in element:
            tag = name(child)
            if tag and tag not in _PASSED:
                self.take(child, tag, home)

    def take(self, element: _Element, tag: str, home: int | None) -> None:
        """One element below `home`."""
        grammar = self.grammar
        if tag in grammar.left_out:
            return
        if tag in grammar.notes:
            self.note(element, home)
        elif tag in grammar.quotes:
            self.quote(element, home)
        elif tag in grammar.schedules or tag in grammar.parts or _holds_articles(element, tag):
            self.division(element, home, tag)
        elif tag in grammar.levels:
            self.level(element, home, tag)
        elif tag in grammar.headings:
            self.title(self.reader.read(element), home)
        elif tag == "table":
            self.table(element, home)
        elif tag in grammar.lines or _mixed(element):
            self.line(element, home)
        else:
            self.inside(element, home)

    # --- provisions ---------------------------------------------------------------------------------------------

    def level(self, element: _Element, home: int | None, tag: str) -> None:
        """A section, paragraph or item: one block for its number, its heading and its first text."""
        number, heading = self.head(element)
        printed = number.text
        label = label_of(_value(element, tag) or printed) if printed else ""
        if (
            label.isalnum()
            and home is not None
            and self.sheet.blocks[home].label
            and not self.sheet.blocks[home].division
        ):
            label = f"({label})"
        parts = list(_opened(element))
        run, rest = EMPTY, parts
        if parts and (name(parts[0]) in self.grammar.lines or _mixed(parts[0])):
            run, rest = self.reader.read(parts[0]), parts[1:]
        if not run.text and not rest:
            run = Run(self.grammar.gone(element))
        if self.quoted:
            return self.spoken(before(printed, heading), run, rest, home)
        if not label and not run.text and any(name(one) in self.grammar.levels for one in rest):
            self.title(before(printed, heading), home)
            heading = EMPTY
        node = home
        if label or run.text or heading.text:
            more = More(shown(printed) if label else "", label, heading, anchor=element.get(self.grammar.anchor) or "")
            node = self.add(run, home, more)
            for mark in number.notes + heading.notes:
                self.take(mark, name(mark), node)
        for one in rest:
            self.take(one, name(one), node)
        return None

    def head(self, element: _Element) -> tuple[Run, Run]:
        """The number and the heading of an element; a second heading goes behind the first."""
        number, heading = EMPTY, EMPTY
        for child in element:
            tag = name(child)
            if tag == "num":
                number = self.reader.read(child)
            elif tag in ("heading", "subheading"):
                found = self.reader.read(child)
                if found.text.endswith(("—", "–")):
                    found = Run(found.text.rstrip("—– ").rstrip("."))
                heading = found if not heading.text else Run(f"{heading.text} {found.text}")
        return number, heading

    def add(self, run: Run, home: int | None, more: More = PLAIN) -> int:
        """A paragraph, and below it what hangs on its text: notes, and the text that it quotes."""
        node = self.sheet.add("paragraph", run, home, more, quoted=self.quoted)
        for one in run.notes:
            self.take(one, name(one), home if self.quoted else node)
        return node

    def spoken(self, front: Run, run: Run, rest: Iterable[_Element], home: int | None) -> None:
        """A level of a quoted text: no provision of this document, its number in front of its text."""
        if run.text or front.text:
            whole = before(front.text, run) if front.text else run
            self.add(whole, home)
        for one in rest:
            self.take(one, name(one), home)

    # --- parts and schedules ------------------------------------------------------------------------------------

    def division(self, element: _Element, home: int | None, tag: str) -> None:
        """A part or a schedule; without a number it is a heading over what is in it."""
        number, heading = self.head(element)
        kind: Division = "schedule" if tag in self.grammar.schedules else "part"
        printed = number.text
        label = division_of(printed) if printed else ""
        if label and " " not in label and not self.quoted:
            unit = element.get("name") or tag
            printed, label = f"{unit.capitalize()} {printed}", f"{unit.capitalize()} {label.rstrip('.')}"
        if not label and kind == "schedule":
            named = division_of(heading.text) if heading.text.lower().startswith(_SCHEDULES) else ""
            heading = EMPTY if named else heading
            label = printed = named or (element.get("name") or tag).capitalize()
        node = home
        if label and not self.quoted:
            more = More(shown(printed), label, heading, kind, anchor=element.get(self.grammar.anchor) or "")
            told = self.grammar.gone(element) if not list(_opened(element)) else ""
            node = self.sheet.add("paragraph", Run(told), home, more)
        elif heading.text or printed:
            self.title(before(printed, heading), home)
        self.inside(element, node)

    def title(self, run: Run, home: int | None) -> None:
        if run.text:
            self.sheet.add("paragraph" if self.quoted else "heading", run, home, quoted=self.quoted)

    # --- what is no provision of its own ------------------------------------------------------------------------

    def quote(self, element: _Element, home: int | None) -> None:
        """Text that is put into another document: unnumbered, each number in front of its text."""
        outer, self.quoted = self.quoted, True
        if _mixed(element):
            self.line(element, home)
        else:
            number, heading = self.head(element)
            self.title(before(number.text, heading), home)
            self.inside(element, home)
        self.quoted = outer

    def note(self, element: _Element, home: int | None) -> None:
        run = self.reader.read(element)
        mark = element.get("marker") or ""
        if run.text:
            self.sheet.add("note", run, home, More(mark), quoted=self.quoted)

    def line(self, element: _Element, home: int | None) -> None:
        run = self.reader.read(element)
        if run.text:
            self.add(run, home)
        else:
            for one in run.notes:
                self.take(one, name(one), home)

    def table(self, element: _Element, home: int | None) -> None:
        """A table, row by row."""
        for caption in element.iterfind("{*}caption"):
            self.title(self.reader.read(caption), home)
        self.sheet.tables += 1
        table = self.sheet.tables
        for row in element.iter("{*}tr", "{*}row"):
            cells = [self.reader.read(cell) for cell in row if name(cell) in ("td", "th", "entry", "column")]
            self.sheet.row(cells, home, table=table, quoted=self.quoted)


def _opened(element: _Element) -> Iterable[_Element]:
    """The children of a level in order, with those of its intro, content and wrap-up in their place."""
    for child in element:
        tag = name(child)
        if not tag or tag in _PASSED:
            continue
        if tag in _FRAMES and not _mixed(child):
            yield from _opened(child)
        else:
            yield child


_FRAMES = frozenset(
    ("intro", "content", "wrapUp", "wrap", "chapeau", "continuation", "text", "alinea", "blockContainer")
)


def _mixed(element: _Element) -> bool:
    """Whether an element has text of its own, outside the elements in it."""
    if element.text and not element.text.isspace():
        return True
    return any(child.tail and not child.tail.isspace() for child in element)


def _holds_articles(element: _Element, tag: str) -> bool:
    """Whether a section is one of articles, and so a division: they are numbered through it."""
    return tag == "section" and any(name(child) == "article" for child in element)


def _value(element: _Element, tag: str) -> str:
    """The number of a section as data, where the file gives it beside the printed one."""
    if tag != "section":
        return ""
    number = next((child for child in element if name(child) == "num"), None)
    return "" if number is None else (number.get("value") or "")
