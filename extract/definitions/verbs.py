"""The verbs that join a term to its meaning, and the kind of definition that each makes."""

from __future__ import annotations

import re

from ontology.model import DefinitionKind

_AUX = r"(?:(?:shall|will|is\s+to|are\s+to)\s+)?"
_ADVERB = r"(?:(?:also|only|each|both|collectively|together|respectively|in\s+all\s+cases|always)\s+)?"
_BE = r"(?:is|are|shall\s+be|will\s+be|is\s+to\s+be|are\s+to\s+be|must\s+be)"
_CONSTRUED = r"(?:construed|read|interpreted|understood|taken|regarded|deemed)"

_INCLUDES = (
    rf"{_AUX}{_ADVERB}(?:(?:{_BE}\s+)?{_CONSTRUED}\s+(?:as|to)\s+(?:include|including)\b"
    rf"|{_BE}\s+deemed\s+to\s+include\b|includes?\b)"
)
_EXCLUDES = (
    rf"(?:(?:does|do|shall|will)\s+not\s+{_ADVERB}(?:include|mean|extend\s+to|apply\s+to)\b"
    rf"|{_BE}\s+(?:{_CONSTRUED}\s+)?(?:not\s+to|as\s+not|as\s+excluding)\s*(?:include|including)?\b|{_AUX}excludes?\b)"
)
_IMPORTS = (
    rf"(?:(?:shall|will|is\s+to|are\s+to|must)\s+)?(?:has|have|having|bears?|carr(?:y|ies)|takes?|retains?)"
    rf"(?:,\s[^,;.“”\"]{{1,80}},)?\s+"
    rf"(?:the\s+|its\s+|their\s+|such\s+|a\s+(?=meaning\s))?(?:(?:same|respective|defined|corresponding|prescribed)\s+)?meanings?\b(?!\s*[:—–]|\s+(?:correlative|apparent|obvious|in\s+mind)\b)"
    rf"(?!\s+(?:set\s+out\s+|given\s+|assigned\s+)?(?:below|opposite))"
    rf"|{_BE}\s+(?:as\s+(?:set\s+out|specified|described)|(?:as\s+)?defined|(?:given|assigned)\s+(?:the|that|its)\s+meaning)\s+(?:in|by|under)\b"
    rf"|as\s+(?:defined|set\s+out|specified|described)\s+(?:in|by|under)\b"
    rf"|the\s+(?:same\s+)?meaning\s+(?:as\s+)?(?:(?:that\s+)?(?:given|assigned|ascribed)|set\s+out)\s+(?:to\s+(?:it|that\s+\w+)\s+)?(?:in|by|under)\b"
    rf"|{_BE}\s+{_CONSTRUED}\s+in\s+accordance\s+with\b"
)
_MEANS = (
    rf"{_AUX}{_ADVERB}(?:means?\b(?!\s+of\b|,\s+(?:means|includes?)\b)(?:\s+and\s+includes?\b)?|denotes?\b|signif(?:y|ies)\b|refers?\s+to\b)"
    rf"|(?:has|have|shall\s+have)\s+the\s+following\s+meanings?\b\s*[:—–-]?"
    rf"|{_BE}\s+(?:a\s+reference|references)\s+to\b|{_BE}\s+defined\s+(?:as|to\s+mean)\b"
    rf"|{_BE}\s+{_CONSTRUED}\s+(?:as|to)\s+(?:mean(?:ing)?|be|being|relat(?:e|ing)\s+to|(?:a\s+)?references?\s+to)\b"
    rf"|{_BE}\s+used\s+to\s+(?:mean|refer\s+to|describe|indicate)\b|is\s+synonymous\s+with\b"
)
VERB = rf"(?:(?P<excludes>{_EXCLUDES})|(?P<imports>{_IMPORTS})|(?P<includes>{_INCLUDES})|(?P<means>{_MEANS}))"
"""One verb of definition; the name of the group that matched tells the kind (see `kind_of`)."""

PATTERN = re.compile(rf"(?=[abcdehimorstw])(?<![\w-]){VERB}", re.IGNORECASE)
"""A letter that no verb begins with is passed over at once."""

_BEGUN = r"(?=[abcdehimorsw])(?<![\w-])"
_PLAIN = (
    r"(?P<excludes>(?:does|do|shall|will)\s+not\s+include\b|shall\s+be\s+deemed\s+not\s+to\s+include\b|excludes\b)"
    r"|(?P<imports>(?:(?:shall|will|is\s+to|are\s+to)\s+)?(?:has|have|bears?)(?:,\s[^,;.“”\"]{1,80},)?\s+"
    r"(?:the\s+|its\s+|their\s+|such\s+|a\s+(?=meaning\s))?(?:(?:same|respective|prescribed)\s+)?meanings?\b(?!\s+(?:apparent|obvious|in\s+mind)\b)"
    r"|(?:is|are)\s+(?:as\s+)?defined\s+in\b)"
    r"|(?P<includes>(?:(?:shall|will)\s+)?(?:also\s+)?(?:be\s+deemed\s+to\s+)?includes?\b)"
    r"|(?P<means>(?:(?:shall|will)\s+)?(?:also\s+|only\s+)?(?:means?\b(?:\s+and\s+includes?\b)?|denotes?\b|refers\s+to\b|describes\b"
    r"|applies\s+to\b|(?:comprises|(?:shall\s+)?cover)\b)|(?:is|are)\s+defined\s+(?:as|to\s+mean)\b|shall\s+be\s+(?:read|construed)\s+(?:to\s+mean|as\s+meaning)\b|signif(?:y|ies)\b"
)
"""The verbs that define without quotation marks or bold; the groups are those of `VERB`. A bracket stays open."""

PLAIN = re.compile(rf"{_BEGUN}(?:{_PLAIN}))", re.IGNORECASE)
PLAIN_OR_IS = re.compile(rf"{_BEGUN}(?:{_PLAIN}|is(?=\s+(?:an?|the)\s)))", re.IGNORECASE)
"""The same with "is a" and "is the", which define in lists alone."""

IN_PLAIN = (
    "mean", "include", "exclude", "defined", "denote", "refers", "describes", "applies", "comprises", "cover", "signif",
)  # fmt: skip
"""One of these, with case folded, is in whatever `PLAIN` finds."""


_BEFORE_IT = ((), ("has", "the"), ("has", "the", "same"), ("have", "the"), ("have", "the", "same"))
"""What stands between a term and the needle in its verb: means, has the same meaning."""

_AHEAD = 60
"""So many characters from the beginning of one of `IN_PLAIN` no verb goes on, with what it looks at behind."""
_IN_PLAIN_OR_IS = (*IN_PLAIN, "is a ", "is an ", "is the ")


def _is_plain(text: str) -> bool:
    """Whether all white space in a text is single blanks, so that all verbs are short."""
    return "  " not in text and text.isprintable()


def plain_verbs(text: str, start: int, end: int, *, by_is: bool) -> list[re.Match[str]]:
    """The matches of `PLAIN` (`PLAIN_OR_IS` with `by_is`) between two offsets, searched no further than can be."""
    within = text[start:end]
    if _is_plain(within):
        low = within.casefold()
        if len(low) == len(within):
            last = max(map(low.rfind, _IN_PLAIN_OR_IS if by_is else IN_PLAIN))
            if last < 0:
                return []
            end = min(end, start + last + _AHEAD)
    return list((PLAIN_OR_IS if by_is else PLAIN).finditer(text, start, end))


def is_only_verb(text: str, end: int) -> bool:
    """Whether right behind `end` stands the only thing in a text that can be a match of `PLAIN_OR_IS`."""
    low = text.casefold()
    if len(low) != len(text) or not _is_plain(low) or sum(map(low.count, _IN_PLAIN_OR_IS)) != 1:
        return False
    between = low[end : max(map(low.find, IN_PLAIN))]
    return between[:1].isspace() and tuple(between.split()) in _BEFORE_IT


def kind_of(match: re.Match[str]) -> DefinitionKind:
    """The kind of definition that a match of a pattern with `VERB` in it makes."""
    if match["imports"]:
        return "import"
    if match["excludes"]:
        return "excludes"
    return "includes" if match["includes"] else "means"


def meaning_start(match: re.Match[str]) -> int:
    """Where the meaning starts: behind "means", but with the verb where the verb is part of it (includes, imports)."""
    if match["means"]:
        return match.end("means")
    return max(match.start(group) for group in ("excludes", "imports", "includes"))
