"""References against the editors' tags of Canadian statutes: python bench/references.py [GOLD] [--half dev|test|all].

Each line of a document is read as a provision. Counted are the documents whose section references are tagged nearly
whole. What the tags cannot know is ignored, never punished, and said: labels without a section number (subsection (2)),
parts and schedules, bare labels in tables, "this Act", references that the tagging left out, and titles of standards.
"""

from __future__ import annotations

import argparse
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extract.profile import load
from extract.refer import find_references, silent_drops
from ontology.labels import normal
from ontology.model import Provision, Reference

HERE = Path(__file__).resolve().parents[1]
UNITS = {"section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "rule", "subrule"}
OUT_OF_REACH = {"standard", "other", "canada-gazette", "agreement"}


@dataclass
class Score:
    """Counts of one measure: gold items, finds, hits on either side, and what was ignored, by reason."""

    gold: int = 0
    found: int = 0
    hit: int = 0
    right: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        precision = self.right / self.found if self.found else 1.0
        recall = self.hit / self.gold if self.gold else 1.0
        return f"{name:34} precision {precision:.4f} ({self.right}/{self.found})  recall {recall:.4f} ({self.hit}/{self.gold})"


def documents(gold: Path) -> Iterator[tuple[str, list[str], dict[str, Any]]]:
    """Name, lines and gold record of every document in the archive."""
    with tarfile.open(gold / "canada" / "gold.tar.xz") as archive:
        texts: dict[str, str] = {}
        for member in archive:
            file = archive.extractfile(member)
            if file is not None:
                texts[member.name] = file.read().decode("utf-8")
    for name in sorted(texts):
        if name.endswith(".gold.json"):
            record = json.loads(texts[name])
            yield record["id"], texts[name.replace(".gold.json", ".txt")].split("\n"), record


def provisions(lines: list[str]) -> list[Provision]:
    """A provision a line; its path is the line's number from 1, its text the line with its indent."""
    return [
        Provision("", str(n), "", line, None, n, "row" if " | " in line else "clause")
        for n, line in enumerate(lines, 1)
    ]


def number(label: str) -> str:
    """The section number that a label begins with: 12(3)(b) is 12."""
    return label.split("(")[0]


def own(reference: Reference) -> bool:
    return not reference.document or reference.document.lower().startswith(("this ", "these "))


def labelled(references: list[Reference]) -> Iterator[tuple[Reference, str, str]]:
    """Each section number that a reference spells out, with its label: the editors tag no elliptic tail."""
    for reference in references:
        left = Counter(re.findall(r"(?<![\w.(])\d+(?:\.\d+)*[A-Z]?", reference.text))
        for target in reference.targets:
            if target.unit not in UNITS or not target.label[:1].isdigit():
                continue
            for label in (target.label, target.through) if target.through else (target.label,):
                if left[number(label)] > 0 and normal(label) in normal(reference.text):
                    left[number(label)] -= 1
                    yield reference, label, target.unit


def internal(
    record: dict[str, Any], found: dict[int, list[Reference]], lines: list[str], section: Score, full: Score
) -> None:
    """Section numbers, and targets with their brackets, of references into the own document."""
    gold = [
        r
        for r in record["internal_refs"]
        if r["scope"] != "external" and not (r["scope"] == "table" and r["surface"][0].isdigit())
    ]
    section.ignored["bare label in a table"] += len(record["internal_refs"]) - len(gold)
    loose = {(r["line"], r["start"], r["end"]) for r in record["untagged"]}
    by_line: dict[int, list[dict[str, Any]]] = {}
    for item in gold:
        by_line.setdefault(item["line"], []).append(item)
    for line, text in enumerate(lines, 1):
        wanted = by_line.get(line, [])
        every = list(labelled(found.get(line, [])))
        ours = [(r, label) for r, label, _ in every if own(r)]
        for score, key, shape in ((section, "tag", number), (full, "target", normal)):
            have = Counter((shape(label)) for _, label in ours)
            rest = Counter(have)
            for item in wanted:
                score.gold += 1
                value = normal(item[key] or "")
                if rest[value] > 0:
                    rest[value] -= 1
                    score.hit += 1
                else:
                    score.misses.append(
                        f"{record['id']}:{line} {item['surface']!r} -> {value} in: {text.strip()[max(0, item['start'] - 120) : item['end'] + 100]}"
                    )
            used = Counter(normal(i[key] or "") for i in wanted)
            for reference, label in ours:
                value = shape(label)
                if used[value] > 0:
                    used[value] -= 1
                    score.found += 1
                    score.right += 1
                elif any(
                    a == line and b < reference.span.end and reference.span.start < c for a, b, c in loose
                ) or _tabled(text, line, record):
                    score.ignored["left untagged by the editors"] += 1
                else:
                    score.found += 1
                    score.false.append(
                        f"{record['id']}:{line} {reference.text!r} -> {value} ({reference.document}) in: {text[max(0, reference.span.start - 100) : reference.span.end + 100].strip()}"
                    )


def _tabled(text: str, line: int, record: dict[str, Any]) -> bool:
    return any(r["line"] == line and r["scope"] in ("table", "external") for r in record["internal_refs"])


def external(
    record: dict[str, Any], found: dict[int, list[Reference]], lines: list[str], score: Score, pinpoint: Score
) -> None:
    """Documents named by title; and, where the editors give the section, whether it is tied to the right document."""
    for item in record["external_refs"]:
        if item["type"] in OUT_OF_REACH:
            score.ignored[f"{item['type']}: a title without the shape of one"] += 1
            continue
        here = found.get(item["line"], [])
        score.gold += 1
        over = [r for r in here if r.document and r.span.start < item["end"] and item["start"] < r.span.end]
        same = [r for r in over if _same(r.document, item["surface"])]
        text = lines[item["line"] - 1]
        shown = text[max(0, item["start"] - 120) : item["end"] + 60].strip()
        if same:
            score.hit += 1
        else:
            score.misses.append(
                f"{record['id']}:{item['line']} {item['surface']!r} ours {[r.document for r in over]} in: {shown}"
            )
        if item["section"]:
            pinpoint.gold += 1
            wanted = set(re.findall(r"\d+(?:\.\d+)*", re.sub(r"\([^)]*\)", "", item["section"])))
            got = {number(t.label).split(" ")[-1] for r in same for t in r.targets} | {
                number(t.through) for r in same for t in r.targets
            }
            if wanted <= got:
                pinpoint.hit += 1
            else:
                pinpoint.misses.append(
                    f"{record['id']}:{item['line']} {item['section']!r} of {item['surface']!r} ours {sorted(got)} in: {shown}"
                )
    tagged: dict[int, list[dict[str, Any]]] = {}
    for item in record["external_refs"]:
        tagged.setdefault(item["line"], []).append(item)
    for line, references in found.items():
        for reference in references:
            if reference.rule != "statute" and not (
                reference.kind == "provision" and re.search(r"[A-Z]\w+ (?:Act|Regulations|Code)", reference.document)
            ):
                continue
            score.found += 1
            here = [
                i for i in tagged.get(line, []) if reference.span.start < i["end"] and i["start"] < reference.span.end
            ]
            if any(_same(reference.document, i["surface"]) for i in here):
                score.right += 1
            elif not here:
                score.found -= 1
                score.ignored["a title that the editors left untagged, or abbreviated back"] += 1
            else:
                score.false.append(
                    f"{record['id']}:{line} {reference.text!r} -> {reference.document!r}, theirs {[i['surface'] for i in here]}"
                )


def _same(ours: str, theirs: str) -> bool:
    a, b = (" ".join(name.split()).casefold().removeprefix("the ").rstrip(".") for name in (ours, theirs))
    return a == b


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=HERE.parent / "shared" / "gold")
    parser.add_argument("--half", choices=("dev", "test", "all"), default="all")
    parser.add_argument("--show", type=int, default=10)
    chosen = parser.parse_args()
    dense = set((chosen.gold / "canada" / "dense.txt").read_text().split())
    section, full, external_score, pinpoint = Score(), Score(), Score(), Score()
    profile = load("canada")
    worst: list[tuple[int, str]] = []
    drops: Counter[str] = Counter()
    silent: list[str] = []
    for index, (name, lines, record) in enumerate(documents(chosen.gold)):
        if chosen.half != "all" and (index % 2 == 0) != (chosen.half == "dev"):
            continue
        read = provisions(lines)
        found: dict[int, list[Reference]] = {}
        references = find_references(read, profile)
        for reference in references:
            found.setdefault(int(reference.provision), []).append(reference)
        before = len(section.misses) + len(section.false)
        if name in dense:
            internal(record, found, lines, section, full)
            worst.append((len(section.misses) + len(section.false) - before, name))
        external(record, found, lines, external_score, pinpoint)
        for drop in silent_drops(read, profile, references):
            drops[drop.name] += 1
            if not drop.name:
                silent.append(f"{name}:{drop.provision} {drop.text!r}")
    print(section.line("section numbers (dense)"))
    print(full.line("targets with brackets (dense)"))
    print(external_score.line("documents by title"))
    print(pinpoint.line("section tied to its document"))
    print("ignored:", dict(section.ignored), dict(external_score.ignored))
    print("worst:", sorted(worst, reverse=True)[:6])
    print("unit word and label, no reference:", dict(drops), "silent:", len(silent))
    for title, lines_ in (
        ("section missed", section.misses), ("section false", section.false), ("brackets missed", full.misses),
        ("brackets false", full.false), ("document missed", external_score.misses), ("document false", external_score.false),
        ("pinpoint missed", pinpoint.misses), ("silent", silent),
    ):  # fmt: skip
        print(f"\n{title}: {len(lines_)}")
        for line in lines_[:: max(1, len(lines_) // chosen.show)][: chosen.show]:
            print("  ", line[:420])


if __name__ == "__main__":
    main()
