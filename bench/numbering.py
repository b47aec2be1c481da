"""Computed numbers against what Word cached in its REF fields, over the contracts of the gold set.

    python bench/numbering.py [FOLDER]

Prints, for each set, how many REF fields with a number switch have a target, how many computed numbers are the cached
ones, and every exception. FOLDER holds `2020-docx` and `2017-docx-tracked`; by default it is sought beside the project.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from extract.readers.docx.fields import parse_ref
from extract.readers.docx.reader import read_docx

SETS = {"2020-docx": "ref-fields-2020.jsonl", "2017-docx-tracked": "ref-fields-2017.jsonl"}


def beside() -> Path:
    """The gold contracts beside the repository."""
    return Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "contracts"


def score(folder: Path, view: str) -> tuple[Counter[str], list[str]]:
    """Counts of REF fields by outcome over the files of a folder, and a line for each that is not "current"."""
    counts: Counter[str] = Counter()
    exceptions = []
    for path in sorted(folder.glob("*.docx")):
        source = read_docx(path.read_bytes(), path.name, view)
        for one in source.fields:
            ref = parse_ref(one.code)
            if ref is None or not ref.numbered:
                continue
            counts[one.status] += 1
            if one.status != "current":
                where = source.blocks[one.block].text[max(0, one.span.start - 60) : one.span.end + 20]
                exceptions.append(
                    f"{one.status:8}{path.stem[:45]:46} cached {one.cached!r} computed {one.computed!r} "
                    f"{one.bookmark} {one.code!r}\n{'':12}… {where!r}"
                )
    return counts, exceptions


def expected(listing: Path) -> tuple[int, Counter[tuple[str, str]]]:
    """How many number fields with a target the listing has, and its (bookmark, cached) pairs."""
    rows = [json.loads(line) for line in listing.read_text(encoding="utf-8").splitlines()]
    fields = [one for row in rows for one in row["ref_fields"] if one["target_para"] is not None]
    numbered = [one for one in fields if {"\\r", "\\n", "\\w"} & set(one["switches"])]
    return len(numbered), Counter((one["bookmark"], one["cached"].strip()) for one in numbered)


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else beside()
    if not root.is_dir():
        print(f"no contracts at {root}")
        return 2
    for name, listing in SETS.items():
        want, _ = expected(root / listing)
        for view in ("accepted",) if name.startswith("2020") else ("accepted", "original", "marked-up"):
            counts, exceptions = score(root / name, view)
            print(f"\n{name} ({view}): {want} fields with a target in the listing; read {dict(counts)}")
            print("\n".join(exceptions))
    return 0


if __name__ == "__main__":
    sys.exit(main())
