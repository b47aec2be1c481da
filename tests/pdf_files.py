"""Small PDF files, written by hand in memory: text in the fonts that every reader has, rules, and pictures."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

from pdfminer.fontmetrics import FONT_METRICS

from extract.readers.pdf.reader import read_pdf
from ontology.source import Source

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 523.0
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "italic": "Helvetica-Oblique"}
LEADING = 1.2


def width(text: str, size: float = 10, font: str = "plain") -> float:
    """The width of a text in points."""
    widths = FONT_METRICS[FONTS[font]][1]
    return sum(widths.get(c, 556) for c in text) * size / 1000


def wrapped(text: str, room: float, size: float = 10, font: str = "plain", first: float = 0) -> list[str]:
    """A text in lines of at most `room` points, the first `first` points shorter."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        more = f"{line} {word}".strip()
        if line and width(more, size, font) > room - (0 if lines else first):
            lines.append(line)
            more = word
        line = more
    return [*lines, line]


@dataclass
class Sheet:
    """A page under way; `y` counts from the top."""

    y: float = 72.0
    parts: list[str] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    rotate: int = 0

    def text(
        self, x: float, y: float, text: str, size: float = 10, font: str = "plain", *, colour: str = "0 0 0"
    ) -> None:
        code = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        name = list(FONTS).index(font)
        shown = code.decode("latin-1")
        self.parts.append(f"BT {colour} rg /F{name} {size} Tf {x:.2f} {HEIGHT - y:.2f} Td ({shown}) Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float = 0.5) -> None:
        self.parts.append(f"{thickness} w {x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.parts.append(f"0.5 w {x0:.2f} {HEIGHT - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pictures.append((x0, y0, x1, y1))

    def paragraph(
        self,
        text: str,
        number: str = "",
        *,
        at: float = LEFT,
        body: float | None = None,
        right: float = RIGHT,
        size: float = 10,
        font: str = "plain",
        after: float = 6,
    ) -> None:
        """A paragraph whose number hangs at `at` and whose text stands at `body`."""
        x = at if body is None else body
        if number:
            self.text(at, self.y, number, size, font)
        for line in wrapped(text, right - x, size, font):
            self.text(x, self.y, line, size, font)
            self.y += size * LEADING
        self.y += after


def pdf(*sheets: Sheet, extra: str = "", catalog: str = "") -> bytes:
    """A PDF file of some pages."""
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def stream(data: bytes, head: str = "") -> bytes:
        packed = zlib.compress(data)
        return f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"

    fonts = " ".join(
        f"/F{k} {add(f'<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>'.encode())} 0 R"
        for k, name in enumerate(FONTS.values())
    )
    image = add(
        stream(
            b"\x00" * 64,
            "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
        )
    )
    pages = []
    for sheet in sheets:
        draw = [
            f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {HEIGHT - y1:.2f} cm /I0 Do Q"
            for x0, y0, x1, y1 in sheet.pictures
        ]
        content = add(stream("\n".join([*sheet.parts, *draw]).encode("latin-1")))
        turn = f"/Rotate {sheet.rotate}" if sheet.rotate else ""
        pages.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH:.0f} {HEIGHT:.0f}] {turn} /Contents {content} 0 R"
                f" /Resources << /Font << {fonts} >> /XObject << /I0 {image} 0 R >> >> {extra} >>".encode()
            )
        )
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()
    kids = " ".join(f"{n} 0 R" for n in pages)
    objects[1] = f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{at:010} 00000 n \n" for at in places).encode()
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def read(*sheets: Sheet) -> Source:
    """What the reader makes of some pages."""
    return read_pdf(pdf(*sheets), "test.pdf")


def shown(source: Source) -> list[str]:
    """Each block as a reader sees it: its number, a space, its text."""
    return [f"{one.number} {one.text}".strip() for one in source.blocks]
