"""Published files, where they lie beside the repository: all of the UK, and every twentieth of Canada."""

from __future__ import annotations

import tarfile
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from extract.given import placed
from extract.profile import load
from extract.read import read_source
from extract.structure import build_tree

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
UK = sorted((GOLD / "uk").glob("*.xml"))
UNITS = ("Section", "Subsection", "Paragraph", "Subparagraph", "Clause")
APART = ("AmendedText", "ReadAsText", "QuotedText", "AmendedContent")
STEP = 20


@pytest.fixture(scope="module")
def canada(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    archive = GOLD / "canada" / "xml.tar.xz"
    if not archive.is_file():
        pytest.skip("the published acts and regulations of Canada are not beside the repository")
    folder = tmp_path_factory.mktemp("canada")
    with tarfile.open(archive) as tar:
        members = [one for one in tar if one.isfile() and one.name.endswith(".xml")][::STEP]
        tar.extractall(folder, members, filter="data")
    return sorted(folder.rglob("*.xml"))


def numbers_of(root: etree._Element) -> Counter[str]:
    """The labels that the file prints in front of its own provisions."""
    found = (
        "".join(label.itertext()).strip().lstrip("*")
        for tag in UNITS
        for unit in root.iter(tag)
        for label in unit.findall("Label")
        if not any(one.tag in APART for one in unit.iterancestors())
    )
    return Counter(" ".join(one.split()).rstrip(".:") for one in found if any(c.isdigit() for c in one))


def test_every_canadian_file_is_read_with_every_number(canada: list[Path]) -> None:
    for path in canada:
        source = read_source(path)
        provisions, _ = build_tree(source, load("canada"))
        root = etree.parse(path).getroot()
        assert not numbers_of(root) - Counter(one.number for one in provisions), path.stem
        repealed = any(key == "repealed" for key, _ in source.metadata)
        assert repealed == (root.find("Repealed") is not None), path.stem
        assert source.title, path.stem


def test_every_canadian_tag_has_its_place(canada: list[Path]) -> None:
    for path in canada:
        source = read_source(path)
        provisions, _ = build_tree(source, load("canada"))
        by_path = {one.path: one for one in provisions}
        references, definitions = placed(source, provisions)
        for one in references:
            assert one.span is None or one.span.of(by_path[one.provision].text) == one.text, path.stem
        for term in definitions:
            assert term.span is None or term.span.of(by_path[term.provision].text) == term.term, path.stem


@pytest.mark.skipif(not UK, reason="the published acts and instruments of the UK are not beside the repository")
@pytest.mark.parametrize("path", UK, ids=lambda path: path.stem)
def test_every_file_of_the_uk_is_read_with_every_number(path: Path) -> None:
    source = read_source(path)
    provisions, problems = build_tree(source, load("uk-legislation"))
    root = etree.parse(path).getroot()
    units = [
        one
        for one in root.iter("{*}P1", "{*}P2", "{*}P3", "{*}P4")
        if "".join(one.xpath("string(*[local-name()='Pnumber'])")).strip()
        and not any(
            etree.QName(above).localname in ("BlockAmendment", "BlockExtract", "Versions", "ExplanatoryNotes")
            for above in one.iterancestors()
        )
    ]
    numbered = sum(one.kind == "clause" for one in provisions)
    assert numbered >= len(units)
    assert len(problems) <= 1
    assert source.title
    assert all(one.parent is None or one.parent in {p.path for p in provisions} for one in provisions[:200])
