"""How many definitions are found in Canadian law, against the editors' tags, a document's terms as a set.

    python bench/definitions.py [FOLDER|ARCHIVE] [--part development|held-out|all] [--sample N] [--plain] [--misses N]

Reads the XML for its structure; the tags of terms are not looked at. What they print in italics is seen as a reader
sees it; `--plain` takes that away too. A document is held out where its name's SHA-256 begins with a byte under 128:
rules are made from the development part alone.

A tag is no definition of its document, and is left out and counted, where it is
- repealed, or in text that is quoted (an amendment);
- a mention: behind "definition of", "defining" or "the expression" without a verb; before "as defined in" or "as those
  terms are defined"; or in the meaning of a definition that another tag opens, without a verb of its own behind it.
What is found and not tagged is left out and counted where the editors tag now and then only: names in brackets and in
passing, terms in quotation marks, text that is quoted, and schedules in which nothing is tagged.
Everything else counts. What was found and has no tag is false, but for definitions that the editors left untagged:
`untagged.tsv` lists those that a person has read, with document, provision, term and kind. They are counted on a line
of their own, and precision is given without and with them. So are imports of several terms in one sentence ("In this
Part, bank and deposit have the same meaning as in the Act"), which the editors tag now and then only: how many of those
found they tagged is printed, and precision without the class. `--misses` prints what is false by its rules.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from extract.define import find_definitions
from extract.definitions.verbs import PATTERN
from extract.given import placed
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree
from ontology.model import Definition, Provision
from ontology.source import GivenDefinition

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "canada" / "xml.tar.xz"
UNTAGGED = Path(__file__).with_name("untagged.tsv")
_GONE = re.compile(r"\[(?:Repealed|Revoked)")
_BEFORE = re.compile(
    r"\b(?:definitions?\s(?:of\s)?|defining(?:,\s[^,;]{1,60},)?\s|references?\sto\s)(?:the\s(?:expression|term|word)s?\s)?"
    r"(?:(?:[\w-]+,?\s){1,4}and\s)?$"
)
_BEHIND = re.compile(
    r"[^.;]{0,80}?,?\s\(?(?:as\s(?:that|those|these)\s(?:terms?|expressions?|words?)\s(?:is|are)\s)?(?:as\s)?defined\s(?:in|by)\b"
)
_MEANT = re.compile(r"[^.;,]{0,60}?\s(?:means?|includes?|has|have)\b")
_SECOND = re.compile(r"[^.;]{0,120}?\b(?:means?|includes?|refers?\sto|ha(?:s|ve)\s(?:the|a)\b|is\s|are\s|denotes?)")


@dataclass
class Score:
    """Counts over documents, and the cases behind them: document, term, rule, text.

    `read` are those without a tag that a person has read and found to be definitions. `joint` counts imports of several
    terms in one sentence, by whether they are tagged.
    """

    right: int = 0
    missed: list[tuple[str, str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str, str]] = field(default_factory=list)
    read: list[tuple[str, str, str, str]] = field(default_factory=list)
    joint: Counter[bool] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    scopes: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def key(term: str) -> str:
    """A term for comparison: case, apostrophes, quotation marks around it and white space do not count."""
    return " ".join(term.strip('“”"').replace("’", "'").casefold().split())


def is_held_out(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] < 128


def left_out(one: GivenDefinition, where: Provision, others: Sequence[GivenDefinition]) -> str:
    """Why a tag is no definition of its document, "" where it is one."""
    if one.quoted or where.quoted:
        return "quoted"
    if _GONE.search(where.text[:200]) or _GONE.search(where.heading):
        return "repealed"
    return _mention(one, where.text, others) if one.span is not None else ""


def _mention(one: GivenDefinition, text: str, others: Sequence[GivenDefinition]) -> str:
    """How a tag only speaks of a term: its definition, another act's, or one in the meaning of another."""
    start, end = (one.span.start, one.span.end) if one.span else (0, 0)
    behind = text[end:]
    if _BEFORE.search(text[:start]):
        return "mention: the definition of"
    first = PATTERN.search(text)
    inside = first is not None and first.end() <= start
    if _BEHIND.match(behind) and not _MEANT.match(behind) and (others or not inside):
        return "mention: as defined in"
    opened = any(o.span is not None and o.span.end <= start for o in others)
    return "mention: in the meaning of another" if opened and inside and not _SECOND.match(behind) else ""


def compare(name: str, provisions: tuple[Provision, ...], given: Sequence[GivenDefinition], score: Score) -> None:
    by_path = {one.path: one for one in provisions}
    tags: dict[str, list[GivenDefinition]] = defaultdict(list)
    for one in given:
        tags[one.provision].append(one)
    wanted: dict[str, str] = {}
    ignored: set[str] = set()
    for one in given:
        why = left_out(one, by_path[one.provision], [o for o in tags[one.provision] if o is not one])
        score.ignored[why] += bool(why)
        if why:
            ignored.add(key(one.term))
        else:
            wanted.setdefault(key(one.term), f"{one.provision}: {by_path[one.provision].text}")
    begin = time.process_time()
    found, _ = find_definitions(provisions, load("canada"))
    score.seconds += time.process_time() - begin
    tagged = {schedule(one.provision) for one in given}
    got: dict[str, Definition] = {}
    for definition in found:
        why = "" if key(definition.term) in wanted else untagged(definition, by_path, tagged)
        score.ignored[why] += bool(why)
        if not why:
            got.setdefault(key(definition.term), definition)
            got.update({key(one): definition for one in definition.variants if key(one) in wanted})
            score.scopes[definition.scope.kind] += 1
    score.right += len(wanted.keys() & got.keys())
    score.missed += [(name, term, "", text) for term, text in wanted.items() if term not in got]
    known = definitions_by_reading()
    several = Counter((one.provision, one.body) for one in found if one.kind == "import")
    for term, one in got.items():
        if several[one.provision, one.body] > 1 and (term in wanted or term not in ignored):
            score.joint[term in wanted] += 1
        if term not in wanted and term not in ignored:
            cases = score.read if (name, one.provision, term) in known else score.false
            cases.append((name, term, one.rule, f"{one.provision}: {by_path[one.provision].text}"))


@cache
def definitions_by_reading() -> frozenset[tuple[str, str, str]]:
    """Document, provision and term of the definitions in `untagged.tsv`."""
    with UNTAGGED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return frozenset((row["document"], row["provision"], key(row["term"])) for row in rows)


def untagged(one: Definition, by_path: dict[str, Provision], tagged: set[str]) -> str:
    """Why a definition that is found says nothing where it is not tagged, "" where it counts as false."""
    if one.kind == "alias":
        return "untagged: a name in brackets or in passing"
    if one.quoted or by_path[one.provision].quoted:
        return "untagged: quoted"
    if by_path[one.provision].text[max(0, one.span.start - 1) : one.span.start] in ("“", '"', "‘", "'"):
        return "untagged: in quotation marks"
    place = schedule(one.provision)
    return "untagged: a schedule without a tag" if place and place not in tagged else ""


def schedule(path: str) -> str:
    """The schedule at the start of a path, "" for the body."""
    found = re.match(r"(?:Schedule|Annex|Appendix|Form)(?: [\dA-Z.]+(?=[ ¶:]))?", path)
    return found[0] if found else ""


def unpacked(given: Path, folder: Path) -> list[Path]:
    """The XML files of a folder, or of an archive after unpacking it."""
    if given.is_dir():
        return sorted(given.rglob("*.xml"))
    with tarfile.open(given) as tar:
        tar.extractall(folder, filter="data")
    return sorted(folder.rglob("*.xml"))


def sample(title: str, cases: list[tuple[str, str, str, str]], count: int) -> None:
    """Some of the cases, the same on every run, by the rule that made them."""
    print(f"\n{title} ({len(cases)}); worst documents {Counter(name for name, *_ in cases).most_common(5)}")
    print("by rule:", dict(Counter(rule for _, _, rule, _ in cases)) if cases and cases[0][2] else "")
    for name, term, rule, text in sorted(random.Random(7).sample(cases, min(count, len(cases))), key=lambda c: c[2]):
        print(f"  {name}: {term!r} {rule}\n      {text[:240]}")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("given", nargs="?", type=Path, default=GOLD)
    options.add_argument("--part", choices=("development", "held-out", "all"), default="development")
    options.add_argument("--sample", type=int, default=0, help="that many documents of the part; 0 for all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--plain", action="store_true", help="without what is printed in italics")
    options.add_argument("--misses", type=int, default=15, help="how many misses and false hits to print")
    chosen = options.parse_args()
    if not chosen.given.exists():
        print(f"{chosen.given} is not there", file=sys.stderr)
        return 3
    score = Score()
    with tempfile.TemporaryDirectory() as folder:
        paths = unpacked(chosen.given, Path(folder))
        if chosen.part != "all":
            paths = [one for one in paths if is_held_out(one.stem) == (chosen.part == "held-out")]
        if chosen.sample:
            paths = random.Random(chosen.seed).sample(paths, min(chosen.sample, len(paths)))
        for path in paths:
            source = read_source(path)
            provisions, _ = build_tree(source, load("canada"))
            _, given = placed(source, provisions)
            if chosen.plain:
                provisions = tuple(replace(one, emphasis=()) for one in provisions)
            compare(path.stem, provisions, given, score)
    gold, found = score.right + len(score.missed), score.right + len(score.false) + len(score.read)
    print(
        f"{chosen.part}, {len(paths)} documents{', without italics' if chosen.plain else ''}: terms by document,",
        end=" ",
    )
    print(f"recall {score.right}/{gold} = {score.right / max(gold, 1):.4f},", end=" ")
    print(f"precision {score.right}/{found} = {score.right / max(found, 1):.4f}; {score.seconds:.0f} s")
    right = score.right + len(score.read)
    print(f"untagged but definitions by reading: {len(score.read)};", end=" ")
    print(f"with them, precision {right}/{found} = {right / max(found, 1):.4f}")
    joint = score.joint
    alone, of = score.right - joint[True], found - joint.total()
    print(f"imports of several terms in one sentence: {joint[True]} of {joint.total()} tagged;", end=" ")
    print(f"without the class, precision {alone}/{of} = {alone / max(of, 1):.4f}")
    print("left out:", dict(+score.ignored))
    print("scopes:", dict(score.scopes))
    sample("missed", score.missed, chosen.misses)
    sample("false", score.false, chosen.misses)
    sample("untagged but definitions by reading", score.read, 0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
