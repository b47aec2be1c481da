"""Words become lines: text with its emphasis and its place, and the number that stands apart in front of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extract.numbering import BULLETS, read_labels, strip_bullet
from ontology.places import Span

from .pages import Picture, Word
from .rows import APART

WIDE = 3.0
"""A gap of this many sizes is written as a tab."""
HANGING = 0.55
"""A gap of this many sizes parts a number from its text; justified spaces seldom reach it."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGNS = frozenset(BULLETS) | frozenset("oØüv►▸▶⮚●○◦∙")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
FAR = 4.5
"""A gap of this many sizes parts two columns, wherever they start."""
LONGEST_LABEL = 24
_LONG_NUMBER = re.compile(r"\d{4}")


@dataclass(slots=True)
class Line:
    """One line of a column: its text without its number, and where it stands.

    `x0` and `x1` are its ends with the number, `text_x` where the text behind the number starts, `y` its baseline,
    `left` and `right` the ends of its column. `number` is a label or "•" set apart from the text; `picture` stands
    where a number would. `parts` are its pieces where wide gaps part it, `spans` the emphasised stretches of the text;
    `gap` is the width between number and text in sizes of the type, `first` the width of the first word.
    """

    page: int
    x0: float
    x1: float
    y: float
    size: float
    text: str
    spans: tuple[Span, ...] = ()
    number: str = ""
    text_x: float = 0.0
    gap: float = 0.0
    first: float = 0.0
    bold: bool = False
    left: float = 0.0
    right: float = 0.0
    picture: Picture | None = None
    wide: bool = False
    raised: tuple[str, ...] = ()
    column: int = 0
    parts: tuple[Line, ...] = ()

    @property
    def shown(self) -> str:
        """The line as a reader sees it, number and all."""
        return f"{self.number} {self.text}".strip()

    def with_more(self, more: Line) -> Line:
        """This piece of a line and the one behind it as one: "(a)" and "a ship" are an item with its number."""
        if not self.text:
            gap = (more.x0 - self.x1) / self.size
            return replace(more, x0=self.x0, number=self.number, text_x=more.x0, gap=gap, picture=self.picture)
        at = len(self.text) + 1
        spans = (*self.spans, *(Span(s.start + at, s.end + at) for s in more.spans))
        text = f"{self.text} {more.shown}"
        return replace(self, x1=more.x1, text=text, spans=spans, raised=self.raised + more.raised)


def line_of(words: Sequence[Word], page: int, *, left: float, right: float, stops: Sequence[float] = ()) -> Line | None:
    """The line that some words of one baseline make, None where they hold nothing.

    `stops` are places at which a second column starts, so that a narrow gap in front of one parts two pieces.
    """
    kept = [w for k, w in enumerate(words) if not (k and _again(words[k - 1], w))]
    if not kept:
        return None
    size = max(kept, key=lambda w: len(w.text) * (1 if w.size > 0 else 0) + w.size / 1000).size
    base = _base(kept, size)
    count, number, gap = _head(kept, size)
    body = kept[count:]
    text, spans, wide = _joined(body, size, base)
    solid = [w for w in body if any(c.isalnum() for c in w.text)]
    bold = bool(solid) and all(w.bold for w in solid)
    raised = tuple(w.text for w in body if _is_raised(w, size, base))
    at = _text_start(body, text, kept[-1].x1) if not number or not body else body[0].x0
    return Line(
        page,
        kept[0].x0,
        max(w.x1 for w in kept),
        base,
        size,
        text,
        spans,
        number,
        at,
        gap,
        _first_width(body),
        bold,
        left,
        right,
        wide=wide,
        raised=raised,
        parts=_parts(kept, count, size, page, (left, right, *stops)) if len(body) > 1 else (),
    )


def _parts(words: Sequence[Word], count: int, size: float, page: int, places: tuple[float, ...]) -> tuple[Line, ...]:
    """The pieces of a line that wide gaps part, its number one of them; none where its text is in one piece."""
    left, right, *second = places
    pieces: list[list[Word]] = [list(words[:count])] if count else []
    least = max(APART, 0.9 * size)
    for k, word in enumerate(words[count:]):
        gap = word.x0 - pieces[-1][-1].x1 if k else least
        stop = gap > 1.2 and any(abs(word.x0 - at) < _room(word) for at in second)
        if k and not stop and gap < (FAR * size if second else least):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    if len(pieces) < 2 + bool(count):
        return ()
    made = (line_of(one, page, left=left, right=right) for one in pieces)
    return tuple(one for one in made if one is not None)


def _room(word: Word) -> float:
    """How far from its column's start a word may stand: numbers of items are often set to the right of it."""
    return 4.0 if read_labels(word.text) and len(word.text) < 7 else 1.2


def _text_start(words: Sequence[Word], text: str, end: float) -> float:
    """Where the text of a line starts behind a label that only a space sets off."""
    found = read_labels(text)
    at = found[-1].end if found else 0
    count = 0
    for word in words:
        if count >= at:
            return word.x0
        count += len(word.text) + (1 if text[count + len(word.text) : count + len(word.text) + 1].isspace() else 0)
    return words[0].x0 if words else end


def _again(a: Word, b: Word) -> bool:
    """Whether a word is printed twice in one place, to look bold."""
    return a.text == b.text and abs(a.x0 - b.x0) < 0.1 * a.size and abs(a.y - b.y) < 1


def _base(words: Sequence[Word], size: float) -> float:
    """The baseline that most characters of the main size stand on."""
    weights: dict[float, int] = {}
    for word in words:
        if word.size > 0.85 * size:
            weights[word.y] = weights.get(word.y, 0) + len(word.text)
    return max(weights, key=lambda y: weights[y]) if weights else words[0].y


def _head(words: Sequence[Word], size: float) -> tuple[int, str, float]:
    """How many words make up the number in front of a line, the number, and the gap behind it in sizes of the type.

    A number ends at a gap that is wider than a space; a bracket that follows in a column of its own belongs to it.
    """
    count, number, gap = 0, "", 0.0
    for _ in range(3):
        end, text = count, ""
        while end < len(words) and len(text) < LONGEST_LABEL:
            text += words[end].text
            end += 1
            if end < len(words) and (words[end].x0 - words[end - 1].x1) > HANGING * size:
                break
            if _set_apart(words, end, text):
                break
        if not text or end > len(words):
            break
        here = (words[end].x0 - words[end - 1].x1) / size if end < len(words) else 0.0
        if not count and end < len(words) and _bullet(text):
            return end, "•", here
        whole = f"{number} {text}".strip()
        found = read_labels(whole)
        if (
            not found
            or found[-1].end != len(whole)
            or found[0].unit
            or _LONG_NUMBER.search(whole)
            or len(found) < len(number.split(" ")) + bool(number)
        ):
            break
        if here <= HANGING and end < len(words) and not _set_apart(words, end, text):
            break
        count, number, gap = end, whole, here
        if end >= len(words):
            break
    return count, number, gap


def _set_apart(words: Sequence[Word], end: int, text: str) -> bool:
    """Whether a number is written by itself, in front of a tab that has no width: "1.1." and "The" without a space."""
    if end >= len(words) or words[end].spaced or not words[end].text[:1].isalpha():
        return False
    deep = text.count(".") >= 2 or (text.count(".") == 1 and words[end].text[0].isupper())
    if text[-1] not in ".)" and not (text[-1].isdigit() and deep):
        return False
    found = read_labels(text)
    return bool(found) and found[-1].end == len(text)


def _bullet(text: str) -> bool:
    """Whether some characters set apart are a bullet; fonts of signs often give them private codes."""
    return len(text) == 1 and (text in SIGNS or bool(_PRIVATE.match(text)))


def _joined(words: Sequence[Word], size: float, base: float) -> tuple[str, tuple[Span, ...], bool]:
    """The text of some words, its emphasised stretches, and whether a wide gap is in it."""
    pieces: list[str] = []
    spans: list[Span] = []
    at, wide = 0, False
    before: Word | None = None
    for word in words:
        if before is not None:
            close = _is_raised(word, size, base) and word.x0 - before.x1 < 0.4 * size
            space = "" if close else _space(before, word, size)
            wide = wide or space == "\t"
            pieces.append(space)
            at += len(space)
        text = word.text.translate(_RAISED) if _is_raised(word, size, base) else word.text
        pieces.append(text)
        if word.bold or word.italic:
            if spans and before is not None and (before.bold, before.italic) == (word.bold, word.italic):
                spans[-1] = Span(spans[-1].start, at + len(text))
            else:
                spans.append(Span(at, at + len(text)))
        at += len(text)
        before = word
    text = "".join(pieces)
    if strip_bullet(text)[1] and _PRIVATE.match(text):
        text = "•" + text[1:]
    return text, tuple(spans), wide


def _space(before: Word, word: Word, size: float) -> str:
    gap = word.x0 - before.x1
    if gap > WIDE * size:
        return "\t"
    if word.order == before.order + 1:
        return " " if word.spaced and gap > 0.06 * size else ""
    return " " if gap > 0.12 * size else ""


def _is_raised(word: Word, size: float, base: float) -> bool:
    """Whether a word is the raised number of a note."""
    if len(word.text) > 3 or not word.text.isdigit() or not word.text.isascii():
        return False
    return word.size < 0.85 * size and base - word.y > 0.15 * size


def _first_width(words: Sequence[Word]) -> float:
    """The width of the first word, its pieces of other type with it."""
    if not words:
        return 0.0
    end = words[0].x1
    for a, b in pairwise(words):
        if _space(a, b, a.size):
            break
        end = b.x1
    return end - words[0].x0
