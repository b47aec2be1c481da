"""How the documentation is built: MyST pages, and pages made from rules, commands, profiles, the ontology."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

project = "Lapse"
author = "the Lapse authors"
copyright = author  # noqa: A001 - Sphinx calls it so
release = metadata.version("lapse")
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Lapse"
html_static_path: list[str] = []
html_extra_path = ["generated/extra"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3
nitpicky = True


def _make(app: Sphinx) -> None:
    import figures  # noqa: PLC0415 - beside this file
    import pages  # noqa: PLC0415
    import vocabulary  # noqa: PLC0415

    pages.write(HERE / "generated")
    figures.write(HERE / "generated" / "figures.md")
    vocabulary.write(HERE / "generated" / "extra" / "ontology.html")


def setup(app: Sphinx) -> dict[str, Any]:
    """Makes the generated pages before Sphinx looks for pages."""
    _make(app)
    return {"parallel_read_safe": True}
