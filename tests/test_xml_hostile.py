"""XML that was made to harm, or came to harm: one sentence or a document, soon, with nothing fetched."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from extract.profile import load
from extract.read import ReadError, read_source
from extract.readers.xml import reader
from extract.readers.xml.safe import open_xml, root_name
from extract.structure import build_tree

CASES = sorted((Path(__file__).parent / "cases" / "xml").glob("*.xml"))
MUTATIONS = 150
"""Of each kind and document; 1,500 were run when the readers were made."""
SECTION = "<Section><Label>{0}</Label><Text>{1}</Text></Section>"


def write(folder: Path, data: str | bytes, name: str = "x.xml") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def refused(path: Path) -> str:
    """The sentence with which a file is refused, without its path."""
    with pytest.raises(ReadError) as caught:
        read_source(path)
    return str(caught.value).removeprefix(str(path))


def regulation(body: str) -> str:
    return f"<Regulation><Body>{body}</Body></Regulation>"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE Regulation [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Regulation [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
        '<!DOCTYPE Regulation [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_anything_is_expanded(tmp_path: Path, declaration: str, encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{regulation("<Text>&x;&c;</Text>")}'
    assert "declares entities" in refused(write(tmp_path, text.encode(encoding)))


def test_a_document_type_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    text = '<!DOCTYPE Regulation SYSTEM "http://127.0.0.1:9/x.dtd">' + regulation(SECTION.format("1", "A&nbsp;b&foo;."))
    begin = time.perf_counter()
    source = read_source(write(tmp_path, text))
    assert time.perf_counter() - begin < 2
    assert [block.text for block in source.blocks] == ["A b&foo;."]


def test_what_is_nested_absurdly_is_refused(tmp_path: Path) -> None:
    deep = "<Provision>" * 5_000 + "<Text>x</Text>" + "</Provision>" * 5_000
    assert "256 deep" in refused(write(tmp_path, regulation(deep)))
    inside = "<Emphasis>" * 230 + "x" + "</Emphasis>" * 230
    assert [b.text for b in read_source(write(tmp_path, regulation(f"<Text>{inside}</Text>"))).blocks] == ["x"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_that_is_cut_short_is_refused(tmp_path: Path, path: Path) -> None:
    data = path.read_bytes()
    for part in (2, 3, 10):
        assert "cut short or damaged" in refused(write(tmp_path, data[: len(data) - len(data) // part]))


def test_another_encoding_than_the_file_says_is_read_with_a_problem(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + regulation(SECTION.format("1", "A café’s terrace."))
    source = read_source(write(tmp_path, text.encode("cp1252")))
    assert [block.text for block in source.blocks] == ["A café’s terrace."]
    assert [one.code for one in source.problems] == ["LAP303"]


def test_utf_16_is_read(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + regulation(SECTION.format("1", "Café."))
    assert [block.text for block in read_source(write(tmp_path, text.encode("utf-16"))).blocks] == ["Café."]


def test_an_unknown_root_is_named_in_one_sentence(tmp_path: Path) -> None:
    said = refused(write(tmp_path, '<?xml version="1.0"?><recipe><p>Salt.</p></recipe>'))
    assert all(one in said for one in ("<recipe>", "Justice Canada", "Akoma Ntoso"))


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    assert "holds no text" in refused(write(tmp_path, "<Regulation><Body/></Regulation>"))


def test_html_is_left_to_its_reader(tmp_path: Path) -> None:
    page = '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD" "x">\n<html><body><p>Salt.</p></body></html>'
    assert not reader.knows(page.encode(), "x.xml")
    assert read_source(write(tmp_path, page, "x.html")).media_type == "text/html"
    assert not reader.knows(b"Statute <b>1</b>", "x.txt")


def test_the_root_is_seen_behind_comments_and_instructions() -> None:
    prolog = b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- a <b> -->\n<?style x?><!DOCTYPE a [<!ELEMENT a ANY>]>\n'
    head = prolog + b'<akn:akomaNtoso x="1">'
    assert root_name(head) == "akn:akomaNtoso"
    assert reader.knows(head, "a")
    begin = time.perf_counter()
    root_name(b"<!-- " * 20_000)
    root_name(b"<!DOCTYPE " + b"[" * 60_000)
    assert time.perf_counter() - begin < 2


def test_ten_thousand_equal_numbers_take_no_time(tmp_path: Path) -> None:
    path = write(tmp_path, regulation(SECTION.format("1", "x") * 20_000))
    begin = time.perf_counter()
    provisions, problems = build_tree(read_source(path), load("canada"))
    assert time.perf_counter() - begin < 5
    assert len({one.path for one in provisions}) == 20_000
    assert len(problems) == 19_999


def test_a_text_of_many_pieces_takes_no_time(tmp_path: Path) -> None:
    text = "<Emphasis>a</Emphasis> b" * 50_000
    begin = time.perf_counter()
    source = read_source(
        write(tmp_path, regulation(f"<Section><Label>{'1' * 100_000}</Label><Text>{text}</Text></Section>"))
    )
    assert time.perf_counter() - begin < 5
    assert len(source.blocks[0].emphasis) == 50_000


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_mutated_files_never_crash(tmp_path: Path, path: Path) -> None:
    """Elements renamed, moved, doubled and emptied: always a document whose parents exist, or one sentence."""
    data = path.read_bytes()
    chance = random.Random(path.stem)
    for _ in range(MUTATIONS):
        root, _ = open_xml(data)
        elements = list(root.iter())
        for _ in range(chance.randint(1, 6)):
            one, other = chance.choice(elements), chance.choice(elements)
            if one is root or one in other.iterancestors() or one is other:
                continue
            change = chance.randrange(4)
            if change == 0:
                one.tag = other.tag
            elif change == 1:
                other.append(one)
            elif change == 2:
                one.text, one.tail = other.tail, other.text
            else:
                for key in list(one.attrib):
                    one.set(key, "9" * chance.randint(0, 3) + "x")
        mutated = root.getroottree()
        mutated.write(str(tmp_path / "x.xml"))
        try:
            source = read_source(tmp_path / "x.xml")
        except ReadError:
            continue
        provisions, _ = build_tree(source, load("canada"))
        paths = {one.path for one in provisions}
        assert len(paths) == len(provisions)
        assert {one.parent for one in provisions if one.parent is not None} <= paths


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_mutated_bytes_never_crash(tmp_path: Path, path: Path) -> None:
    data = path.read_bytes()
    chance = random.Random(path.stem)
    for _ in range(MUTATIONS):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            read_source(write(tmp_path, bytes(changed)))
        except ReadError:
            continue


def test_another_vocabulary_with_the_same_root_is_not_taken_for_ours(tmp_path: Path) -> None:
    text = "<bill><legis-body><section><enum>1.</enum><text>Salt.</text></section></legis-body></bill>"
    assert "<bill>" in refused(write(tmp_path, text))
