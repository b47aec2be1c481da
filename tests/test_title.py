"""What a document calls itself: the cases of tests/cases/titles.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.document import extract

CASES = (Path(__file__).parent / "cases" / "titles.txt").read_text(encoding="utf-8").split("\n== ")[1:]


@pytest.mark.parametrize("case", CASES, ids=[case.split("\n", 1)[0] for case in CASES])
def test_title_and_names(case: str, tmp_path: Path) -> None:
    lines = case.strip().split("\n")[1:]
    text = [line for line in lines if not line.startswith(("title", "names"))]
    said = {line.split(" ", 1)[0]: line.partition(" ")[2] for line in lines if line.startswith(("title", "names"))}
    file = tmp_path / "one.txt"
    file.write_text("\n\n".join(text) + "\n", encoding="utf-8")
    document = extract(file, "one", None).document
    assert document.title == said["title"]
    assert document.aliases == tuple(name for name in said["names"].split(" | ") if name)
