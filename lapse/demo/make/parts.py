"""The other parts of a Word file: lists, notes, header and footer, and the package around them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from .counting import Lists, NumberList, Pattern
from .markup import NAMESPACES, RAISED, Ids, paragraph, run, shown_by

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CREATOR = "Lapse demonstration corpus"
MADE = (2025, 10, 17, 9, 0, 0)
"""The date of every file in a package, so that a second run writes the same bytes."""


def numbering(lists: Lists) -> str:
    """The part `numbering.xml`."""
    abstracts = "".join(_abstract(id_, levels) for id_, levels in sorted(lists.abstracts.items()))
    return f"<w:numbering {NAMESPACES}>{abstracts}{''.join(map(_num, lists.nums))}</w:numbering>"


def _abstract(id_: int, levels: tuple[Pattern, ...]) -> str:
    inner = "".join(_level(n, one) for n, one in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{id_}"><w:nsid w:val="5EC0{id_:04X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
    )


def _level(n: int, one: Pattern) -> str:
    style = f'<w:pStyle w:val="{one.style}"/>' if one.style else ""
    legal = "<w:isLgl/>" if one.legal else ""
    suffix = f'<w:suff w:val="{one.suffix}"/>' if one.suffix != "tab" else ""
    indent = f'<w:pPr><w:ind w:left="{one.left}" w:hanging="{one.hanging}"/></w:pPr>'
    weight = "<w:rPr><w:b/></w:rPr>" if one.bold else '<w:rPr><w:b w:val="0"/><w:i w:val="0"/></w:rPr>'
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{one.form}"/>{style}{legal}{suffix}'
        f'<w:lvlText w:val="{one.text}"/><w:lvlJc w:val="left"/>{indent}{weight}</w:lvl>'
    )


def _num(one: NumberList) -> str:
    start = (
        "" if one.start is None else f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{one.start}"/></w:lvlOverride>'
    )
    return f'<w:num w:numId="{one.id}"><w:abstractNumId w:val="{one.abstract}"/>{start}</w:num>'


def footnotes(notes: Mapping[str, str]) -> str:
    """The part `footnotes.xml` from the text of each note by its id."""
    ids = Ids()
    mark = f"<w:r>{RAISED}<w:footnoteRef/></w:r>"
    own = "".join(
        f'<w:footnote w:id="{id_}">{paragraph(ids, mark + run(" " + text), "FootnoteText")}</w:footnote>'
        for id_, text in notes.items()
    )
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    return f"<w:footnotes {NAMESPACES}>{lines}{own}</w:footnotes>"


def header(name: str, version: str) -> str:
    """The part `header1.xml`: the code and the document, and its version at the right."""
    inner = run(f"Smart Energy Code (reconstruction) – {name}" + (f"\t{version}" if version else ""))
    return f"<w:hdr {NAMESPACES}>{paragraph(Ids(), inner, 'Header')}</w:hdr>"


def footer() -> str:
    """The part `footer1.xml`: what the document is, and the number of the page."""
    words = run("A reconstruction in words of our own, without legal force\tPage ")
    inner = words + shown_by("PAGE", run("1")) + run(" of ") + shown_by("NUMPAGES", run("1"))
    return f"<w:ftr {NAMESPACES}>{paragraph(Ids(), inner, 'Footer')}</w:ftr>"


def core(title: str) -> str:
    """The part `core.xml`: title, author, dates."""
    day = "2025-10-17T09:00:00Z"
    dates = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{day}</dcterms:{what}>' for what in ("created", "modified")
    )
    names = f"<dc:title>{escape(title)}</dc:title><dc:creator>{CREATOR}</dc:creator>"
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{names}{dates}</cp:coreProperties>'
    )


def settings(redline: bool) -> str:
    """The part `settings.xml`: whether changes go on being tracked, and that Word's present layout rules hold."""
    track = "<w:trackRevisions/>" if redline else ""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f'<w:settings {NAMESPACES}>{track}<w:defaultTabStop w:val="720"/><w:compat>{mode}</w:compat></w:settings>'


def package(parts: Mapping[str, str], properties: str) -> bytes:
    """A .docx file from its parts by name ("document", "styles", …); the names are also those of their kinds."""
    kinds = {name: name.rstrip("1") for name in parts}
    links = "".join(
        f'<Relationship Id="rId{name}" Type="{_OFFICE}/{kinds[name]}" Target="{name}.xml"/>'
        for name in sorted(parts)
        if name != "document"
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KINDS}.{_of(kinds[name])}+xml"/>'
        for name in sorted(parts)
    )
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" '
            f'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
            'Target="docProps/core.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        "docProps/core.xml": properties,
        **{f"word/{name}.xml": text for name, text in sorted(parts.items())},
    }
    return zipped({name: (_HEAD + text).encode() for name, text in files.items()})


def _of(kind: str) -> str:
    return "document.main" if kind == "document" else kind


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files in this order, each with the same date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()
