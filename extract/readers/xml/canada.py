"""Acts and regulations of Canada as Justice Canada publishes them: the roots Statute and Regulation."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.etree import _Element

from extract.headings import leads_in
from ontology.source import Division

from .canada_grammar import LEFT_OUT, LINES, QUOTES, UNITS, WAYS, indent, is_article, is_word, link, named
from .run import EMPTY, Reader, Run, plain
from .sheet import PLAIN, More, Sheet, before, division_of, label_of, shown, whole


def read_canada(root: _Element) -> Sheet:
    """The blocks of an act or a regulation, what its editors tagged, without what only tells its history."""
    sheet = Sheet(link)
    walk = _Walk(sheet)
    for act in root.iterfind("Identification/EnablingAuthority"):
        for one in act.findall("XRefExternal")[:-1]:
            one.tail = one.tail if (one.tail or "").strip() else "; "
        walk.line(act, None)
    walk.inside(root, None)
    return sheet


@dataclass(frozen=True, slots=True)
class _Flat:
    """A provision that the file does not nest: how far in it stands, its block, whether it leads a list in."""

    depth: int
    node: int
    leads: bool


class _Walk:
    """Walks the elements of one file; `home` is always the index of the block around, None at the top."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.reader = Reader(WAYS)
        self.quoted = False
        self.speaking = False

    def inside(self, element: _Element, home: int | None, past: _Element | None = None) -> None:
        """Everything in an element but its child `past`; parts that its headings open hold what follows them."""
        open_parts: list[tuple[int, int | None]] = [(0, home)]
        flat: list[_Flat] = []
        for child in element:
            tag = child.tag
            if child is past:
                continue
            if tag == "Heading":
                self.heading(child, open_parts)
                flat.clear()
            elif tag == "Provision":
                self.provision(child, open_parts[-1][1], flat)
            else:
                self.take(child, tag, open_parts[-1][1])

    def take(self, element: _Element, tag: object, home: int | None) -> None:
        """One element below `home`."""
        if tag in UNITS:
            self.unit(element, home)
        elif tag in LEFT_OUT or not isinstance(tag, str):
            return
        elif tag in QUOTES:
            self.quote(element, home)
        elif tag == "Schedule":
            self.schedule(element, home)
        elif tag == "RelatedOrNotInForce":
            self.related(element, home)
        elif tag == "table":
            self.table(element, home)
        elif tag == "Group":
            self.group(element, home)
        elif tag == "BilingualGroup":
            self.bilingual(element, home)
        elif tag in ("Footnote", "Note"):
            self.note(element, home)
        elif tag in LINES:
            self.line(element, home)
        elif tag in ("ScheduleFormHeading", "TitleText"):
            self.title(element, home)
        else:
            self.inside(element, home)

    # --- provisions ---------------------------------------------------------------------------------------------

    def unit(self, element: _Element, home: int | None) -> int | None:
        """A section, paragraph, item or the like: one block for its number, heading and first text; its index."""
        if self.speaking:
            self.spoken(element, home)
            return None
        number = symbol = ""
        heading = EMPTY
        node: int | None = None
        for child in element:
            tag = child.tag
            if tag == "Text" and node is None:
                node = self.numbered(number, before(symbol, self.reader.read(child)), home, heading)
            elif tag == "Label":
                number = self.number(child)
            elif tag == "MarginalNote":
                heading = self.marginal(child, heading)
            elif tag == "FormulaTerm":
                symbol = plain(child)
            elif tag not in LEFT_OUT:
                if node is None and (number or heading.text):
                    node = self.numbered(number, EMPTY, home, heading)
                self.take(child, tag, home if node is None else node)
        if node is None and (number or heading.text):
            node = self.numbered(number, EMPTY, home, heading)
        return node

    def numbered(self, number: str, run: Run, home: int | None, heading: Run) -> int | None:
        """A block with its number; a bullet is no number; nothing where there is nothing to see."""
        label = label_of(number)
        if is_word(label):
            label, run = "", before(number, run)
        if not label and not run.text and not heading.text:
            return None
        more = More(shown(number) if label else "", label, heading) if label or heading.text else PLAIN
        return self.sheet.add("paragraph", run, home, more, quoted=self.quoted)

    def provision(self, element: _Element, home: int | None, flat: list[_Flat]) -> None:
        """A provision of a schedule; where the file does not nest them, its indentation tells what it belongs to.

        Items (a), (b) as far in as a text that leads them in belong to that text.
        """
        depth = indent(element)
        item = plain(element.find("Label"))[:2].lstrip("(").isalpha()
        while flat and (flat[-1].depth > depth or (flat[-1].depth == depth and not (item and flat[-1].leads))):
            flat.pop()
        node = self.unit(element, flat[-1].node if flat and item else home)
        if node is not None:
            block = self.sheet.blocks[node]
            flat.append(_Flat(depth, node, not block.label and leads_in(block.text)))

    def number(self, element: _Element) -> str:
        return self.reader.read(element).text

    def marginal(self, element: _Element, before_it: Run) -> Run:
        """A marginal note; a second one goes behind the first."""
        found = self.reader.read(element)
        if not found.text:
            return before_it
        return found if not before_it.text else Run(f"{before_it.text}; {found.text}")

    # --- parts and schedules ------------------------------------------------------------------------------------

    def heading(self, element: _Element, open_parts: list[tuple[int, int | None]]) -> None:
        """A heading closes the parts of its level and below; one with a number opens a part."""
        level = whole(element.get("level"), 1)
        while len(open_parts) > 1 and open_parts[-1][0] >= level:
            open_parts.pop()
        node = self.division(element, open_parts[-1][1], "part")
        if node is not None:
            open_parts.append((level, node))

    def division(self, element: _Element, home: int | None, kind: Division) -> int | None:
        """The block of a heading; its index where it opens a part, None where it only stands over what follows."""
        label = element.find("Label")
        title = element.find("TitleText")
        run = EMPTY if title is None else self.reader.read(title)
        number = "" if label is None else self.reader.read(label).text
        node: int | None = None
        if not number:
            number, run = named(run)
        path, kind = division_of(number), "" if is_article(number) else kind
        if path and not self.speaking:
            node = self.sheet.add("paragraph", EMPTY, home, More(shown(number), path, run, kind), quoted=self.quoted)
        elif number or run.text:
            run = before(number, run)
            self.sheet.add("paragraph" if self.speaking else "heading", run, home, quoted=self.quoted)
        for child in element:
            if child.tag in ("MarginalNote", "OriginatingRef"):
                text = self.reader.read(child)
                if text.text:
                    self.sheet.add("paragraph", text, home if node is None else node, quoted=self.quoted)
            elif child.tag not in ("Label", "TitleText"):
                self.take(child, child.tag, home if node is None else node)
        return node

    def schedule(self, element: _Element, home: int | None) -> None:
        """A schedule: its numbers are its own."""
        head = element.find("ScheduleFormHeading")
        node = home
        if self.speaking:
            head = None
        elif head is None:
            node = self.unnumbered(EMPTY, "Schedule", home)
        elif plain(head.find("Label")):
            node = self.division(head, home, "schedule")
        else:
            title = head.find("TitleText")
            run = EMPTY if title is None else self.reader.read(title)
            label = run.text.capitalize() if element.get("id") in ("NifProvs", "RelatedProvs") else "Schedule"
            node = self.unnumbered(run, label, home)
            for one in head.iterfind("OriginatingRef"):
                self.sheet.add("paragraph", self.reader.read(one), node)
        self.inside(element, node, head)

    def unnumbered(self, heading: Run, label: str, home: int | None) -> int:
        """A schedule to which the file gives no number: its name stands for one."""
        return self.sheet.add("paragraph", EMPTY, home, More(label, label, heading, "schedule"), quoted=self.quoted)

    def related(self, element: _Element, home: int | None) -> None:
        """Provisions of an amending act, in force beside this one or not yet in force: not this document's own."""
        outer, self.quoted = self.quoted, True
        head = element.find("Heading")
        label = "" if head is None else self.reader.read(head).text.strip("—– ")
        node = self.unnumbered(EMPTY, label, home) if label else home
        self.inside(element, node, head)
        self.quoted = outer

    def group(self, element: _Element, home: int | None) -> None:
        head = element.find("GroupHeading")
        node = home
        if head is not None:
            found = self.division(head, home, "part")
            node = home if found is None else found
        self.inside(element, node, head)

    # --- what is no provision of its own ------------------------------------------------------------------------

    def quote(self, element: _Element, home: int | None) -> None:
        """Text that is put into another document or read in its place: each number in front of its text."""
        outer = self.quoted, self.speaking
        self.quoted = self.speaking = True
        self.spoken(element, home)
        self.quoted, self.speaking = outer

    def spoken(self, element: _Element, home: int | None, number: str = "") -> None:
        """One block for each text; `number` is that of the provision around, where it has no text of its own."""
        for child in element:
            tag = child.tag
            if tag == "Label":
                number += self.number(child)
            elif tag == "Text" or tag in LINES:
                run = before(number, self.reader.read(child))
                if run.text:
                    self.sheet.add("paragraph", run, home, quoted=True)
                number = ""
            elif tag in UNITS or tag in ("AmendedText", "ReadAsText", "SectionPiece"):
                self.spoken(child, home, number)
                number = ""
            elif tag not in LEFT_OUT and tag not in ("MarginalNote", "FormulaTerm"):
                self.take(child, tag, home)
        if number:
            self.sheet.add("paragraph", Run(number), home, quoted=True)

    def line(self, element: _Element, home: int | None) -> None:
        run = self.reader.read(element)
        if run.text:
            self.sheet.add("paragraph", run, home, quoted=self.quoted)

    def title(self, element: _Element, home: int | None) -> None:
        run = self.reader.read(element)
        if run.text:
            self.sheet.add("paragraph" if self.speaking else "heading", run, home, quoted=self.quoted)

    def note(self, element: _Element, home: int | None) -> None:
        mark, texts = "", []
        for child in element:
            if child.tag == "Label":
                mark = plain(child)
            else:
                texts.append(child)
        run = self.reader.join(texts) if texts else self.reader.read(element)
        if run.text:
            self.sheet.add("note", run, home, More(mark if texts else ""), quoted=self.quoted)

    def table(self, element: _Element, home: int | None) -> None:
        """A table, row by row; the first line of its head is a heading where it names columns."""
        self.sheet.tables += 1
        number = self.sheet.tables
        for child in element.iterfind("title"):
            self.title(child, home)
        for row in element.iter("row"):
            cells = [self.reader.read(entry) for entry in row if entry.tag == "entry"]
            self.sheet.row(cells, home, table=number, quoted=self.quoted)

    def bilingual(self, element: _Element, home: int | None) -> None:
        """Names in English and French: a table of two columns."""
        self.sheet.tables += 1
        pair: list[Run] = []
        for child in element:
            if child.tag == "BilingualItemEn":
                self.sheet.row(pair, home, table=self.sheet.tables, quoted=self.quoted)
                pair = [self.reader.read(child)]
            elif child.tag == "BilingualItemFr":
                pair.append(self.reader.read(child))
            else:
                self.sheet.row(pair, home, table=self.sheet.tables, quoted=self.quoted)
                pair = []
                self.title(child, home)
        self.sheet.row(pair, home, table=self.sheet.tables, quoted=self.quoted)
