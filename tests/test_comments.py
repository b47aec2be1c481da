"""The reviewer's own file back: comments at the right words, all else of the file as it was."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import pytest
from docx_files import W, paragraph, run, table
from docx_files import docx as made
from lxml import etree

import lapse
from extract.document import extract
from extract.readers.docx.reader import read_docx
from extract.spots import spots
from lapse.asking import UnclearError
from lapse.reports.comments import CODES, comment
from lapse.reports.marking import Remark, annotate
from lapse.workspace import Workspace
from ontology.places import Span

OFFICE = shutil.which("soffice")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def marked(tmp_path: Path, data: bytes, *words: str) -> tuple[bytes, tuple[Remark, ...]]:
    """The file with a comment at the first place of each of the words."""
    path = tmp_path / "in.docx"
    path.write_bytes(data)
    provisions = extract(path, "in").document.provisions
    wanted = []
    for one in words:
        home = next(p for p in provisions if one in p.text)
        wanted.append((home.path, Span(home.text.index(one), home.text.index(one) + len(one))))
    places = spots(data, "in.docx", provisions, wanted)
    return annotate(
        data, [Remark(places[key], (f"about {one}", "LAP101-x")) for one, key in zip(words, wanted, strict=True)]
    )


def covered(data: bytes) -> dict[str, str]:
    """What our comments cover, by their first line."""
    source = read_docx(data, "out.docx")
    found = [one for one in source.comments if one.author == "Lapse"]
    return {one.text.splitlines()[0]: one.span.of(source.blocks[one.block].text) for one in found}


def bare(data: bytes) -> bytes:
    """The main part without our anchors, runs that were cut put together again, as canonical XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        names = archive.namelist()
        comments = etree.fromstring(archive.read("word/comments.xml")) if "word/comments.xml" in names else ()
    ours = {one.get(w("id")) for one in comments if one.get(w("author")) == "Lapse"}
    for one in list(root.iter(w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))):
        if one.get(w("id")) in ours:
            gone = one.getparent() if one.tag == w("commentReference") else one
            gone.getparent().remove(gone)
    for parent in root.iter():
        _join(parent, w("r"))
    for each in root.iter(w("r")):
        _join_texts(each)
    return etree.tostring(root, method="c14n")


def _join(parent: Any, tag: str) -> None:
    last: Any = None
    for one in list(parent):
        same = one.tag == tag and last is not None and _face(last) == _face(one)
        if same:
            last.extend([child for child in one if child.tag != w("rPr")])
            parent.remove(one)
        else:
            last = one if one.tag == tag else None


def _face(one: Any) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    properties = one.find(w("rPr"))
    return b"" if properties is None else etree.tostring(properties), tuple(sorted(one.attrib.items()))


def _join_texts(one: Any) -> None:
    last: Any = None
    for child in list(one):
        if child.tag == w("t"):
            child.attrib.pop(SPACE, None)
            if last is not None:
                last.text = (last.text or "") + (child.text or "")
                one.remove(child)
                continue
        last = child if child.tag == w("t") else None


CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _1 \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
BODIES = {
    "within one run": (paragraph("Each Berth Card is blue."), "Berth Card"),
    "a whole run": (paragraph(run("Each ") + run("Berth Card", "<w:b/>") + run(" is blue.")), "Berth Card"),
    "over three runs": (
        paragraph(run("Each Be", "<w:i/>") + run("rth ", "<w:b/>") + run("Card is blue.")),
        "Berth Card",
    ),
    "two texts of one run": (
        paragraph("<w:r><w:t>Each Berth </w:t><w:tab/><w:t>Card is blue.</w:t></w:r>"),
        "Berth \tCard",
    ),
    "soft hyphen": (paragraph(run("Each Berth\u00ad Ca\u00adrd is blue.")), "Berth Card"),
    "inserted": (
        paragraph(run("Each ") + f'<w:ins w:id="7" w:author="A">{run("blue Berth Card here")}</w:ins>'),
        "Berth Card",
    ),
    "half inserted": (
        paragraph(run("Each Ber") + f'<w:ins w:id="7" w:author="A">{run("th Card here")}</w:ins>'),
        "Berth Card",
    ),
    "beside a deletion": (
        paragraph(
            run("Each ")
            + '<w:del w:id="8" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>'
            + run("Berth Card.")
        ),
        "Berth Card",
    ),
    "over a deletion": (
        paragraph(
            run("Each Berth")
            + '<w:del w:id="8" w:author="A"><w:r><w:delText>ing</w:delText></w:r></w:del>'
            + run(" Card.")
        ),
        "Berth Card",
    ),
    "hyperlink": (
        paragraph(run("Each ") + f'<w:hyperlink w:anchor="_1">{run("the Berth Card here")}</w:hyperlink>'),
        "Berth Card",
    ),
    "result of a field": (paragraph(run("See ") + CODE + run("clause 4.1 there") + END + run(" now.")), "clause 4.1"),
    "simple field": (
        paragraph(run("See ") + f'<w:fldSimple w:instr=" REF _1 ">{run("clause 4.1 there")}</w:fldSimple>'),
        "clause 4.1",
    ),
    "content control": (
        paragraph(f"<w:sdt><w:sdtContent>{run('Each Berth Card is blue.')}</w:sdtContent></w:sdt>"),
        "Berth Card",
    ),
    "cell of a table": (table(("Word", "Meaning"), ("Ticket", "a Berth Card on paper")), "Berth Card"),
    "second paragraph of a cell": (
        table(
            ("Word", "Meaning"),
            ("Ticket", paragraph("is a thing:") + paragraph("a Berth Card on paper", num=1, level=3)),
        ),
        "Berth Card",
    ),
    "numbered": (
        paragraph("Words", num=1, level=0) + paragraph("Each Berth Card is blue.", num=1, level=1),
        "Berth Card",
    ),
    "joined by a deleted mark": (
        paragraph(run("Each Berth"), more='<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>')
        + paragraph(run(" Card is blue.")),
        "Berth Card",
    ),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_comment_stands_at_the_right_words_and_nothing_else_changes(case: str, tmp_path: Path) -> None:
    body, words = BODIES[case]
    before = made(paragraph("A first line that says nothing.") + body)
    after, left = marked(tmp_path, before, words)
    assert left == ()
    assert covered(after) == {f"about {words}": words.replace("\t", "\t")}
    assert bare(after) == bare(before)
    one, two = (read_docx(data, "x") for data in (before, after))
    assert [(b.number, b.text) for b in one.blocks] == [(b.number, b.text) for b in two.blocks]
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        changed = {name for name in new.namelist() if name not in old.namelist() or old.read(name) != new.read(name)}
    assert changed <= {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def test_several_comments_in_one_run_and_beside_an_older_one(tmp_path: Path) -> None:
    old = '<w:comment w:id="3" w:author="B" w:date="2025-01-02T03:04:05Z">' + paragraph("older") + "</w:comment>"
    body = paragraph(
        run("Each ")
        + '<w:commentRangeStart w:id="3"/>'
        + run("Berth Card of a Ferry under clause 4.1")
        + '<w:commentRangeEnd w:id="3"/>'
        + '<w:r><w:commentReference w:id="3"/></w:r>'
        + run(" is blue.")
    )
    before = made(body, comments=old)
    after, left = marked(tmp_path, before, "Ferry", "Berth Card", "Berth Card of a Ferry", "clause 4.1")
    assert left == ()
    words = ("Ferry", "Berth Card", "Berth Card of a Ferry", "clause 4.1")
    assert covered(after) == {f"about {one}": one for one in words}
    assert bare(after) == bare(before)
    source = read_docx(after, "x")
    (older,) = [one for one in source.comments if one.author == "B"]
    assert older.span.of(source.blocks[older.block].text) == "Berth Card of a Ferry under clause 4.1"
    ids = [one.get(w("id")) for one in _comments(after)]
    assert ids == ["3", "4", "5", "6", "7"]


def _comments(data: bytes) -> Sequence[Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return list(etree.fromstring(archive.read("word/comments.xml")))


def test_what_cannot_bear_a_comment_is_given_back(tmp_path: Path) -> None:
    inner = f"<w:txbxContent>{paragraph('the Berth Card in a box')}</w:txbxContent>"
    box = f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"
    note = '<w:footnote w:id="2">' + paragraph("the Ferry in a note") + "</w:footnote>"
    body = paragraph(run("Each ") + box + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("ticket is blue."))
    before = made(body, footnotes=note)
    after, left = marked(tmp_path, before, "Berth Card", "Ferry", "ticket")
    assert [one.paragraphs[0] for one in left] == ["about Berth Card", "about Ferry"]
    assert covered(after) == {"about ticket": "ticket"}
    assert bare(after) == bare(before)
    assert annotate(before, left) == (annotate(before, ())[0], left)


def test_strict_files_keep_their_namespace(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    before = made(paragraph("Each Berth Card is blue."), extra={"[Content_Types].xml": TYPES.encode()})
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(W.encode(), strict.encode()))
    after, left = marked(tmp_path, out.getvalue(), "Berth Card")
    assert left == ()
    assert covered(after) == {"about Berth Card": "Berth Card"}
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert W.encode() not in archive.read("word/document.xml") + archive.read("word/comments.xml")
        assert b"comments+xml" in archive.read("[Content_Types].xml")


@pytest.fixture(scope="session")
def commented(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    folder = tmp_path_factory.mktemp("copies") / "commented"
    code = Workspace.open(built)
    code.expire("AL", "2025-12-31").comment(folder)
    return code, folder


def test_every_orphan_of_the_demo_has_its_comment(commented: tuple[Workspace, Path]) -> None:
    code, folder = commented
    gone = code.expire("AL", "2025-12-31")
    expected = sorted(
        (code.corpus.by_id[one.place.document].source, one.id, evidence.text)
        for one in gone.findings
        if one.code in CODES
        for evidence in one.evidence
    )
    found = []
    for path in folder.glob("*.docx"):
        data = path.read_bytes()
        source = read_docx(data, path.name)
        ours = [one for one in source.comments if one.author == "Lapse"]
        found += [(path.name, one.text.splitlines()[-1], one.span.of(source.blocks[one.block].text)) for one in ours]
        original = code.folder / path.name
        assert bare(data) == bare(original.read_bytes())
        assert len(list(docx.Document(str(path)).comments)) >= len(ours)  # type: ignore[call-overload]
    assert sorted(found) == expected
    assert len(expected) > 35


def test_a_redline_is_commented_with_its_changes_kept(built: Path, tmp_path: Path) -> None:
    redline = built.parent / "redline" / "appendix-ac.docx"
    gone = lapse.open(built).expire("AL", "2025-12-31", accept=[redline])
    made_ = comment(gone, tmp_path / "commented")
    copy = next(path for path in made_.files if path.name == "appendix-ac.docx")
    assert bare(copy.read_bytes()) == bare(redline.read_bytes())
    before, after = (read_docx(path.read_bytes(), "x", "marked-up") for path in (redline, copy))
    assert [b.changes for b in before.blocks] == [b.changes for b in after.blocks]
    assert any(b.changes for b in after.blocks)
    assert [one for one in after.comments if one.author == "Lapse"]


def test_copies_never_replace_the_documents_and_are_not_read_as_such(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.docx").write_bytes(
        made(paragraph("Appendix One") + paragraph('In this Appendix, "Berth Card" means a card.'))
    )
    (folder / "two.docx").write_bytes(made(paragraph("Appendix Two") + paragraph("Each Berth Card is blue.")))
    gone = lapse.open(folder).expire("one")
    with pytest.raises(UnclearError, match="holds the documents themselves"):
        gone.comment(folder)
    assert [path.name for path in gone.comment(folder / "commented")] == ["two.docx"]
    assert [document.id for document in lapse.open(folder).corpus.documents] == ["one", "two"]
    (remark,) = read_docx((folder / "commented" / "two.docx").read_bytes(), "two.docx").comments
    assert "“Berth Card” is used here, and its definition at Appendix One" in remark.text


def test_other_files_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "one.txt").write_text('Appendix One\n1 Words\n1.1 In this Appendix, "Berth Card" means a card.\n')
    (folder / "two.txt").write_text("Appendix Two\n1 Rules\n1.1 Each Berth Card is blue.\n")
    found = comment(lapse.open(folder).expire("one"), tmp_path / "commented")
    assert found.files == ()
    assert found.left == ("two.txt is no Word file, so its 1 finding has no comment",)
    assert not (tmp_path / "commented").exists()


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copies_with_their_comments(commented: tuple[Workspace, Path], tmp_path: Path) -> None:
    _, folder = commented
    copy = folder / "appendix-am.docx"
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        [str(OFFICE), home, "--headless", "--convert-to", "odt", "--outdir", str(tmp_path), str(copy)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    with zipfile.ZipFile(tmp_path / "appendix-am.odt") as archive:
        text = archive.read("content.xml").decode()
    assert text.count("<office:annotation ") >= 17
    assert "<dc:creator>Lapse</dc:creator>" in text
