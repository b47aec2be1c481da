"""The page of what was measured, made of the files in bench/figures: what `bench/speed.py` wrote, `queries.py` said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).parent.parent / "bench" / "figures"
OPENING = """# What was measured

Made of the files in `bench/figures`: the tables are what `python bench/speed.py FOLDER --write FILE.json` left there,
the text is what `python bench/queries.py` printed. [How large a code can be](../scale.md) says what the figures mean.
`wall` and `processor` are seconds, `times` how often those of the line above, `GB` the peak of memory over all
processes; R is spaCy's blank English tokenizer as it comes on the same text. Ratios are of processor seconds.
"""


def write(path: Path) -> None:
    """Writes the page."""
    path.write_text(page(), encoding="utf-8")


def page() -> str:
    """The page, in MyST: a section for each file, a table for each stage."""
    tables = (line for path in sorted(FIGURES.glob("*.json")) for line in _section(path))
    said = (f"## {path.stem}\n\n```text\n{path.read_text(encoding='utf-8')}```\n" for path in FIGURES.glob("*.txt"))
    return "\n".join([OPENING, *tables, *said])


def _section(path: Path) -> Iterator[str]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    yield from (f"## {path.stem}", "", f"{found.pop('documents'):,} documents; {found.pop('machine')}.", "")
    for stage, figures in found.items():
        rows = figures if all(isinstance(one, dict) for one in figures.values()) else {stage: figures}
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        yield from (f"| {stage} | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}")
        yield from (f"| {name} | {' | '.join(_cells(row, columns))} |" for name, row in rows.items())
        yield ""


def _cells(row: Mapping[str, Any], columns: list[str]) -> Iterator[str]:
    return (f"{row.get(one, ''):,}" if isinstance(row.get(one), int) else str(row.get(one, "")) for one in columns)
