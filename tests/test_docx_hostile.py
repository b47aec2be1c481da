"""Word files that are broken or mean harm: one clear sentence, in seconds, in bounded memory."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile

import pytest
from docx_files import LEGAL, NAMESPACES, docx, level, paragraph, read, row, shown, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.readers.docx.archive import PackageError
from extract.readers.docx.reader import read_docx
from ontology.source import Source

ENTITIES = (
    '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def whole(document: str | bytes) -> bytes:
    """A .docx whose main part is exactly this."""
    data = document if isinstance(document, bytes) else document.encode()
    return docx("", extra={"word/document.xml": data})


def refused(data: bytes) -> str:
    """The sentence with which a file is refused; it must be one, and come in seconds."""
    began = time.process_time()
    with pytest.raises(PackageError) as caught:
        read_docx(data, "hostile.docx", "accepted")
    assert time.process_time() - began < 5
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_an_entity_bomb() -> None:
    document = f"{ENTITIES}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
    assert "document type" in refused(whole(document))
    assert "document type" in refused(whole(document.encode("utf-16")))


def test_an_external_entity() -> None:
    document = (
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f"<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "document type" in refused(whole(document))


def test_a_bomb_in_the_styles() -> None:
    styles = f'{ENTITIES}<w:styles xmlns:w="urn:x">&c;</w:styles>'.encode()
    assert "document type" in refused(docx(paragraph("x"), extra={"word/styles.xml": styles}))


def test_a_zip_bomb() -> None:
    filler = b"<w:p/>" * 12_000_000
    document = f"<w:document {NAMESPACES}><w:body>".encode() + filler + b"</w:body></w:document>"
    assert "unpacks" in refused(whole(document))


def test_too_many_elements() -> None:
    rng = random.Random(1)
    filler = b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % rng.getrandbits(40) for _ in range(520_000))
    document = f"<w:document {NAMESPACES}><w:body>".encode() + filler + b"</w:body></w:document>"
    assert "elements" in refused(whole(document))


def test_an_absurd_nesting() -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 5_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 5_000
    assert "nested" in refused(docx(deep))


def test_the_deepest_nesting_that_xml_allows_is_read() -> None:
    deep = paragraph("innermost")
    for _ in range(80):
        deep = f"<w:tbl><w:tr><w:tc>{deep}</w:tc></w:tr></w:tbl>"
    assert shown(read(deep)) == ["innermost"]
    runs = "<w:smartTag>" * 200 + "<w:r><w:t>kept</w:t></w:r>" + "</w:smartTag>" * 200
    assert shown(read(f"<w:p>{runs}</w:p>")) == ["kept"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "zip"),
        (b"PK\x03\x04", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
        (b"no zip at all", "zip"),
    ],
)
def test_what_is_no_word_document(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_truncated_file() -> None:
    data = docx(paragraph("x" * 5_000, num=1, level=0))
    for size in range(10, len(data) - 1, 97):
        assert refused(data[:size])


def test_a_part_that_is_damaged() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body/></w:document>")
    data = out.getvalue().replace(b"w:body/", b"w:BODY/", 1)
    assert "damaged" in refused(data)


def test_another_kind_of_zip() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert "no Word document" in refused(out.getvalue())
    assert "no body" in refused(whole(f"<w:document {NAMESPACES}/>"))
    assert "not well-formed" in refused(whole("<w:document"))


def test_missing_parts_leave_a_document_and_a_problem() -> None:
    body = paragraph("first", num=1, level=0) + paragraph("second", num=7, level=0)
    source = read(body, numbering=None, styles=None)
    assert shown(source) == ["first", "second"]
    assert [p.code for p in source.problems] == ["LAP301"]
    assert "2 paragraphs" in source.problems[0].message


def test_styles_and_lists_that_go_in_circles() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
        for a, b in (("A", "B"), ("B", "C"), ("C", "A"))
    ) + "".join(
        f'<w:style w:type="numbering" w:styleId="N{n}"><w:name w:val="N{n}"/><w:pPr><w:numPr><w:numId w:val="{m}"/>'
        "</w:numPr></w:pPr></w:style>"
        for n, m in ((1, 2), (2, 1))
    )
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level(0, "%1.")}<w:numStyleLink w:val="N{n}"/></w:abstractNum>'
        for n in (1, 2)
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    source = read(paragraph("x", style="A", num=1, level=0), styles=styles, numbering=numbering)
    assert [b.text for b in source.blocks] == ["x"]


def test_absurd_numbers_stay_short() -> None:
    huge = str(2**31 - 1)
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="{huge}"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{"%1" * 400}"/></w:lvl>'
            for n, form in enumerate(("lowerLetter", "upperRoman", "chicago", "ordinalText", "hex"))
        )
        + '<w:lvl w:ilvl="99"/><w:lvl w:ilvl="-1"/><w:lvl/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = "".join(paragraph("x", num=1, level=n) for n in range(5)) + paragraph("x", num=1, level=70_000)
    source = read(body, numbering=numbering)
    assert len(source.blocks) == 6
    assert all(len(b.number) < 5_000 for b in source.blocks)


def test_links_out_of_the_file_are_not_followed() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
        '<Relationship Id="b" Type="x/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    source = read_docx(docx(paragraph("x"), extra={"word/_rels/document.xml.rels": rels.encode()}), "x", "accepted")
    assert shown(source) == ["x"]


def test_macros_are_named_and_never_run() -> None:
    source = read_docx(docx(paragraph("x"), extra={"word/vbaProject.bin": b"\0"}), "x.docm", "accepted")
    assert ("macros", "present, never run") in source.metadata


def test_a_field_that_never_ends_and_one_that_never_began() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = paragraph(end * 50 + "<w:r><w:t>seen</w:t></w:r>") + paragraph(
        begin * 200 + end * 200 + "<w:r><w:t>also</w:t></w:r>"
    )
    assert shown(read(body)) == ["seen", "also"]


def test_fields_that_are_torn_lose_no_text() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    contents = begin + "<w:r><w:instrText>TOC</w:instrText></w:r>"
    separate = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    torn = paragraph(begin + "<w:r><w:instrText>REF x</w:instrText></w:r>")
    body = paragraph(contents + separate + "<w:r><w:t>Scope 1</w:t></w:r>") + torn + paragraph("clause")
    source = read(body)
    assert shown(source) == ["Scope 1", "clause"]
    assert source.blocks[1].kind == "paragraph"


def test_a_line_of_a_hundred_thousand_characters() -> None:
    began = time.process_time()
    for text in ("a " * 50_000, "1.1" * 33_000, ". ; " * 25_000, "(" * 100_000):
        styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>'
        assert len(read(paragraph(text, style="H"), styles=styles).blocks) == 1
    assert time.process_time() - began < 5


def test_chains_of_deleted_and_of_hidden_marks() -> None:
    began = time.process_time()
    for mark in ("<w:del/>", "<w:vanish/>"):
        body = "".join(paragraph(f"part {n} ", more=f"<w:rPr>{mark}</w:rPr>") for n in range(20_000)) + paragraph("end")
        source = read(body)
        assert "part 0 part 1" in source.blocks[0].text.replace("  ", " ")
        assert source.blocks[-1].text.endswith("end")
    assert time.process_time() - began < 20


def test_a_large_document_in_bounded_time_and_memory() -> None:
    body = "".join(paragraph(f"clause {n}", num=1, level=n % 5) for n in range(40_000))
    body += table(*(row(f'"Term {n}"', "means something") for n in range(2_000)))
    data = docx(body)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    source = read_docx(data, "x", "accepted")
    assert len(source.blocks) == 42_000
    assert time.process_time() - began < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000


SEED = docx(
    paragraph("Definitions", num=1, level=0)
    + paragraph(
        '<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>',
        num=1,
        level=1,
    )
    + table(("Term", paragraph("first", num=1, level=3) + paragraph("second", num=1, level=3)))
    + '<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    + '<w:r><w:instrText> REF _Ref1 \\r \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + '<w:r><w:t>1.1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/></w:p>',
    numbering=LEGAL,
    styles='<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>',
    footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>',
    comments='<w:comment w:id="1" w:author="A"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment>',
)


def survives(data: bytes, view: str) -> Source | None:
    try:
        return read_docx(data, "fuzz.docx", view)
    except PackageError:
        return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(SEED) - 1), st.integers(0, 255)), max_size=6),
    st.sampled_from(["original", "accepted", "marked-up"]),
)
def test_no_mutation_of_the_container_crashes(changes: list[tuple[int, int]], view: str) -> None:
    data = bytearray(SEED)
    for at, value in changes:
        data[at] = value
    survives(bytes(data), view)


_TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "pPr",
    "rPr",
    "numPr",
    "sdt",
    "sdtContent",
    "hyperlink",
    "fldSimple",
    "pPrChange",
    "trPr",
    "tcPr",
    "bookmarkStart",
    "footnoteReference",
    "fldChar",
    "instrText",
    "txbxContent",
    "drawing",
]
_TREE = st.recursive(
    st.sampled_from(
        [
            "<w:t>x</w:t>",
            "<w:br/>",
            '<w:numId w:val="1"/>',
            '<w:ilvl w:val="3"/>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:fldChar w:fldCharType="separate"/>',
            '<w:fldChar w:fldCharType="end"/>',
            "<w:vanish/>",
            '<w:footnoteReference w:id="1"/>',
            '<w:commentRangeStart w:id="1"/>',
        ]
    ),
    lambda inner: st.tuples(st.sampled_from(_TAGS), st.lists(inner, max_size=4)).map(
        lambda one: f"<w:{one[0]}>{''.join(one[1])}</w:{one[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.lists(_TREE, max_size=6), st.sampled_from(["original", "accepted", "marked-up"]))
def test_no_arrangement_of_elements_crashes(body: list[str], view: str) -> None:
    source = survives(docx("".join(body)), view)
    assert source is not None
    for block in source.blocks:
        assert all(0 <= s.start <= s.end <= len(block.text) for s in (*block.cells, *block.emphasis))
        assert all(0 <= c.span.start <= c.span.end <= len(block.text) for c in block.changes)
    for one in source.fields:
        assert one.target is None or 0 <= one.target < len(source.blocks)
