"""The words that name a kind of provision ("clause", "Schedules", "§"), as one pattern made from a profile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extract.profile import Profile

EVERYWHERE = (
    "section", "subsection", "sub-section", "clause", "sub-clause", "subclause", "paragraph", "sub-paragraph",
    "subparagraph", "subrule", "article", "regulation", "rule", "condition", "step", "table", "row", "item", "form",
)  # fmt: skip
"""Units that any text may use when it speaks of another document; a profile adds its own."""
DIVISIONS = ("part", "chapter", "division", "subdivision", "title", "subpart")
ATTACHED = ("schedule", "annex", "appendix", "attachment", "exhibit")
SHORT = {
    "para": "paragraph", "paras": "paragraph", "cl.": "clause", "cls.": "clause", "s.": "section", "ss.": "section",
    "sec.": "section", "secs.": "section", "reg.": "regulation", "regs.": "regulation", "art.": "article",
    "arts.": "article", "sch.": "schedule", "app.": "appendix", "§§": "section", "§": "section",
    "annexe": "annex", "annexes": "annex", "appendixes": "appendix",
}  # fmt: skip


def plural(word: str) -> str:
    """The plural of a unit: appendix, appendices; annex, annexes; clause, clauses."""
    if word.endswith("ix"):
        return word[:-2] + "ices"
    return word + ("es" if word.endswith(("x", "s")) else "s")


@dataclass(frozen=True, eq=False)
class Words:
    """The unit words of a profile. `unit` matches one, with the space behind it; `singular` gives its plain form."""

    profile: Profile
    unit: re.Pattern[str]
    singular: dict[str, str]
    documents: frozenset[str]
    divisions: frozenset[str]

    def plain(self, written: str) -> str:
        """A unit as written, in lower case and singular: "Sub-Clauses" is "sub-clause"."""
        low = " ".join(written.lower().split())
        return self.singular.get(low, self.singular.get(low.rstrip("."), low))


@cache
def words(profile: Profile) -> Words:
    """The unit words of `profile` and those used everywhere, longest first."""
    singular = dict(SHORT)
    documents = frozenset(profile.document_units)
    divisions = frozenset((*profile.container_units, *DIVISIONS, *ATTACHED)) - documents
    for unit in (*EVERYWHERE, *profile.provision_units, *divisions, *documents):
        singular[unit] = unit
        singular[plural(unit)] = unit
    order = sorted(singular, key=len, reverse=True)
    spelled = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in order if "§" not in word)
    pattern = rf"(?<![\w-])(?P<unit>{spelled})(?:\(s\))?\.?[\s\u00a0]{{1,3}}|(?P<sign>§§?)[\s\u00a0]?"
    return Words(profile, re.compile(pattern, re.IGNORECASE), singular, documents, divisions)
