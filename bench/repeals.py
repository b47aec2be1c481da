"""Recall and precision of dangling references on real repeals: documents that repealed ones left behind.

    python bench/repeals.py CANADA WORK [--all] [--others N] [--seed N] [--misses]

CANADA holds `xml.tar.xz`, `repeal-events.json` and `references-to-repealed.json`; WORK is a folder for the documents
that are taken out of it and for what `lapse` keeps. Looked at are the repealed documents of the events (with --all, all
that the list of references has), the documents that refer to them, and N others drawn at random. Each repealed document
lapses by itself, on its own last day: on that day it is in force, though the published text of a repealed act is its
title alone.

The gold has one entry a reference that an editor tagged: document, provision, its text, the name, and whether the
wording is about the past. Found is an entry with a finding (LAP103 to LAP106) in its provision whose target is the
repealed document, or, where it speaks of the past, with a reference that counts as historical and so does not dangle.
Which provision is meant is told by its text, since the editors' paths are of another style ("1#Act" is ours "1¶1").

Three of the entries are links of the editors to the repealed document by a title that its living successor bears as
well, where the words mean the successor: recall is given with them, and for the entries of which the gold itself says
that no living document has their title.

A finding is right where the gold has an entry for its provision and target, whatever the wording. Not counted are
findings whose words are no title ("those Regulations", "that Act"): editors tag titles alone.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import lapse
from lapse.expiry import Expiry
from ontology.places import Place

CODES = ("LAP103", "LAP104", "LAP105", "LAP106")
_TITLED = re.compile(
    r"\w+ (?:Act|Regulations?|Rules|Orders?|Code)\b|\b(?:Rules|Orders?|Regulations) [A-Z]", re.IGNORECASE
)
_SHORT = re.compile(r"(?:\w+ )*(?:the|that|those|this|these|said|such) (?:Act|Regulations?|Rules|Order|Code)")
"""Words that lead to a document without its title: "section 4 of the Act"."""


class Led(NamedTuple):
    """A reference that leads to a repealed document: its words, where it stands, and the text of that provision."""

    document: str
    provision: str
    repealed: str
    words: str
    text: str


def unpack(archive: Path, wanted: set[str], others: int, seed: int, folder: Path) -> None:
    """Takes the wanted documents, and some others, out of the archive, those that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as tar:
        members = {Path(one.name).stem: one for one in tar.getmembers() if one.name.endswith(".xml")}
        rest = sorted(set(members) - wanted)
        for stem in sorted(wanted | set(random.Random(seed).sample(rest, others))):
            if stem in members and not (path := folder / f"{stem}.xml").exists():
                file = tar.extractfile(members[stem])
                if file is not None:
                    path.write_bytes(file.read())


def letters(text: str) -> str:
    """A text without its spaces, marks and the size of its letters."""
    return "".join(char for char in text.casefold() if char.isalnum())


def near(led: Led, entry: dict[str, Any]) -> int:
    """How surely a reference stands where an entry of the gold does and leads where it leads: 0 for not at all."""
    if (led.document, led.repealed) != (entry["doc"], entry["repealed_doc"]):
        return 0
    path, its = led.provision.replace(" ", ""), str(entry["provision"]).replace(" ", "")
    if its and path == its:
        return 3
    if its and (path.startswith(its + "(") or its.startswith(path + "(")):
        return 2
    one, other = sorted((letters(led.text), letters(entry["text"])), key=len)
    if not one or one not in other:
        return 0
    return 2 if len(one) * 2 > len(other) else int(letters(entry["surface"]) in one)


def found_by(expiry: Expiry) -> tuple[list[Led], list[Led]]:
    """What dangles, and what is about the past, each with the repealed document."""
    gone = {place.document for place in expiry.lapsing}

    def led(place: Place, target: Place, words: str) -> Led:
        provision = expiry.corpus.provision(place)
        text = f"{provision.heading} {provision.text}" if provision else ""
        return Led(place.document, place.provision, target.document, words, text)

    dangling = [
        led(f.place, f.target, " ".join(one.text for one in f.evidence))
        for f in expiry.findings
        if f.code in CODES and f.cause == "caused" and f.target and f.target.document in gone
    ]
    past = [
        led(r.place, target, r.text)
        for r in {*expiry.lapse.links_before.resolutions, *expiry.lapse.links_after.resolutions}
        for target in r.targets or (Place(r.document),)
        if r.status == "historical" and target.document in gone
    ]
    return dangling, past


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("canada", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--others", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    events = json.loads((given.canada / "repeal-events.json").read_text(encoding="utf-8"))
    gold: list[dict[str, Any]] = json.loads((given.canada / "references-to-repealed.json").read_text(encoding="utf-8"))
    gold = [one for one in gold if given.all or one["repealed_doc"] in events]
    repealed = {one["repealed_doc"] for one in gold}
    unpack(given.canada / "xml.tar.xz", repealed | {one["doc"] for one in gold}, given.others, given.seed, given.work)
    code = lapse.open(given.work)
    there = sorted(repealed & set(code.corpus.by_id))
    dangling, past = [], []
    for one in there:
        more, over = found_by(code.expire(f"{one}#", brief=True))
        dangling += more
        past += over
    counts: Counter[str] = Counter()
    alone = listed_alone = 0
    for one in gold:
        hit, history = (max((near(led, one) for led in some), default=0) for some in (dangling, past))
        kind = "past" if one["hist"] else "present"
        over = history >= hit if one["hist"] else history > hit
        outcome = "missed" if not hit and not history else "about the past" if over else "dangles"
        counts[f"{kind}: {outcome}"] += 1
        alone += not one["same_title_successor"]
        listed_alone += not one["same_title_successor"] and outcome != "missed"
        if given.misses and (outcome == "missed" or over != one["hist"]):
            print(f"{kind}, {outcome}: {one['doc']} {one['provision']} {one['surface']!r} in {one['text'][:300]!r}")
    titled = [led for led in dangling if _TITLED.search(led.words) and not _SHORT.search(led.words)]
    wrong = [led for led in titled if not any(near(led, one) for one in gold)]
    for led in wrong if given.misses else ():
        print(f"not in the gold: {led.document} {led.provision} → {led.repealed} {led.words!r}: {led.text[:300]!r}")
    print(f"{len(code.corpus.documents)} documents, {len(there)} of them lapse, {len(gold)} references in the gold")
    for kind, number in sorted(counts.items()):
        print(f"  {kind}: {number}")
    listed = len(gold) - sum(number for kind, number in counts.items() if kind.endswith("missed"))
    print(f"recall {listed}/{len(gold)} = {listed / len(gold):.3f}")
    print(f"recall where no living document has the same title {listed_alone}/{alone}")
    print(f"precision {len(titled) - len(wrong)}/{len(titled)} = {1 - len(wrong) / max(len(titled), 1):.3f}")
    print(f"not counted, their words no title: {len(dangling) - len(titled)}")


if __name__ == "__main__":
    main()
