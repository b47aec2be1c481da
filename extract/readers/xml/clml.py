"""UK legislation as legislation.gov.uk publishes it (CLML): the roots Legislation and Fragment."""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element

from ontology.source import Division

from .clml_grammar import (
    DIVISIONS,
    GONE,
    LEFT_OUT,
    LEVELS,
    LINES,
    NO_TEXT,
    QUOTES,
    WAYS,
    WHY,
    children,
    marker,
    printed_number,
    stroke,
)
from .clml_names import link
from .run import EMPTY, Reader, Run, name, plain
from .sheet import PLAIN, More, Sheet, before, division_of, label_of, shown, whole


def read_clml(root: _Element) -> Sheet:
    """The blocks of an act or instrument in the version that the file holds, without what only tells its history."""
    sheet = Sheet(link)
    walk = _Walk(sheet, root)
    walk.inside(root, None)
    return sheet


class _Walk:
    """Walks the elements of one file; `home` is always the index of the block around, None at the top."""

    def __init__(self, sheet: Sheet, root: _Element) -> None:
        self.sheet = sheet
        self.reader = Reader(WAYS, stroke)
        self.quoted = False
        self.notes = {
            str(one.get("id")): one
            for one in root.iter("{*}Footnote", "{*}MarginNote", "{*}Commentary")
            if one.get("id")
        }

    def inside(self, element: _Element, home: int | None, past: tuple[str, ...] = ()) -> None:
        """Everything in an element but its children of the names `past`."""
        for child in element:
            tag = name(child)
            if tag and tag not in past:
                self.take(child, tag, home)

    def take(self, element: _Element, tag: str, home: int | None) -> None:
        """One element below `home`."""
        if tag in LEVELS:
            self.unit(element, home, LEVELS[tag])
        elif tag in LEFT_OUT or tag in NO_TEXT:
            return
        elif tag in QUOTES:
            self.quote(element, home)
        elif tag in ("P1group", "P2group", "P3group"):
            self.titled(element, home)
        elif tag in ("Schedule", "EURetained") or tag in DIVISIONS:
            self.division(element, home, tag)
        elif tag in ("OrderedList", "UnorderedList", "KeyList"):
            self.items(element, home, tag)
        elif tag == "P":
            self.paragraph(element, home)
        elif tag == "Tabular":
            self.table(element, home)
        elif tag in ("Formula", "math"):
            self.formula(element, home)
        elif tag == "ExplanatoryNotes":
            self.explanation(element, home)
        elif tag in LINES:
            self.line(element, home)
        else:
            self.inside(element, home)

    # --- provisions ---------------------------------------------------------------------------------------------

    def unit(self, element: _Element, home: int | None, level: int, heading: Run = EMPTY) -> None:
        """A section, paragraph or the like (P1 to P7): one block for its number, its heading and its first text."""
        number = element.find("{*}Pnumber")
        printed, label = printed_number(number, level, self.reader)
        parts = [(child, name(child)) for child in element]
        parts = [(child, tag) for child, tag in parts if tag and tag != "Pnumber"]
        opened = [one for child, tag in parts for one in (children(child) if tag.endswith("para") else [(child, tag)])]
        run = EMPTY
        if opened and opened[0][1] == "Text":
            run = self.reader.read(opened.pop(0)[0])
        if number is not None and not run.text and not opened:
            run = Run(self.fate([*number.iter("{*}CommentaryRef"), *run.notes]))
        run = self.kept(run)
        if not label and not run.text and not opened:
            return
        node = home
        if label or run.text or heading.text:
            more = More(shown(printed) if label else "", label, heading, anchor=element.get("id") or "")
            node = self.add(run, home, more)
        for child, tag in opened:
            self.take(child, tag, node)

    def add(self, run: Run, home: int | None, more: More = PLAIN) -> int:
        """A paragraph, and below it the footnotes that it calls for."""
        node = self.sheet.add("paragraph", run, home, more, quoted=self.quoted)
        for mark in run.notes:
            note = self.notes.get(mark.get("Ref") or "")
            if note is not None and name(note) != "Commentary":
                self.sheet.add("note", self.reader.read(note), node, quoted=self.quoted)
        return node

    def kept(self, run: Run) -> Run:
        """The text, or that it was repealed where dots stand in its place."""
        return Run(self.fate(run.notes) or "[Repealed]") if GONE.fullmatch(run.text) else run

    def fate(self, marks: Iterable[_Element]) -> str:
        """What the editors' notes say of a provision that is gone: "[Repealed, 1.10.2009]", "" where nothing."""
        for mark in marks:
            note = self.notes.get(mark.get("Ref") or "")
            found = WHY.search(plain(note)) if note is not None and note.get("Type") == "F" else None
            if found:
                return f"[{found[1].capitalize()}{', ' + found[2] if found[2] else ''}]"
        return ""

    def titled(self, element: _Element, home: int | None) -> None:
        """A group with a title: the heading of its provision where it has one alone, else a heading over them."""
        title = element.find("{*}Title")
        run = EMPTY if title is None else self.reader.read(title)
        run = EMPTY if GONE.fullmatch(run.text) else run
        units = [child for child in element if name(child) in LEVELS]
        if len(units) == 1 and not self.quoted and run.text:
            for child in element:
                if child is units[0]:
                    self.unit(child, home, LEVELS[name(child)], run)
                elif child is not title and name(child):
                    self.take(child, name(child), home)
            return
        if run.text:
            self.sheet.add("paragraph" if self.quoted else "heading", run, home, quoted=self.quoted)
        self.inside(element, home, ("Title",))

    def paragraph(self, element: _Element, home: int | None) -> None:
        """A paragraph without a number; what is numbered in it belongs to its text."""
        node = home
        for child in element:
            tag = name(child)
            if tag == "Text":
                run = self.reader.read(child)
                if run.text:
                    node = self.add(run, home)
            elif tag:
                self.take(child, tag, node)

    # --- parts and schedules ------------------------------------------------------------------------------------

    def division(self, element: _Element, home: int | None, tag: str) -> None:
        """A part, a schedule, or a heading over provisions that opens nothing."""
        kind: Division = "schedule" if tag in ("Schedule", "Attachment", "Form", "Appendix") else "part"
        number, title = element.find("{*}Number"), element.find("{*}Title")
        block = element.find("{*}TitleBlock")
        if block is not None and title is None:
            title = block.find("{*}Title")
        run = EMPTY if title is None else self.reader.read(title)
        printed = "" if number is None else self.reader.read(number).text
        if tag == "Attachment" and not printed:
            printed, run = self.protocol(element)
        if tag == "Schedule" and not printed:
            printed = "Schedule"
        node = home
        if printed and not self.quoted:
            more = More(shown(printed), division_of(printed), run, kind, anchor=element.get("id") or "")
            node = self.add(EMPTY, home, more)
        elif printed or run.text:
            self.sheet.add("paragraph" if self.quoted else "heading", before(printed, run), home, quoted=self.quoted)
        self.inside(element, node, ("Number", "Title", "TitleBlock"))

    def protocol(self, element: _Element) -> tuple[str, Run]:
        """The name of an annexed document: the first line of its title, and the others."""
        for one in element.iter("{*}MultilineTitle"):
            lines = [self.reader.read(line) for line in one if name(line) == "Text"]
            if lines:
                return lines[0].text, lines[1] if len(lines) > 1 else EMPTY
        return "", EMPTY

    # --- what is no provision of its own ------------------------------------------------------------------------

    def quote(self, element: _Element, home: int | None) -> None:
        """Text that is put into another document: unnumbered, each number in front of its text."""
        outer, self.quoted = self.quoted, True
        self.spoken(element, home, 0, "")
        self.quoted = outer

    def spoken(self, element: _Element, home: int | None, level: int, number: str) -> None:
        """One block for each text; `number` is that of the provision around, where it has no text of its own."""
        for child in element:
            tag = name(child)
            if tag == "Pnumber":
                number += printed_number(child, level, self.reader)[0]
            elif tag == "Text" or tag in LINES:
                run = before(number, self.reader.read(child))
                number = ""
                if any(c.isalnum() for c in run.text):
                    self.add(run, home)
            elif tag in LEVELS or tag.endswith("para") or tag in ("Para", "P", "ListItem", "P1group", "P2group"):
                self.spoken(child, home, LEVELS.get(tag, level), number)
                number = ""
            elif tag:
                self.take(child, tag, home)

    def items(self, element: _Element, home: int | None, tag: str) -> None:
        """The items of a list, numbered as it prints them; the items of a list of definitions are paragraphs."""
        first = whole(element.get("Start"), 1)
        for n, item in enumerate((one for one in element if name(one) in ("ListItem", "KeyListItem")), first):
            printed = item.get("NumberOverride") or ""
            if tag == "OrderedList" and not printed:
                printed = marker(n, element.get("Type") or "arabic", element.get("Decoration") or "none")
            if tag == "KeyList":
                printed = ""
            opened = [
                one
                for child in item
                for one in (children(child) if name(child) in ("Para", "ListItem") else [(child, name(child))])
            ]
            if self.quoted:
                self.spoken_item(opened, printed, home)
                continue
            run, node = EMPTY, home
            if opened and opened[0][1] in ("Text", "Key"):
                run = self.reader.read(opened.pop(0)[0])
            if tag == "KeyList" and opened and opened[0][1] == "Para":
                run = before(run.text, self.reader.read(opened.pop(0)[0]))
            label = label_of(printed)
            if label or run.text:
                node = self.add(run, home, More(shown(printed) if label else "", label) if label else PLAIN)
            for child, inner in opened:
                self.take(child, inner, node)

    def spoken_item(self, opened: list[tuple[_Element, str]], number: str, home: int | None) -> None:
        for child, tag in opened:
            if tag == "Text":
                self.add(before(number, self.reader.read(child)), home)
                number = ""
            else:
                self.take(child, tag, home)

    def line(self, element: _Element, home: int | None) -> None:
        run = self.kept(self.reader.read(element))
        if any(c.isalnum() for c in run.text):
            self.add(run, home)

    def formula(self, element: _Element, home: int | None) -> None:
        """A formula as text, with what explains its letters below it."""
        if name(element) == "math":
            self.line(element, home)
            return
        self.inside(element, home)

    def explanation(self, element: _Element, home: int | None) -> None:
        """The note at the end that is no part of an instrument."""
        number = ""
        for one in element.iter("{*}Pnumber", "{*}Text"):
            if name(one) == "Pnumber":
                above = one.getparent()
                number += printed_number(one, LEVELS.get("" if above is None else name(above), 1), self.reader)[0]
                continue
            run = before(number, self.reader.read(one))
            number = ""
            if run.text:
                self.sheet.add("note", run, home)

    def table(self, element: _Element, home: int | None) -> None:
        """A table, row by row."""
        number, title = element.find("{*}Number"), element.find("{*}Title")
        caption = EMPTY if title is None else self.reader.read(title)
        caption = before(plain(number), caption)
        if caption.text:
            self.add(caption, home)
        self.sheet.tables += 1
        table = self.sheet.tables
        for row in element.iter("{*}tr"):
            cells = [self.reader.read(cell) for cell in row if name(cell) in ("td", "th")]
            self.sheet.row(cells, home, table=table, quoted=self.quoted)
        for foot in element.iter("{*}FootnoteText"):
            self.sheet.add("note", self.reader.read(foot), home, quoted=self.quoted)
