"""What stands over a provision: lead-ins, headings and tables of definitions, and orders to insert."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.model import Provision
from ontology.record import record

from .lead_in import LEADS, is_heading, leads_in
from .look import Look
from .tables import header_cells, tables_of_definitions
from .terms import MARKED
from .tree import Tree
from .varied import inserts
from .verbs import PATTERN

_OPEN = (":", "—", "–")
"""Signs at the end of a lead-in that has its items behind it: In this title—"""


@record
@dataclass(frozen=True, slots=True)
class Context:
    """What holds for a provision from above: is it a place of definitions; the words of scope, and where they stand."""

    defining: bool = False
    amending: bool = False
    words: str = ""
    place: str = ""


NOWHERE = Context()


def contexts(tree: Tree, looks: Sequence[Look]) -> dict[str, Context]:
    """The context of every provision, by path: from its ancestors, and from the sibling that leads it in.

    What a lead-in with children puts into another document is these, and not the paragraphs that come after it.
    `looks` tell what the text of each provision may hold.
    """
    inside: dict[str | None, Context] = {None: NOWHERE}
    leading: dict[str | None, tuple[Provision, Context]] = {}
    out: dict[str, Context] = {}
    tables = tables_of_definitions(tree)
    for one, look in zip(tree.order, looks, strict=True):
        parent = one.parent if one.parent in tree.by_path else None
        context = inside.get(parent, NOWHERE)
        led = leading.get(parent)
        if led and _ends(led[0], one):
            leading.pop(parent)
        elif led:
            context = led[1]
        if one.kind == "row" and context.defining != (one.path in tables):
            context = Context(not context.defining, context.amending, context.words, context.place)
        out[one.path] = context
        below = _below(one, context, look)
        inside[one.path] = below
        if below is context:
            continue
        if below.amending != context.amending and tree.children.get(one.path):
            below = Context(below.defining, context.amending, below.words, below.place)
        if below != context and one.kind != "row" and not header_cells(one):
            leading[parent] = (one, below)
    return out


def _below(one: Provision, context: Context, look: Look) -> Context:
    """The context for what a provision leads in: its children, and siblings that it introduces."""
    heads = one.kind == "heading"
    if heads and header_cells(one):
        return context
    text = one.text.strip() or one.heading.strip()
    if (heads or one.heading) and is_heading(one):
        context = context if context.defining else Context(True, context.amending, context.words, context.place)
    elif heads:
        context = NOWHERE
    leads = look.leads if one.text else LEADS
    if not text or (heads and not leads_in(text, leads)):
        return context
    opens = text[-1] in ":—–-"
    if opens and inserts(text[-600:]):
        context = Context(context.defining, True, context.words, context.place)
    if len(text) < 700 and leads_in(text, leads) and not _defines(text):
        context = Context(True, context.amending, text, one.path)
    return context


def _defines(text: str) -> bool:
    """Whether a text defines a term itself and so leads nothing in."""
    return re.search(MARKED, text) is not None and PATTERN.search(text) is not None


def _ends(lead: Provision, one: Provision) -> bool:
    """Whether `one` ends what a sibling before it leads in: a heading, or the next number of its kind."""
    if one.kind == "heading":
        return True
    if lead.kind == "heading" or not one.number:
        return False
    if not lead.number:
        return not (one.number.startswith("(") and lead.text.rstrip()[-1:] in _OPEN)
    return _shape(lead.number) == _shape(one.number)


def _shape(number: str) -> str:
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+[A-Z]*", "0", number))
