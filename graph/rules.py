"""The rules: which there are, and what their query files say of themselves. A code is never used twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from ontology.results import Level
from ontology.vocabulary import PREFIXES

RULES = (
    "lap101_orphaned_term",
    "lap102_meaning_shift",
    "lap103_broken_import",
    "lap104_lost_blanket_import",
    "lap105_dangling_reference",
    "lap106_partly_dangling_reference",
    "lap107_reverting_variation",
    "lap108_unfounded_document",
    "lap109_idle_definition",
    "lap110_stale_provision",
    "lap111_orphan_window",
    "lap112_enduring_obligation",
)
"""The query files of the rules that compare two states, in the order of their codes."""

DEFECTS = (
    "lap201_undefined_term",
    "lap202_unused_definition",
    "lap203_duplicate_definition",
    "lap204_conflicting_definition",
    "lap205_circular_definition",
    "lap206_misplaced_definition",
    "lap207_unresolved_reference",
    "lap208_ambiguous_reference",
    "lap209_heading_mismatch",
    "lap210_duplicate_number",
    "lap211_two_titles",
    "lap212_two_expansions",
    "lap213_stale_field",
    "lap214_lost_bookmark",
    "lap215_absent_document",
    "lap216_out_of_scope_term",
    "lap217_stale_name",
)
"""The query files of the rules that look at the code as it stands today, in the order of their codes."""

QUESTIONS = (
    "definitions_in_several_documents",
    "documents_by_reliance",
    "orphans_by_document",
    "silent_reliance",
    "unresolved_references",
    "uses_without_definition",
)
"""The query files that ask the linked code as it stands today."""

_PREFIXED = re.compile(r"\b([a-z]+):(\w+)")
_HEADER = re.compile(r"^#\+ (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file describes it: the header's fields and the SPARQL text (prefixes are added on running).

    `message`, `cured`, `existing` and `dropped` (cured, as what was in want is gone) are sentences with {subject},
    {target} (one {lapses}, {is}; several lapse, are),
    {former}, {detail} and {document} to fill in; `code`, `message` and the like are "" for a question that yields no
    findings. A rule speaks of a subject once a place, or `once` a document or a code, and then tells the other places
    as {more}. `joins` stands between the details of a finding where it has several; without it the first one counts.
    """

    file: str
    name: str
    title: str
    problem: str
    solution: str
    sparql: str
    code: str = ""
    level: Level = "info"
    message: str = ""
    cured: str = ""
    existing: str = ""
    dropped: str = ""
    fix: str = ""
    once: str = "place"
    parameters: str = "none"
    joins: str = ""

    def sentence(self, cause: str) -> str:
        """The sentence for a finding of this cause."""
        return {"cured": self.cured, "existing": self.existing}.get(cause) or self.message


@cache
def load(file: str) -> Rule:
    """The rule or question in the query file of this name; ValueError where its header is not sound."""
    text = (files("graph.queries") / f"{file}.rq").read_text(encoding="utf-8")
    header = {key: value.strip() for key, value in _HEADER.findall(text)}
    level = header.pop("level", "info")
    if level not in get_args(Level):
        raise ValueError(f"{file}.rq: {level!r} is no level")
    missing = {"name", "title", "problem", "solution"} - set(header)
    if missing:
        raise ValueError(f"{file}.rq: the header lacks {', '.join(sorted(missing))}")
    return Rule(file=file, sparql=text, level=cast(Level, level), **header)


def rules() -> tuple[Rule, ...]:
    """All rules in the order of their codes."""
    return tuple(load(file) for file in RULES)


def defects() -> tuple[Rule, ...]:
    """All rules that look at the code as it stands, in the order of their codes."""
    return tuple(load(file) for file in DEFECTS)


@cache
def asked() -> frozenset[str]:
    """The properties and classes (IRIs in angle brackets) that the rules which compare two states ask for."""
    names = (name for rule in rules() for name in _PREFIXED.findall(rule.sparql))
    return frozenset(f"<{PREFIXES[prefix]}{name}>" for prefix, name in names if prefix in PREFIXES)


def find(name: str) -> Rule | None:
    """The rule or question that goes by this code, name or file name, None for none."""
    wanted = name.casefold().replace("-", "_").removesuffix(".rq")
    for file in (*RULES, *DEFECTS, *QUESTIONS):
        rule = load(file)
        if wanted in (rule.code.casefold(), rule.name.replace("-", "_"), file):
            return rule
    return None
