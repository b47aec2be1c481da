"""Whether every row of a contract's table of definitions is found with its whole meaning, in the Word file and the PDF.

    python bench/glossary.py [FOLDER]

The rows are those that python-docx reads in "Joint Schedule 1 - Definitions" of FOLDER (contracts), its title row left
out. A cell with several names ("A" or "B") wants each of them. A meaning is whole where all its words are found in it,
in order, and it ends with its last ones; numbers that Word computes for its items are not in python-docx's text, and so
may be more. In the PDF, where its text is that of another version, a meaning may differ: such rows are printed.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from docx import Document as WordFile

from extract.define import find_definitions
from extract.profile import choose, signs
from extract.read import read_source
from extract.structure import build_tree
from ontology.model import Definition

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "contracts"


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.replace("’", "'").casefold())


def rows(path: Path) -> list[tuple[tuple[str, ...], str]]:
    """Names and meaning of each row of the first table."""
    found = []
    for row in WordFile(str(path)).tables[0].rows[1:]:
        names = re.split(r"[”\"]\s+or\s+[“\"]|\s*\n\s*or\s*\n\s*", row.cells[0].text, flags=re.IGNORECASE)
        found.append((tuple(" ".join(words(name)) for name in names), row.cells[1].text))
    return found


def definitions(path: Path) -> dict[str, list[Definition]]:
    source = read_source(path)
    profile = choose(signs(block.text for block in source.blocks))
    found: dict[str, list[Definition]] = {}
    for one in find_definitions(build_tree(source, profile)[0], profile)[0]:
        found.setdefault(" ".join(words(one.term)), []).append(one)
    return found


def is_whole(meaning: str, found: str) -> bool:
    """Whether the words of a meaning, less its verb, stand in what was found, in order and to the end."""
    wanted, got = words(re.sub(r"^\s*means?\b|\b(?:and|or)\s*$", "", meaning)), words(found)
    rest = iter(got)
    return all(word in rest for word in wanted) and got[-1:] == wanted[-1:]


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("folder", nargs="?", type=Path, default=GOLD)
    folder = options.parse_args().folder
    files = sorted(folder.glob("2020-*/Joint Schedule 1 - Definitions*"))
    word = next((path for path in files if path.suffix == ".docx"), None)
    if word is None:
        print(f"{folder} has no table of definitions", file=sys.stderr)
        return 3
    wanted = rows(word)
    for path in files:
        found = definitions(path)
        missed = [names for names, _ in wanted if any(name not in found for name in names)]
        cut = [
            (names, meaning, found[names[0]][0].text)
            for names, meaning in wanted
            if names not in missed and not any(is_whole(meaning, one.text) for one in found[names[0]])
        ]
        print(f"{path.name}: {len(wanted)} rows, {len(wanted) - len(missed)} with every name", end=", ")
        print(f"{len(wanted) - len(missed) - len(cut)} of them with the whole meaning")
        for names in missed:
            print(f"  missed: {names}")
        for names, meaning, got in cut:
            print(f"  another meaning: {names}\n    {meaning[-100:]!r}\n    {got[-100:]!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
