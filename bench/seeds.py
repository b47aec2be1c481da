"""Small whole files of each kind that a reader knows, for `fuzz.py` to damage: of our own, and of the gold sets."""

from __future__ import annotations

import io
import sys
import tarfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import openpyxl
from mutations import BROKEN, BYTES, LINES, TAGS, in_stream, in_zip, mixed

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
CASES = ROOT / "tests" / "cases"
sys.path.insert(0, str(ROOT / "tests"))

import docx_files as word  # noqa: E402
import pdf_files as sheets  # noqa: E402
import word_cases  # noqa: E402

SMALL = 45_000
"""Bytes of the largest gold file that is taken."""

TEXT = """APPENDIX Q

HARBOUR DUES

1 Definitions

1.1 In this Appendix Q, unless the context otherwise requires:

"Berth" means a place at which a Vessel may lie, as set out in clause 2.3(b) of Appendix R;

"Vessel"    has the meaning given to that expression in Section A (Definitions).

2 Duties of the Harbour Master

2.1 The Harbour Master shall:
    (a) keep a list of every Berth; and
    (b) subject to clauses 1.1 and 3, let no Vessel lie
        where:
        (i) it is forbidden; or
        (ii) dues under paragraph (a) are unpaid.
2.2 NOT USED
2.2A Clause 2.1 does not apply before 1 May 2031.

Schedule 1 - Dues

Length     Dues
10 m       £4
20 m       £9
"""
MARKDOWN = (
    "---\ntitle: Harbour Dues\n---\n# Appendix Q – Harbour Dues\n\n## 1. Definitions\n\n1.1 In this *Appendix*:[^1]\n\n"
    "| Term | Meaning |\n| --- | --- |\n| **Berth** | a place (see [clause 2](#c2)) |\n| **Vessel** | a ship |\n\n"
    "## 2. Duties\n\n**2.1** The Master shall:\n\n- (a) keep a list; and\n- (b) close it.\n\n> quoted\n\n```\n3. Code\n"
    "```\n\n[^1]: And in Appendix R.\n"
)
HTML = (
    "<!doctype html><html><head><title>Harbour Dues</title><meta charset='utf-8'></head><body><nav>Menu</nav>"
    "<h1 id='q'>Appendix Q</h1><h2>1. Definitions</h2><p>1.1 In this <em>Appendix</em>:</p>"
    "<table><tr><th>Term</th><th>Meaning</th></tr><tr><td><b>Berth</b></td><td>a place<br>(a) of stone; or</td></tr>"
    "</table><dl><dt>Vessel</dt><dd>a ship</dd></dl><h2>2. Duties</h2><ol start='3' type='a'><li>keep a list</li>"
    "<li value='7'>close it<ol type='i'><li>at night</li></ol></li></ol><p><ins>2.2 New.</ins><del>2.2 Old.</del></p>"
    "<p>See <a href='#q'>clause 1.1</a> and&nbsp;section&#160;4.</p></body></html>"
)


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, how its whole files are made, and what is done to one of them."""

    name: str
    ending: str
    whole: Callable[[], list[bytes]]
    damage: Callable[[Random, bytes], bytes]


def _words() -> list[bytes]:
    field = (
        '<w:p><w:bookmarkStart w:id="1" w:name="_Ref1"/><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
        '<w:instrText> REF _Ref1 \\r \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>1.1</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:bookmarkEnd w:id="1"/><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:commentRangeStart w:id="1"/><w:r><w:t>commented</w:t></w:r><w:commentRangeEnd w:id="1"/></w:p>'
    )
    changed = (
        '<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>'
    )
    body = (
        word.paragraph("Definitions", num=1, level=0, style="H")
        + word.paragraph(changed, num=1, level=1)
        + word.table(("Berth", word.paragraph("a place", num=1, level=3)), ("Vessel", "a ship"))
        + field
    )
    ours = word.docx(
        body,
        styles='<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>',
        footnotes='<w:footnote w:id="1"><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote>',
        comments='<w:comment w:id="1" w:author="A"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment>',
    )
    return [ours, *(case.docx() for case in word_cases.CASES), *_gold("revisions", "*.docx")]


def _pdfs() -> list[bytes]:
    first, second = sheets.Sheet(), sheets.Sheet()
    first.text(72, 40, "Harbour Dues", 8)
    first.paragraph("Definitions", "1.", body=108, font="bold", size=12)
    first.paragraph("In this Appendix the words below have the meanings beside them. " * 3, "1.1", body=108)
    for top, (term, meaning) in zip((200, 230), (("Berth", "a place"), ("Vessel", "a ship")), strict=True):
        first.box(72, top, 200, top + 30)
        first.box(200, top, 523, top + 30)
        first.text(78, top + 15, term, font="bold")
        first.text(206, top + 15, meaning)
    second.text(72, 40, "Harbour Dues", 8)
    second.paragraph("The Master shall keep a list and close it at night. " * 4, "2.", body=108)
    second.paragraph("at night; and", "(a)", at=108, body=144)
    second.picture(72, 300, 90, 312)
    second.text(108, 310, "a clause whose number is a picture")
    second.text(290, 800, "2")
    two = sheets.Sheet()
    for x in (72, 310):
        two.y = 72
        two.paragraph("The words of a column that goes on and on. " * 8, at=x, right=x + 210)
    return [sheets.pdf(first, second), sheets.pdf(two)]


def _books() -> list[bytes]:
    book = openpyxl.Workbook()
    one = book.worksheets[0]
    one.append(["Annex A: Messages"])
    for row in ([], ["Message", "Clause", "Applies to"], ["Read", "18.17p", "Meter (clause 4.2)"]):
        one.append(row)
    one.append(["Close", 18.18, "=A4"])
    one.merge_cells("A5:A6")
    book.create_sheet("Notes").append(["Term", "means a word"])
    book.worksheets[1].row_dimensions[1].hidden = True
    out = io.BytesIO()
    book.save(out)
    return [out.getvalue()]


def _gold(folder: str, pattern: str, most: int = 40) -> list[bytes]:
    found = sorted((GOLD / folder).glob(pattern))
    return [path.read_bytes() for path in found if path.stat().st_size <= SMALL][:most]


@cache
def _canada() -> list[bytes]:
    archive, found = GOLD / "canada" / "xml.tar.xz", []
    if archive.exists():
        with tarfile.open(archive) as members:
            for one in members:
                if one.isfile() and one.size <= SMALL // 2 and (stream := members.extractfile(one)) is not None:
                    found.append(stream.read())
                if len(found) == 20:
                    break
    return [(CASES / "xml" / "canada-act.xml").read_bytes(), *found]


def _case(name: str) -> Callable[[], list[bytes]]:
    return lambda: [(CASES / "xml" / f"{name}.xml").read_bytes()]


def _texts() -> list[bytes]:
    cases = [path.read_bytes() for path in sorted(CASES.glob("*.txt"))]
    ours = [TEXT.encode(), TEXT.replace(" - ", " – ").encode("cp1252"), TEXT.encode("utf-16")]
    return [*ours, *(data for data in cases if len(data) < SMALL // 3)]


def _zip(rng: Random, data: bytes) -> bytes:
    return in_zip(rng, data) if rng.random() < 0.9 else mixed(rng, data, BYTES)


def _pdf(rng: Random, data: bytes) -> bytes:
    return in_stream(rng, data) if rng.random() < 0.5 else mixed(rng, data, LINES)


def _tagged(rng: Random, data: bytes) -> bytes:
    return mixed(rng, data, TAGS if rng.random() < 0.75 else BROKEN)


def _plain(rng: Random, data: bytes) -> bytes:
    return mixed(rng, data, LINES)


KINDS = (
    Kind("docx", ".docx", _words, _zip),
    Kind("pdf", ".pdf", _pdfs, _pdf),
    Kind("xlsx", ".xlsx", _books, _zip),
    Kind("canada", ".xml", _canada, _tagged),
    Kind("clml", ".xml", lambda: [*_case("clml-order")(), *_gold("uk", "*.xml")], _tagged),
    Kind("akn", ".xml", _case("akoma-ntoso-act"), _tagged),
    Kind("uslm", ".xml", _case("uslm-public-law"), _tagged),
    Kind("html", ".html", lambda: [HTML.encode()], _tagged),
    Kind("markdown", ".md", lambda: [MARKDOWN.encode()], _plain),
    Kind("text", ".txt", _texts, _plain),
)
"""Every kind; XML once for each vocabulary."""


@cache
def seeds(kind: Kind) -> tuple[bytes, ...]:
    """The whole files of a kind."""
    return tuple(kind.whole())


def damaged(kind: Kind, seed: int, at: int) -> bytes:
    """The mutated file number `at`; the same for the same seed and the same whole files."""
    rng = Random(f"{seed} {kind.name} {at}")
    return kind.damage(rng, rng.choice(seeds(kind)))
