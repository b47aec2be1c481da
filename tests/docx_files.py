"""Small Word files, built in memory from the markup that a test is about."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from extract.readers.docx.reader import read_docx
from ontology.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    content: str = "", *, num: int | None = None, level: int | None = None, style: str = "", more: str = ""
) -> str:
    """A paragraph; `content` is plain text, or runs where it starts with a tag."""
    inner = content if content.startswith("<") or not content else run(content)
    numbers = ("" if level is None else f'<w:ilvl w:val="{level}"/>') + (
        "" if num is None else f'<w:numId w:val="{num}"/>'
    )
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        f"<w:numPr>{numbers}</w:numPr>" if numbers else ""
    )
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def table(*rows: tuple[str, ...] | str) -> str:
    """A table; a row is its cells (paragraphs, or plain text), or the markup of a `w:tr`."""
    return f"<w:tbl>{''.join(one if isinstance(one, str) else row(*one) for one in rows)}</w:tbl>"


def row(*cells: str, more: str = "") -> str:
    """A row of a table."""
    inner = "".join(cell if cell.startswith("<w:tc>") else f"<w:tc>{block(cell)}</w:tc>" for cell in cells)
    return f"<w:tr>{more}{inner}</w:tr>"


def block(content: str) -> str:
    """Markup as it is, plain text as a paragraph."""
    return content if content.startswith("<") else paragraph(content)


def level(n: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    """A `w:lvl`; `n` counts from 0."""
    inner = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{n}">{inner}</w:lvl>'


LEGAL = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + level(0, "%1.")
    + level(1, "%1.%2")
    + level(2, "%1.%2.%3")
    + level(3, "(%4)", "lowerLetter")
    + level(4, "(%5)", "lowerRoman")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
"""The usual numbering of a contract as list 1: 1., 1.1, 1.1.1, (a), (i)."""


def docx(
    body: str,
    *,
    numbering: str | None = LEGAL,
    styles: str | None = "",
    footnotes: str | None = None,
    endnotes: str | None = None,
    comments: str | None = None,
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A .docx file with this body; a part that is None is left out."""
    parts = {
        "numbering": numbering,
        "styles": styles,
        "footnotes": footnotes,
        "endnotes": endnotes,
        "comments": comments,
    }
    given = {kind: text for kind, text in parts.items() if text is not None}
    links = "".join(f'<Relationship Id="r{k}" Type="{OFFICE}/{k}" Target="{k}.xml"/>' for k in given)
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    files: dict[str, bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{main}</Relationships>'.encode(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONSHIPS}">{links}</Relationships>'.encode(),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode(),
        **{f"word/{k}.xml": f"<w:{k} {NAMESPACES}>{text}</w:{k}>".encode() for k, text in given.items()},
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(body: str, view: str = "accepted", **parts: str | None) -> Source:
    """What the reader makes of a file with this body."""
    return read_docx(docx(body, **parts), "test.docx", view)  # type: ignore[arg-type]


def shown(source: Source) -> list[str]:
    """Each block as a reader sees it: its number, a space, its text."""
    return [f"{one.number} {one.text}".strip() for one in source.blocks]
