"""Recall and precision of dangling references on real repeals: documents that repealed ones left behind.

    python bench/repeals.py CANADA WORK [--all] [--others N] [--seed N] [--misses]

CANADA holds `xml.tar.xz`, `repeal-events.json` and `references-to-repealed.json`; WORK is a folder for the documents
that are taken out of it and for what `lapse` keeps. Looked at are the repealed documents of the events (with --all, all
that the list of references has), the documents that refer to them, and N others drawn at random. All repealed documents
lapse at once: before, they are in force, though the published text of a repealed act is its title alone.

The gold has one entry a reference that an editor tagged: document, provision, name, and whether the wording is about
the past. Found is an entry with a finding (LAP103 to LAP106) in its provision whose target is the repealed document; an
entry about the past is found where the reference is historical, so that it does not dangle. A finding is right where
the gold has an entry for its provision and target, whatever the wording; editors leave some 2% of names untagged.
"""

from __future__ import annotations

import argparse
import json
import random
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import lapse
from lapse.expiry import Expiry
from ontology.places import Place

CODES = ("LAP103", "LAP104", "LAP105", "LAP106")
Key = tuple[str, str, str]
"""A document, one of its provisions, and the repealed document that is meant."""


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


def same(one: str, other: str) -> bool:
    """Whether two paths name one provision, or one of them a part of the other's."""
    a, b = one.replace(" ", ""), other.replace(" ", "")
    return a == b or a.startswith(b + "(") or b.startswith(a + "(") or a.split("¶")[0] == b


def found_by(expiry: Expiry) -> tuple[list[Key], list[Key]]:
    """What dangles, and what is about the past, each with the repealed document."""
    gone = {place.document for place in expiry.lapsing}
    dangling = [
        (f.place.document, f.place.provision, f.target.document)
        for f in expiry.findings
        if f.code in CODES and f.cause == "caused" and f.target and f.target.document in gone
    ]
    past = [
        (r.place.document, r.place.provision, target.document)
        for r in expiry.lapse.links_before.resolutions
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
    expiry = code.expire([f"{one}#" for one in there])
    dangling, past = found_by(expiry)
    counts: Counter[str] = Counter()
    for one in gold:
        key = one["doc"], one["provision"], one["repealed_doc"]
        hit = any(k[::2] == key[::2] and same(k[1], key[1]) for k in dangling)
        history = any(k[::2] == key[::2] and same(k[1], key[1]) for k in past)
        kind = "past" if one["hist"] else "present"
        outcome = "dangles" if hit else "about the past" if history else "missed"
        counts[f"{kind}: {outcome}"] += 1
        if given.misses and (outcome == "missed" or (kind == "present" and not hit)):
            print(f"{outcome}: {one['doc']} {one['provision']} {one['surface']!r} in {one['text'][:160]!r}")
    entries = [(one["doc"], one["provision"], one["repealed_doc"]) for one in gold]
    wrong = [k for k in dangling if not any(k[::2] == e[::2] and same(k[1], e[1]) for e in entries)]
    for k in wrong if given.misses else ():
        print(f"not in the gold: {k[0]} {k[1]} → {k[2]}: {code.corpus.text(Place(*k[:2]))[:200]!r}")
    print(f"{len(code.corpus.documents)} documents, {len(there)} of them lapse, {len(gold)} references in the gold")
    for kind, number in sorted(counts.items()):
        print(f"  {kind}: {number}")
    listed = len(gold) - sum(number for kind, number in counts.items() if kind.endswith("missed"))
    print(f"recall {listed}/{len(gold)} = {listed / len(gold):.3f}")
    print(f"precision {len(dangling) - len(wrong)}/{len(dangling)} = {1 - len(wrong) / max(len(dangling), 1):.3f}")


if __name__ == "__main__":
    main()
