"""The rules of definitions, in the order in which they look: where two find one term, the first has it."""

from __future__ import annotations

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
from .varied import find_applied, find_varied

RULES: tuple[Rule, ...] = (
    Rule("listed-term", find_listed),
    Rule("table-row", find_row),
    Rule("varied-definition", find_varied),
    Rule("applied-definition", find_applied),
    Rule("quoted-term", find_quoted),
    Rule("identity", find_identity),
    Rule("bracketed-name", find_bracketed),
    Rule("name-in-passing", find_in_passing),
    Rule("emphasised-term", find_emphasised),
    Rule("named-in-italics", find_named),
    Rule("verb-below", find_below),
    Rule("colon-or-dash", find_colon),
    Rule("unquoted-term", find_bare),
    Rule("called-a-term", find_called),
    Rule("abbreviation", find_abbreviation),
    Rule("shortened-name", find_shortened),
)

__all__ = ["RULES", "Found", "Hit", "Rule", "Setting"]
