"""How legal XML is read, and what is found in it against the editors' tags.

    python bench/legal_xml.py [FOLDER|ARCHIVE] [--sample N] [--seed N] [--misses N] [--plain]

Reads every file (structure, numbers, repealed documents, speed), then finds definitions and references in a sample of
N documents, on provisions made from the structure alone, and compares them with what the editors tagged. `--plain`
leaves out the emphasis as well, so that nothing of a tag is looked at.

Ignored, and counted: tags in text that is repealed or quoted; tags that name a definition ("the definition boat in
section 2"); definitions that are names in brackets (tagged now and then only), or in a schedule without any tag. A
reference counts as found where one overlaps the tag; only links to documents of the set count.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from extract.define import find_definitions
from extract.given import placed
from extract.profile import load
from extract.read import ReadError, read_source
from extract.refer import find_references
from extract.structure import build_tree
from ontology.labels import normal
from ontology.model import Provision, Reference
from ontology.places import Span
from ontology.source import GivenDefinition, GivenReference, Source

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "canada" / "xml.tar.xz"
UNITS = ("Section", "Subsection", "Paragraph", "Subparagraph", "Clause", "Subclause", "Subsubclause")
APART = ("AmendedText", "ReadAsText", "QuotedText", "AmendedContent")
_GONE = re.compile(r"\[(?:Repealed|Revoked)")
_NAMED = re.compile(
    r"\b(?:definitions?|defining)\s(?:the\s(?:expression|term|word)s?\s)?(?:(?:[\w-]+,?\s){1,4}and\s)?$"
)


@dataclass
class Reading:
    """What came of reading all files."""

    files: int = 0
    provisions: int = 0
    size: int = 0
    reading: float = 0.0
    building: float = 0.0
    failed: list[str] = field(default_factory=list)
    repealed: Counter[str] = field(default_factory=Counter)
    unnumbered: list[str] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)


@dataclass
class Score:
    """Counts, and the cases behind them."""

    right: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)

    def line(self, name: str) -> str:
        """Recall and precision in one line."""
        gold, found = self.right + len(self.missed), self.right + len(self.false)
        parts = [f"recall {self.right}/{gold} = {self.right / max(gold, 1):.4f}"]
        if self.false:
            parts.append(f"precision {self.right}/{found} = {self.right / max(found, 1):.4f}")
        return f"{name}: {', '.join(parts)}; ignored {dict(self.ignored)}"


def read_all(paths: list[Path]) -> Reading:
    """Reads every file, builds its tree and checks it against the file's own labels and marks of repeal."""
    out = Reading(files=len(paths))
    profile = load("canada")
    for path in paths:
        begin = time.process_time()
        try:
            source = read_source(path)
        except ReadError as error:
            out.failed.append(str(error))
            continue
        read = time.process_time()
        provisions, problems = build_tree(source, profile)
        out.reading += read - begin
        out.building += time.process_time() - read
        out.size += path.stat().st_size
        out.provisions += len(provisions)
        if problems:
            out.repeated[path.stem] += len(problems)
        _check(path, source, provisions, out)
    return out


def _check(path: Path, source: Source, provisions: tuple[Provision, ...], out: Reading) -> None:
    root = etree.parse(path).getroot()
    marked = root.find("Repealed") is not None
    known = any(key == "repealed" for key, _ in source.metadata)
    dated = any(key == "repealed" and value for key, value in source.metadata)
    out.repealed[f"marked {marked}, known {known}, dated {dated}"] += marked or known
    wanted = Counter(
        " ".join("".join(label.itertext()).split()).lstrip("*").rstrip(".:")
        for tag in UNITS
        for unit in root.iter(tag)
        for label in unit.findall("Label")
        if not any(one.tag in APART for one in unit.iterancestors())
    )
    has = Counter(one.number for one in provisions)
    out.unnumbered += [f"{path.stem} {label!r} x{n}" for label, n in (wanted - has).items() if re.search(r"\w", label)]


def key(term: str) -> str:
    """A term for comparison: case, apostrophes and white space do not count."""
    return " ".join(term.replace("’", "'").casefold().split())


def score_definitions(name: str, source: Source, provisions: tuple[Provision, ...], score: Score) -> float:
    """Adds the definitions of a document to the score: its terms as a set; seconds taken."""
    by_path = {one.path: one for one in provisions}
    _, given = placed(source, provisions)
    wanted: dict[str, str] = {}
    ignored: set[str] = set()
    for one in given:
        text = by_path[one.provision].text
        why = _ignored(one, text, by_path[one.provision].heading)
        if why:
            score.ignored[why] += 1
            ignored.add(key(one.term))
        else:
            wanted.setdefault(key(one.term), f"{one.provision}: {text}")
    begin = time.process_time()
    found, _ = find_definitions(provisions, load("canada"))
    seconds = time.process_time() - begin
    got: dict[str, str] = {}
    for definition in found:
        term = key(definition.term)
        if definition.kind == "alias" and term not in wanted:
            score.ignored["name in brackets"] += 1
        elif definition.quoted or by_path[definition.provision].quoted:
            score.ignored["found in a quotation"] += 1
        else:
            got.setdefault(term, f"[{definition.rule}] {definition.provision}: {by_path[definition.provision].text}")
    score.right += len(wanted.keys() & got.keys())
    score.missed += [(name, term, text) for term, text in wanted.items() if term not in got]
    tagged = {_schedule(one.provision) for one in given}
    for term, text in got.items():
        if term in wanted or term in ignored:
            continue
        place = _schedule(text.split("] ", 1)[1])
        if place and place not in tagged:
            score.ignored["in a schedule without a tag"] += 1
        else:
            score.false.append((name, term, text))
    return seconds


def _schedule(path: str) -> str:
    """The schedule at the start of a path, "" for the body."""
    found = re.match(r"(?:Schedule|Annex|Appendix|Form)(?: [\dA-Z.]+(?=[ ¶:]))?", path)
    return found[0] if found else ""


def _ignored(one: GivenDefinition, text: str, heading: str) -> str:
    """Why a tag is no definition of this document, "" where it is one."""
    if one.quoted:
        return "quoted"
    if _GONE.search(text[:200]) or _GONE.search(heading):
        return "repealed"
    if one.span is not None and _NAMED.search(text[: one.span.start]):
        return "names a definition"
    return ""


def score_references(
    name: str, source: Source, provisions: tuple[Provision, ...], scores: dict[str, Score], known: set[str]
) -> float:
    """Adds the references of a document to the scores: is there a found one where the editors put a tag."""
    by_path = {one.path: one for one in provisions}
    given, _ = placed(source, provisions)
    titles = {one.text for one in given if one.document}
    begin = time.process_time()
    found = find_references(provisions, load("canada"), names=titles)
    seconds = time.process_time() - begin
    spans: dict[str, list[Reference]] = {}
    for reference in found:
        spans.setdefault(reference.provision, []).append(reference)
    for one in given:
        score = scores["internal" if one.kind == "provision" else "document"]
        if one.kind == "document" and one.document not in known:
            score.ignored["links to no document of the set"] += 1
        elif one.span is None or by_path[one.provision].quoted:
            score.ignored["in a heading" if one.span is None else "quoted"] += 1
        elif any(_overlaps(one, reference) for reference in spans.get(one.provision, ())):
            score.right += 1
            if one.kind == "provision":
                _aim(one, spans[one.provision], scores["internal, right target"], name, by_path[one.provision].text)
        else:
            text = by_path[one.provision].text
            score.missed.append(
                (name, one.text, f"{one.provision}: …{text[max(0, one.span.start - 60) : one.span.end + 40]}")
            )
    return seconds


def _overlaps(one: GivenReference, reference: Reference) -> bool:
    place, span = one.span or Span(0, 0), reference.span
    return span.start < place.end and place.start < span.end


def _aim(one: GivenReference, found: list[Reference], score: Score, name: str, text: str) -> None:
    """Whether a found reference at a tag has the tag's label among its targets, or one in its brackets."""
    here = [reference for reference in found if _overlaps(one, reference)]
    labels = {normal(label) for reference in here for t in reference.targets for label in (t.label, t.through) if label}
    wanted = normal(one.target)
    if any(label == wanted or label.startswith(f"{wanted}(") for label in labels):
        score.right += 1
    else:
        score.missed.append(
            (name, one.target, f"{sorted(labels)} …{text[max(0, one.span.start - 60) :][:120]}" if one.span else "")
        )


def sample(title: str, cases: list[tuple[str, str, str]], count: int) -> None:
    """Prints some of the cases, the same ones on every run."""
    print(f"\n{title} ({len(cases)}); worst {Counter(name for name, _, _ in cases).most_common(6)}:")
    for name, term, text in sorted(random.Random(7).sample(cases, min(count, len(cases)))):
        print(f"  {name}: {term!r}\n      {text[:260]}")


def unpacked(given: Path, folder: Path) -> list[Path]:
    """The XML files of a folder, or of an archive after unpacking it."""
    if given.is_dir():
        return sorted(given.rglob("*.xml"))
    with tarfile.open(given) as tar:
        tar.extractall(folder, filter="data")
    return sorted(folder.rglob("*.xml"))


def report(reading: Reading) -> None:
    """Prints what came of reading."""
    speed = reading.size / 1e6 / max(reading.reading, 1e-9)
    both = reading.size / 1e6 / max(reading.reading + reading.building, 1e-9)
    print(f"{reading.files} files, {reading.size / 1e6:.0f} MB, {reading.provisions} provisions")
    print(f"reading {speed:.1f} MB/s, with trees {both:.1f} MB/s")
    print(f"failed: {reading.failed or 'none'}")
    print(f"repealed documents: {dict(+reading.repealed)}")
    print(f"labels of the file that no provision has: {len(reading.unnumbered)} {reading.unnumbered[:10]}")
    print(f"numbers that a document has twice: {reading.repeated.total()} {reading.repeated.most_common(5)}")


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("given", nargs="?", type=Path, default=GOLD)
    options.add_argument("--sample", type=int, default=400)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--misses", type=int, default=15)
    options.add_argument("--plain", action="store_true", help="leave out the emphasis")
    options.add_argument("--no-reading", action="store_true", help="only the sample")
    chosen = options.parse_args()
    if not chosen.given.exists():
        print(f"{chosen.given} is not there", file=sys.stderr)
        return 3
    definitions = Score()
    references = {one: Score() for one in ("internal", "internal, right target", "document")}
    seconds = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        paths = unpacked(chosen.given, Path(folder))
        known = {path.stem for path in paths}
        if not chosen.no_reading:
            report(read_all(paths))
        for path in random.Random(chosen.seed).sample(paths, min(chosen.sample, len(paths))):
            source = read_source(path)
            provisions, _ = build_tree(source, load("canada"))
            if chosen.plain:
                provisions = tuple(replace(one, emphasis=()) for one in provisions)
            seconds[0] += score_definitions(path.stem, source, provisions, definitions)
            seconds[1] += score_references(path.stem, source, provisions, references, known)
    print(f"\nsample of {chosen.sample}: definitions in {seconds[0]:.0f} s, references in {seconds[1]:.0f} s")
    print(definitions.line("definitions"))
    for kind, score in references.items():
        print(score.line(f"references, {kind}"))
    sample("definitions missed", definitions.missed, chosen.misses)
    sample("definitions false", definitions.false, chosen.misses)
    for kind, score in references.items():
        sample(f"references missed, {kind}", score.missed, chosen.misses)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
