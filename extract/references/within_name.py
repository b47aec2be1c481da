"""Labels behind a document's name and a comma: "the TMAD, clause 3.14E" is in the TMAD."""

from __future__ import annotations

import re

from .nodes import Node
from .piece import Piece, Scene

INNER = frozenset({"paragraph", "sub-paragraph", "subparagraph"})
_PARTS = frozenset({"schedule", "annex", "attachment", "exhibit"})
SHEETS = frozenset({*_PARTS, "appendix"})
"""What stands behind the body of a document, by its word."""
_IS_SUBJECT = re.compile(
    r"\s(?:shall|must|may|will|is|are|was|were|do|does|has|have|had|appl(?:y|ies)|requires?|provides?|sets?|continues?|takes?|"
    r"(?:and|or)\s(?:[Cc]lause|[Ss]ection|[Pp]aragraph)s?\s[^,;.]{1,30}\s(?:shall|must|may|is|are|apply|do))\b"
)
"""Behind labels that begin a clause of the sentence: "under Appendix AM, clause 4 applies"."""
_OF_ANOTHER = re.compile(r"\s(?:of|to|in)\s(?:(?:the|this|that|these)\s|(?=[A-Z]))")
"""Behind labels that say themselves where they are: "clause 2 of Appendix C, clause 4.1 of Appendix D"."""


_YEARED = re.compile(r"\b(?:1[6-9]|20)\d\d$")
_CITED = frozenset(("section", "regulation", "article", "rule"))
_LISTED = re.compile(
    r"\sof\swhich\b|(?:,\s[^,.;]{3,60}){0,3},?\s(?:and|or)\s[^,.;]{3,60}\s(?:of|to)\s(?:this|the|that)\s[A-Z]"
)
"""Behind a section that goes on a list: "the Water Act 1989, section 4 and Schedule 2 to this Act"."""
_IN_A_SHEET = re.compile(
    r"\s(?:of|in|to)\s(?:the\s)?(?:[A-Z][\w-]{1,20}\s)?(?:Schedule|Annexe?|Appendix|Attachment|Exhibit)\b",
    re.IGNORECASE,
)
"""Behind a paragraph that is in a schedule of its own: "Schedule 1, paragraph 2.1 of Schedule 2"."""


def in_another_sheet(text: str, end: int) -> bool:
    """Whether labels that end at `end` say that they are in a schedule or an annex."""
    return _IN_A_SHEET.match(text, end) is not None


def stands_by_itself(text: str, end: int) -> bool:
    """Whether labels that end at `end` begin a clause of the sentence, or say themselves where they are."""
    return _IS_SUBJECT.match(text, end) is not None or _OF_ANOTHER.match(text, end) is not None


def lies_in(scene: Scene, node: Node, piece: Piece) -> bool:
    """Whether the labels of a piece behind a comma are in the document that a node names before it.

    A clause is in no schedule, whose provisions are paragraphs; bare brackets go on with what stood before.
    """
    if node.piece.rule == "statute":
        return _is_cited(scene, node, piece)
    if node.piece.unit in scene.words.documents and piece.unit in INNER:
        return not in_another_sheet(scene.text, piece.end)
    return _may_lie_in(scene, node, piece)


def _may_lie_in(scene: Scene, node: Node, piece: Piece) -> bool:
    if _bears_letter(node, piece):
        return True
    if not piece.unit or node.piece.rule not in ("named-document", "standard", "unit-label"):
        return False
    if piece.members[0].label.startswith("(") or piece.unit not in scene.words.profile.provision_units:
        return False
    if is_annexed(node, piece):
        return True
    if node.piece.unit.rsplit(" ", 1)[-1] in _PARTS or _designates(scene, piece):
        return False
    return not stands_by_itself(scene.text, piece.end)


def _is_cited(scene: Scene, node: Node, piece: Piece) -> bool:
    """Whether a section stands behind an act of a year by which this is cited: "the Police Act 1996, section 4(2)"."""
    label = piece.members[0].label
    if _YEARED.search(node.document) is None or piece.unit not in _CITED or not label[0].isdigit():
        return False
    return not (stands_by_itself(scene.text, piece.end) or _LISTED.match(scene.text, piece.end))


def is_annexed(node: Node, piece: Piece) -> bool:
    """Whether an annex stands behind a schedule with its title, or behind the section whose letter it bears.

    "Schedule 11 (Processing Data), Annex 1", "Section K, Annex K-1".
    """
    if _bears_letter(node, piece):
        return True
    schedule = node.piece.unit.rsplit(" ", 1)[-1] == "schedule" and len(node.piece.members) == 1
    return schedule and piece.unit == "annex" and bool(node.piece.members[0].heading)


def _bears_letter(node: Node, piece: Piece) -> bool:
    if piece.unit not in SHEETS or node.piece.unit != "section" or len(node.piece.members) != 1:
        return False
    return piece.members[0].label.startswith(f"{node.piece.members[0].label}-")


def _designates(scene: Scene, piece: Piece) -> bool:
    """Whether a piece names a document itself: "Appendix AM, Section H"."""
    return piece.unit in scene.words.documents and not piece.members[0].label[:1].isdigit()
