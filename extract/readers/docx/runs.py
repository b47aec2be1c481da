"""Paragraphs: the text that a reader sees of one, with what stands where in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from .fields import FieldStack, form_result, keyword, parse_ref
from .lines import Line, Mark
from .markup import CONTENTS, MC, M, R, local, under, w
from .numbering import Counter
from .styles import Styles, emphasised, hidden, numbering
from .symbols import symbol
from .views import has_content, revision

RUN_NUMBER = "lapse-run"
"""Attribute with a run's place among the runs of its part, set before a view is taken, where a caller wants it."""

COUNTING = ("LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT")
"""Fields whose number the file does not hold."""

_PASSED = {"hyperlink", "dir", "bdo", "smartTag", "customXml", "sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo"}


@dataclass(slots=True)
class Story:
    """The body, the notes or the text boxes: what goes on from one paragraph to the next.

    `uncounted` counts the fields that make a number within a line, which we do not compute.
    """

    styles: Styles
    counter: Counter
    fields: FieldStack = field(default_factory=FieldStack)
    pending: list[str] = field(default_factory=list)
    lines: int = 0
    uncounted: int = 0


class ParagraphReader:
    """Reads one paragraph into a line."""

    def __init__(self, story: Story, paragraph: _Element) -> None:
        self.story = story
        self.element = paragraph
        self.properties = paragraph.find(w("pPr"))
        self.style = story.styles.of(self.properties)
        self.line = Line()
        self.parts: list[str] = []
        self.size = 0
        self.bookmarks: dict[str, tuple[str, int]] = {}
        self.comments: dict[str, int] = {}
        self.uncounted = 0
        self.revision = ""
        self.emphasis = ""
        self.run = ""
        story.lines += 1
        self.at = story.lines
        self.signs: dict[str, Callable[[_Element], None]] = {
            "t": self._text,
            "delText": self._text,
            "instrText": lambda e: story.fields.write(e.text or ""),
            "delInstrText": lambda e: story.fields.write(e.text or ""),
            "tab": lambda _: self.add("\t"),
            "ptab": lambda _: self.add("\t"),
            "br": lambda _: self.add("\n"),
            "cr": lambda _: self.add("\n"),
            "noBreakHyphen": lambda _: self.add("-"),
            "sym": lambda e: self.add(symbol(e.get(w("font"), ""), e.get(w("char"), ""))),
            "fldChar": self._field_char,
            "footnoteReference": lambda e: self._note("footnote", e),
            "endnoteReference": lambda e: self._note("endnote", e),
            "commentReference": self._comment_reference,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._drawing,
            "AlternateContent": self._alternate,
            "ruby": self._ruby,
        }

    def read(self) -> Line:
        """The paragraph's line. Its number is counted now, so paragraphs must be read in reading order."""
        line, story = self.line, self.story
        for name in story.pending:
            line.marks.append(Mark("bookmark", 0, 0, name))
        story.pending.clear()
        for child in self.element:
            self._child(child)
        story.fields.end_paragraph()
        line.text = "".join(self.parts)
        story.uncounted += self.uncounted if line.text.strip() else 0
        for id_ in list(self.comments):
            self._comment_end(id_)
        for name, start in self.bookmarks.values():
            line.marks.append(Mark("bookmark", start, self.size, name))
        mark = None if self.properties is None else self.properties.find(w("rPr"))
        concealed = hidden(story.styles, self.style, mark)
        line.dropped = concealed and not line.text
        line.joins_next = concealed and bool(line.text)
        line.contents |= story.styles.is_contents(self.properties) or bool(self.element.get(CONTENTS))
        line.outline = story.styles.outline(self.properties)
        line.title = story.styles.is_title(self.properties)
        if not line.dropped and not self._only_a_section():
            line.label = story.counter.next(*numbering(story.styles, self.properties))
            line.marks = [replace(m, label=line.label) if m.kind in ("field", "bookmark") else m for m in line.marks]
        return line

    def _only_a_section(self) -> bool:
        """A paragraph that only ends a section has no number, whatever its style."""
        ends = self.properties is not None and self.properties.find(w("sectPr")) is not None
        return ends and not has_content(self.element)

    def add(self, text: str) -> None:
        """Adds visible text, unless it is the code of a field."""
        if not text or self.story.fields.in_code:
            return
        start, self.size = self.size, self.size + len(text)
        self.parts.append(text)
        if self.emphasis:
            self.line.marks.append(Mark("emphasis", start, self.size, self.emphasis))
        if self.revision == "inserted":
            self.line.marks.append(Mark("inserted", start, self.size))
        elif self.revision == "deleted":
            self.line.marks.append(Mark("deleted", start, self.size))
        if self.run:
            self.line.marks.append(Mark("run", start, self.size, self.run))
        if self.story.fields.open and self.story.fields.in_contents:
            self.line.contents = True

    def _child(self, child: _Element) -> None:
        name = local(child)
        if name == "r" and child.tag == w("r"):
            self._run(child)
        elif name in _PASSED:
            before, self.revision = self.revision, revision(child) or self.revision
            start = self.size
            for inner in child:
                self._child(inner)
            self.revision = before
            if name == "hyperlink" and (anchor := child.get(w("anchor"))) and not child.get(f"{{{R}}}id"):
                self._field(f'HYPERLINK \\l "{anchor}"', start)
        elif name == "fldSimple":
            self._simple_field(child)
        elif name == "bookmarkStart":
            self.bookmarks[child.get(w("id"), "")] = (child.get(w("name"), ""), self.size)
        elif name == "bookmarkEnd":
            found = self.bookmarks.pop(child.get(w("id"), ""), None)
            if found:
                self.line.marks.append(Mark("bookmark", found[1], self.size, found[0]))
        elif name == "commentRangeStart":
            self.comments[child.get(w("id"), "")] = self.size
        elif name == "commentRangeEnd":
            self._comment_end(child.get(w("id"), ""))
        elif name == "AlternateContent":
            self._alternate(child)
        elif name in ("oMath", "oMathPara"):
            self.emphasis = ""
            self.add("".join(one.text or "" for one in child.iter(f"{{{M}}}t")))

    def _run(self, run: _Element) -> None:
        properties = run.find(w("rPr"))
        if hidden(self.story.styles, self.style, properties):
            self._hidden_run(run)
            return
        bold, italic = emphasised(self.story.styles, self.style, properties)
        self.emphasis = ("b" if bold else "") + ("i" if italic else "")
        self.run = run.get(RUN_NUMBER, "")
        for child in run:
            act = self.signs.get(local(child))
            if act is not None:
                act(child)
        self.run = ""

    def _hidden_run(self, run: _Element) -> None:
        """Hidden text is not seen, but fields that begin or end in it still do."""
        for child in run:
            name = local(child)
            if name in ("fldChar", "instrText", "delInstrText", "commentReference"):
                self.signs[name](child)

    def _text(self, element: _Element) -> None:
        self.add((element.text or "").replace("\u00ad", "").replace("\n", " "))

    def _ruby(self, element: _Element) -> None:
        for one in element.iterfind(f"{w('rubyBase')}/{w('r')}/{w('t')}"):
            self._text(one)

    def _note(self, kind: str, element: _Element) -> None:
        self.line.notes.append((kind, element.get(w("id"), "")))

    def _field_char(self, char: _Element) -> None:
        kind = char.get(w("fldCharType"), "")
        fields = self.story.fields
        if kind == "begin":
            fields.begin(char, self.at)
        elif kind == "separate":
            fields.separate(self.at, self.size)
        elif kind == "end":
            ended = fields.end()
            if ended is None:
                return
            code = "".join(ended.code).strip()
            self.uncounted += keyword(code) in COUNTING
            if not ended.in_result or (ended.form is not None and keyword(code) != "FORMTEXT"):
                self.add(form_result(ended.form))
            elif ended.line == self.at:
                self._field(code, ended.start)

    def _simple_field(self, element: _Element) -> None:
        start = self.size
        for inner in element:
            self._child(inner)
        self._field(element.get(w("instr"), "").strip(), start)

    def _field(self, code: str, start: int) -> None:
        if not self.story.fields.in_contents and parse_ref(code) is not None:
            self.line.marks.append(Mark("field", start, self.size, code))

    def _comment_end(self, id_: str) -> None:
        """A comment's place is what it covers of the paragraph where it begins."""
        if id_ in self.comments:
            self.line.marks.append(Mark("comment", self.comments.pop(id_), self.size, id_))

    def _comment_reference(self, element: _Element) -> None:
        id_ = element.get(w("id"), "")
        if id_ not in self.comments and all(mark.value != id_ for mark in self.line.of("comment")):
            self.line.marks.append(Mark("comment", self.size, self.size, id_))

    def _alternate(self, element: _Element) -> None:
        """One of the two forms in which a file gives the same thing: the newer, unless only the older has text."""
        choice = element.find(f"{{{MC}}}Choice")
        fallback = element.find(f"{{{MC}}}Fallback")
        for one in (choice, fallback):
            if one is not None and next(under(one, "t", "delText", "sym"), None) is not None:
                for child in one:
                    name = local(child)
                    if name in self.signs:
                        self.signs[name](child)
                    else:
                        self._child(child)
                return

    def _drawing(self, element: _Element) -> None:
        self.line.boxes += text_boxes(element)


def text_boxes(element: _Element) -> Iterator[_Element]:
    """The outermost text boxes under an element, each once, though a file gives it in two forms."""
    for child in element:
        name = local(child)
        if name == "txbxContent":
            yield child
        elif name == "AlternateContent":
            newer = child.find(f"{{{MC}}}Choice")
            found = [] if newer is None else list(text_boxes(newer))
            older = child.find(f"{{{MC}}}Fallback")
            yield from found or ([] if older is None else text_boxes(older))
        else:
            yield from text_boxes(child)


def read_paragraph(story: Story, paragraph: _Element) -> Line:
    """The line of a paragraph (`w:p`), counted in its story."""
    return ParagraphReader(story, paragraph).read()
