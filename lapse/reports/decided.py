"""Decisions read back from the workbook that a reviewer filled in, by the ids of the findings."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from extract.readers.sheet_parts import XlsxError, check
from lapse.asking import UnclearError, day
from lapse.decisions import CHOICES, Decision, Decisions, DecisionsError

from .workbook import KEPT

SHEET = "Findings"
HEADS = ("decision", "note", "by", "on", "id")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Read:
    """The decisions of a workbook in the order of its rows, and a sentence for each row that cannot be used."""

    decisions: tuple[Decision, ...]
    problems: tuple[str, ...]


def read_decisions(path: Path, kept: Decisions) -> Read:
    """What was decided in a workbook. DecisionsError where it is no workbook that Lapse wrote.

    Rows that say what stands among the decisions `kept` already are left out. A new decision that does not say by whom
    or when is taken for that of the person who saved the workbook last, on that day.
    """
    book = _opened(path)
    if SHEET not in book.sheetnames or KEPT not in book.sheetnames:
        raise DecisionsError(f"{path.name} is no workbook of findings; `lapse report ID DIR -o FILE.xlsx` writes one")
    known = {str(row[0]) for row in book[KEPT].iter_rows(values_only=True) if row and row[0]}
    rows = list(_rows(book[SHEET].iter_rows(values_only=True)))
    if not rows and known:
        raise DecisionsError(f"{path.name}: the sheet {SHEET} lacks its columns {', '.join(HEADS)}; write it anew")
    saved_by, saved_on = _saved(book)
    found, problems = [], []
    for number, cells in rows:
        one, problem = _decision(cells, known)
        if problem:
            problems.append(f"{path.name}, {SHEET}, row {number}: {problem}")
        elif one is not None and not _stands(one, kept.standing):
            found.append(replace(one, by=one.by or saved_by, on=one.on or saved_on))
    return Read(tuple(found), tuple(problems))


def _opened(path: Path) -> Any:
    try:
        data = path.read_bytes()
        check(data)
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except XlsxError as problem:
        raise DecisionsError(f"{path.name}: {problem}") from problem
    except OSError as problem:
        raise DecisionsError(f"{path} cannot be opened: {problem.strerror or problem}") from problem
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile) as problem:
        raise DecisionsError(f"{path.name} is not a whole workbook; save it once more as .xlsx") from problem


def _saved(book: Any) -> tuple[str, str]:
    """Who saved a workbook last, and on which day, as the file says; the program itself is nobody."""
    by, on = book.properties.lastModifiedBy or "", book.properties.modified
    return ("" if by == "Lapse" else str(by)), on.date().isoformat() if isinstance(on, datetime) and by not in (
        "",
        "Lapse",
    ) else ""


def _rows(rows: Iterator[Sequence[Any]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows below the header, with their numbers in the sheet, by the names of the columns."""
    heads: list[str] = []
    for number, row in enumerate(rows, start=1):
        names = [_text(cell).lower() for cell in row]
        if not heads:
            heads = names if set(HEADS) <= set(names) else []
        elif any(cell is not None for cell in row):
            yield number, {head: row[at] for at, head in enumerate(heads) if head in HEADS}


def _decision(cells: Mapping[str, Any], known: set[str]) -> tuple[Decision | None, str]:
    """The decision of a row, None for an empty one, or what is wrong with it."""
    id_, choice, note, by = (_text(cells.get(key)) for key in ("id", "decision", "note", "by"))
    if not (choice or note):
        return None, ""
    if id_ not in known:
        return None, f"no finding of this report has the id “{id_}”" if id_ else "the id is missing"
    if not choice:
        return (
            None,
            f"a note without a decision; choose one of {', '.join(CHOICES)} (“discuss” where it is only a note)",
        )
    if choice.lower() not in CHOICES:
        return None, f"“{choice}” is no decision; there are {', '.join(CHOICES)}"
    on = cells.get("on")
    try:
        shown = "" if on is None or not _text(on) else (on if isinstance(on, date) else day(_text(on)))
    except UnclearError:
        return None, f"“{_text(on)}” is no day; write it as 2025-11-20"
    written = shown.date() if isinstance(shown, datetime) else shown
    return Decision(id_, choice.lower(), note, by, written.isoformat() if isinstance(written, date) else ""), ""


def _stands(one: Decision, standing: Mapping[str, Decision]) -> bool:
    """Whether a row says only what stands already."""
    known = standing.get(one.id)
    same = known is not None and (known.decision, known.note) == (one.decision, one.note)
    return same and known is not None and one.by in ("", known.by) and one.on in ("", known.on)


def _text(cell: Any) -> str:
    return _SPACE.sub(" ", str(cell)).strip() if cell is not None else ""
