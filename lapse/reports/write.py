"""Which reporter writes which format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lapse.asking import UnclearError
from lapse.corpus import whole
from lapse.expiry import Expiry

from . import data, markdown, page, rows, sarif, word, workbook
from .content import Report


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, what it is called, and what renders it."""

    ending: str
    name: str
    render: Callable[[Report], bytes]


FORMATS = (
    Format(".xlsx", "Excel", workbook.render),
    Format(".docx", "Word", word.render),
    Format(".html", "HTML", page.render),
    Format(".md", "Markdown", markdown.render),
    Format(".csv", "CSV", rows.render),
    Format(".json", "JSON", data.render),
    Format(".sarif", "SARIF", sarif.render),
)
"""Every format that a report can have."""


def write(expiry: Expiry, path: Path) -> Path:
    """Writes the report of an expiry to `path`, in the format of its ending.

    UnclearError for another ending, OSError where it cannot be written.
    """
    chosen = next((one for one in FORMATS if one.ending == path.suffix.lower()), None)
    if chosen is None:
        endings = ", ".join(one.ending for one in FORMATS)
        raise UnclearError(f"{path.name} does not end in a format that a report has; there are {endings}")
    whole.write(path, chosen.render(Report(expiry)))
    return path
