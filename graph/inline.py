"""Items that stand in the running text of a provision: "either (a) this or (b) that"."""

from __future__ import annotations

import re

from ontology.labels import normal

_ITEM = re.compile(r"(?<![\w)])\(([0-9]{1,3}|[A-Za-z]{1,4})\)\s+(?=[^\W_]|[“\"‘'\[])")
_CITED = re.compile(
    r"(?:\b(?:sub-?)?(?:section|paragraph|clause|article|regulation|rule|item|point|part|schedule|annex|condition)s?|\bparas?\.?|\bs{1,2}\.?|"
    r"\)(?:,|\s(?:and|or|to|nor|through)|,\s(?:and|or)|\s?[–—-])|\bof\sthis)\s*$",
    re.IGNORECASE,
)
"""What stands before a label that is cited and not an item's own: a word for a provision, or another label."""
_FIRST = frozenset(("(a)", "(i)", "(1)", "(A)", "(I)"))


def items(text: str) -> frozenset[str]:
    """The labels of the items in a running text; none where it has no first one."""
    found = {
        f"({match[1]})"
        for match in _ITEM.finditer(text)
        if not _CITED.search(text[max(0, match.start() - 24) : match.start()])
    }
    return frozenset(found) if found & _FIRST else frozenset()


def holds_item(text: str, label: str) -> bool:
    """Whether the running text has an item with this label, which has brackets."""
    return f"({normal(label).strip('()')})" in items(text)
