"""What a reader sees of a Word document: text, tables, notes, boxes, controls, emphasis, headings, contents."""

from __future__ import annotations

from docx_files import docx, level, paragraph, read, row, run, shown, table

from extract.readers.docx.reader import knows, read_with_runs

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Part"><w:name w:val="Part Title"/><w:basedOn w:val="Heading1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Term"><w:name w:val="Defined Term"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="SubTerm"><w:name w:val="Sub Term"/><w:basedOn w:val="Term"/></w:style>'
)


def emphasised(body: str) -> list[str]:
    block = read(body, styles=STYLES).blocks[0]
    return [span.of(block.text) for span in block.emphasis]


def test_tabs_breaks_hyphens_and_symbols() -> None:
    body = paragraph(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c non</w:t><w:noBreakHyphen/><w:t>domestic sup</w:t>"
        '<w:softHyphen/><w:t>plier </w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'
        '<w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    )
    assert read(body).blocks[0].text == "a\tb\nc non-domestic supplier ✓•"


def test_emphasis_by_hand_by_style_and_not_at_all() -> None:
    assert emphasised(paragraph(run("Term ", "<w:b/>") + run("means a thing."))) == ["Term"]
    assert emphasised(paragraph(run("a ") + run("Term", '<w:rStyle w:val="SubTerm"/>') + run(" b"))) == ["Term"]
    assert emphasised(paragraph(run("The whole heading"), style="Heading1")) == ["The whole heading"]
    assert emphasised(paragraph(run("Plain again", '<w:rStyle w:val="Term"/>'), style="Heading1")) == []
    assert emphasised(paragraph(run("Off", '<w:b w:val="0"/>'), style="Heading1")) == []
    assert emphasised(paragraph(run("Two", "<w:b/>") + run(" ") + run("words", "<w:b/>"))) == ["Two words"]
    assert emphasised(paragraph(run("Term", "<w:b/>") + run(" means", "<w:i/>"))) == ["Term", "means"]


def test_headings_are_those_that_read_as_titles() -> None:
    body = (
        paragraph("The Code", style="Title")
        + paragraph("Definitions", style="Heading1")
        + paragraph("Part Two", style="Part")
        + paragraph("The operator shall keep records, and shall publish them.", style="Part")
        + paragraph("2.1\tDuties of operators", style="Heading1")
        + paragraph("plain")
    )
    source = read(body, styles=STYLES)
    assert [(b.kind, b.level) for b in source.blocks] == [
        ("heading", 0),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 2),
        ("heading", 1),
        ("paragraph", 0),
    ]
    assert source.title == "The Code"


def test_a_table_of_definitions_keeps_the_letters_within_a_meaning() -> None:
    meaning = (
        paragraph("either:")
        + paragraph("a person; or", num=1, level=3)
        + paragraph("a thing,", num=1, level=3)
        + paragraph("as the case may be.")
    )
    source = read(table(("Term", "Meaning"), ("“Holder”", meaning)) + paragraph("after"))
    assert [(b.kind, b.table) for b in source.blocks] == [("row", 1), ("row", 1), ("paragraph", None)]
    held = source.blocks[1]
    assert held.text == "“Holder”\teither:\n(a) a person; or\n(b) a thing,\nas the case may be."
    assert [span.of(held.text) for span in held.cells] == [
        "“Holder”",
        "either:\n(a) a person; or\n(b) a thing,\nas the case may be.",
    ]


def test_merged_cells_empty_rows_and_tabs_within_a_cell() -> None:
    merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>unseen</w:t></w:r></w:p></w:tc>"
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Term</w:t></w:r></w:p></w:tc>'
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Section A</w:t></w:r></w:p></w:tc>'
    body = table(
        row(wide),
        row(first, "one"),
        row(merged, "<w:p><w:r><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>"),
        row("", ""),
    )
    source = read(body)
    assert [b.text for b in source.blocks] == ["Section A", "Term\tone", "\ttwo three"]
    assert [len(b.cells) for b in source.blocks] == [1, 2, 2]


def test_a_table_within_a_cell() -> None:
    inner = table(("x", "y"), ("z", "w"))
    assert shown(read(table(("Outer", paragraph("before") + inner + paragraph("after"))))) == [
        "Outer\tbefore\nx y\nz w\nafter"
    ]


def test_a_table_of_one_column_is_only_a_frame() -> None:
    body = table((paragraph("Duties", num=1, level=0) + paragraph("one", num=1, level=1),), (table(("a", "b")),))
    source = read(body)
    assert [(b.kind, b.number, b.text) for b in source.blocks] == [
        ("paragraph", "1.", "Duties"),
        ("paragraph", "1.1", "one"),
        ("row", "", "a\tb"),
    ]


def test_numbers_in_cells_count_with_those_outside() -> None:
    body = (
        paragraph("one", num=1, level=0)
        + table((paragraph("", num=1, level=0), "two"))
        + paragraph("x", num=1, level=0)
    )
    assert shown(read(body)) == ["1. one", "2.\ttwo", "3. x"]


def test_notes_stand_behind_the_paragraph_that_calls_for_them() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="5"><w:p><w:r><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> See the Act.</w:t></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Repealed.</w:t></w:r></w:p></w:footnote>'
    )
    endnotes = '<w:endnote w:id="1"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote>'
    body = (
        paragraph(run("The fee") + note.format(5) + run(" is due") + note.format(2) + run("."))
        + paragraph(run("Next") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
        + paragraph(run("No such") + note.format(9))
    )
    source = read(body, footnotes=footnotes, endnotes=endnotes)
    assert [(b.kind, b.number, b.text) for b in source.blocks] == [
        ("paragraph", "", "The fee is due."),
        ("note", "1", "See the Act."),
        ("note", "2", "Repealed."),
        ("paragraph", "", "Next"),
        ("note", "i", "At the end."),
        ("paragraph", "", "No such"),
    ]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    older = f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"
    assert shown(read(paragraph(run("Beside it.") + both))) == ["Beside it.", "In a box."]
    assert shown(read(paragraph(run("Beside it.") + older))) == ["Beside it.", "In a box."]


def test_controls_links_and_smart_tags() -> None:
    inner = (
        f"<w:smartTag><w:smartTagPr/>{run('two ')}</w:smartTag><w:hyperlink w:anchor='x'>{run('three')}</w:hyperlink>"
    )
    whole = paragraph(run("one ") + inner)
    control = f"<w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
    nested = f"<w:customXml><w:customXmlPr/><w:sdt><w:sdtContent>{control}</w:sdtContent></w:sdt></w:customXml>"
    assert shown(read(nested)) == ["one two three"]
    in_row = f"<w:sdt><w:sdtContent>{row('a', 'b')}</w:sdtContent></w:sdt>"
    assert shown(read(f"<w:tbl>{in_row}</w:tbl>")) == ["a\tb"]


def test_contents_by_style_by_field_and_by_control() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1 Scope 2</w:t></w:r></w:p>'
        + paragraph("2 Duties 3")
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Not contents</w:t></w:r></w:p>'
    )
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Contents')}{paragraph('Scope 4')}</w:sdtContent></w:sdt>"
    )
    source = read(paragraph("Scope 1", style="TOC1") + field + control + paragraph("Text"), styles=STYLES)
    assert [b.kind for b in source.blocks] == [
        "contents",
        "contents",
        "contents",
        "paragraph",
        "contents",
        "contents",
        "paragraph",
    ]


def test_hidden_text_and_paragraphs_that_run_into_the_next() -> None:
    run_in = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = (
        paragraph(run("Seen") + run(" unseen", "<w:vanish/>") + run(" again"))
        + paragraph("Fees.", num=1, level=0, more=run_in)
        + paragraph("A fee is due.")
        + paragraph("Last.", num=1, level=0)
    )
    assert shown(read(body)) == ["Seen again", "1. Fees. A fee is due.", "2. Last."]


def test_form_fields_show_what_was_chosen() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{}</w:ffData></w:fldChar></w:r>'
    end = '<w:r><w:instrText> FORM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    box = begin.format('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>') + end
    choice = (
        begin.format('<w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/><w:listEntry w:val="yes"/></w:ddList>')
        + end
    )
    assert shown(read(paragraph(box + run(" agreed: ") + choice))) == ["☒ agreed: yes"]


def test_equations_are_read_as_their_characters() -> None:
    body = paragraph("<m:oMath><m:r><m:t>F = </m:t></m:r><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num></m:f></m:oMath>")
    assert shown(read(body)) == ["F = a"]


def test_comments_with_their_place() -> None:
    body = (
        paragraph(
            run("The ")
            + '<w:commentRangeStart w:id="1"/>'
            + run("fee")
            + '<w:commentRangeEnd w:id="1"/>'
            + run(" is due.")
        )
        + paragraph(run("On ") + '<w:commentRangeStart w:id="2"/>' + run("two"))
        + paragraph(run("lines") + '<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>')
        + paragraph('<w:r><w:commentReference w:id="3"/></w:r>')
        + paragraph("last")
    )
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="A. Lawyer" w:date="2025-01-0{n}">'
        f"<w:p><w:r><w:t>why {n}?</w:t></w:r></w:p></w:comment>"
        for n in (1, 2, 3)
    )
    source = read(body, comments=comments)
    found = [(c.block, c.span.of(source.blocks[c.block].text), c.text, c.author, c.date) for c in source.comments]
    assert found[0] == (0, "fee", "why 1?", "A. Lawyer", "2025-01-01")
    assert [(block, text) for block, text, *_ in found[1:]] == [(1, "two"), (2, ""), (3, "")]


def test_headers_and_footers_are_left_out() -> None:
    source = read(paragraph("body") + "<w:sectPr/>")
    assert shown(source) == ["body"]


def test_offsets_lead_back_to_runs() -> None:
    data = docx(
        paragraph(run("The ") + '<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del>' + run("fee"))
        + table((paragraph("a", num=1, level=0), paragraph(run("b") + run("c"))))
    )
    source, runs = read_with_runs(data, "x", "accepted")
    assert [[(span.of(block.text), at) for span, at in of] for block, of in zip(source.blocks, runs, strict=True)] == [
        [("The ", 0), ("fee", 2)],
        [("a", 3), ("b", 4), ("c", 5)],
    ]


def test_bullets_have_a_sign_and_no_number() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "&#xF0B7;", "bullet")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    source = read(paragraph("an item", num=1, level=0) + paragraph("", num=1, level=0), numbering=numbering)
    assert [(b.number, b.level, b.text) for b in source.blocks] == [("•", 1, "an item")]


def test_what_is_known_as_a_word_document() -> None:
    data = docx(paragraph("x"))
    assert knows(data[:65_536], "anything")
    assert not knows(b"PK\x03\x04 xl/workbook.xml", "book.xlsx")
    assert not knows(b"%PDF-1.7", "x.docx")


def test_numbers_that_the_file_does_not_hold_are_a_problem() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LISTNUM \\l 2 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    source = read(paragraph(run("The fee is ") + field + run(" due and ") + field + run(" owed.")) + paragraph(field))
    assert [p.message[:13] for p in source.problems] == ["2 numbers are"]
