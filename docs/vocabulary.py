"""The page of the ontology, as pyLODE makes it from ontology/lapse.ttl."""

from __future__ import annotations

import logging
import re
from pathlib import Path

TURTLE = Path(__file__).parent.parent / "ontology" / "lapse.ttl"
_HOST = re.compile(r"file://[^\"<\s]*")


def write(path: Path) -> None:
    """Writes the page to `path`, where it is older than the ontology or not there."""
    if path.is_file() and path.stat().st_mtime > TURTLE.stat().st_mtime:
        return
    logging.disable(logging.INFO)
    try:
        from pylode import OntPub  # noqa: PLC0415 - takes seconds

        page = OntPub(ontology=str(TURTLE)).make_html(destination=None)
    finally:
        logging.disable(logging.NOTSET)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HOST.sub("", page), encoding="utf-8")
