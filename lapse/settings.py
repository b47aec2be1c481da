"""`lapse.toml`: what a person says about a code and its documents. A folder needs none."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graph.addresses import Addresses
from ontology.names import BASE

FILE = "lapse.toml"
LEVELS = ("error", "warning", "info", "off")
"""The levels that a code of findings can be given; one that is off is not shown."""


class SettingsError(Exception):
    """`lapse.toml` cannot be used: one sentence says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """One document: its id and file (relative to the folder), and what its text does not say, or says wrongly.

    `in_force_from` is its first day, `in_force_until` its last; `general` tells that its definitions hold for the
    whole code. None and empty values leave what was read as it is.
    """

    id: str
    file: str
    title: str = ""
    aliases: tuple[str, ...] = ()
    version: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    general: bool | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The code: its short name (which may stand before a document's name), its title, its profile and its documents.

    `levels` gives codes of findings another level ("error", "warning", "info", "off"); `ignore` gives ids of findings
    that a person has looked at, each with the reason why it may stand. `store` is the URL of a SPARQL 1.1 endpoint that
    is to hold the graph, or its three URLs (`query`, `update`, `graphs`); "" keeps the graph in the folder.
    """

    name: str = ""
    title: str = ""
    profile: str = ""
    base: str = BASE
    store: str | Mapping[str, str] = ""
    documents: tuple[DocumentSettings, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    ignore: Mapping[str, str] = field(default_factory=dict)

    def on(self, day: date | None) -> tuple[DocumentSettings, ...]:
        """The documents on a day, of each the version in force then: the latest that had begun, else the first.

        The latest of all where no day is asked for. Each keeps the place of the document's first entry.
        """
        found: dict[str, DocumentSettings] = {}
        for one in sorted(self.documents, key=lambda one: one.in_force_from or date.min):
            if one.id not in found or day is None or one.in_force_from is None or one.in_force_from <= day:
                found[one.id] = one
        return tuple(found[id_] for id_ in dict.fromkeys(one.id for one in self.documents))


def load(folder: Path) -> Settings:
    """The settings of a folder; those of a folder without `lapse.toml` are empty. SettingsError where it is unsound."""
    path = folder / FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as problem:
        raise SettingsError(f"{path} cannot be read: {problem}") from problem
    documents, store = data.pop("document", []), _store(data.pop("store", ""), path)
    levels, ignore = _levels(data.pop("levels", {}), path), _reasons(data.pop("ignore", {}), path)
    if not isinstance(documents, list):
        raise SettingsError(f"{path}: documents are written as [[document]]")
    _check(data, Settings, path, "")
    found = tuple(_document(one, path, number) for number, one in enumerate(documents, start=1))
    starts = [(one.id, one.in_force_from) for one in found]
    if twice := sorted({id_ for id_, start in starts if starts.count((id_, start)) > 1}):
        raise SettingsError(
            f"{path}: two documents have the id “{twice[0]}”; give each its own, or each version its first day "
            "(in_force_from)"
        )
    return Settings(**data, store=store, documents=found, levels=levels, ignore=ignore)


def _store(said: Any, path: Path) -> str | dict[str, str]:
    """The URL of an endpoint, or its three; SettingsError where it cannot be used."""
    urls: str | dict[str, str]
    if isinstance(said, str):
        urls = said
    elif isinstance(said, dict) and all(isinstance(url, str) for url in said.values()):
        urls = dict(said)
    else:
        raise SettingsError(f'{path}: a store is written as store = "https://…"')
    try:
        if urls:
            Addresses.of(urls)
    except ValueError as problem:
        raise SettingsError(f"{path}: {problem}") from problem
    return urls


def _levels(data: Any, path: Path) -> dict[str, str]:
    """[levels]: a level for a code or a name; SettingsError where there is no such code or level."""
    if not isinstance(data, dict):
        raise SettingsError(f'{path}: levels are written as [levels], with lines such as LAP202 = "off"')
    found: dict[str, str] = {}
    for key, level in data.items():
        from . import codes  # noqa: PLC0415 - the rules, where a code is named

        meant = codes.meant(key)
        if len(meant) != 1:
            raise SettingsError(f"{path}: [levels] names “{key}”, which is no code; `lapse explain` lists them")
        if level not in LEVELS:
            raise SettingsError(f"{path}: [levels] gives {key} the level {level!r}; there are {', '.join(LEVELS)}")
        found[meant[0]] = level
    return found


def _reasons(data: Any, path: Path) -> dict[str, str]:
    """[ignore]: ids of findings with reasons; SettingsError where an id has no code or no reason."""
    if not isinstance(data, dict):
        raise SettingsError(f'{path}: findings to ignore are written as [ignore], with lines such as LAP207-… = "why"')
    for key, reason in data.items():
        from . import codes  # noqa: PLC0415 - as above

        if key.partition("-")[0] not in codes.names():
            raise SettingsError(f"{path}: [ignore] names “{key}”, which is no id of a finding")
        if not isinstance(reason, str) or not reason.strip():
            raise SettingsError(f"{path}: [ignore] gives no reason for {key}; say in a few words why it may stand")
    return dict(data)


def _document(data: Any, path: Path, number: int) -> DocumentSettings:
    where = f"document {number}"
    if not isinstance(data, dict):
        raise SettingsError(f"{path}: {where} is not a table; documents are written as [[document]]")
    for key in ("id", "file"):
        if not isinstance(data.get(key), str) or not data[key]:
            raise SettingsError(f'{path}: {where} needs {key} = "…"')
    _check(data, DocumentSettings, path, f"{where} ({data['id']})")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    return DocumentSettings(**values)


_SORTS: dict[str, tuple[type, ...]] = {
    "aliases": (list,),
    "in_force_from": (date,),
    "in_force_until": (date,),
    "general": (bool,),
}


def _check(data: dict[str, Any], shape: type, path: Path, where: str) -> None:
    """SettingsError where a key is unknown or its value is of the wrong sort."""
    known = [f.name for f in fields(shape) if f.name not in ("documents", "levels", "ignore", "store")]
    for key, value in data.items():
        at = f"{path}: {where + ': ' if where else ''}"
        if key not in known:
            raise SettingsError(f"{at}there is no setting “{key}”; there are {', '.join(known)}")
        sorts = _SORTS.get(key, (str,))
        if not isinstance(value, sorts) or isinstance(value, datetime):
            sort = {list: "a list of texts", date: "a date such as 2025-12-31", bool: "true or false"}
            raise SettingsError(f"{at}{key} is {value!r}, but should be {sort.get(sorts[0], 'a text')}")
        if isinstance(value, list) and not all(isinstance(one, str) for one in value):
            raise SettingsError(f"{at}{key} holds something that is not a text")


def dump(settings: Settings) -> str:
    """The settings as the text of a `lapse.toml`."""
    lines = [f"name = {_quoted(settings.name)}", f"title = {_quoted(settings.title)}"]
    if settings.profile:
        lines.append(f"profile = {_quoted(settings.profile)}")
    if settings.base != BASE:
        lines.append(f"base = {_quoted(settings.base)}")
    if isinstance(settings.store, str) and settings.store:
        lines.append(f"store = {_quoted(settings.store)}")
    for one in settings.documents:
        lines += ["", "[[document]]", f"id = {_quoted(one.id)}", f"file = {_quoted(one.file)}"]
        lines.append(f"title = {_quoted(one.title)}")
        lines.append(f"aliases = [{', '.join(map(_quoted, one.aliases))}]")
        lines.append(f"version = {_quoted(one.version)}")
        lines.append(f"general = {'true' if one.general else 'false'}")
        for key in ("in_force_from", "in_force_until"):
            day = getattr(one, key)
            lines.append(f"{key} = {day.isoformat()}" if day else f"# {key} = 2025-12-31")
    store = {} if isinstance(settings.store, str) else settings.store
    for name, table in (("store", store), ("levels", settings.levels), ("ignore", settings.ignore)):
        if table:
            lines += ["", f"[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = "".join(
        {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}.get(
            c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}"
        )
        for c in text
    )
    return f'"{escaped}"'
