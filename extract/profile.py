"""Profiles: the words and label shapes in which codes differ, as data (`profiles/*.toml`), chosen by looking."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

NAMES = ("gb-energy-code", "uk-legislation", "canada", "us", "contract", "eu", "handbook")


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of one family of codes; every word is lower case and singular unless it says otherwise.

    `signs` are regular expressions that betray the family. `provision_units` name a provision ("clause"),
    `container_units` a division of a document ("part"), `document_units` a document of its own ("appendix").
    `own_words` name the document itself behind "this" ("agreement"). `lower_case_terms` tells that terms may be
    defined in lower case, `shares_terms` that the documents of a folder share theirs, `bare_numbers` that clauses are
    cited by their numbers alone ("in 3.1"). `documents` are names, as they are written, that no word marks as a
    document's ("Canada Pension Plan").
    """

    name: str
    signs: tuple[str, ...] = ()
    provision_units: tuple[str, ...] = ()
    container_units: tuple[str, ...] = ()
    document_units: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    lower_case_terms: bool = False
    shares_terms: bool = False
    bare_numbers: bool = False
    documents: tuple[str, ...] = ()


def from_toml(text: str, name: str = "") -> Profile:
    """The profile that a TOML text describes, under its own name or `name`; ValueError says what is wrong with it.

    With `extends`, the name of a profile that comes with Lapse, what the text lists is added to that one's lists.
    """
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise ValueError(f"a profile is written in TOML: {problem}") from problem
    base = data.pop("extends", "")
    if base and base not in NAMES:
        raise ValueError(f"a profile extends one of {', '.join(NAMES)}, and not {base!r}")
    known = {f.name: f for f in fields(Profile)}
    unknown = sorted(set(data) - set(known))
    if unknown:
        raise ValueError(f"a profile has no key {unknown[0]!r}; it has extends, {', '.join(sorted(known))}")
    for key, value in data.items():
        if not _fits(value, known[key].default):
            raise ValueError(f"{key} of a profile is {_shape(known[key].default)}, and not {value!r}")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    for sign in values.get("signs", ()):
        try:
            re.compile(sign)
        except re.error as problem:
            raise ValueError(f"the sign {sign!r} is no regular expression: {problem}") from problem
    if base:
        over = load(base)
        values = {
            k: tuple(dict.fromkeys((*getattr(over, k), *v))) if isinstance(v, tuple) else v for k, v in values.items()
        }
        return replace(over, **{**values, "name": name or values.get("name", base)})
    return Profile(**{**values, "name": name or values.get("name", "")})


def _fits(value: Any, default: Any) -> bool:
    """Whether a value has the type that a key of a profile has."""
    if isinstance(default, tuple):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return isinstance(value, bool if isinstance(default, bool) else str)


def _shape(default: Any) -> str:
    return (
        "a list of texts" if isinstance(default, tuple) else "true or false" if isinstance(default, bool) else "a text"
    )


def load(name: str) -> Profile:
    """The profile that comes with Lapse under this name, or that of a file whose path ends in .toml.

    KeyError where there is no profile of the name; ValueError and OSError where a file is none or cannot be read.
    """
    return _from_file(name, fingerprint(name)) if name.endswith(".toml") else _own(name)


def fingerprint(name: str) -> str:
    """A digest of a profile's file; "" for one that comes with Lapse. OSError where the file cannot be read."""
    return sha256(Path(name).read_bytes()).hexdigest() if name.endswith(".toml") else ""


@cache
def _own(name: str) -> Profile:
    if name not in NAMES:
        raise KeyError(name)
    return from_toml((files("extract.profiles") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _from_file(path: str, digest: str) -> Profile:
    """The profile of a file with this digest; its name is the path, by which it is found again."""
    return from_toml(Path(path).read_text(encoding="utf-8"), path)


def signs(texts: Iterable[str]) -> dict[str, int]:
    """How many signs of each profile there are in `texts`, by the profile's name, in the order of `NAMES`."""
    sample = "\n".join(texts)
    return {
        name: sum(len(re.findall(sign, sample)) for sign in load(name).signs if _begun(sign) in sample)
        for name in NAMES
    }


@cache
def _begun(sign: str) -> str:
    """The letters that whatever a sign finds begins with; "" where they cannot be told. To look for them is quick."""
    if "|" in re.sub(r"\([^()]*\)|\[[^\]]*\]", "", sign):
        return ""
    found = re.match(r"\\b([A-Za-z ]{3,})(?P<more>[?*{]?)", sign)
    return "" if found is None else found[1][:-1] if found["more"] else found[1]


def choose(counts: Mapping[str, int]) -> Profile:
    """The profile with most signs; the first of `NAMES` where there are none."""
    return load(max(NAMES, key=lambda name: counts.get(name, 0)))
