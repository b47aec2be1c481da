"""D13, D14: where a definition holds, from the words in front of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from itertools import takewhile

from extract.profile import Profile
from ontology.labels import members, normal, parts
from ontology.model import Provision, Scope

from .treaties import treaty_over
from .tree import Tree, titles

_LABEL = (
    r"(?:[A-Z]{0,2}\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]?)*(?:\s?\([0-9A-Za-z.]{1,6}\))*"
    r"|(?:\([0-9A-Za-z.]{1,6}\)\s?)+|[A-Z]{1,2}\b(?!\w)|[IVXL]+\b)"
)
_OPENER = (
    r"\b(?:in|within|throughout|under|(?:for|to)\s+(?:the\s+)?purposes?\s+of|used\s+in"
    r"|appl(?:y|ies)\s+(?:in|to|for|throughout)|on|to|for)\b"
)
_OPENS = re.compile(_OPENER, re.IGNORECASE)
_OF_A_DIVISION = re.compile(
    r"(?:(?:sub-?)?(?:part|chapter|division|title)|schedule|annex|appendix|book|section\s+[A-Z]\b)", re.IGNORECASE
)
_APPLY = re.compile(r"\bappl(?:y|ies)\b(?=[^.]{0,60}\b(?:in|to|for|throughout)\b)", re.IGNORECASE)
_EXCEPT = re.compile(
    r",?\s+(?:except|other\s+than|but\s+not)\s+(?:in|for|under)\b[^,]*(?:,\s+(?:and\s+)?(?:sub)?(?:section|paragraph|clause|regulation|article|part)s?\s+[\d(A-Z][^,]*)*",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:given|set\s+out|assigned|ascribed|specified|contained|stated)\s+(?:to\s+\w+\s+)?(?:in|by|under)\s+th(?:is|ese)\s+\w+(?:\s+[\d(][\w.()]*)?",
    re.IGNORECASE,
)
"""Where meanings stand, which does not say where they hold: the meanings given in this clause 1."""
_RELATES = re.compile(
    r"\b(?:in\s+(?:respect\s+of|relation\s+to)|with\s+respect\s+to|applicable\s+to)\s+(?!this\b|these\b|(?:sub)?(?:section|paragraph|clause|part|schedule)s?\b)[^,]*?(?=\bfor\s+(?:the\s+)?purposes?\b|\b(?:in|under)\s+this\b|,|$)",
    re.IGNORECASE,
)
"""What a term relates to, which may name a place: a period in respect of benefits under Part I."""
_DESPITE = re.compile(r"\b(?:despite|notwithstanding|subject\s+to)\b[^,]*(?:,|$)", re.IGNORECASE)
_ANOTHER = re.compile(
    r"\s+(?:of|to|in)\s+(?:the|that|those)\s+(?:(?:[\w()’'-]+\s+){0,8}?)(?-i:Act|Regulations?|Code|Order|Rules|Directive)\b",
    re.I,
)
"""What makes a number that of another document: "subsection 6(1) of the Act"."""
_WHOLE = re.compile(
    r"\b(this\s+(?:Part|Chapter|section|Schedule|Division|paragraph|regulation|Title))\s+(?:of|to|in)\s+(?:this|the|these)\s+(?:present\s+)?"
    r"(?:Act|Regulations|Order|Code|Agreement|Deed|Rules|Contract)\b",
    re.IGNORECASE,
)
"""A part and the document that it is of: in this Part of this Act."""
_TREATIES = frozenset({"agreement", "convention", "protocol", "treaty"})
_ENACTMENTS = frozenset({"ordinance", "statute", "bylaw", "byelaw", "by-law", "rule", "regulation"})
"""What a body makes one after the other: "these Ordinances" are all that the document has, or all of the code."""

_AGREEMENTS = frozenset({"agreement", "contract", "deed", "framework", "licence"})
_WITH_SCHEDULES = re.compile(r"[\s,(]{1,3}including\s+(?:its|the|all|any)\s+(?:schedules|annexes|appendices)\b", re.I)
"""Behind "this Agreement" in a document that has no schedule itself: they are documents of their own."""
_PART_OF_ANOTHER = re.compile(
    r"\W*(?:[\w-]+\s+){0,2}?(?:schedule|section|annex|appendix|attachment|(?:standard|special|amended)\s(?:[\w-]+\s)?conditions?)\b"
    r"|\W*part\s[A-Z\d]{1,3}\b",
    re.IGNORECASE,
)
_DIVISIONS = frozenset({"schedule", "part", "annex", "appendix", "chapter", "division", "title"})
"""Units whose label is never the number of a clause."""

_OF_BODY = ("clause", "regulation", "article", "rule", "condition")
"""Units that are no clause of a schedule; its clauses are paragraphs, items, or, outside Britain, sections."""

_EVERYWHERE = ("article", "regulation", "rule", "paragraph", "subsection")
_INNER = re.compile(r"sub-?|paragraph|item|step|clause$")


@cache
def _place(profile: Profile) -> re.Pattern[str]:
    units = {
        *profile.provision_units,
        *profile.container_units,
        *profile.document_units,
        *profile.own_words,
        *_EVERYWHERE,
        *_TREATIES,
        *_ENACTMENTS,
        *_AGREEMENTS,
        "code",
        "table",
    }
    words = "|".join(sorted((re.escape(unit) for unit in units), key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<this>this|these|the|each)\s+)?(?<![\w-])(?P<unit>{words}|appendices)(?:e?s)?(?![\w-])"
        rf"(?:\s+(?P<labels>(?-i:{_LABEL})(?:\s*(?:,|and|or|to|–|-|&)\s*(?:and\s+)?(?-i:{_LABEL}))*))?",
        re.IGNORECASE,
    )


def scope_of(words: str, near: str, tree: Tree, profile: Profile) -> Scope | None:
    """The scope that words of a lead-in say, read at the provision `near`; None where they say nothing of scope."""
    if not words or not _OPENS.search(words):
        return None
    if (words, near) not in tree.scopes:  # all that one sentence leads in ask for it
        tree.scopes[words, near] = _said(words, near, tree, profile)
    return tree.scopes[words, near]


def _said(words: str, near: str, tree: Tree, profile: Profile) -> Scope | None:
    applied = _APPLY.search(words)
    words = _WHOLE.sub(r"\1", words)
    words = _GIVEN.sub("", words)
    words = _RELATES.sub("", _DESPITE.sub("", _EXCEPT.sub("", words[applied.end() :] if applied else words)))
    within: list[str] = []
    widest: Scope | None = None
    named = False
    for match in _place(profile).finditer(words):
        found = _one_place(match, near, tree, profile)
        named = named or bool(match["labels"])
        if isinstance(found, Scope):
            widest = found if widest is None or found.kind == "code" else widest
        else:
            within += [path for path in found if path not in within]
    if widest:
        return widest
    if named and not within:
        within = _level("", near, tree)
    return Scope("provision", tuple(within)) if within else None


def _one_place(match: re.Match[str], near: str, tree: Tree, profile: Profile) -> Scope | list[str]:
    """What one place of a lead-in means: a scope wider than a provision, or the paths of provisions."""
    unit, labels, this = match["unit"].lower(), match["labels"], (match["this"] or "").lower()
    if unit == "code":
        own = this in ("this", "each") or (this and "code" in profile.own_words)
        return Scope("code") if own else []  # "the Code" of an act is another one
    if labels:
        if "code" not in profile.own_words and _ANOTHER.match(match.string, match.end()):
            return []
        return _labelled(match, near, tree, profile)
    if not this or (this in ("the", "each") and unit not in _AGREEMENTS):
        return []
    return _unlabelled(match, near, tree, profile)


def _unlabelled(match: re.Match[str], near: str, tree: Tree, profile: Profile) -> Scope | list[str]:
    """What "this" or "these" and a unit without a label mean."""
    unit, this = match["unit"].lower(), match["this"].lower()
    if unit == "regulation" and this == "this" and match["unit"][0].isupper() and "regulations" in profile.own_words:
        return Scope("document")  # the clause is "this regulation"
    if unit in _AGREEMENTS or unit in _TREATIES:
        if _WITH_SCHEDULES.match(match.string, match.end()) and not tree.called("schedule"):
            return Scope("code")
        return _agreement(unit, this, near, tree, profile)
    if this == "these" and unit == "condition":
        return Scope("code" if _is_part_of_agreement(tree) else "document")
    if this == "these" and unit.removesuffix("s") in _ENACTMENTS:
        return Scope("code" if _is_one_of_several(unit.removesuffix("s"), tree) else "document")
    return _this(unit, near, tree, profile, clause=match["unit"].islower())


def _agreement(unit: str, this: str, near: str, tree: Tree, profile: Profile) -> Scope | list[str]:
    """What "this Agreement" means: each contract of a framework, the document, or a treaty in a schedule of an act."""
    above = None if unit in profile.own_words else _division("schedule", near, tree)
    treaty = above.path if above else treaty_over(near, tree, profile)
    if treaty:
        return [treaty]
    return Scope("code" if this == "each" or _is_part_of_agreement(tree) else "document")


def _this(unit: str, near: str, tree: Tree, profile: Profile, *, clause: bool) -> Scope | list[str]:
    """What "this" and a unit means; `clause` where the unit, if it can be either, is a clause and not a document."""
    if unit in profile.container_units or unit in profile.document_units:
        above = _division(unit, near, tree)
        if above:
            return Scope("document") if _is_whole(above.path, unit, tree) else [above.path]
        if unit in profile.own_words and not clause:
            return Scope("document")
    if unit == "order" and unit in profile.own_words and not clause and not _division(unit, near, tree):
        return Scope("document")
    own = unit in profile.provision_units or (unit in _EVERYWHERE and unit not in profile.own_words)
    if unit == "paragraph" and _has_paragraphs(profile) and profile.lower_case_terms:
        return _level("clause" if _division("schedule", near, tree) else unit, near, tree)
    if not own:
        return Scope("document")
    within = _level(unit, near, tree)
    return Scope("document") if unit == "condition" and _is_all(within, tree) else within


def _is_all(within: list[str], tree: Tree) -> bool:
    """Whether all that has a number stands in one provision: a document of one condition of a licence."""
    return all(one.path in within or one.parent for one in tree.order if one.number)


def _has_paragraphs(profile: Profile) -> bool:
    """Whether the clauses of a schedule are paragraphs, as in Britain, and a section is one of the body."""
    return "schedule" not in profile.container_units or "regulation" in profile.provision_units


def _labelled(match: re.Match[str], near: str, tree: Tree, profile: Profile) -> Scope | list[str]:
    """The paths of the labels that are in this document; a letter of the document itself is the document.

    A unit that can name a clause of a schedule means one of the schedule, where it is read in it.
    """
    unit, labels = match["unit"].lower(), match["labels"]
    in_schedule = unit not in _OF_BODY and (unit != "section" or not _has_paragraphs(profile))
    find = partial(tree.find, near=near, in_schedule=in_schedule)
    found: list[str] = []
    named = list(re.finditer(_LABEL, labels))
    for at, label in enumerate(named):
        between = labels[named[at - 1].end() : label.start()] if at else ""
        if at and re.search(r"\bto\b|–|-", between):
            found += [one for one in _range(named[at - 1][0], label[0], find, tree) if one not in found]
        titled = _titled(unit, label[0], tree)
        if titled and len(named) == 1 and _is_whole(titled, unit, tree):
            return Scope("document")
        path = titled or (None if unit in _DIVISIONS else find(label[0]))
        found += [path] if path and path not in found else []
    if not found and match["this"] and unit in profile.document_units and re.fullmatch(r"[A-Z]{1,2}", labels.strip()):
        return Scope("document")
    return found


def _range(first: str, last: str, find: Callable[[str], str | None], tree: Tree) -> list[str]:
    start, end = find(first), find(last)
    if start and end and tree.by_path[start].parent == tree.by_path[end].parent:
        family = [one.path for one in (tree.by_path[start], *tree.siblings_after(start))]
        if end in family:
            return [path for path in family[: family.index(end) + 1] if tree.by_path[path].kind == "clause"]
    return [path for label in members(first, last) if (path := find(label))]


def _titled(unit: str, label: str, tree: Tree) -> str | None:
    """The division that carries this unit and label: "Part 2", "SCHEDULE 1"."""
    wanted = re.compile(rf"(?:the\s+)?{re.escape(unit)}\s+{re.escape(normal(label))}(?![\w.(])", re.IGNORECASE)
    for path, words in tree.called(unit):
        one = tree.by_path[path]
        if wanted.match(words) and (one.kind != "clause" or one.number in ("", words)):
            return path  # the note beside clause 4, "Subsection (1) does not apply", is no title
    return None


def _is_whole(path: str, unit: str, tree: Tree) -> bool:
    """Whether a heading such as "Part B" or "APPENDIX 2" is over the whole document: no number before it, no other."""
    called = re.compile(rf"(?:the\s+)?{re.escape(unit)}\s+(?-i:{_LABEL})(?![\w.(])", re.IGNORECASE)
    before = takewhile(lambda one: one.path != path, tree.order)
    if any(one.number for one in before):
        return False
    return not any(at != path and called.match(words) for at, words in tree.called(unit))


def _division(unit: str, near: str, tree: Tree) -> Provision | None:
    """The nearest division over `near` that is called by this unit: the Part in which it stands."""
    wanted = re.compile(rf"(?:the\s+)?{re.escape(unit)}\b", re.IGNORECASE)
    own = [tree.by_path[near]] if near in tree.by_path else []
    for one in [*own, *tree.ancestors(near)]:
        if any(wanted.match(words) for words in titles(one)):
            return one
    return None


def _level(unit: str, near: str, tree: Tree) -> list[str]:
    """The clause that "this clause" means: the outermost numbered one, or for a smaller unit the nearest."""
    own = [tree.by_path[near]] if near in tree.by_path else []
    numbered = [
        one for one in [*own, *tree.ancestors(near)] if one.number and one.kind == "clause" and _is_label(one.number)
    ]
    if not numbered:
        above = next(iter(tree.ancestors(near)), None)
        return [above.path] if above else [near]
    if unit.startswith("sub") and "paragraph" not in unit and len(numbered) > 1:
        return [numbered[-2].path]
    return [numbered[0].path] if _INNER.match(unit) and unit != "clause" else [numbered[-1].path]


def _is_one_of_several(unit: str, tree: Tree) -> bool:
    """Whether the document is called Ordinance 7 or Rule B in front of its first clause: "these Rules" are more."""
    front = takewhile(lambda one: not one.number or one.kind == "heading", tree.order[:12])
    called = [one.heading or one.text for one in front if one.kind == "heading"]
    if any(re.search(rf"\b{re.escape(unit)}s\b", title, re.IGNORECASE) for title in called):
        return False
    singular = re.compile(rf"\W*{re.escape(unit)}\s+(?:no\.?\s*)?(?:\d|[A-Z]{{1,2}}\b|[IVXL]+\b)", re.IGNORECASE)
    return any(singular.match(title) for title in called[:2])


def _is_label(number: str) -> bool:
    return bool(parts(number)) and not _OF_A_DIVISION.match(number)


def _is_part_of_agreement(tree: Tree) -> bool:
    """Whether a heading in front of the first clause calls the document a schedule or a section of a larger one."""
    front = takewhile(lambda one: not one.number or one.kind == "heading", tree.order[:12])
    return any(_PART_OF_ANOTHER.match(one.heading or one.text) for one in front if one.kind == "heading")
