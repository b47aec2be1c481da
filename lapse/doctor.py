"""Whether Lapse is installed as it should be: one check a line, each with a sentence for whoever has to mend it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from graph.store import Store, StoreError

from .corpus import keeping
from .settings import SettingsError, load

OLDEST = (3, 11)
PACKAGES = ("lapse", "graph", "extract", "ontology")
FACTORIES = {
    "lapse_definitions": "extract.components:make_definitions",
    "lapse_references": "extract.components:make_references",
    "lapse_uses": "extract.components:make_uses",
}
PROGRAMS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "Chromium": (("chromium", "chromium-browser", "google-chrome"), "the tests look at pictures with it"),
    "LibreOffice": (("libreoffice", "soffice"), "the tests compare clause numbers in Word files with it"),
    "Tesseract": (("tesseract",), "scanned pages and numbers that are pictures are read with it, with the extra ocr"),
    "Graphviz": (("dot",), "exported networks can be drawn with it"),
}
"""Programs that Lapse runs without: the commands that each goes by, and what it is good for."""


class Check(NamedTuple):
    """One check: its name, whether it went well, a sentence, and whether Lapse needs it to be well."""

    name: str
    ok: bool
    sentence: str
    required: bool = True


def doctor(folder: Path | None = None, code: Path | None = None) -> list[Check]:
    """Every check, in order; `folder` is where a store is tried out, a temporary one where it is None. Never raises.

    Where the `lapse.toml` of a `code` names an endpoint, that is asked too.
    """
    remote = endpoint(code) if code else []
    return [python(sys.version_info[:3]), packages(), *factories(), store(folder), *remote, *programs()]


def python(version: tuple[int, ...]) -> Check:
    """Whether Python is recent enough."""
    shown = ".".join(map(str, version))
    if version[:2] >= OLDEST:
        return Check("Python", True, f"Python {shown}.")
    wanted = ".".join(map(str, OLDEST))
    return Check("Python", False, f"Python {shown} is too old; install {wanted} or later.")


def packages(names: tuple[str, ...] = PACKAGES) -> Check:
    """Whether the packages of Lapse lie in one folder: another package may hide one, as their names are common."""
    places: dict[str, Path | None] = {name: _place(name) for name in names}
    absent = [name for name, found in places.items() if found is None]
    if absent:
        return Check("packages", False, f"{_and(absent)} cannot be found; install Lapse again.")
    if len(set(places.values())) == 1:
        return Check("packages", True, f"{_and(list(names))} come from {next(iter(places.values()))}.")
    where = "; ".join(f"{name} from {found}" for name, found in places.items())
    return Check("packages", False, f"They come from several places ({where}); give Lapse an environment of its own.")


def _place(name: str) -> Path | None:
    """The folder that a package lies in, None where there is no such package."""
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or not spec.origin:
        return None
    return Path(spec.origin).resolve().parent.parent


def factories(expected: Mapping[str, str] = FACTORIES) -> list[Check]:
    """Whether spaCy finds each of our components by its name, and whether it is ours."""
    registered = {one.name: one for one in entry_points(group="spacy_factories")}
    return [_factory(name, value, registered.get(name)) for name, value in expected.items()]


def _factory(name: str, value: str, found: object) -> Check:
    title = f"spaCy {name}"
    if found is None:
        return Check(title, False, "It is not registered with spaCy; install Lapse again.")
    if getattr(found, "value", "") != value:
        return Check(title, False, f"{getattr(found, 'value', '')} has taken its name; remove the package it is from.")
    try:
        found.load()  # type: ignore[attr-defined]
    except Exception as problem:  # whatever keeps a component from loading is what is to be told
        return Check(title, False, f"It cannot be loaded: {problem}.")
    return Check(title, True, "Registered with spaCy.")


def store(folder: Path | None = None) -> Check:
    """Whether a store can be written to disk and read again, in `folder` or in a temporary one."""
    try:
        with tempfile.TemporaryDirectory(prefix=".lapse-doctor-", dir=folder) as made:
            target = Path(made) / "store"
            with Store.revise(target) as writing:
                writing.load(["<urn:lapse:a> <urn:lapse:b> <urn:lapse:c> <urn:lapse:d> ."])
            with Store.read_only(target) as reading:
                size = len(reading)
    except (OSError, StoreError) as problem:
        return Check("store", False, f"A store cannot be written: {problem}.")
    if size != 1:
        return Check("store", False, "A store gives back something else than was written to it; install Lapse again.")
    return Check("store", True, "A store can be written and read.")


def endpoint(code: Path) -> list[Check]:
    """Whether the endpoint that a code's `lapse.toml` names answers, and what is in it; nothing where it names none."""
    title = "endpoint"
    try:
        settings = load(code)
        if not settings.store:
            return []
        with keeping.endpoint(settings) as remote:
            held, graphs, union = remote.code(), len(remote.graphs()), remote.sees_all()
    except (SettingsError, StoreError) as problem:
        return [Check(title, False, f"{problem}.")]
    what = f"it holds {graphs} graphs of the code “{held}”" if held else "no code was put into it yet"
    apart = "" if union or not held else " A query that names no graph does not see them: name them, or set it up so."
    return [Check(title, True, f"{remote.host} answers, and {what}.{apart}")]


def programs(known: Mapping[str, tuple[tuple[str, ...], str]] = PROGRAMS) -> list[Check]:
    """Which of the optional programs are there."""
    out = []
    for title, (commands, use) in known.items():
        found = next((path for one in commands if (path := shutil.which(one))), None)
        sentence = f"Found at {found}." if found else f"Not found. Lapse works without it; {use}."
        out.append(Check(title, bool(found), sentence, required=False))
    return out


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
