"""Tables, figures, forms and steps by the captions that stand over them: "Table 3: Charges", "Step 2 Wait"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ontology.labels import normal
from ontology.model import Provision

CAPTIONED = frozenset(("table", "figure", "form", "step", "chart", "box", "diagram", "map", "plan", "matrix"))
"""Words for what has a caption and no number among the clauses: a Table 3 is never clause 3."""
_CAPTION = re.compile(
    rf"(?P<unit>(?i:{'|'.join(sorted(CAPTIONED))}))\s(?P<label>[A-Z]?[.-]?\d{{1,3}}[A-Za-z]?(?:[.-]\d{{1,3}}){{0,3}}|[A-Z]{{1,2}}|[IVX]{{1,5}})"
    r"(?=\s?$|\s?[:.–—\t-]|\s+[A-Z(\[“\"])"
)
LONGEST = 240
"""Characters of a text that may be a caption; a longer one is a sentence that begins with a reference."""


def captions(provisions: Iterable[Provision]) -> dict[tuple[str, str], list[str]]:
    """The paths of captions by their word and label: ("table", "3")."""
    found: dict[tuple[str, str], list[str]] = {}
    for provision in provisions:
        shown = (provision.number, provision.heading, provision.text if len(provision.text) < LONGEST else "")
        for match in (m for one in shown if (m := _CAPTION.match(one.lstrip()))):
            found.setdefault((match["unit"].lower(), normal(match["label"]).upper()), []).append(provision.path)
            break
    return found
