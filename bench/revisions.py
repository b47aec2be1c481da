"""Our views of tracked changes against what Word itself leaves, over the revision files of the gold set.

    python bench/revisions.py [FOLDER]

For each `NAME.docx` with a `NAME-Accepted.docx` or `NAME-Rejected.docx`: our accepted (original) view, paragraph by
paragraph, against our plain reading of Word's file: kind, number, text; and every `w:p` of the main part, empty ones
too, with its style, list, depth of tables and text. Prints every difference.

What is left in `RP051-Arabic` is the style of joined paragraphs: those twins give it the first paragraph's, where we
keep the last's, whose mark is the one that stays (ISO 29500-1, 17.13.5.15 and 17.13.5.20).
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from extract.readers.docx.archive import Package
from extract.readers.docx.markup import under, value, w
from extract.readers.docx.reader import read_docx
from extract.readers.docx.views import View, apply

TWINS: dict[View, str] = {"accepted": "-Accepted", "original": "-Rejected"}


def beside() -> Path:
    """The gold revisions beside the repository."""
    return Path(__file__).resolve().parents[1].parent / "shared" / "gold" / "revisions"


def lines(path: Path, view: str) -> list[str]:
    """Each block of a file as one line: kind, number, text."""
    source = read_docx(path.read_bytes(), path.name, view)
    return [f"{one.kind} | {one.number} | {one.text!r}" for one in source.blocks]


def paragraphs(path: Path, view: View) -> list[str]:
    """Every paragraph of the main part after the view is taken: depth of tables, style, list and level, text."""
    package = Package(path.read_bytes())
    root = package.tree(package.main())
    assert root is not None
    apply(root, view)
    out = []
    for one in under(root, "p"):
        depth = sum(1 for _ in one.iterancestors(w("tc")))
        properties = one.find(w("pPr"))
        numbers = None if properties is None else properties.find(w("numPr"))
        listed = (value(numbers, "numId"), value(numbers, "ilvl"))
        text = "".join(t.text or "" for t in under(one, "t"))
        out.append(f"{depth} {value(properties, 'pStyle')} {listed} {text!r}")
    return out


def compare(folder: Path) -> list[tuple[str, str, int, list[str]]]:
    """For each pair: the file, the view, its paragraphs, and the lines of a difference (none where they are equal)."""
    out = []
    for path in sorted(folder.glob("*.docx")):
        for view, ending in TWINS.items():
            twin = path.with_name(f"{path.stem}{ending}.docx")
            if twin.exists():
                ours = lines(path, view) + paragraphs(path, view)
                words = lines(twin, "marked-up") + paragraphs(twin, "marked-up")
                differ = [one for one in difflib.ndiff(words, ours) if one[0] in "-+"]
                out.append((path.stem, view, len(words), differ))
    return out


def main() -> int:
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else beside()
    if not root.is_dir():
        print(f"no revision files at {root}")
        return 2
    pairs = compare(root)
    for name, view, size, differ in pairs:
        if differ:
            print(f"{name} ({view}), {size} blocks and paragraphs; - Word, + ours:")
            print("\n".join(f"  {one[:300]}" for one in differ))
    equal = sum(not differ for *_, differ in pairs)
    print(f"{equal} of {len(pairs)} pairs equal, {sum(size for _, _, size, _ in pairs)} blocks and paragraphs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
