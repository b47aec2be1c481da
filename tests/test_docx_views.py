"""Tracked changes of Word: the original, the accepted and the marked-up view, and numbers in each."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from docx_files import paragraph, read, row, run, shown, table

ROOT = Path(__file__).resolve().parents[1]
REVISIONS = ROOT.parent / "shared" / "gold" / "revisions"


def ins(content: str) -> str:
    return f'<w:ins w:id="1" w:author="A">{content}</w:ins>'


def cut(content: str) -> str:
    return f'<w:del w:id="2" w:author="A">{content.replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")}</w:del>'


def mark(kind: str) -> str:
    return f'<w:rPr><w:{kind} w:id="3" w:author="A"/></w:rPr>'


def both(body: str, **parts: str | None) -> tuple[list[str], list[str]]:
    """The original and the accepted view."""
    return shown(read(body, "original", **parts)), shown(read(body, "accepted", **parts))


def test_words_inserted_and_deleted() -> None:
    body = paragraph(run("The fee is ") + cut(run("ten")) + ins(run("twelve")) + run(" pounds."))
    assert both(body) == (["The fee is ten pounds."], ["The fee is twelve pounds."])
    marked = read(body, "marked-up").blocks[0]
    assert marked.text == "The fee is tentwelve pounds."
    assert [(c.kind, c.span.of(marked.text)) for c in marked.changes] == [("deleted", "ten"), ("inserted", "twelve")]
    assert read(body).blocks[0].changes == ()


def test_words_inserted_by_one_and_deleted_by_another_are_in_neither_view() -> None:
    body = paragraph(run("Kept") + ins(cut(run(" never"))) + run("."))
    assert both(body) == (["Kept."], ["Kept."])


def test_an_inserted_clause_moves_the_numbers_behind_it() -> None:
    body = (
        paragraph("Duties", num=1, level=0)
        + paragraph("one", num=1, level=1)
        + paragraph(ins(run("new")), num=1, level=1, more=mark("ins"))
        + paragraph("two", num=1, level=1)
    )
    assert both(body) == (["1. Duties", "1.1 one", "1.2 two"], ["1. Duties", "1.1 one", "1.2 new", "1.3 two"])


def test_a_deleted_clause_counts_until_it_is_accepted() -> None:
    body = (
        paragraph("one", num=1, level=0)
        + paragraph(cut(run("gone")), num=1, level=0, more=mark("del"))
        + paragraph("two", num=1, level=0)
    )
    assert both(body) == (["1. one", "2. gone", "3. two"], ["1. one", "2. two"])
    assert shown(read(body, "marked-up")) == ["1. one", "2. gone", "3. two"]


def test_a_deleted_mark_joins_two_clauses_and_the_second_gives_the_number() -> None:
    body = (
        paragraph("first ", num=1, level=0, more=mark("del"))
        + paragraph("second ", num=1, level=1, more=mark("del"))
        + paragraph("third", num=1, level=2)
    )
    original, accepted = both(body)
    assert original == ["1. first", "1.1 second", "1.1.1 third"]
    assert accepted == ["1.1.1 first second third"]


def test_an_inserted_mark_that_is_rejected_joins_them_again() -> None:
    body = paragraph("The fee is due ", num=1, level=0, more=mark("ins")) + paragraph("each month.", num=1, level=0)
    assert both(body) == (["1. The fee is due each month."], ["1. The fee is due", "2. each month."])


def test_a_deleted_paragraph_before_a_table_and_at_the_end() -> None:
    body = (
        paragraph(cut(run("gone")), more=mark("del"))
        + table(("a", "b"))
        + paragraph("kept")
        + paragraph(cut(run("gone too")), more=mark("del"))
    )
    assert both(body) == (["gone", "a\tb", "kept", "gone too"], ["a\tb", "kept"])


def test_a_cell_keeps_its_last_paragraph() -> None:
    body = table((paragraph(cut(run("gone")), more=mark("del")), "b"))
    assert both(body) == (["gone\tb"], ["b"])
    assert [len(b.cells) for b in read(body).blocks] == [2]


def test_a_deleted_mark_around_a_text_box_joins_only_its_own_paragraphs() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('boxed ', more=mark('del'))}{paragraph('text')}"
    box += "</w:txbxContent></v:textbox></w:pict></w:r>"
    body = paragraph(run("before ") + box, more=mark("del")) + paragraph("after")
    assert both(body) == (["before", "boxed", "text", "after"], ["before after", "boxed text"])


def test_moved_paragraphs_are_read_once() -> None:
    moved_from = f'<w:moveFrom w:id="4" w:author="A">{run("moved")}</w:moveFrom>'
    moved_to = f'<w:moveTo w:id="5" w:author="A">{run("moved")}</w:moveTo>'
    body = (
        paragraph(moved_from, num=1, level=0, more=mark("moveFrom"))
        + paragraph("stays", num=1, level=0)
        + paragraph(moved_to, num=1, level=0, more=mark("moveTo"))
        + paragraph("last", num=1, level=0)
    )
    assert both(body) == (["1. moved", "2. stays", "3. last"], ["1. stays", "2. moved", "3. last"])


def test_rows_and_cells() -> None:
    inserted = '<w:trPr><w:ins w:id="6" w:author="A"/></w:trPr>'
    deleted = '<w:trPr><w:del w:id="7" w:author="A"/></w:trPr>'
    body = table(
        ("Term", "Meaning"),
        row(paragraph(ins(run("New"))), paragraph(ins(run("a new term"))), more=inserted),
        row(paragraph(cut(run("Old"))), paragraph(cut(run("an old term"))), more=deleted),
        row(
            "Kept", '<w:tc><w:tcPr><w:cellDel w:id="8" w:author="A"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>'
        ),
        row(
            "Also", '<w:tc><w:tcPr><w:cellIns w:id="9" w:author="A"/></w:tcPr><w:p><w:r><w:t>y</w:t></w:r></w:p></w:tc>'
        ),
    )
    original, accepted = both(body)
    assert original == ["Term\tMeaning", "Old\tan old term", "Kept\tx", "Also"]
    assert accepted == ["Term\tMeaning", "New\ta new term", "Kept", "Also\ty"]
    changed = read(body, "marked-up").blocks[1]
    assert [(c.kind, c.span.of(changed.text)) for c in changed.changes] == [("inserted", "New\ta new term")]


def test_changed_properties() -> None:
    old = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    change = f'<w:pPrChange w:id="10" w:author="A">{old}</w:pPrChange>'
    body = paragraph("a", num=1, level=0) + paragraph("b", num=1, level=1, more=change) + paragraph("c", num=1, level=0)
    assert both(body) == (["1. a", "2. b", "3. c"], ["1. a", "1.1 b", "2. c"])


def test_numbers_that_were_put_on_or_taken_off() -> None:
    plain = '<w:ilvl w:val="0"/><w:numId w:val="1"/>'
    numbered = f'<w:numPr>{plain}<w:ins w:id="11" w:author="A"/></w:numPr>'
    off = f'<w:pPrChange w:id="12" w:author="A"><w:pPr><w:numPr>{plain}</w:numPr></w:pPr></w:pPrChange>'
    body = paragraph("a", more=numbered) + paragraph("b", more=off) + paragraph("c", num=1, level=0)
    assert both(body) == (["a", "1. b", "2. c"], ["1. a", "b", "2. c"])


def test_bold_that_was_put_on() -> None:
    change = '<w:b/><w:rPrChange w:id="13" w:author="A"><w:rPr/></w:rPrChange>'
    body = paragraph(run("Term", change) + run(" means a thing."))
    assert len(read(body, "accepted").blocks[0].emphasis) == 1
    assert read(body, "original").blocks[0].emphasis == ()


def test_a_content_control_and_a_field_within_an_insertion() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{ins(run('inside'))}</w:sdtContent></w:sdt>"
    field = ins(f'<w:fldSimple w:instr=" REF x ">{run("4.2")}</w:fldSimple>')
    body = paragraph(run("kept ") + control + field)
    assert both(body) == (["kept"], ["kept inside4.2"])


def test_changes_are_counted_in_the_metadata() -> None:
    body = paragraph(run("a") + ins(run("b")) + cut(run("c")), more=mark("ins"))
    told = dict(read(body).metadata)
    assert (told["view"], told["insertions"], told["deletions"]) == ("accepted", "2", "1")
    assert "insertions" not in dict(read(paragraph("plain")).metadata)


def test_there_is_no_fourth_view() -> None:
    with pytest.raises(ValueError, match="no view 'final'"):
        read(paragraph("x"), "final")


@pytest.mark.skipif(not REVISIONS.is_dir(), reason="the gold set is not beside the repository")
def test_the_twins_that_word_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    pairs = importlib.import_module("revisions").compare(REVISIONS)
    assert len(pairs) == 52
    assert {name for name, _, _, differ in pairs if differ} <= {"RP051-Arabic"}
    assert sum(len(differ) for *_, differ in pairs) == 14
