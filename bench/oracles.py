"""Computed Word numbers beside those of LibreOffice and of python-docx-ng, and who is right where they differ.

    python bench/oracles.py [FOLDER] [--ng PYTHON] [--differences]

Every Word file of `tests/cases/word-numbers` and of the contracts is taken in its views (original and accepted where
it has tracked changes), and a mark is put before the first character of each paragraph, so that what each program
writes before the mark is the label of that paragraph. LibreOffice writes the file as plain text; python-docx-ng is
installed in an environment that is thrown away (`--ng` names the interpreter of one that is there). Counted are the
paragraphs that ours or the other numbers (bullets are no numbers). Each difference is given its reason from the file
(`REASONS`); the last columns count those to which Word has a REF field with a number, by what Word cached there. FOLDER
holds the contracts; by default it is sought beside the project. Exit code 1 where a difference has no reason.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from venvs import answer, python_with
from word_labels import NG, Labels, Place, cached, clean, libreoffice, marked, ours, places

from extract.readers.docx.fields import same_number
from extract.readers.docx.numerals import numeral
from extract.readers.docx.views import View

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from word_cases import CASES  # noqa: E402


@dataclass(slots=True)
class Given:
    """One file in one view: its bytes with marks, and what each says of each mark."""

    set: str
    name: str
    view: View
    data: bytes
    ours: Labels
    word: dict[str, list[tuple[str, bool]]]
    path: Path = Path()


@dataclass(frozen=True)
class Difference:
    """A paragraph that another program numbers otherwise. `other` is its label, `place` what the markup says."""

    given: Given
    mark: str
    ours: str
    other: str
    place: Place | None
    num: int | None = None
    level: int | None = None


Reason = tuple[str, Callable[[Difference], bool]]


def _hidden(one: Difference) -> bool:
    return one.place is not None and one.place.level.hidden and not one.ours


def _legal(one: Difference) -> bool:
    return one.place is not None and one.place.level.legal


def _restart(one: Difference) -> bool:
    return one.place is not None and any(
        level.restart is not None for level in one.place.list.levels[: one.place.at + 1]
    )


def _zero(one: Difference) -> bool:
    levels = [] if one.place is None else [one.place.list.levels[at] for at in (*one.place.level.uses, one.place.at)]
    return any(level.format == "decimalZero" for level in levels)


def _vanished(one: Difference) -> bool:
    return one.place is not None and one.place.hidden


def _level(one: Difference) -> bool:
    return one.place is not None and (one.num is None or one.level != one.place.at or str(one.num) != one.place.list.id)


def _apart(one: Difference) -> bool:
    return one.place is not None and len(one.place.siblings) > 1


def _flat(one: Difference) -> bool:
    """A list of one level and no overrides: its n-th paragraph has the n-th number from its start."""
    place = one.place
    if place is None or not place.flat or len(place.siblings) > 1 or any(n is not None for n in place.list.starts):
        return False
    return numeral(place.level.start + place.order, place.level.format) in one.ours


def _passed(one: Difference) -> bool:
    return one.place is not None and one.place.passed


REASONS: dict[str, tuple[Reason, ...]] = {
    "LibreOffice": (
        ("it shows a number whose level is hidden (w:vanish in the level's w:rPr)", _hidden),
        ("it does not write legal numbers in figures (w:isLgl, ISO 29500-1 17.9.4)", _legal),
        ("it leaves w:lvlRestart out of account (17.9.10)", _restart),
        ("it writes nought of decimalZero as one figure (17.18.59)", _zero),
        ("it counts a hidden paragraph, which Word does not", _vanished),
        ("it begins a list of one level at its second number", _flat),
    ),
    "python-docx-ng": (
        ("it shows a number whose level is hidden (w:vanish in the level's w:rPr)", _hidden),
        ("it takes no level from the style that a level names (w:pStyle, 17.9.23), nor half of a w:numPr", _level),
        ("it counts each w:num apart, where lists of one abstract list count on (17.9.15)", _apart),
        ("it does not count a level that is passed over, which stands at its start", _passed),
        ("it counts a hidden paragraph, which Word does not", _vanished),
    ),
}
"""For each program, why it differs, the first that fits; ours is right by the standard in each."""
FOLLOWS = "it follows from a difference before it in the same list"


def reasons(program: str, differences: list[Difference]) -> list[str]:
    """The reason of each difference, "" where none fits and none in the same list of the file came before."""
    wrong: set[tuple[int, str]] = set()
    out = []
    for one in differences:
        key = (id(one.given), "" if one.place is None else one.place.list.shared)
        found = next((words for words, fits in REASONS[program] if fits(one)), "")
        out.append(found or (FOLLOWS if key in wrong else ""))
        wrong |= {key} if out[-1] else set()
    return out


def by_word(one: Difference) -> str:
    """Whose number Word cached in a REF field to the paragraph: "ours", "theirs" or "neither"."""
    told = one.given.word[one.mark]
    if any(current for _, current in told):
        return "ours"
    return "theirs" if any(same_number(text, one.other) for text, _ in told) else "neither"


def given(folder: Path) -> Iterator[Given]:
    """Every file in its views."""
    views: tuple[View, ...] = ("accepted", "original")
    files = [("word-numbers", case.name, case.docx(), views) for case in CASES]
    for part in ("2020-docx", "2017-docx-tracked"):
        for path in sorted((folder / part).glob("*.docx")):
            files.append((part, path.stem, path.read_bytes(), views if "tracked" in part else views[:1]))
    for group, name, data, wanted in files:
        for view in wanted:
            after = marked(data, view)
            yield Given(group, name, view, after, ours(after), cached(data, view, after))


@dataclass(slots=True)
class Score:
    """Paragraphs that either numbers, those with the same number, and what differs."""

    either: int = 0
    same: int = 0
    differences: list[Difference] = field(default_factory=list)

    def add(self, one: Given, other: dict[str, tuple[str, int | None, int | None]], seen: dict[str, Place]) -> None:
        """Compare one file; paragraphs that the other does not have are left out."""
        for mark, label in one.ours.items():
            number, num, level = other.get(mark, ("", None, None))
            if label or number:
                self.either += 1
                self.same += label == number
                if label != number:
                    self.differences.append(Difference(one, mark, label, number, seen.get(mark), num, level))


def compare(files: list[Given], folder: Path, ng: Path | None) -> dict[tuple[str, str], Score]:
    """The scores by program and by set of files. A program that is not there has none."""
    for number, one in enumerate(files):
        one.path = folder / f"{number:03}.docx"
        one.path.write_bytes(one.data)
    paths = [one.path for one in files]
    found: dict[str, dict[str, dict[str, tuple[str, int | None, int | None]]]] = {}
    if office := libreoffice(paths, folder):
        found["LibreOffice"] = {p: {m: (x, None, None) for m, x in labels.items()} for p, labels in office.items()}
    if ng is not None:
        told = answer(ng, NG, [str(path) for path in paths])
        found["python-docx-ng"] = {
            path: {mark: (clean(number), num, level) for mark, (number, num, level) in labels.items()}
            for path, labels in told.items()
        }
    scores: dict[tuple[str, str], Score] = {}
    for one in files:
        seen = places(one.data)
        for program, labels in found.items():
            scores.setdefault((program, one.set), Score()).add(one, labels[str(one.path)], seen)
    return scores


def show(scores: dict[tuple[str, str], Score], everything: bool) -> int:
    """Prints the counts, and the reasons of what differs; how many differences have no reason."""
    print(
        f"{'':16}{'files':20}{'numbered':>9}{'equal':>7}{'differ':>8}   in Word's fields: as ours, as theirs, neither"
    )
    unexplained = 0
    for (program, group), score in scores.items():
        told = Counter(by_word(one) for one in score.differences if one.mark in one.given.word)
        print(f"{program:16}{group:20}{score.either:9}{score.same:7}{len(score.differences):8}", end="")
        print(f"{told['ours']:29}{told['theirs']:11}{told['neither']:9}")
        why = reasons(program, score.differences)
        unexplained += why.count("")
        counted = Counter(words or "NO REASON" for words in why)
        print("".join(f"{count:10}  {words}\n" for words, count in counted.most_common()), end="")
        for one, words in zip(score.differences, why, strict=True):
            if everything or not words:
                place = f"{one.given.name[:40]} ({one.given.view}) {one.mark}"
                print(f"{'':12}{place}: ours {one.ours!r}, other {one.other!r}")
    return unexplained


def main() -> int:
    beside = ROOT.parent / "shared" / "gold" / "contracts"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=beside)
    parser.add_argument("--ng", type=Path, help="an interpreter that has python-docx-ng")
    parser.add_argument("--differences", action="store_true", help="print every difference")
    chosen = parser.parse_args()
    files = list(given(chosen.folder))
    with (
        tempfile.TemporaryDirectory(prefix="oracles-") as folder,
        python_with("python-docx-ng", python=chosen.ng) as ng,
    ):
        return int(show(compare(files, Path(folder), ng), chosen.differences) > 0)


if __name__ == "__main__":
    sys.exit(main())
