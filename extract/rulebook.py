"""The rules of language by their names: what each says, and the cases in which it fires and in which it is silent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from .definitions import RULES as DEFINITIONS
from .definitions.blanket import find_blanket
from .definitions.derived import derived_forms
from .references import again, behind, lookalikes, tables
from .references.rules import RULES as REFERENCES
from .uses.forms import SPELLINGS
from .uses.silence import SILENCES

Kind = Literal["definition", "reference", "no reference", "use", "no use"]
"""What a rule finds. The rules of "no reference" and "no use" fire where they keep something from being found."""

_FILES: dict[Kind, str] = {
    "definition": "definitions",
    "reference": "references",
    "no reference": "references",
    "use": "uses",
    "no use": "uses",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a file: its title, its text and what must be found; the rules that fire, and those that must not."""

    title: str
    text: str
    expected: str
    fires: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """A rule by the name that findings bear, its definition in words, and its cases."""

    name: str
    kind: Kind
    says: str
    fires: tuple[Case, ...] = ()
    silent: tuple[Case, ...] = ()


@cache
def cases(file: str) -> tuple[Case, ...]:
    """The cases of `extract/cases/FILE.txt`, in order."""
    text = (files("extract.cases") / f"{file}.txt").read_text(encoding="utf-8")
    return tuple(_case(block) for block in re.split(r"^====\n", text, flags=re.MULTILINE)[1:])


def _case(block: str) -> Case:
    title, text, expected = re.split(r"^\.(?:\n|\Z)", block, maxsplit=2, flags=re.MULTILINE)
    first, *marks = title.strip().split("\n")
    named = {key: tuple(one.strip() for one in value.split(",")) for key, value in (m.split(": ", 1) for m in marks)}
    return Case(first, text.strip("\n"), expected.strip("\n"), named.get("fires", ()), named.get("silent", ()))


@cache
def rulebook() -> tuple[LanguageRule, ...]:
    """Every rule, in the order in which they look: definitions, references, uses."""
    return tuple(_with_cases(name, kind, says) for kind in get_args(Kind) for name, says in _NAMED[kind]())


def find(name: str) -> LanguageRule | None:
    """The rule of this name, None for none."""
    return next((rule for rule in rulebook() if rule.name == name.strip().lower()), None)


def _with_cases(name: str, kind: Kind, says: str) -> LanguageRule:
    known = cases(_FILES[kind])
    fires = tuple(case for case in known if name in case.fires)
    return LanguageRule(name, kind, says, fires, tuple(case for case in known if name in case.silent))


def _said(finder: Callable[..., Any]) -> str:
    """A docstring as one paragraph, without the name of the rule in front."""
    text = " ".join((finder.__doc__ or "").split())
    return re.sub(r"^[a-z]+(?:-[a-z]+)*: ", "", text)


def _definitions() -> Iterator[tuple[str, str]]:
    yield from ((rule.name, _said(rule.find)) for rule in DEFINITIONS)
    yield "derived-form", _said(derived_forms)
    yield "blanket-import", _said(find_blanket)


def _references() -> Iterator[tuple[str, str]]:
    yield from ((rule.name, _said(rule.find)) for rule in REFERENCES)
    for finder in (behind.bare_labels, again.unnamed_labels, tables.in_column, tables.in_row):
        yield (finder.__doc__ or "").partition(": ")[0], _said(finder)


def _look_alikes() -> Iterator[tuple[str, str]]:
    yield from (
        (one.name, one.says) for one in (*lookalikes.BEHIND, lookalikes.TITLE, lookalikes.COMPANY, *lookalikes.NUMBERS)
    )


def _uses() -> Iterator[tuple[str, str]]:
    yield from SPELLINGS.items()


def _silences() -> Iterator[tuple[str, str]]:
    yield from ((rule.__name__.replace("_", "-"), _said(rule)) for rule in SILENCES)


_NAMED: dict[Kind, Callable[[], Iterator[tuple[str, str]]]] = {
    "definition": _definitions,
    "reference": _references,
    "no reference": _look_alikes,
    "use": _uses,
    "no use": _silences,
}
