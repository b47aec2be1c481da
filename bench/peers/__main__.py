"""References and definitions by other programs beside ours, on the same lines of text, in one run.

    python -m bench.peers [--step N] [--lexnlp PYTHON] [--eyecite PYTHON]

Counted as in `bench.accuracy references`: section numbers of the own document and whole labels in dense documents of
Canada, titles of acts and regulations, one document in N; and the citations of codes (15 U.S.C. 1701, 12 CFR part 1010)
in two regulations of the United States, where a find counts that lies over the tag and spells its last number.
Definitions: the terms of each document as a set, in the same Canadian documents (terms in italics there, so without any
mark in plain text; the editors left some untagged), in the two US regulations (the gold has only their sections of
definitions), and in the rows of a contract's table of definitions. Every program gets the lines alone; with `--lexnlp`
and `--eyecite` an interpreter that has it, otherwise it is installed for the run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench import glossary
from bench.accuracy import references as measure
from bench.accuracy.options import GOLD, Options
from bench.accuracy.score import Score
from bench.definitions import key
from extract.define import find_definitions
from extract.profile import Profile, load
from extract.refer import find_references
from ontology.model import Provision
from ontology.places import Span

from . import finds, installed, retold

Lines = finds.Lines
Answer = tuple[list[finds.Find], list[finds.Term]]


@dataclass(frozen=True)
class Texts:
    """The documents of the run: lines of each, and what is known of them."""

    canada: list[measure.Text]
    usages: list[tuple[list[str], dict[str, Any]]]
    rows: list[tuple[tuple[str, ...], str]]

    @property
    def lines(self) -> Lines:
        """All documents, Canadian ones first, the rows of the contract as the last."""
        rows = [f"“{'” or “'.join(names)}”\t{text}" for names, text in self.rows]
        return [*(one.lines for one in self.canada), *(lines for lines, _ in self.usages), rows]


def read(gold: Path, step: int) -> Texts:
    """The texts of the gold sets, one Canadian document in `step`."""
    options = Options(gold, step=step)
    canada = [text for text in measure.texts(gold) if options.takes(text.name)]
    usages = []
    for path in sorted((gold / "usages").glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        usages.append((text.split("\n"), json.loads(path.read_text(encoding="utf-8"))))
    word = next((gold / "contracts" / "2020-docx").glob("Joint Schedule 1 - Definitions*.docx"))
    return Texts(canada, usages, [(names, " ".join(text.split())) for names, text in glossary.rows(word)])


def ours(texts: Texts) -> tuple[list[measure.Found], list[finds.Term]]:
    """Our own references by document and line, and terms."""
    canada, states, contract = load("canada"), load("us"), load("contract")
    profiles = [canada] * len(texts.canada) + [states] * len(texts.usages) + [contract]
    found: list[measure.Found] = []
    terms: list[finds.Term] = []
    for index, (lines, profile) in enumerate(zip(texts.lines, profiles, strict=True)):
        provisions = measure.provisions(lines)
        if profile is contract:
            provisions = [_row(one) for one in provisions]
        found.append(_by_line(provisions, profile))
        for one in find_definitions(tuple(provisions), profile)[0]:
            terms.append(finds.Term(index, int(one.provision) - 1, one.term))
    return found, terms


def _row(provision: Provision) -> Provision:
    """A line with two cells as a reader gives a row of a table."""
    middle = provision.text.index("\t")
    return replace(provision, kind="row", cells=(Span(0, middle), Span(middle + 1, len(provision.text))))


def _by_line(provisions: list[Provision], profile: Profile) -> measure.Found:
    found: measure.Found = {}
    for reference in find_references(provisions, profile):
        found.setdefault(int(reference.provision), []).append(reference)
    return found


def scores(gold: Path, texts: Texts, found: list[measure.Found], terms: Iterable[finds.Term]) -> list[Score]:
    """The measures of one program."""
    dense = set((gold / "canada" / "dense.txt").read_text(encoding="utf-8").split())
    sections, brackets = Score("section numbers"), Score("with brackets")
    titles, tied, codes = Score("titles"), Score("sections of titles"), Score("citations of codes")
    for text, references in zip(texts.canada, found, strict=False):
        text.found = references
        if text.name in dense:
            measure.score_own(text, sections, "tag")
            measure.score_own(text, brackets, "target")
        measure.score_titles(text, titles, tied)
    for (lines, record), references in zip(texts.usages, found[len(texts.canada) :], strict=False):
        _codes(lines, record, references, codes)
    by_document: dict[int, set[str]] = {}
    for term in terms:
        by_document.setdefault(term.document_index, set()).add(key(term.term))
    return [sections, brackets, titles, tied, codes, *_definitions(texts, by_document)]


def _codes(lines: list[str], record: dict[str, Any], found: measure.Found, score: Score) -> None:
    tags = [tag for tag in record["external_refs"] if "U.S.C." in tag["surface"] or "CFR" in tag["surface"]]
    for tag in tags:
        last = tag["surface"].split()[-1]
        near = [r for r in found.get(tag["line"], []) if r.span.start <= tag["start"] < r.span.end]
        text = lines[tag["line"] - 1]
        score.add(any(last in text[r.span.start : r.span.end] for r in near), tag["surface"])


def _definitions(texts: Texts, terms: dict[int, set[str]]) -> list[Score]:
    canada, states, contract = Score("terms, Canada"), Score("terms, US"), Score("terms, contract")
    records = [text.record for text in texts.canada] + [record for _, record in texts.usages]
    for index, record in enumerate(records):
        score = canada if index < len(texts.canada) else states
        wanted = {key(t) for d in record["definitions"] for t in d.get("terms", [d.get("surface", "")])}
        _count(score, wanted, terms.get(index, set()))
    _count(contract, {key(n) for names, _ in texts.rows for n in names}, terms.get(len(records), set()))
    return [canada, states, contract]


def _count(score: Score, wanted: set[str], got: set[str]) -> None:
    score.gold += len(wanted)
    score.hit += len(wanted & got)
    score.found += len(got)
    score.right += len(wanted & got)


def cell(score: Score) -> str:
    """Precision and recall for the table, a dash where nothing is found."""
    if not score.found and not score.hit:
        return "finds none"
    precision = f"{score.precision:.3f} / " if score.precision is not None else ""
    return f"{precision}{score.recall or 0:.3f}"


def main() -> int:
    """Run every program over the same lines and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--step", type=int, default=6)
    parser.add_argument("--lexnlp", type=Path)
    parser.add_argument("--eyecite", type=Path)
    chosen = parser.parse_args()
    if not chosen.gold.is_dir():
        print(f"{chosen.gold} is not there; name the folder of the gold sets with --gold", file=sys.stderr)
        return 3
    texts = read(chosen.gold, chosen.step)
    titles = frozenset(x["surface"].casefold() for text in texts.canada for x in text.record["external_refs"])
    programs: dict[str, Callable[[], Answer]] = {
        "LexNLP": lambda: installed.lexnlp(texts.lines, chosen.lexnlp),
        "eyecite": lambda: installed.eyecite(texts.lines, chosen.eyecite),
        "spaCy EntityRuler": lambda: retold.ruler(texts.lines),
        "Indigo, re-told": lambda: retold.indigo(texts.lines, titles),
    }
    columns = {"Lapse": scores(chosen.gold, texts, *ours(texts))}
    for name, program in programs.items():
        found, terms = program()
        lines = [finds.by_line(found, one, index) for index, one in enumerate(texts.lines)]
        columns[name] = scores(chosen.gold, texts, lines, terms)
    print(f"| precision / recall | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for rows in zip(*columns.values(), strict=True):
        print(f"| {rows[0].name} ({rows[0].gold}) | {' | '.join(cell(one) for one in rows)} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
