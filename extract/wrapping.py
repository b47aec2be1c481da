"""Lines become paragraphs: hard-wrapped text is joined, text with a paragraph a line is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .credible import MEASURE, MONTH
from .headings import all_capitals, container, stands_alone
from .numbering import Label, read_labels, strip_bullet
from .profile import Profile

WIDEST = 132
_HYPHEN = re.compile(r"[^\W\d_]-$")
_SOFT_HYPHENS = ("\u00ad", "\ufffe")
_FUNCTION = re.compile(
    r"\b(?:the|a|an|of|to|in|for|by|may|shall|must|be|is|are|was|were|with|that|which|this|any|from|on|at|as|its|their|such|each|not|under|will|has|have|no)$",
    re.IGNORECASE,
)
_DEFINITION = re.compile(r"[\"“‘][^\"”’]{1,120}[\"”’]")
_TERMINAL = re.compile(r"[.;:!?][)\]\"”’]*$|;\s*(?:and|or)$|[—–]$|[,;]\s*and/or$")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\w{0,5}$|\t\s*\.?\d{1,4}$")
_LIST_END = re.compile(r"(?:[,;]\s*(?:and|or|but)|,)$")


_MARKUP = re.compile(r"(?:\*{1,3}|_{1,3})(?=[^\s*_])")


def labels_of(text: str) -> tuple[Label, ...]:
    """The labels in front of a line, behind its bullet and its emphasis signs."""
    return read_labels(_bare(text))


def _bare(text: str) -> str:
    text = text[strip_bullet(text)[1] :]
    found = _MARKUP.match(text)
    return text[found.end() :] if found else text


@dataclass(slots=True)
class Line:
    """One line: its text, the columns of its indentation, its page, and whether it follows a blank line."""

    text: str
    indent: int
    page: int | None = None
    after_blank: bool = False


@dataclass(slots=True)
class Paragraph:
    """The lines of one paragraph joined, with the indentation of its first line."""

    text: str
    indent: int
    page: int | None = None


def indentation(raw: str) -> int:
    """The columns before the first character of a line; a tab goes to the next multiple of four."""
    columns = 0
    for c in raw:
        if c == "\t":
            columns += 4 - columns % 4
        elif c.isspace():
            columns += 1
        else:
            break
    return columns


def wrap_width(lines: list[Line]) -> int:
    """The column at which a text was wrapped by hand, 0 for a text with a paragraph a line.

    Wrapped is a text of narrow lines in which sentences run on from full line to full line.
    """
    widths = sorted(one.indent + len(one.text) for one in lines)
    if len(widths) < 2:
        return 0
    width = widths[min(len(widths) - 1, int(len(widths) * 0.98))]
    if width > WIDEST:
        return 0
    pairs = runs = 0
    for before, line in pairwise(lines):
        if line.after_blank:
            continue
        pairs += 1
        goes_on = line.text[:1].islower() and not _TERMINAL.search(before.text) and not labels_of(line.text)
        runs += goes_on and _full(before, line, width * 0.9)
    return width if runs and runs * 12 >= pairs else 0


def _full(before: Line, line: Line, width: float) -> bool:
    """Whether the first word of a line had no room on the line before it."""
    word = line.text.split(maxsplit=1)[0] if line.text else ""
    return before.indent + len(before.text) + 1 + len(word) > width


class Text:
    """How a text is wrapped, seen from all its lines; makes paragraphs of runs of them.

    `soft` tells that a line break alone ends no paragraph, as in Markdown: a line in small letters goes on.
    """

    def __init__(self, lines: list[Line], profile: Profile | None = None, *, soft: bool = False) -> None:
        self.width = wrap_width(lines)
        self.soft = soft
        self.known = _known_words(lines) if self.width else set[str]()
        self.profile = profile or Profile("")

    def paragraphs(self, lines: list[Line]) -> list[Paragraph]:
        """The paragraphs of a run of lines, in order."""
        out: list[Paragraph] = []
        pieces: list[list[str]] = []
        state = _State(self.width)
        before: Line | None = None
        for line in lines:
            if before is not None and (
                _goes_on(state, before, line, self.profile) or (self.soft and _runs_on(before, line))
            ):
                pieces[-1].append(line.text)
                state.grow(line)
            else:
                out.append(Paragraph("", line.indent, line.page))
                pieces.append([line.text])
                state.begin(line)
            before = line
        for one, texts in zip(out, pieces, strict=True):
            one.text = joined(texts, self.known)
        return out


@dataclass(slots=True)
class _State:
    """The paragraph under way: its first and second indentation, whether a label heads it, whole numbers seen."""

    width: int
    first: int = 0
    body: int | None = None
    labelled: bool = False
    count: int = 0

    def begin(self, line: Line) -> None:
        self.first, self.body = line.indent, None
        found = labels_of(line.text)
        self.labelled = bool(found)
        if found and found[0].core.isdigit() and found[0].form == "decimal":
            self.count = int(found[0].core)

    def grow(self, line: Line) -> None:
        if self.body is None:
            self.body = line.indent


def _goes_on(state: _State, before: Line, line: Line, profile: Profile) -> bool:
    """Whether a line belongs to the paragraph of the line before it."""
    if line.after_blank:
        return _broken(before, line)
    if not state.width or _LEADER.search(before.text) or _begins(state, before, line, profile):
        return False
    return _same_column(state, before, line, ended=bool(_TERMINAL.search(before.text)))


def _runs_on(before: Line, line: Line) -> bool:
    """Whether a line in small letters without a label goes on with an unfinished one right above it."""
    plain = line.text[:1].islower() and not line.after_blank and not labels_of(line.text)
    return plain and not _TERMINAL.search(before.text) and line.indent >= before.indent


def _begins(state: _State, before: Line, line: Line, profile: Profile) -> bool:
    """Whether a line shows that it begins a paragraph: a bullet, a label, a definition, or a line above with room."""
    ended = bool(_TERMINAL.search(before.text))
    full = _full(before, line, state.width * 0.85)
    moved = line.indent != (state.first if state.body is None else state.body)
    found = labels_of(line.text)
    if strip_bullet(line.text)[0] and (ended or not full or moved):
        return True
    broken = ended or bool(_LIST_END.search(before.text))
    if found and _starts_numbered(state, line, found, ended=broken, full=full):
        return True
    title = state.body is None and _is_title(before) and (not full or all_capitals(before.text))
    if title and not line.text[:1].islower():
        return True
    new = container(line.text, profile) is not None or (
        ended and (not full or _DEFINITION.match(line.text) is not None)
    )
    if new and (ended or not full):
        return True
    short = before.indent + len(before.text) < state.width * 0.6
    return not full and short and line.text[:1].isupper()


def _is_title(line: Line) -> bool:
    text = _bare(line.text)
    found = read_labels(text)
    rest = text[found[-1].end :].strip() if found else text
    return stands_alone(rest)


def _same_column(state: _State, before: Line, line: Line, *, ended: bool) -> bool:
    """Whether the indentation of a line lets it go on with the paragraph."""
    if state.body is not None:
        return abs(line.indent - state.body) < 2 or (
            not ended and not line.text[:1].isupper() and line.indent > state.first
        )
    if abs(line.indent - state.first) < 2 or state.labelled:
        return line.indent >= state.first - 1 or not (ended or before.text.endswith(","))
    return line.text[:1].islower() or line.indent < state.first


def _starts_numbered(state: _State, line: Line, found: tuple[Label, ...], *, ended: bool, full: bool) -> bool:
    """Whether a line that begins like a label begins a paragraph, and is not the rest of a sentence before it."""
    first, rest = found[0], _bare(line.text)[found[-1].end :].lstrip()
    moved = line.indent != (state.first if state.body is None else state.body)
    if not ended and full and (not moved or (first.unit and line.text[:1].islower())):
        return False
    if first.form in ("bracket", "close") or first.unit:
        return ended or not full or moved
    if MONTH.match(rest) or MEASURE.match(rest):
        return False
    if first.core.isdigit() and not first.firm:
        value = int(first.core)
        return value in (1, state.count + 1) and not rest[:1].islower()
    return ended or not full or (moved and first.firm)


def _broken(before: Line, line: Line) -> bool:
    """Whether a blank line (a page break) cuts through a sentence: "… where that data may" / "be required …"."""
    if not line.text[:1].islower() or read_labels(line.text):
        return False
    return len(before.text) > 40 and bool(_FUNCTION.search(before.text[-12:]))


def _known_words(lines: list[Line]) -> set[str]:
    """The words of the lines whose line ends with a hyphen somewhere, to tell "by-/laws" from "meter-/ing"."""
    if not any(_HYPHEN.search(one.text) for one in lines):
        return set()
    return {w.lower() for one in lines for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", one.text)}


def joined(texts: list[str], known: set[str]) -> str:
    """Lines as one text; a soft hyphen at an end goes, a hard one stays unless the word is written without."""
    pieces: list[str] = []
    for text, more in pairwise(texts):
        line = text.rstrip()
        if line.endswith(_SOFT_HYPHENS) or (_HYPHEN.search(line) and _divided(line, more, known)):
            pieces.append(line[:-1])
        elif _HYPHEN.search(line) and more[:1].isalpha():
            pieces.append(line)
        else:
            pieces += [line, " "]
    return "".join([*pieces, texts[-1]])


def _divided(line: str, more: str, known: set[str]) -> bool:
    """Whether a hyphen at a line's end only divides a word that the text elsewhere writes without it."""
    head, tail = re.search(r"([^\W\d_]+)-$", line), re.match(r"[^\W\d_]+", more)
    if not head or not tail or not more[0].islower():
        return False
    return (head[1] + tail[0]).lower() in known and f"{head[1]}-{tail[0]}".lower() not in known
