"""Treaties that acts give in their schedules: what is defined in one holds for the treaty."""

from __future__ import annotations

import re

from extract.profile import Profile
from ontology.model import Provision

from .tree import Tree

_TREATY = re.compile(
    r"(?:[\w-]+\s+){0,4}?(?:agreement|convention|protocol|treaty)\s+(?:between|with|on|for|relating)\b", re.I
)
_ANNEXED = re.compile(r"(?:schedule|part|annex|appendix)\b", re.IGNORECASE)
_THIS_TREATY = re.compile(r"\b[Tt]his (?:Agreement|Convention|Protocol|Treaty)\b")


def treaty_over(near: str, tree: Tree, profile: Profile) -> str | None:
    """The schedule over a provision that gives a treaty: what is defined in it holds for the treaty."""
    enacted = "regulations" in profile.own_words
    for one in tree.ancestors(near):
        if _ANNEXED.match(one.number) and (_TREATY.match(one.heading) or (enacted and _speaks_as_treaty(one, tree))):
            return one.path
    return None


def _speaks_as_treaty(one: Provision, tree: Tree) -> bool:
    """Whether the text under a schedule of an act calls itself "this Convention"."""
    if one.number.lower().startswith("part"):
        return False
    if one.path not in tree.treaties:
        tree.treaties[one.path] = any(
            "his " in at.text and _THIS_TREATY.search(at.text) for at in tree.descendants(one.path)
        )
    return tree.treaties[one.path]
