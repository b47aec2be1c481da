"""Documents in small letters behind labels: "Condition 12 of the licence", "Condition 16 of that licence"."""

from __future__ import annotations

import re

from ontology.record import replace

from .nodes import Node

_THAT_DOCUMENT = re.compile(
    r",?\s(?:of|in|to|under)\s(?:that|the\ssaid)\s(?P<noun>licen[cs]e|agreement|contract|scheme|code|directive|convention|treaty|"
    r"protocol|deed|instrument|plan|lease|policy|schedule|appendix|annex|procedure)\b(?![\w-])"
)
"""A document in small letters that points back to one named before: "Conditions 16.6 to 16.8 of that licence"."""
_LOWER_CASE = re.compile(
    r",?\s(?:of|in|to|under)\s(?:the|a|an|any|its)\s(?:[a-z]{3,15}\s)?(?P<noun>licen[cs]e|lease|treaty|articles\sof\sassociation|"
    r"memorandum\sof\sassociation|(?<=the\s)main\sbody)\b(?![\w-])"
)
"""A document of its own that no name is given: "Condition 12 of the licence"."""


def tie_lower_case(text: str, node: Node) -> bool:
    """Tie a document in small letters behind the labels: "of that licence", "of the lease"; whether there is one."""
    back, loose = _THAT_DOCUMENT.match(text, node.end), _LOWER_CASE.match(text, node.end)
    behind = back or loose
    if behind is None or any(e.document for e in node.entries):
        return False
    name = f"that {back['noun'].capitalize()}" if back else f"the {behind['noun']}"
    node.entries = [replace(e, document=name) for e in node.entries]
    node.end, node.tied, node.relative = behind.end(), True, False
    return True
