"""Labels in running text: the pattern of one label, and how a bare "(b)" completes the label before it."""

from __future__ import annotations

import re
from string import ascii_lowercase

from ontology.labels import roman

SEGMENT = r"\d{1,7}(?:[A-Z]{1,3}\d{0,2}|[a-z])?(?![A-Za-z])"
NUMBER = rf"{SEGMENT}(?:\.{SEGMENT}){{0,6}}(?:(?<=\.\d)\.[a-z](?![\w)’'-]|\.\w))?"
PREFIXED = (
    rf"(?:[A-Z]{{1,2}}[.-]?\d{{1,7}}[A-Za-z]?(?![A-Za-z])|[A-Z]{{3,5}}\d{{0,2}}(?=\.\d)|[A-Z]{{2,5}}\d{{0,2}}\.[A-Z](?=\.\d))"
    rf"(?:\.{SEGMENT}){{0,6}}"
)
"""N6.8, OC5.4.1, CC.6.3, DPC4.2, CC.A.3."""
HEAD = re.compile(r"[A-Z]{2,5}\d{0,2}(?=\.(?:[A-Z]\.)?\d)")
"""What all numbers of a part of a code begin with, where that is several letters: OC5 of OC5.4.1, CC of CC.A.3."""
ROMAN = r"[IVXLC]{1,7}(?:\.\d{1,3})?[A-Z]?(?![A-Za-z’'])"
LETTERS = r"(?!(?:BS|EN|PD)\s?\d{2})(?!(?:OF|TO|IN|OR|BY|IS|IT|ON|NO|IF|THE|AND)\b)[A-Z]{1,2}(?![A-Za-z’'])"
WORD = r"(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve)\b"
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
SPELLED = {word: str(value) for value, word in enumerate(_NUMBERS.split(), 1)}
"""Numbers in small letters that are labels where the words behind them let them be: "clauses two to five"."""
_SPELLED = (
    rf"(?:{'|'.join(SPELLED)})\b(?=\s{{0,2}}(?:[.,;:)]|$)|\s(?:of\s(?:the|this|that)|to|and|or|above|below|hereof|shall|is|applies|"
    r"does|has|may|must)\b)"
)
_TWO = r"(?!(?:or|of|in|as|if|is|it|by|to|an|no|on|at|us|we|so|do|my|be|he|me)\b)[a-z]{1,2}"
_TRIPLE = "|".join(letter * 3 for letter in ascii_lowercase)
_LOW_ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_BIG_ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_DOUBLE = "|".join(letter.upper() * 2 for letter in ascii_lowercase)
BRACKET = (
    rf"\(\s?(?:\d{{1,4}}(?:\.\d{{1,4}}){{0,2}}[A-Za-z]{{0,2}}|{_LOW_ROMAN}(?:\.\d{{1,2}})?"
    rf"|{_TWO}(?:\.\d{{1,3}}){{0,2}}|{_TRIPLE}|z[a-z]{{2}}|[A-Z](?:\.\d{{1,3}})?|{_DOUBLE}|{_BIG_ROMAN})\s?\)"
)
POINT = re.compile(rf"\.\d{{1,3}}[A-Z]?(?:{BRACKET}){{0,4}}(?!\w|\.\w)")
"""The tail of a label that leaves out what it shares with the one before: "H14.2, .3 and .4"."""
TIGHT = rf"{BRACKET}(?:{BRACKET}){{0,7}}"
_NEXT = r"(?!\s(?:the\s)?(?:sub-?)?(?:section|paragraph|clause|article|regulation|rule|schedule|part|item)s?\b)"
SPACED = rf"\s{BRACKET}(?:\s?{BRACKET}){{0,7}}{_NEXT}"
"""Brackets with spaces in front, unless they number the next item of a list: "section 4 (c) section 5"."""
_END = r"(?![A-Za-z0-9_%°£$]|\.\d|:\d|,\d{3}(?!\d)|/\d)"
LABEL = re.compile(
    rf"(?:(?:{NUMBER}|{PREFIXED}|{ROMAN}|{LETTERS})(?:{TIGHT}|{SPACED})?|{BRACKET}(?:\s?{BRACKET}){{0,7}}|{WORD}|{_SPELLED}){_END}"
)
"""One label as it stands in a text: "12(3)(b)", "3.14E", "N6.8", "(a)(ii)", "AL", "IV", "Two"."""
COMMENT = re.compile(rf"\d{{1,4}}(?:{BRACKET}){{0,6}}-\d{{1,3}}(?:\.[ivx]{{1,6}}(?:\.[A-Z])?)?(?![\w-])")
"""The label of an official comment: "5(b)-1", "32(c)(3)-1.i"."""
FURTHER_COMMENT = re.compile(
    r"(?:(?P<range>\s(?:through|to)\s)|,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?P<label>-\d{1,3}(?:\.[ivx]{1,6}(?:\.[A-Z])?)?)(?![\w-])"
)
"""A further comment on the same place: "comments 5(b)-1 through -3"."""
RULE = re.compile(rf"\d{{1,3}}[a-z]\d?-\d{{1,2}}[a-z]?(?:{BRACKET}){{0,4}}(?![\w-])")
"""The label of a rule of the US securities acts: "10b-5", "15c3-1(a)"."""
REGULATION = re.compile(r"[A-Z]{1,2}-[A-Z]{1,2}(?![\w-])")
"""That of a regulation by its initials: Regulation S-K."""
SUBPART = re.compile(r"[A-Z]{1,2}[a-z]{1,2}(?![\w’'-])(?<!Of)(?<!To)(?<!In)(?<!Is)")
"""That of a subpart behind the first alphabet: subpart Da."""

_BRACKET = re.compile(r"\(\s*([0-9A-Za-z.]+)\s*\)")
_DOTTED = re.compile(r"(?:\.\d+)+$")


def _kinds(inner: str, above: frozenset[str]) -> frozenset[str]:
    """What a bracketed label may count by: digits (n), letters (a, A) or roman numerals (i, I)."""
    inner = _DOTTED.sub("", inner)
    if inner[:1].isdigit():
        return frozenset("n")
    letter, numeral = ("A", "I") if inner.isupper() else ("a", "i")
    if len(inner) == 1:
        if inner.lower() not in "ivx":
            return frozenset(letter)
        return frozenset(numeral) if above == frozenset(letter) else frozenset((letter, numeral))
    if roman(inner) is None:
        return frozenset(letter)
    return frozenset((letter, numeral)) if len(set(inner)) == 1 and above != frozenset(letter) else frozenset(numeral)


def decimal(before: str, tail: str) -> str | None:
    """The whole label that a tail with a point means: ("H14.2(a)", ".3") is "H14.3"; None behind one without."""
    head, point, _ = before.partition("(")[0].rpartition(".")
    return head + tail if point else None


def complete(before: str, tail: str) -> str | None:
    """The whole label that an elliptic `tail` means after the label `before`; None where it continues none.

    ("12(3)(a)", "(b)(ii)") is "12(3)(b)(ii)"; ("4(a)(vi)", "(vii)") is "4(a)(vii)"; ("5", "(b)") is None. A level that
    may count by letters or by numerals is no letter where the tail comes before it: ("3(a)(1)(i)", "(d)") is "3(d)".
    """
    levels = list(_BRACKET.finditer(before))
    first = _BRACKET.match(tail)
    if not levels or first is None:
        return None
    above: frozenset[str] = frozenset()
    kinds = []
    for level in levels:
        above = _kinds(level[1], above)
        kinds.append(above)
    doubtful = None
    for at in range(len(levels) - 1, -1, -1):
        parent = kinds[at - 1] if at else frozenset()
        if shared := kinds[at] & _kinds(first[1], parent):
            whole = before[: levels[at].start()] + tail
            if len(kinds[at]) == 1 or shared != {"a"} or first[1] > levels[at][1]:
                return whole
            doubtful = doubtful or whole
    return doubtful
