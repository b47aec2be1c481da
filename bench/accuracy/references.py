"""References against the editors' tags of Canadian statutes, as plain text.

Each line of a document is read as a provision. Section references are counted in the documents in which the editors
tagged nearly all of them. What the tags cannot know is ignored, never punished, and said: labels without a section
number (subsection (2)), parts and schedules, bare labels in tables, "this Act", the tails of lists (only "5(1)(a)" of
"5(1)(a) or (b)" is tagged), references that the editors left out, and titles that do not have the shape of one.
"""

from __future__ import annotations

import json
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from extract.profile import load
from extract.refer import find_references
from ontology.labels import normal
from ontology.model import Provision, Reference

from .options import Options
from .score import BAR, Score

UNITS = frozenset(("section", "subsection", "paragraph", "subparagraph", "clause", "subclause", "rule", "subrule"))
OUT_OF_REACH = frozenset(("standard", "other", "canada-gazette", "agreement"))
_NUMBER = re.compile(r"(?<![\w.(])\d+(?:\.\d+)*[A-Z]?")

Found = dict[int, list[Reference]]
Record = dict[str, Any]


@dataclass
class Text:
    """A document of the gold set with its lines, its record and what was found in each line (from 1)."""

    name: str
    lines: list[str]
    record: Record
    found: Found = field(default_factory=dict)

    @cached_property
    def mixed(self) -> set[int]:
        """Lines of tables, and lines in which the editors themselves point elsewhere."""
        return {r["line"] for r in self.record["internal_refs"] if r["scope"] in ("table", "external")}

    def around(self, line: int, start: int, end: int) -> str:
        return f"{BAR}{self.name} {line} … {self.lines[line - 1][max(0, start - 100) : end + 80].strip()} …"


def texts(gold: Path) -> Iterator[Text]:
    """Every document in the archive, by name."""
    files: dict[str, str] = {}
    with tarfile.open(gold / "canada" / "gold.tar.xz") as archive:
        for member in archive:
            if (file := archive.extractfile(member)) is not None:
                files[member.name] = file.read().decode("utf-8")
    for name in sorted(files):
        if name.endswith(".gold.json"):
            record = json.loads(files[name])
            yield Text(record["id"], files[name.replace(".gold.json", ".txt")].split("\n"), record)


def provisions(lines: list[str]) -> list[Provision]:
    """A provision a line; its path is the line's number, its text the line with its indent."""
    return [Provision("", str(n), "", line, None, n) for n, line in enumerate(lines, 1)]


def number(label: str) -> str:
    """The section number that a label begins with: 12(3)(b) is 12."""
    return label.partition("(")[0]


def spelled(references: list[Reference]) -> Iterator[tuple[Reference, str]]:
    """Each section number that a reference into the own document spells out, with its whole label."""
    for reference in references:
        if reference.document and not reference.document.startswith(("this ", "these ")):
            continue
        left = Counter(_NUMBER.findall(reference.text))
        for target in reference.targets:
            if target.unit in UNITS and target.label[:1].isdigit():
                for label in (target.label, target.through) if target.through else (target.label,):
                    if left[number(label)] > 0 and normal(label) in normal(reference.text):
                        left[number(label)] -= 1
                        yield reference, label


def score_own(text: Text, score: Score, key: str) -> None:
    """References into the own document by `key`: "tag" is the section number, "target" the label with its brackets."""
    shape = number if key == "tag" else normal
    wanted: defaultdict[int, list[Record]] = defaultdict(list)
    for item in text.record["internal_refs"]:
        if item["scope"] == "table" and item["surface"][0].isdigit():
            score.ignored["a bare label in a table"] += 1
        elif item["scope"] != "external":
            wanted[item["line"]].append(item)
    for line in range(1, len(text.lines) + 1):
        ours = list(spelled(text.found.get(line, [])))
        rest = Counter(shape(label) for _, label in ours)
        for item in wanted[line]:
            score.gold += 1
            value = normal(item[key] or "")
            if rest[value] > 0:
                rest[value] -= 1
                score.hit += 1
            else:
                score.misses.append(f"{value} {text.around(line, item['start'], item['end'])}")
        theirs = Counter(normal(item[key] or "") for item in wanted[line])
        for reference, label in ours:
            _count_own(text, score, reference, shape(label), theirs)


def _count_own(text: Text, score: Score, reference: Reference, value: str, theirs: Counter[str]) -> None:
    line, span = int(reference.provision), reference.span
    if theirs[value] > 0:
        theirs[value] -= 1
        score.found += 1
        score.right += 1
    elif line in text.mixed or any(
        u["line"] == line and u["start"] < span.end and span.start < u["end"] for u in text.record["untagged"]
    ):
        score.ignored["left untagged by the editors"] += 1
    else:
        score.found += 1
        score.false.append(f"{value} {text.around(line, span.start, span.end)}")


def score_titles(text: Text, titles: Score, tied: Score) -> None:
    """Documents named by title; and whether the section that the editors give is tied to the right one."""
    tagged: defaultdict[int, list[Record]] = defaultdict(list)
    for item in text.record["external_refs"]:
        tagged[item["line"]].append(item)
        if item["type"] in OUT_OF_REACH:
            titles.ignored[f"{item['type']}: a title without the shape of one"] += 1
            continue
        near = [r for r in text.found.get(item["line"], []) if _over(r, item)]
        same = [r for r in near if _same(r.document, item["surface"])]
        titles.gold += 1
        titles.hit += bool(same)
        shown = text.around(item["line"], item["start"], item["end"])
        if not same:
            titles.misses.append(f"{item['surface']} | ours {[r.document for r in near]} {shown}")
        if item["section"]:
            want = set(re.findall(r"\d+(?:\.\d+)*", re.sub(r"\([^)]*\)", "", item["section"])))
            labels = [x for r in same for t in r.targets for x in (t.label, t.through)]
            tied.gold += 1
            tied.hit += want <= {number(label).split(" ")[-1] for label in labels}
            if not want <= {number(label).split(" ")[-1] for label in labels}:
                tied.misses.append(f"{item['section']} of {item['surface']} | ours {labels} {shown}")
    for references in text.found.values():
        for reference in references:
            _count_title(titles, reference, tagged[int(reference.provision)])


def _count_title(score: Score, reference: Reference, tagged: list[Record]) -> None:
    if reference.rule != "statute" and not re.search(r"[A-Z]\w+ (?:Act|Regulations|Code)", reference.document):
        return
    near = [item for item in tagged if _over(reference, item)]
    if not near:
        score.ignored["a title left untagged, or named before"] += 1
        return
    score.found += 1
    if any(_same(reference.document, item["surface"]) for item in near):
        score.right += 1
    else:
        score.false.append(f"{reference.document!r}, theirs {[item['surface'] for item in near]}")


def _over(reference: Reference, item: Record) -> bool:
    return bool(reference.span.start < item["end"] and item["start"] < reference.span.end)


def _same(ours: str, theirs: str) -> bool:
    a, b = (" ".join(name.split()).casefold().removeprefix("the ").rstrip(".") for name in (ours, theirs))
    return a == b


def score_references(options: Options) -> list[Score]:
    """Section numbers and targets in dense documents, titles and their sections in all of the half."""
    dense = set((options.gold / "canada" / "dense.txt").read_text(encoding="utf-8").split())
    sections, brackets = Score("section numbers (dense)"), Score("targets with brackets (dense)")
    titles, tied = Score("documents by title"), Score("sections of those documents")
    profile = load("canada")
    for text in texts(options.gold):
        if not options.takes(text.name):
            continue
        for reference in find_references(provisions(text.lines), profile):
            text.found.setdefault(int(reference.provision), []).append(reference)
        if text.name in dense:
            score_own(text, sections, "tag")
            score_own(text, brackets, "target")
        score_titles(text, titles, tied)
    return [sections, brackets, titles, tied]
