"""A picture or a matrix as a thing to keep: written to a file by its ending, shown in a notebook."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from pathlib import Path

from lapse.asking import UnclearError
from lapse.corpus import whole

from . import dot, grid
from .matrix import Matrix
from .page import page
from .sketch import Picture

ENDINGS = (".html", ".svg")
_LEAST, _MOST = 320, 760
"""Pixels of height that a picture takes in a notebook."""


@dataclass(frozen=True)
class Drawing:
    """A picture or a matrix; `path` is the file that it was last written to."""

    content: Picture | Matrix
    path: Path | None = None

    @cached_property
    def html(self) -> str:
        """The text of a page that asks for nothing."""
        return grid.html(self.content) if isinstance(self.content, Matrix) else page(self.content)

    @cached_property
    def svg(self) -> str:
        """The text of an SVG file; UnclearError where graphviz is needed for it and missing."""
        if isinstance(self.content, Matrix):
            return grid.svg(self.content)
        try:
            return dot.svg(self.content)
        except dot.GraphvizError as problem:
            raise UnclearError(str(problem)) from None

    def save(self, path: str | Path) -> Drawing:
        """Writes a file of the kind that its ending names, and nothing beside it.

        UnclearError for another ending, or where graphviz is missing; OSError where the file cannot be written.
        """
        file = Path(path)
        ending = file.suffix.lower()
        if ending not in ENDINGS:
            said = f"ends in “{ending}”" if ending else "has no ending"
            raise UnclearError(f"{file.name} {said}; a picture is written to {' or '.join(ENDINGS)}")
        text = self.html if ending == ".html" else self.svg
        whole.write(file, text)
        return replace(self, path=file)

    def __fspath__(self) -> str:
        if self.path is None:
            raise TypeError("this picture was not written to a file; use its save(path)")
        return str(self.path)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, for a notebook."""
        content = self.content
        tall = 190 + (34 * len(content.rows) if isinstance(content, Matrix) else content.height)
        height = int(min(max(tall, _LEAST), _MOST))
        text = escape(self.html.encode("utf-8", "replace").decode("utf-8"), quote=True)
        return (
            f'<iframe srcdoc="{text}" title="{escape(content.title)}" sandbox="allow-scripts" '
            f'style="width:100%;height:{height}px;border:1px solid #d4dae0"></iframe>'
        )
