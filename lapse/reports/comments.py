"""The reviewers' own files back: copies of the surviving Word files with a comment at everything left open in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.readers.docx.archive import PackageError
from extract.readers.docx.reader import MEDIA_TYPE
from extract.spots import spots
from lapse.asking import UnclearError
from lapse.corpus import whole
from lapse.corpus.folder import COPIES
from lapse.expiry import Expiry
from lapse.wording import count
from ontology.model import Document
from ontology.places import Span
from ontology.results import Evidence, Finding

from .content import Report, decision_words, spoken
from .marking import Remark, annotate

CODES = ("LAP101", "LAP102", "LAP103", "LAP104", "LAP105", "LAP106")
"""The rules whose findings have words in surviving text: terms, definitions and references that lose their ground."""


@dataclass(frozen=True, slots=True)
class Commented:
    """The copies that were written, how many comments are in them, and a sentence for what has none."""

    files: tuple[Path, ...]
    comments: int
    left: tuple[str, ...]


def comment(expiry: Expiry, folder: Path) -> Commented:
    """Writes the copies to a folder. UnclearError where they would replace the documents; OSError where that fails."""
    report = Report(expiry)
    here = {path.resolve().parent for reading in expiry.readings for path in reading.files.values()}
    if folder.resolve() in here:
        raise UnclearError(f"{folder} holds the documents themselves; give another folder for the copies")
    written: list[Path] = []
    left: list[str] = []
    number = 0
    for document, found in _open(report):
        path = expiry.files.get(document.id)
        if path is None or document.media_type != MEDIA_TYPE:
            left.append(
                f"{document.source or document.id} is no Word file, so its "
                f"{count(len(found), 'finding has', 'findings have')} no comment"
            )
            continue
        try:
            data, remarks, missed = _marked(report, document, path.read_bytes(), found)
        except PackageError as problem:
            left.append(f"{path.name}: {problem}")
            continue
        target = folder / (
            path.name
            if path.name not in {one.name for one in written}
            else f"{document.id.replace('/', '-')}-{path.name}"
        )
        folder.mkdir(parents=True, exist_ok=True)
        (folder / COPIES).write_text(
            "Copies with comments by Lapse; this folder is not read as documents.\n", encoding="utf-8"
        )
        whole.write(target, data)
        written.append(target)
        number += remarks
        left += missed
    return Commented(tuple(written), number, tuple(left))


def _open(report: Report) -> Iterator[tuple[Document, list[Finding]]]:
    """The documents that stay in force with what is left open in each."""
    causes = ("caused", "existing") if report.expiry.later else ("caused",)
    found: dict[str, list[Finding]] = {}
    for one in report.findings:
        if one.code in CODES and one.cause in causes and one.evidence:
            found.setdefault(one.place.document, []).append(one)
    for document in (report.expiry.later or report.expiry.corpus).documents:
        if document.id in found and document.id in report.expiry.comparison.after.documents:
            yield document, found[document.id]


def _marked(report: Report, document: Document, data: bytes, found: list[Finding]) -> tuple[bytes, int, list[str]]:
    """A file with its comments, their number, and a sentence for each that could not be put in."""
    wanted = [(one, evidence) for one in found for evidence in one.evidence]
    places = spots(data, document.source, document.provisions, [_key(*one) for one in wanted])
    remarks = [Remark(places[_key(*one)], _paragraphs(report, one[0])) for one in wanted]
    marked, left = annotate(data, remarks)
    missed = [
        f"{report.place(one.place)}: “{evidence.text}” stands where Word allows no comment ({one.id})"
        for (one, evidence), remark in zip(wanted, remarks, strict=True)
        if remark in left
    ]
    return marked, len(remarks) - len(missed), missed


def _key(one: Finding, evidence: Evidence) -> tuple[str, Span]:
    return one.place.provision, Span(evidence.start, evidence.end)


def _paragraphs(report: Report, one: Finding) -> tuple[str, ...]:
    """What the comment says."""
    decided = decision_words(report.decision(one))
    return (
        f"{spoken(one.name)}: {report.said(one)}.",
        *([f"To mend it: {report.said(one, one.fix)}."] if one.fix else []),
        *([f"Decided: {decided}."] if decided else []),
        one.id,
    )
