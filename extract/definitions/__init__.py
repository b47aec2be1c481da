"""The rules of definitions, in the order in which they look: where two find one term, the first has it."""

from __future__ import annotations

from extract.needles import SPACES

from .abbreviation import find_abbreviation, find_shortened
from .alias import find_bracketed, find_in_passing
from .bare import find_bare, find_called
from .below import find_below
from .emphasised import find_emphasised, find_named
from .identity import find_identity
from .listed import find_listed
from .punctuation import find_colon
from .quoted import find_quoted
from .rule import Found, Hit, Rule, Setting
from .table import find_row
from .terms import MARKS
from .varied import find_applied, find_varied
from .verbs import IN_PLAIN

_COLONS = (":", *MARKS, *(space + dash for space in SPACES for dash in "–—-"))
_IS = tuple(f"is{space}" for space in SPACES)
_NAMING = ("referred", "called", "known", "termed", "described")
_HERE = ("herein", "hereafter", "elsewhere", "this", "these", "section", "clause", "paragraph")
_SPOKEN = ("term", "expression", "word", "phrase")

RULES: tuple[Rule, ...] = (
    Rule("listed-term", find_listed, part="lent"),
    Rule("table-row", find_row, part="cells"),
    Rule("varied-definition", find_varied, ("definition", "meaning"), MARKS),
    Rule("applied-definition", find_applied, ("definition",), MARKS),
    Rule("quoted-term", find_quoted, MARKS),
    Rule("identity", find_identity, MARKS),
    Rule("bracketed-name", find_bracketed, MARKS, ("(",)),
    Rule("name-in-passing", find_in_passing, _NAMING, _HERE),
    Rule("emphasised-term", find_emphasised, part="emphasis"),
    Rule("named-in-italics", find_named, part="emphasis"),
    Rule("verb-below", find_below, part="below"),
    Rule("colon-or-dash", find_colon, _COLONS),
    Rule("unquoted-term", find_bare, IN_PLAIN, in_lists=_IS, by_verb=True),
    Rule("called-a-term", find_called, _SPOKEN, IN_PLAIN, by_verb=True),
    Rule("abbreviation", find_abbreviation, ("(",)),
    Rule("shortened-name", find_shortened, ("(",)),
)

__all__ = ["RULES", "Found", "Hit", "Rule", "Setting"]
