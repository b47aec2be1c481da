"""The PDF reader on twins: the same contracts as Word and as PDF; and pages a second beside pdfplumber alone.

    python bench/pdf.py [FOLDER] [--all] [--differences [NAME]] [--speed]

A provision of the Word file counts as found where the PDF has one with the same number and the same text, white space
apart, in the same order. Case and raised figures do not count: Word shows them by a style that its text does not have.
Pages that have small pictures in place of numbers are left out, and are counted; `--all` counts them too (with OCR).
`--differences` prints what differs, `--speed` pages a second. FOLDER holds `2020-docx` and
`2020-pdf`; by default it is sought beside the project.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber

from extract.contents import marked
from extract.profile import load
from extract.readers.docx.reader import read_docx
from extract.readers.pdf.reader import read_pdf
from extract.structure import build_tree
from ontology.source import Source

Line = tuple[str, str, int | None]
"""Number, text without white space, page."""


@dataclass(slots=True)
class Score:
    """Provisions of one twin that count, those that are the same, and pages and provisions left out.

    `other` are provisions of stretches whose words themselves differ between the two files.
    """

    counted: int = 0
    same: int = 0
    extra: int = 0
    left_out: int = 0
    other: int = 0
    pages: tuple[int, ...] = ()
    differences: list[str] = field(default_factory=list)


def beside() -> Path:
    """The gold contracts beside the repository."""
    return Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "contracts"


def twins(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The PDF and Word files of one name; versions in the name do not count."""
    words = {_name(p): p for p in (folder / "2020-docx").glob("*.docx")}
    for pdf in sorted((folder / "2020-pdf").glob("*.pdf")):
        if _name(pdf) in words:
            yield pdf, words[_name(pdf)]


def _name(path: Path) -> str:
    return re.sub(r"\W+", " ", re.sub(r"v\d[\d.]*|\(DA\)", "", path.stem)).strip().lower()


def lines_of(source: Source) -> list[Line]:
    """The provisions of a source, headings and text as one."""
    source = Source(source.name, source.media_type, "", marked(source.blocks))
    provisions, _ = build_tree(source, load("contract"))
    out = []
    for one in provisions:
        text = unicodedata.normalize("NFKC", re.sub(r"[\s\u00ad\u200b]+", "", one.heading + one.text))
        number = re.sub(r"\s+", " ", one.number).strip(" .").casefold()
        if text or number:
            out.append((number if one.kind != "row" else "", text.casefold(), one.page))
    return out


def compare(word: list[Line], pdf: list[Line], pictured: set[int]) -> Score:
    """The score of one twin; provisions on pages in `pictured` are left out."""
    score = Score(pages=tuple(sorted(pictured)))
    matcher = SequenceMatcher(None, [t for _, t, _ in word], [t for _, t, _ in pdf], autojunk=False)
    page: int | None = 1
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            for (number, text, _), (other, _, page) in zip(word[a0:a1], pdf[b0:b1], strict=True):
                if page in pictured:
                    score.left_out += 1
                    continue
                score.counted += 1
                score.same += number == other
                if number != other:
                    score.differences.append(f"p{page} number {number!r} in Word, {other!r} in the PDF: {text[:80]}")
            continue
        pages = {p for _, _, p in pdf[b0:b1]} | ({page} if b0 == b1 else set())
        if pages & pictured:
            score.left_out += a1 - a0
            continue
        score.counted += a1 - a0
        score.extra += b1 - b0
        differs = _letters(word[a0:a1]) != _letters(pdf[b0:b1])
        score.other += (a1 - a0) * differs
        score.differences.append("  " + ("the words differ" if differs else "cut differently"))
        score.differences += [f"p{page} Word {n!r} {t[:150]} … {t[-40:]}" for n, t, _ in word[a0:a1]]
        score.differences += [f"p{p}  PDF {n!r} {t[:150]} … {t[-40:]}" for n, t, p in pdf[b0:b1]]
        page = pdf[b1 - 1][2] if b1 > b0 else page
    return score


def _letters(lines: list[Line]) -> str:
    """The letters and digits of some provisions, numbers with them."""
    return re.sub(r"\W+", "", "".join(number + text for number, text, _ in lines))


def measure(folder: Path, *, everything: bool, differences: str | None) -> None:
    """Prints the scores of all twins and their sum."""
    total = Score()
    for pdf, word in twins(folder):
        source = read_pdf(pdf.read_bytes(), pdf.name)
        pictured = {p.page for p in source.problems if p.code == "LAP307" and p.page}
        other = lines_of(read_docx(word.read_bytes(), word.name))
        score = compare(other, lines_of(source), set() if everything else pictured)
        total.counted += score.counted
        total.same += score.same
        total.left_out += score.left_out
        total.extra += score.extra
        total.other += score.other
        told = f"  pictures on {len(pictured)} pages, {score.left_out} provisions left out" if pictured else ""
        share = 100 * score.same / max(1, score.counted)
        print(f"{share:6.2f} %  {score.same:5} of {score.counted:5}  {pdf.stem[:60]}{told}")
        if differences is not None and differences.lower() in pdf.stem.lower():
            print("\n".join("    " + one for one in score.differences))
    share = 100 * total.same / max(1, total.counted)
    print(f"{share:6.2f} %  {total.same} of {total.counted}; {total.extra} more in the PDF; {total.left_out} left out")
    rest = total.counted - total.other
    share = 100 * total.same / max(1, rest)
    print(f"{share:6.2f} %  of {rest} where both files have the same words ({total.other} do not)")


def speed(folder: Path) -> None:
    """Prints pages a second of the reader and of pdfplumber's text alone, on the same files in one run."""
    files = sorted((folder / "2020-pdf").glob("*.pdf"))
    ours = theirs = pages = few = 0.0
    for path in files:
        data = path.read_bytes()
        start = time.perf_counter()
        source = read_pdf(data, path.name)
        ours += time.perf_counter() - start
        pages += int(dict(source.metadata)["pages"])
        with pdfplumber.open(path) as document:
            start = time.perf_counter()
            for page in document.pages[:20]:
                page.extract_text()
                few += 1
                page.close()
            theirs += time.perf_counter() - start
    print(f"this reader {pages / ours:.0f} pages a second ({pages:.0f} pages)")
    print(f"pdfplumber, text alone, {few / theirs:.0f} pages a second ({few:.0f} pages, at most 20 of each file)")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=beside())
    parser.add_argument("--all", action="store_true", help="count pages with pictures for numbers too")
    parser.add_argument("--differences", nargs="?", const="", help="print what differs, in files of this name")
    parser.add_argument("--speed", action="store_true")
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        print(f"no contracts at {chosen.folder}")
        return 2
    if chosen.speed:
        speed(chosen.folder)
    else:
        measure(chosen.folder, everything=chosen.all, differences=chosen.differences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
