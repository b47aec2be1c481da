"""Citations that begin with the title of a code: 15 U.S.C. 1601(a), 12 CFR 1022.3(b), 12 CFR part 1002."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ontology.record import replace

from . import lists
from .piece import Piece, Scene

_TITLE = re.compile(
    r"(?<![\w.])(?P<title>\d{1,2})\s(?:(?P<statutes>U\.?\s?S\.?\s?C\.?)|C\.?\s?F\.?\s?R\.?)(?:\sApp\.)?(?![A-Za-z])"
    r"(?:\s?(?:§{1,2}|[Ss]ec(?:tions?|s?\.)|(?P<part>[Pp]arts?|[Ss]ubparts?)))?\s{0,2}"
)


_DASHED = re.compile(r"-\d{1,3}[A-Z]?(?:\([0-9A-Za-z]{1,4}\)){0,5}(?![\w-])")
"""The second half of the number of a section: 26 CFR 1.501(c)(3)-1(d)."""


def code_citations(scene: Scene) -> Iterator[Piece]:
    """code-citation: what begins with the title of a code: 15 U.S.C. 1601(a), 12 CFR 1022.3(b), 12 CFR part 1002."""
    if "C" not in scene.text:
        return
    for match in _TITLE.finditer(scene.text):
        name = f"{match['title']} {'U.S.C.' if match['statutes'] else 'CFR'}"
        members, end = lists.read(scene.text, match.end())
        if members and (behind := _DASHED.match(scene.text, end)):
            last, end = members[-1], behind.end()
            members = (*members[:-1], replace(last, label=last.label + behind[0], end=end))
        if members:
            unit = "part" if match["part"] else "section"
            yield Piece(match.start(), end, "labels", "code-citation", unit, members, name)
        else:
            end = match.start() + len(match[0].rstrip())
            yield Piece(match.start(), end, "document", "code-citation", "", (), name)
