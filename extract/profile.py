"""Profiles: the words and label shapes in which codes differ, as data (`profiles/*.toml`), chosen by looking."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

NAMES = ("gb-energy-code", "uk-legislation", "canada", "us", "contract")


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one family of codes; every word is lower case and singular unless it says otherwise.

    `signs` are regular expressions that betray the family. `provision_units` name a provision ("clause"),
    `container_units` a division of a document ("part"), `document_units` a document of its own ("appendix").
    `own_words` name the document itself behind "this" ("agreement"). `lower_case_terms` tells that terms may be
    defined in lower case.
    """

    name: str
    signs: tuple[str, ...] = ()
    provision_units: tuple[str, ...] = ()
    container_units: tuple[str, ...] = ()
    document_units: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    lower_case_terms: bool = False


def from_toml(text: str) -> Profile:
    """The profile that a TOML text describes; ValueError names a key that no profile has."""
    data: dict[str, Any] = tomllib.loads(text)
    known = {f.name for f in fields(Profile)}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ValueError(f"a profile has no key {unknown[0]!r}; it has {', '.join(sorted(known))}")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return Profile(**values)


@cache
def load(name: str) -> Profile:
    """The profile that comes with Lapse under this name, one of `NAMES`; KeyError otherwise."""
    if name not in NAMES:
        raise KeyError(name)
    return from_toml((files("extract.profiles") / f"{name}.toml").read_text(encoding="utf-8"))


def signs(texts: Iterable[str]) -> dict[str, int]:
    """How many signs of each profile there are in `texts`, by the profile's name, in the order of `NAMES`."""
    sample = "\n".join(texts)
    return {name: sum(len(re.findall(sign, sample)) for sign in load(name).signs) for name in NAMES}


def choose(counts: Mapping[str, int]) -> Profile:
    """The profile with most signs; the first of `NAMES` where there are none."""
    return load(max(NAMES, key=lambda name: counts.get(name, 0)))
