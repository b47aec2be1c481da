"""The rules that keep a match from being a use. Each takes a scene and gives a mask of the matches that it silences."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from .fold import MARK, SPACE, UPPER, WORD, Bytes, Folded, Places, among, in_words, kinds
from .names import INSTITUTIONS, begins_sentence, foreign_after, foreign_before, in_company_or_statute
from .scene import Scene
from .terms import TITLE, Mask
from .titles import title

_OPENING, _CLOSING = "\"“„‟«'‘", "\"”’»'"
_DETERMINED = re.compile(r"[\"'\x02](?:the|a|an|this|that|each|any|such) $", re.IGNORECASE)
_TOKEN_END = re.compile(r"[ \0\"<>]")
_ADDRESS = re.compile(
    r"\w@\w|://|^www\.|\\\w|\w\.(?:com|org|net|gov|co|uk|ie|eu|ca|us|int|info|io)\b"
    r"|\w\.(?:pdf|docx?|docm|dotx?|xlsx?|xlsm|pptx?|rtf|odt|csv|txt|xml|json|html?|zip|png|jpe?g|msg|eml|md)\b"
    r"|^(?-i:[A-Z]{1,5}(?:\d{1,2}\.\d|\d{0,2}\.[A-Z]\.\d|\.\d{1,3}\.\d))",
    re.IGNORECASE,
)
_JOINING = among(b"@./\\:#=?&%+~-")
_MAY_CLOSE = among(b"\"',.")
_MAY_OPEN = among(bytes((ord('"'), ord("'"), MARK)))
_LONGEST_DETERMINER = len("this")
_PREFIXES = frozenset(str.split("sub re co e de un mis dis self by"))
_OF_THE_NEXT_WORD = frozenset(str.split("pan inter intra cross trans multi supra"))
"""Prefixes that make an adjective of the word behind them, and so take it out of a term of several words."""
_OTHER = re.compile(r"\b(?:this|these|an?) $", re.IGNORECASE)
_STOCK = re.compile(
    r"erms (?:(?:and|&|or) [Cc]onditions"
    r"|of (?:[Rr]eference|[Uu]se|[Ss]ervice|[Bb]usiness|[Ss]ale|[Tt]rade|[Ee]ngagement))\b"
)
"""Without its first letter: a search that begins with fixed letters takes a fraction of the time."""
_IN_COUNCIL = re.compile(r" in Council\b")
_WHO_IS_IN_COUNCIL = re.compile(r"(?:overnors?|rders?|ajesty)$")
_NUMBERS = among(b"0123456789")
_UNITS = frozenset(str.split("rule condition clause section paragraph article regulation schedule annex part chapter"))
_LONGEST_TOKEN = 300
_LONGEST_RUN = 8


def own_definition(scene: Scene) -> Mask:
    """Where a term is defined: its own name there, and in its own meaning. Other terms in the meaning are used."""
    out = np.zeros(len(scene.matches), dtype=bool)
    defined = [(one, here) for one in scene.document.definitions if (here := _at(scene, one.provision)) is not None]
    texts = [here for _, here in defined]
    start = scene.text.places(texts, [one.span.start for one, _ in defined])
    end = scene.text.places(texts, [one.span.end for one, _ in defined])
    body = scene.text.places(texts, [one.body.end for one, _ in defined])
    for _, inside in scene.within(start, end):
        out[inside.start : inside.stop] = True
    over = [(one.term, at) for one, _ in defined for path in one.continued if (at := _at(scene, path)) is not None]
    texts = [at for _, at in over]
    first = scene.text.places(texts, [0] * len(over))
    last = scene.text.places(texts, [len(scene.searched[at].text) for at in texts])
    terms = [*(one.term for one, _ in defined), *(term for term, _ in over)]
    for number, inside in scene.within(np.append(start, first), np.append(np.maximum(end, body), last)):
        for i in inside:
            form = scene.form(i)
            if form is not None and form.term == terms[number]:
                out[i] = True
    return out


def _at(scene: Scene, path: str) -> int | None:
    """The number of the text of a provision, None where it is not searched."""
    return scene.provisions.get(path)


_SAME_AS = re.compile(r"\bmeanings? as (?:(?:that|those) (?:of|given to) )?(?:the (?:term|expression)s? )?$")


def mention(scene: Scene) -> Mask:
    """In quotation marks of its own: the definition of “Services”, the words "the Services".

    A term whose meaning another one takes is used: "has the same meaning as “Services”".
    """
    text, matches = scene.text, scene.matches
    out = np.zeros(len(matches), dtype=bool)
    closed = np.flatnonzero(_MAY_CLOSE[text.values[matches.end]])
    for i in closed[_opened(text.values, matches.start[closed])].tolist():
        start, end = int(matches.start[i]), int(matches.end[i])
        end += text.flat[end] in ",."
        determined = _DETERMINED.search(text.flat, max(0, start - 8), start)
        before = determined.start() if determined else start - 1
        quoted = _char(text, before) in _OPENING and _char(text, end) in _CLOSING
        out[i] = quoted and not _SAME_AS.search(text.flat, max(0, before - 40), before)
    return out


def _opened(values: Bytes, start: Places) -> Mask:
    """What starts right behind a mark that may open a quotation, or behind a blank and not far from one."""
    out: Mask = _MAY_OPEN[values[start - 1]]
    apart = np.flatnonzero(values[start - 1] == ord(" "))
    for back in range(2, _LONGEST_DETERMINER + 3):
        out[apart] |= _MAY_OPEN[values[np.maximum(start[apart] - back, 0)]]
    return out


def _char(text: Folded, folded: int) -> str:
    return text.joined[int(text.at[folded])]


def address(scene: Scene) -> Mask:
    """Inside an e-mail address, a link, the name of a file or the number of a clause: "OC5" in OC5.4.1."""
    out = np.zeros(len(scene.matches), dtype=bool)
    for i in _joined(scene):
        start, end = int(scene.matches.start[i]), int(scene.matches.end[i])
        flat = scene.text.flat
        before = flat[max(0, start - _LONGEST_TOKEN) : start]
        first = max(before.rfind(mark) for mark in ' \0"<>') + 1
        stop = _TOKEN_END.search(flat, end, end + _LONGEST_TOKEN)
        token = before[first:] + flat[start : stop.start() if stop else end + _LONGEST_TOKEN]
        out[i] = bool(_ADDRESS.search(token.strip("(),.;'")))
    return out


def _joined(scene: Scene) -> list[int]:
    """Matches with a mark of `_JOINING` between them and a further word, on either side."""
    values, matches = scene.text.values, scene.matches
    joins = _JOINING | ((kinds() & WORD) > 0)
    before = _JOINING[values[matches.start - 1]] & ((kinds()[values[matches.start - 2]] & SPACE) == 0)
    after = _JOINING[values[matches.end]] & joins[values[matches.end + 1]]
    found: list[int] = np.flatnonzero(before | after).tolist()
    return found


def compound(scene: Scene) -> Mask:
    """In a hyphened word that is another word: Sub-Contractor, sub-lease, Party-2. In non-Party, Party is used.

    "Government Framework" is not used in pan-Government Framework, whose prefix goes with the first word alone.
    """
    out = np.zeros(len(scene.matches), dtype=bool)
    flat, values, matches = scene.text.flat, scene.text.values, scene.matches
    hyphened = (values[matches.start - 1] == ord("-")) | (values[matches.end] == ord("-"))
    for i in np.flatnonzero(hyphened).tolist():
        form = scene.form(i)
        start, end = int(matches.start[i]), int(matches.end[i])
        before = re.search(r"([\w']{1,60})-$", flat[max(0, start - 62) : start])
        after = re.match(r"-(\w{1,60})", flat[end : end + 62])
        named = form is not None and form.style in ("word", "title", "lower")
        prefix = before[1].lower() if before else ""
        other = prefix in _PREFIXES or (prefix in _OF_THE_NEXT_WORD and " " in flat[start:end])
        out[i] = bool(
            (before and (other or (named and before[1][0].isupper() and not _first(flat, start))))
            or (after and (after[1][0].isdigit() or (named and after[1][0].isupper())))
        )
    return out


def _first(flat: str, start: int) -> bool:
    """Whether the hyphened word before `start` begins a sentence, so that its capital tells nothing."""
    at = max(flat.rfind(" ", 0, start), flat.rfind("\0", 0, start)) + 1
    return begins_sentence(flat, at)


def another(scene: Scene) -> Mask:
    """Behind "this" or "an", where "the Act" is a term of another document alone: this Act is not that one."""
    matches = scene.matches
    out: Mask = scene.terms.instruments[np.maximum(matches.form, 0)] & (matches.form != TITLE)
    own = {one.term for one in scene.document.definitions}
    for i in np.flatnonzero(out).tolist():
        form, start = scene.form(i), int(matches.start[i])
        other = _OTHER.search(scene.text.flat, max(0, start - 8), start) is not None
        out[i] = other and form is not None and form.term not in own
    return out


def designation(scene: Scene) -> Mask:
    """In front of a number, where the term is the word for provisions: "Rule 4.1" where the Rules are defined."""
    out = np.zeros(len(scene.matches), dtype=bool)
    values, matches = scene.text.values, scene.matches
    numbered = (values[matches.end] == ord(" ")) & _NUMBERS[values[matches.end + 1]]
    for i in np.flatnonzero(numbered).tolist():
        form = scene.form(i)
        out[i] = form is not None and form.text.lower().removesuffix("s") in _UNITS
    return out


def stock_phrase(scene: Scene) -> Mask:
    """In a phrase with a sense of its own: Terms and Conditions, Terms of Reference, where Term is defined.

    Only the plural is silenced: who defines Terms may well mean these. So is the Council in Governor in Council.
    """
    out = np.zeros(len(scene.matches), dtype=bool)
    for phrase in _IN_COUNCIL.finditer(scene.text.flat):
        who = _WHO_IS_IN_COUNCIL.search(scene.text.flat, max(0, phrase.start() - 8), phrase.start())
        if who is None:
            continue
        for i in _inside(scene, who.start(), phrase.end()):
            out[i] = scene.matches.start[i] >= who.start() and scene.text.flat[int(scene.matches.start[i])] == "C"
    for phrase in _STOCK.finditer(scene.text.flat):
        first = phrase.start() - 1
        if scene.text.flat[first] not in "Tt" or kinds()[scene.text.values[first - 1]] & WORD:
            continue
        for i in _inside(scene, first, phrase.end()):
            form = scene.form(i)
            out[i] = form is not None and form.how == "plural" and " " not in form.text
    return out


def _inside(scene: Scene, start: int, end: int) -> Iterable[int]:
    return (i for _, inside in scene.within([start], [end]) for i in inside)


def longer_name(scene: Scene) -> Mask:
    """Part of a longer proper name: "Act" in Privacy Act, "Group" in Ofgem Group Ltd, "Device" in Device Issues Forum.

    A capitalised neighbour makes a name, unless it is a term itself, a determiner or the like, or begins a sentence.
    Where one word is part of a name, so are the terms next to it: both words of "Supplier Group" in Supplier Group Ltd.
    """
    matches, values = scene.matches, scene.text.values
    out = np.zeros(len(matches), dtype=bool)
    if not len(matches):
        return out
    touching = matches.start[1:] == matches.end[:-1] + 1
    space = values[matches.end] == ord(" ")
    after = space & _is(values[matches.end + 1], UPPER)
    after[:-1] &= ~touching
    of = space & (values[matches.end + 1] == ord("o"))
    word = in_words(values)
    starts = np.flatnonzero(word[1:] & ~word[:-1]) + 1
    if not len(starts):
        return out
    previous = starts[np.maximum(np.searchsorted(starts, matches.start) - 1, 0)]
    before = (values[matches.start - 1] == ord(" ")) & _is(values[previous], UPPER)
    joined = np.append(False, touching)
    may = scene.terms.in_names[np.maximum(matches.form, 0)] & (matches.form != TITLE)
    for i in np.flatnonzero((after | before | of) & may).tolist():
        first = i
        while joined[first] and i - first < _LONGEST_RUN:
            first -= 1
        out[i] = _is_part(scene, first, i, bool(after[i] or of[i]))
    _spread(scene, out, touching)
    return out


def _is(values: Bytes, kind: int) -> Mask:
    """Which folded values are of a kind: WORD, UPPER or SPACE."""
    return (kinds()[values] & kind) > 0


def _is_part(scene: Scene, first: int, i: int, after: bool) -> bool:
    """Whether match i is part of a name with the word after it, or before the run of matches that starts at `first`.

    A word before a run makes names of institutions alone: Act in Interest and Charges Act, where Charges is a term.
    """
    form = scene.form(i)
    flat, end = scene.text.flat, int(scene.matches.end[i])
    if form is None:
        return False
    if after and in_company_or_statute(flat, end):
        return True
    single = " " not in form.text and form.style in ("word", "lower")
    if not single or form.term in scene.matches.lower_case:
        return False
    if after and (name := foreign_after(flat, end, form.text)) is not None:
        return not (flat.startswith(" of the ", end) and scene.begins(name))
    if form.style != "word" or (first != i and form.text not in INSTITUTIONS):
        return False
    start = int(scene.matches.start[first])
    return foreign_before(flat, start, form.text, form.how == "plural") is not None


def _spread(scene: Scene, out: Mask, touching: Mask) -> None:
    """Carry a name over to the single-word terms that touch it on either side."""
    for step in (1, -1):
        for i in np.flatnonzero(out).tolist():
            j = i + step
            while 0 <= j < len(out) and touching[min(j, j - step)] and not out[j]:
                form = scene.form(j)
                if form is None or form.style != "word" or form.term in scene.matches.lower_case:
                    break
                out[j] = True
                j += step


SILENCES = (title, own_definition, mention, address, compound, another, designation, stock_phrase, longer_name)
"""Every rule, in the order in which they are asked; a match that any of them silences is no use."""
