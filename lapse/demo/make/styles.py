"""The styles of a document, and through them, where its drafter works so, its numbers."""

from __future__ import annotations

from .habits import Numbers
from .markup import NAMESPACES, listed

_CLAUSE_STYLES = ("Heading1", "Clause", "Item", "Subitem", "Added")
_NAMES = {
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "TOC1": "toc 1",
    "TOCHeading": "TOC Heading",
    "FootnoteText": "footnote text",
    "FootnoteReference": "footnote reference",
    "Header": "header",
    "Footer": "footer",
    "Caption": "caption",
    "Title": "Title",
}


def styles(numbers: Numbers) -> str:
    """The part `styles.xml`."""
    raised = (
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    parts = [_DEFAULTS, _style("Normal", default=True), *_plain(), *_numbered(numbers), raised]
    return f"<w:styles {NAMESPACES}>{''.join(parts)}</w:styles>"


_DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'
    '<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
)


def _style(id_: str, paragraph: str = "", run: str = "", based: str = "Normal", default: bool = False) -> str:
    first = ' w:default="1"' if default else ""
    base = "" if default else f'<w:basedOn w:val="{based}"/>'
    inner = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    name = f'<w:name w:val="{_NAMES.get(id_, id_)}"/>'
    return f'<w:style w:type="paragraph"{first} w:styleId="{id_}">{name}{base}<w:qFormat/>{inner}</w:style>'


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _side(name: str) -> str:
    return f'<w:jc w:val="{name}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def _frame() -> str:
    sides = ("top", "left", "bottom", "right")
    lines = (f'<w:{side} w:val="single" w:sz="4" w:space="4" w:color="8A94A0"/>' for side in sides)
    return f"<w:pBdr>{''.join(lines)}</w:pBdr>"


def _plain() -> list[str]:
    left = '<w:tab w:val="left" w:pos="720"/>'
    dots = '<w:tab w:val="right" w:leader="dot" w:pos="9026"/>'
    edge = '<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs>'
    grey = '<w:color w:val="5A6570"/>' + _size(16)
    keep, indent = "<w:keepNext/>", '<w:ind w:left="720"/>'
    return [
        _style("Title", _spacing(240, 240) + _side("center"), "<w:b/>" + _size(30)),
        _style("Reconstruction", _frame() + _spacing(0, 240) + _side("center"), "<w:i/>"),
        _style("Version", _spacing(0, 240) + _side("center")),
        _style("Heading2", keep + _spacing(200, 120) + indent + _outline(1), "<w:b/><w:i/>"),
        _style("Division", keep + _spacing(360, 180) + _side("center") + _outline(0), "<w:b/>" + _size(24)),
        _style("Definition", indent + _side("both")),
        _style("Caption", keep + _spacing(120, 120), "<w:b/>"),
        _style("TableText", _spacing(60, 60)),
        _style("TOCHeading", _spacing(240, 120), "<w:b/>" + _size(24)),
        _style("TOC1", f"<w:tabs>{left}{dots}</w:tabs>{_spacing(0, 60)}"),
        _style("Header", edge + _spacing(0, 0), grey),
        _style("Footer", edge + _spacing(0, 0), grey),
        _style("FootnoteText", _spacing(0, 40), _size(17)),
    ]


def _numbered(numbers: Numbers) -> list[str]:
    """The styles of numbered paragraphs: with the list in each, in the first alone, or in none."""
    return [_heading(numbers)] + [_below(numbers, level, id_) for level, id_ in enumerate(_CLAUSE_STYLES) if level]


def _heading(numbers: Numbers) -> str:
    list_ = listed(1) if numbers in ("styles", "inherited") else ""
    return _style("Heading1", "<w:keepNext/>" + list_ + _spacing(280, 140) + _outline(0), "<w:b/>" + _size(22))


def _below(numbers: Numbers, level: int, id_: str) -> str:
    """A style below the heading of a clause; where it is based on that, it has to take its looks off again."""
    look = _spacing(0, 120) + _side("both")
    if numbers == "inherited":
        own = f'<w:numPr><w:ilvl w:val="{level}"/></w:numPr>'
        plain = '<w:b w:val="0"/>' + _size(20)
        return _style(id_, f'<w:keepNext w:val="0"/>{own}{look}{_outline(9)}', plain, "Heading1")
    return _style(id_, (listed(1, level) if numbers == "styles" else "") + look)
