"""A picture as SVG, laid out by graphviz: for Word and e-mail."""

from __future__ import annotations

import re
import shutil
import subprocess

from .page import COLOURS, FILLS
from .sketch import Box, Picture

SECONDS = 120
MISSING = "an SVG picture is laid out by graphviz, which is not installed here; install graphviz, or write to .html"
_CONTROLS = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphvizError(Exception):
    """graphviz is missing or gave up: one sentence says so."""


def svg(picture: Picture) -> str:
    """The picture as the text of an SVG file without links; GraphvizError where graphviz is missing or gives up."""
    program = shutil.which("dot")
    if program is None:
        raise GraphvizError(MISSING)
    text = source(picture).encode("utf-8")
    try:
        done = subprocess.run([program, "-Tsvg"], input=text, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        raise GraphvizError(f"graphviz did not lay the picture out in {SECONDS} seconds; write to .html") from None
    if done.returncode:
        raise GraphvizError("graphviz could not lay the picture out; write to .html")
    drawn = done.stdout.decode("utf-8")
    return drawn[drawn.index("<svg") :]


def source(picture: Picture) -> str:
    """The picture in graphviz' language, every text of it in quotes."""
    lines = [
        "digraph lapse {",
        'rankdir=LR; ranksep=1.1; nodesep=0.18; labelloc=t; fontname="Helvetica,Arial,sans-serif"; fontsize=18;',
        f"label={_quoted(_head(picture))};",
        'node [shape=box, style="filled,rounded", fontname="Helvetica,Arial,sans-serif", fontsize=12, height=0.3];',
        'edge [arrowsize=0.6, tooltip=" "];',
    ]
    names = {box.id: f"n{number}" for number, box in enumerate(picture.boxes)}
    for number in range(len(picture.columns)):
        same = " ".join(f"{names[box.id]} {_box(box)};" for box in picture.boxes if box.column == number)
        lines.append(f"{{ rank=same; {same} }}")
    for line in picture.lines:
        colour = COLOURS[line.status]
        style = (
            "dashed"
            if line.start.startswith("t") and line.status in ("caused", "dropped", "existing", "open")
            else "solid"
        )
        ends = f"{names[line.start]} -> {names[line.end]}"
        lines.append(f'{ends} [color="{colour}", penwidth={picture.breadth(line):.1f}, style={style}];')
    return "\n".join([*lines, "}"])


def _head(picture: Picture) -> str:
    signs = "   ".join(f"{s.sign} {s.words}" for s in picture.legend if s.sign)
    return "\n".join([picture.title, *picture.notes, *([signs] if signs else []), ""])


def _box(box: Box) -> str:
    style = (
        "filled,rounded,dashed"
        if box.look == "lapsing" or box.status in ("dropped", "existing", "outside")
        else "filled,rounded"
    )
    shape = "ellipse" if box.curved else "box"
    rim = 2.2 if box.look == "subject" else 1
    return (
        f'[label={_quoted(box.label)}, tooltip={_quoted(box.hover)}, shape={shape}, style="{style}", '
        f'fillcolor="{FILLS[box.look]}", color="{COLOURS[box.status]}", penwidth={rim}]'
    )


def _quoted(text: str) -> str:
    """A text as a string of graphviz: nothing in it is an escape or the end of it."""
    plain = _CONTROLS.sub("", text).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("&", "&amp;").replace("\n", "\\n") + '"'
