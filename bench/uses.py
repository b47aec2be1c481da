"""Recall and precision of the uses of terms, and speed.

    python bench/uses.py GOLD [--misses] [--speed FOLDER]

GOLD is a folder of pairs NAME.txt and NAME.gold.json, where the JSON lists "definitions" (line, start, end, surface)
and "usages" (line, start, end, surface): offsets count characters of the line as it stands. The terms that are looked
for are the gold's own definitions. A tagged use is found where one of ours begins and ends as it does, or holds it.
The gold also tags what is no use by our rules: words in quotation marks, words in the names of enactments ("Act" in
Civil Rights Act), and words run together with the one before. They are counted, and left out of the second recall.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.use import Terms, find_uses
from ontology.model import Definition, Document, Provision
from ontology.places import Span

Hit = tuple[str, int, int]


def definitions(gold: dict[str, Any], lines: list[str]) -> tuple[Definition, ...]:
    out = []
    for one in gold["definitions"]:
        text = lines[one["line"] - 1]
        span = Span(one["start"], one["end"])
        out.append(Definition(one["surface"], str(one["line"]), span, Span(span.end, span.end), text, "means", "gold"))
    return tuple(out)


def measure(path: Path, show: bool) -> tuple[int, int, int, int]:
    """Tagged uses, those that are none by our rules, those found, and uses of ours that are tagged."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    lines = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8").split("\n")
    defined = definitions(gold, lines)
    document = Document(path.stem, gold["part"], tuple(_provisions(lines)), definitions=defined)
    uses = find_uses(document, Terms.build(defined))
    ours = {(u.provision, u.span.start, u.span.end) for u in uses}
    tagged = {(str(u["line"]), u["start"], u["end"]): u["surface"] for u in gold["usages"]}
    names = {(str(d["line"]), d["start"], d["end"]) for d in gold["definitions"]}
    missed = {hit: surface for hit, surface in tagged.items() if not _holds(ours, hit) and hit not in names}
    extra = {hit for hit in ours if not any(_overlap(hit, other) for other in tagged)}
    none = sum(no_use(lines[int(line) - 1], start, end) for line, start, end in missed)
    print(f"{path.stem}: {len(tagged)} tagged, {len(missed)} missed ({none} by our rules),", end=" ")
    print(f"{len(ours)} found, {len(extra)} of them untagged")
    if show:
        for (line, start, end), surface in sorted(missed.items(), key=lambda x: int(x[0][0])):
            print(f"  missed {surface!r} in {lines[int(line) - 1][max(0, start - 30) : end + 30]!r}")
        count = Counter(lines[int(line) - 1][start:end] for line, start, end in extra)
        print("  untagged:", ", ".join(f"{text} {n}" for text, n in count.most_common()))
    return len(tagged), none, len(tagged) - len(missed), len(ours) - len(extra)


def no_use(text: str, start: int, end: int) -> bool:
    """Whether a tagged stretch is in quotation marks, in the name of an enactment, or glued to the word before."""
    quoted = text[start - 1 : start] in '"“' and bool(re.match(r"[,.]?[\"”]", text[end:]))
    name = text[start:end] == "Act" and bool(re.search(r"[A-Z]\w+ $", text[:start]))
    return quoted or name or text[start - 1 : start].isalnum()


def _provisions(lines: list[str]) -> Iterator[Provision]:
    return (Provision("", str(n), "", line, None, n) for n, line in enumerate(lines, 1))


def _holds(ours: set[Hit], hit: Hit) -> bool:
    line, start, end = hit
    return hit in ours or any(a == line and b <= start and end <= c for a, b, c in ours)


def _overlap(one: Hit, other: Hit) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def speed(folder: Path) -> None:
    """Characters a second on the text files of a folder with the terms of the gold files beside them."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))]
    golds = [json.loads(p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.gold.json"))]
    names = sorted({n for gold in golds for d in gold["definitions"] for n in d.get("terms") or [d["surface"]]})
    start = time.process_time()
    terms = Terms(tuple((name, name) for name in names), ())
    built = time.process_time() - start
    documents = [Document("", "", tuple(_provisions(text.split("\n")))) for text in texts]
    start = time.process_time()
    found = sum(len(find_uses(document, terms)) for document in documents)
    took = time.process_time() - start
    size = sum(map(len, texts)) / 1e6
    print(f"{len(terms)} terms ({built:.2f} s to build), {size:.1f} million characters, {found} uses:", end=" ")
    print(f"{size / took:.1f} million characters/s of processor time")


def main() -> None:
    parser = argparse.ArgumentParser(description="Recall, precision and speed of the uses of terms.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--speed", type=Path)
    options = parser.parse_args()
    rows = [measure(path, options.misses) for path in sorted(options.gold.glob("*.gold.json"))]
    tagged, none, found, right = (sum(column) for column in zip(*rows, strict=True))
    print(f"recall {found / tagged:.4f} ({found} of {tagged}), {found / (tagged - none):.4f} without the {none} that")
    print(f"are no uses by our rules; {right} of our uses are tagged")
    if options.speed:
        speed(options.speed)


if __name__ == "__main__":
    main()
