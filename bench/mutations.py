"""Damage to small files, each kind by itself: bytes, lines, XML tags, the parts of a zip, the streams of a PDF.

Every function takes a `random.Random` and the bytes of a file (or of a part of it), and returns other bytes; the same
state of the generator gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]

LARGEST = 400_000
"""Bytes that a mutated file or part may have."""
_TAG = re.compile(rb"<(/?)([\w:.-]{1,60})([^<>]{0,2000}?)(/?)>")
_VALUE = re.compile(rb"(=\s*[\"'])([^\"'<>]{0,300})([\"'])")
_TEXT = re.compile(rb">([^<>]{1,2000})(?=<)")
_NUMBER = re.compile(rb"\d{1,9}")
_TOLD = re.compile(r"document|numbering|styles|notes|comments|sheet|Strings|workbook|_rels")
_STREAM = re.compile(rb"stream\r?\n(.{1,200000}?)\r?\nendstream", re.DOTALL)
CLEAN = (
    *("", "0", "-1", "1", "9", "2147483648", "99999999999999999999", "1e309", "NaN", "%1%2%9", "../../x", "IV", "(a)"),
    *(
        "é",
        "😀",
        "\u00ad",
        "\ufffe",
        "\u202e",
        "e\u0301",
        "“",
        "*" * 80,
        "(" * 500,
        "1." * 500,
        " " * 2000,
        "--",
        "|",
        "#",
    ),
    *("&#xD;", "&amp;", "\n", "\t", "1.1", "section 2(1)(a)", "means", "1 January 2030", "[Repealed]", "\u2028", "İ"),
)
"""Values that leave XML well-formed."""
STRANGE = (
    *(one.encode() for one in CLEAN),
    *(
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\x00",
        b"&#0;",
        b"&x;",
        b"<b>" * 300,
        b'"',
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"<?x?>",
    ),
    *(b"\r", b"\x0c", b"\x1b", b"</"),
)


def _part(rng: Random, data: bytes) -> tuple[int, int]:
    """Start and end of a random chunk, mostly a short one."""
    start = rng.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** rng.uniform(0, 11)))


def flip(rng: Random, data: bytes) -> bytes:
    """Some bytes become others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20)) if out else 0):
        out[rng.randrange(len(out))] = rng.randrange(256)
    return bytes(out)


def truncate(rng: Random, data: bytes) -> bytes:
    """The end is missing, or the beginning."""
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def drop(rng: Random, data: bytes) -> bytes:
    """A chunk is missing."""
    start, end = _part(rng, data)
    return data[:start] + data[end:]


def repeat(rng: Random, data: bytes) -> bytes:
    """A chunk stands many times."""
    start, end = _part(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 10, 100)) + data[end:]


def swap(rng: Random, data: bytes) -> bytes:
    """Two chunks have changed places."""
    (a, b), (c, d) = sorted((_part(rng, data), _part(rng, data)))
    b = min(b, c)
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def put_in(rng: Random, data: bytes) -> bytes:
    """Something strange stands somewhere."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(STRANGE) + data[at:]


def number(rng: Random, data: bytes) -> bytes:
    """A number is another one, or none."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return put_in(rng, data)
    one = rng.choice(found)
    return data[: one.start()] + rng.choice(CLEAN[:12]).encode() + data[one.end() :]


def lines(rng: Random, data: bytes) -> bytes:
    """Lines are shuffled, doubled, indented, joined or left out."""
    rows = data.split(b"\n")
    at, other = rng.randrange(len(rows)), rng.randrange(len(rows))
    match rng.randrange(6):
        case 0:
            rows[at], rows[other] = rows[other], rows[at]
        case 1:
            rows[at:at] = [rows[other]] * rng.choice((1, 3, 300))
        case 2:
            rows[at] = b" " * rng.randrange(80) + rows[at]
        case 3:
            rows[at] = rows[at] + rows.pop(other) if at < len(rows) - 1 else rows[at]
        case 4:
            del rows[min(at, other) : max(at, other)]
        case _:
            rng.shuffle(rows)
    return b"\n".join(rows)


def _element(rng: Random, data: bytes) -> tuple[int, int]:
    """Start and end of a random element with all that is in it; (0, 0) where there is none."""
    tags = list(_TAG.finditer(data))
    opened = [n for n, tag in enumerate(tags) if not tag[1]]
    if not opened:
        return 0, 0
    first = rng.choice(opened)
    depth = 0
    for tag in tags[first:]:
        if tag[2] == tags[first][2]:
            depth += 0 if tag[4] else -1 if tag[1] else 1
        if depth == 0:
            return tags[first].start(), tag.end()
    return tags[first].span()


def double_element(rng: Random, data: bytes) -> bytes:
    """An element stands twice, or two hundred times."""
    start, end = _element(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 5, 200)) + data[end:]


def remove_element(rng: Random, data: bytes) -> bytes:
    """An element is gone with all that is in it."""
    start, end = _element(rng, data)
    return data[:start] + data[end:]


def move_element(rng: Random, data: bytes) -> bytes:
    """An element stands somewhere else, between two tags."""
    start, end = _element(rng, data)
    rest = data[:start] + data[end:]
    places = [tag.end() for tag in _TAG.finditer(rest)] or [0]
    at = rng.choice(places)
    return rest[:at] + data[start:end] + rest[at:]


def nest_element(rng: Random, data: bytes) -> bytes:
    """An element stands in copies of its own tag, or of another element's."""
    start, end = _element(rng, data)
    other, _ = _element(rng, data)
    tag = _TAG.match(data, rng.choice((start, other)))
    if tag is None or tag[1]:
        return data
    times = rng.choice((1, 1, 2, 8, 60, 300, 3000))
    return (
        data[:start] + (b"<%b%b>" % (tag[2], tag[3])) * times + data[start:end] + b"</%b>" % tag[2] * times + data[end:]
    )


def unwrap_element(rng: Random, data: bytes) -> bytes:
    """An element loses its tags and keeps what is in it."""
    start, end = _element(rng, data)
    inner = re.sub(rb"\A<[^<>]*>|</[^<>]*>\Z", b"", data[start:end])
    return data[:start] + inner + data[end:]


def rename_element(rng: Random, data: bytes) -> bytes:
    """An element, or every one of its name, has the name of another."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    one, other = rng.choice(tags)[2], rng.choice(tags)[2]
    return re.sub(rb"(</?)%b(?=[\s/>])" % re.escape(one), lambda m: m[1] + other, data)


def one_tag(rng: Random, data: bytes) -> bytes:
    """A tag is missing, its partner stays."""
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    tag = rng.choice(tags)
    return data[: tag.start()] + data[tag.end() :]


def attribute(rng: Random, data: bytes) -> bytes:
    """The value of an attribute is strange, or that of another."""
    found = list(_VALUE.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    value = rng.choice(CLEAN).encode() if rng.random() < 0.6 else rng.choice(found)[2]
    return data[: one.start(2)] + value + data[one.end(2) :]


def text(rng: Random, data: bytes) -> bytes:
    """A text between two tags is strange, or is that of another place."""
    found = list(_TEXT.finditer(data))
    if not found:
        return data
    one = rng.choice(found)
    value = rng.choice(CLEAN).encode() if rng.random() < 0.6 else rng.choice(found)[1]
    at = rng.choice((one.start(1), one.end(1)))
    return data[:at] + value + data[one.end(1) :]


BYTES: tuple[Mutation, ...] = (flip, truncate, drop, repeat, swap, put_in, number)
LINES: tuple[Mutation, ...] = (lines, lines, number, put_in, drop, repeat, swap, flip)
TAGS: tuple[Mutation, ...] = (
    *(double_element, remove_element, move_element, nest_element, unwrap_element, rename_element),
    *(attribute, text, attribute, text),
)
"""These mostly leave XML well-formed."""
BROKEN: tuple[Mutation, ...] = (*TAGS, one_tag, number, *BYTES)


def mixed(rng: Random, data: bytes, kinds: tuple[Mutation, ...]) -> bytes:
    """One to six mutations after each other, mostly few."""
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        data = rng.choice(kinds)(rng, data)[:LARGEST]
    return data


def in_zip(rng: Random, data: bytes) -> bytes:
    """A mutation in one or two parts of a zip, mostly those that are read; now and then a part is gone or doubled."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    weights = [len(inner) ** 0.5 * (5 if _TOLD.search(name) else 1) for name, inner in parts]
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.choices(range(len(parts)), weights)[0]
        name, inner = parts[at]
        kinds = TAGS if rng.random() < 0.9 else BROKEN
        parts[at] = (name, mixed(rng, inner, kinds))
    fate = rng.randrange(20)
    if fate == 0:
        parts.pop(rng.randrange(len(parts)))
    elif fate == 1:
        name, _ = rng.choice(parts)
        parts.append((name if rng.random() < 0.5 else f"../{name}", rng.choice(parts)[1]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, inner in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = archive.compression
            if name not in archive.NameToInfo:
                archive.writestr(info, inner)
    return out.getvalue()


def in_stream(rng: Random, data: bytes) -> bytes:
    """A mutation inside an unpacked stream of a PDF, packed again."""
    streams = []
    for one in _STREAM.finditer(data):
        try:
            streams.append((one, zlib.decompress(one[1])))
        except zlib.error:
            continue
    if not streams:
        return mixed(rng, data, BYTES)
    one, inner = rng.choice(streams)
    packed = zlib.compress(mixed(rng, inner, LINES))
    return data[: one.start(1)] + packed + data[one.end(1) :]
