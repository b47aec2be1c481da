"""The subject of a definition without quotation marks: which of its words are the term, and whether it can be one."""

from __future__ import annotations

import re

from extract.needles import has_any
from ontology.places import Span

from .abbreviation import expansion_start
from .terms import trim

_ASIDE = re.compile(
    r",?\s+(?:in\s+(?:relation|reference|regard)\s+to|in\s+respect\s+of|with\s+(?:respect|reference|regard)\s+to|in\s+connection\s+with"
    r"|when\s+used|as\s+used|where\s+used|used\s+in|for\s+(?:the\s+)?purposes?\s+of|as\s+applied\s+to|as\s+regards)\b(?!\s+(?:which|whom)\b)"
    r"|,\s+(?:in|of|for|as|at|on|with|under|where|when|if|unless|except|to|by|other\s+than|whether|however)\b"
    r"|\s+\((?:also\s+(?:known|called)|or\s|in\s|as\s)"
    r"|\s+(?:in|of)\s+(?:sub)?(?:paragraph|section|clause|article|regulation|rule|heading|item)s?\s+(?:[\d(]|(?-i:[IVXL]+)\b)|\s+applicable\s+(?:to|in)\s+(?:an?|the|any|each)\b"
    r"|,?\s+(?:also\s+)?(?:\w+ly\s+)?(?:known\s+as|called|referred\s+to\s+as)\b"
    r"|,\s+(?:subject\s+to|without|wherever|followed\s+by|also\s+(?:known|called|referred))\b|,?\s+or\s+any\s+(?:other\s+)?(?:forms?|terms?|words?|expressions?)\b|\s+at\s+(?:an?|any|the)\s+(?:\w+\s+)?(?:day|time|date)$"
    r"|,?\s+as\s+(?:defined|described|referred\s+to|set\s+out|specified)\b|\s+or\s+references?\s+to\s|\s+referred\s+to\s+in\s"
    r"|\s+[—–]\s+(?:in|of|for|as|with|when)\b|\s+[—–]$"
    r"|\s+of\s+(?:an?|the)\s+(?:[a-z]+\s+){1,3}?(?:at|for|in)\s+(?:any|an?|the)\s+(?:\w+\s+)?(?:time|day|year|period|month)\b"
    r"|\s+(?:of|for|to|on)\s+a\s+particular\s"
    r"|\s+of\s+an?\s+(?:person|individual|entity|corporation|company|taxpayer|body\s+corporate)(?=,|\s*$)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:shall|must|may|will|is|are|was|were|be|been|has|have|had|does|do|did|should|would|could|can|they|these|it|he|she|we|you|there|need\s+not|cannot)\b",
    re.IGNORECASE,
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_FIRST = re.compile(
    r"(?:whereas|following(?=\s)|(?-i:other)|this|that|these|those|which|whichever|who|whose|what|such|it|they|no|(?-i:its|his|her|their)(?=$|\s+[a-z])|none|all|both|every|neither|either|and|or|but|if|then|when|where|some|any\s+means"
    r"|references?\s+(?:to|in)|singular|plural|masculine|feminine|gender|word|expression"
    r"|(?:each\s+)?(?:sub-?)?(?:paragraph|section|clause|item|note|table|chapter|part|schedule|article)s?\s+(?:in|of|on|\(|\d[\w().]*(?:\s+(?:of|to|and|or|in|applies)\b|\s*,|\s*$))"
    r"|(?:(?:any|other|each|every)\s+)*(?:terms?|expressions?|words?)$|(?:terms?|expressions?|words?)\s+(?:not|used|defined|which|that|in|below|listed|set\s+out)\b|(?:used\s+(?:in|by|for)|not\s+(?:defined|otherwise))\b"
    r"|(?:(?:all|other|any|capitali[sz]ed|defined|undefined|the|following)\s+)*(?:words|expressions|terms|phrases)"
    r"(?:\s+(?:and|or)\s+(?:words|expressions|terms|phrases))?(?:\s+(?:that|used|in|defined|not|which|importing|denoting|below)|$)"
    r"|[a-z]+ed\s+(?:by|in|under|for|with|on|between)|however|to|of|from|at|with|by|on|for|as|other\s+than|respecting|including|under|without|within|through|using|whether|the\s+same|same"
    r"|in\s+(?:the|this|these|an?|any|each|all|respect|relation|(?:sub)?section|(?:sub)?paragraph|that|addition|order|other|particular|which|such"
    r"|clause|part|schedule)|subject\s+to|except|unless|a\s+reference|(?-i:definitions?)(?=\s\w)|definitions?\s+of|any\s+reference|every\s+reference)(?![\w-])",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:^|\s)(?:an?|the|any|all|other|no|such|same|what|whatever|this|that|these|those|and|or|every|some|own|who|which|but|need\s+not|also|only|to|must|may|can|should|would|could|not|it|they|he|she|we"
    r"|(?:that|those|such|the)\s+(?:terms?|expressions?|words?))$"
)
_LAST = re.compile(
    r"(?:^|\s)(?:electronic|electrical|optical|mechanical|manual|technical|reasonable|alternative|appropriate|available|effective|necessary|different"
    r"|various|similar|by|of|to|in|for|with|from|as|violent|safe|permanent|practical|legal|financial|military|civilian|artificial)$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\b.*\b(?:electronic|electrical|optical|mechanical|manual|other)$", re.IGNORECASE)
_SIGNS = frozenset({"NOTE", "PART", "TABLE"})
_ADJECTIVE = re.compile(r"(?-i:other\s(?!than\b)|[a-z]+ed\s+(?:by|in|under|for|with|on|between)\s)")
"""How a term of a list may open and a subject of a sentence may not: other debt, required for safety purposes."""

_RELATIVE = re.compile(r"\b(?:that|which|who|whom|whose|to\sbe)\b", re.IGNORECASE)
_SIGN = re.compile(r"^[“\"]([^“”\"]{1,15})[”\"](?=\s\w)")
_SMALL = {
    "of",
    "and",
    "or",
    "the",
    "in",
    "for",
    "to",
    "a",
    "an",
    "by",
    "on",
    "at",
    "with",
    "from",
    "as",
    "per",
    "de",
    "la",
}
_CAPITAL = re.compile(r"(?:the\s+)?[A-Z]")
_STEM = 6
"""So many letters at the beginning of two words make them akin."""

_WORD = re.compile(r"[^\s(),/–—-]+")
_PAIR = re.compile(r"(.+?)\s+or\s+(.+)")
_PAIRS = re.compile(r"(?<![\w-])(?=([\w-]+ and [\w-]+))")
_JOINS = (",", "or", "and")
"""One of these is in every list of terms."""

_PLURAL = re.compile(r"(?:(?:shall|will)\s+)?(?:have|mean|include|refer)\b", re.IGNORECASE)
_TWO_SENTENCES = re.compile(r"[a-z]{3,}\.\s+[A-Z]")
_TWO_LETTERS = re.compile(r"[A-Za-z]\s+and\s+[A-Za-z]")
_REFERENCE = re.compile(r"(?:an?\s+|the\s+|any\s+|every\s+)?references?\s+(?:to|in)\b", re.IGNORECASE)
_OF_A_THING = re.compile(r"[^,]+?(\s+(?:by|under|of|in|to|on|for)\s+an?\s+[^,]{1,60}),\s*")
_NEVER = ("“", "”", '"', "‘", ":", ";", "[", "]")


def term_of(text: str, subject: Span) -> Span:
    """The subject without words on what the term relates to: "owner, in relation to a ship," is "owner"."""
    aside = _ASIDE.search(text, subject.start + 1, subject.end)
    if aside:
        return trim(text, Span(subject.start, aside.start()))
    words = subject.of(text)
    ends_in_comma = _OF_A_THING.fullmatch(words) if words.rstrip().endswith(",") else None
    if ends_in_comma:
        subject = Span(subject.start, subject.start + ends_in_comma.start(1))
    return _once(text, trim(text, subject))


def _once(text: str, term: Span) -> Span:
    """The second half of a term that is printed twice in a row, as the side note and the text."""
    middle = term.start + (term.end - term.start) // 2
    twice = text[middle] == " " and text[term.start : middle] == text[middle + 1 : term.end] if middle else False
    return Span(middle + 1, term.end) if twice else term


def can_be_term(words: str, *, among_definitions: bool) -> bool:
    """Whether words without marks can be a term; among definitions long ones with a relative clause can."""
    if (
        not words
        or not words[0].isalnum()
        or not any(c.isalpha() for c in words)
        or has_any(words, _NEVER)
        or ("." in words and _TWO_SENTENCES.search(words))
        or _TWO_LETTERS.fullmatch(words)
    ):
        return False
    sign = words.isupper() and 1 < len(words) <= 6 and (among_definitions or words not in _SIGNS)
    if sign or (among_definitions and words == "will"):
        return True
    first = _FIRST.match(words)
    if len(words.split()) > (25 if among_definitions else 12) or (
        first and not (among_definitions and _ADJECTIVE.match(words))
    ):
        return False
    if _DETERMINER.search(words) or (_LAST.search(words) and not among_definitions):
        return False
    if among_definitions and len(words.split()) > 3 and _RELATIVE.search(words):
        return True
    return not _VERB.search(_CAPITALS.sub("X", words)) and (among_definitions or not _RELATIVE.search(words))


def begins_like_term(subject: str) -> bool:
    """Whether a subject opens as a term does: "reference to a sale" is what a rule of interpretation speaks of."""
    return not _REFERENCE.match(subject)


def ends_like_noun_phrase(subject: str, *, before_means: bool) -> bool:
    """Whether a subject can stand in front of its verb: not "by electronic" before "means"."""
    subject = subject.rstrip(" ,")
    ends_open = _LAST.search(subject) is not None and (before_means or _BY.search(subject) is not None)
    return not (ends_open or subject.endswith("(") or _DETERMINER.search(subject))


def several(text: str, term: Span, verb: str) -> tuple[Span, ...]:
    """The terms of a list in front of a verb in the plural: "ballast water and sediments have"; else the one term.

    A pair in capitals stays whole (Terms and Conditions), and so does a pair joined by "or", unless the one is the
    short form of the other: "APR or annual percentage rate".
    """
    words = term.of(text)
    if not has_any(words, _JOINS) and not _PLURAL.match(verb):
        return (term,)
    pair = _PAIR.fullmatch(words)
    if pair and "," not in words and _same_thing(pair[1], pair[2]):
        second = term.start + pair.end() - len(re.sub(r"^an?\s+", "", pair[2]))
        return (Span(term.start, term.start + pair.end(1)), Span(second, term.end))
    each = _listed(text, term, r"\s+(?:and|or)\s+")
    in_capitals = len(each) > 2 and all(_CAPITAL.match(one.of(text)) for one in each)
    if in_capitals or (
        "," in words and set.intersection(*(set(one.of(text).lower().split()) - _SMALL for one in each))
    ):
        return each
    if not _PLURAL.match(verb) or verb.startswith(("shall", "will")):
        return (term,)
    pairs = all(len(one.of(text).split()) > 1 for one in _split(text, term, r"\s+and\s+"))
    signs = all(one.of(text).isupper() and len(one.of(text)) < 5 for one in _split(text, term, r"\s+and\s+"))
    if "," not in words and capitalised(words) and not (pairs or signs):
        return (term,)
    article = "" if re.match(r"(?:the|an?)\s", words) else r"(?:(?:the|an?)\s+(?=[a-z]))?"
    return _listed(text, term, rf"\s+and\s+{article}")


def _split(text: str, term: Span, at: str) -> tuple[Span, ...]:
    """The parts of a term between what `at` matches; the term itself where nothing is left."""
    cuts = list(re.finditer(at, term.of(text)))
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), term.end - term.start]
    found = tuple(trim(text, Span(term.start + a, term.start + b)) for a, b in zip(starts, ends, strict=True))
    return tuple(one for one in found if one.end > one.start) or (term,)


def _listed(text: str, term: Span, joined: str) -> tuple[Span, ...]:
    """The members of a list, of which `joined` parts the last two: in front of a comma it is part of a name.

    A pair that the list has more than once is a name too: oil, oil and gas interest, territorial oil and gas minister.
    """
    parts = _split(text, term, r"\s*,\s*(?:and\s+|or\s+)?")
    if len(parts) > 1 and re.search(r",\s*(?:and|or)\s+$", text[parts[-2].end : parts[-1].start]):
        return parts
    pairs = _PAIRS.findall(term.of(text)) if " and " in term.of(text) else ()
    often = "|".join(re.escape(one) for one in set(pairs) if pairs.count(one) > 1)
    last = parts[-1].of(text)
    held = [match.span() for match in re.finditer(often, last)] if often else []
    cuts = [cut for cut in re.finditer(joined, last) if not any(a < cut.start() < b for a, b in held)]
    starts, ends = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(last)]
    at = parts[-1].start
    return (*parts[:-1], *(Span(at + a, at + b) for a, b in zip(starts, ends, strict=True) if b > a))


def _same_thing(one: str, other: str) -> bool:
    """Whether two names joined by "or" stand for one thing: a short form, the one in the other, a word shared."""
    if any(
        _short_for(a, b) or re.fullmatch(r"[A-Z][A-Z0-9%/-]{0,7}|[A-Z][a-z]|[a-z]", a)
        for a, b in ((one, other), (other, one))
    ):
        return True
    if re.match(r"an?\s", other):
        return True
    if re.match(r"(?:the|other|another|similar|any)\s", other):
        return False
    a, b = one.lower(), other.lower()
    if a.startswith(b) or b.startswith(a) or a.endswith(b) or b.endswith(a):
        return True
    if a.split()[:2] == b.split()[:2]:
        return True
    return any(_akin(x, y) for x in a.split() for y in b.split() if x not in _SMALL)


def _akin(one: str, other: str) -> bool:
    """Whether two words are one, or begin alike: legislative and legislature."""
    return one == other or (min(len(one), len(other)) > 5 and one[:_STEM] == other[:_STEM])


def _short_for(short: str, full: str) -> bool:
    return short.isupper() and len(short) < 12 and expansion_start(full, len(full), short) == 0


def capitalised(words: str) -> bool:
    """Whether every word but the small ones starts with a capital or a digit: "Day-Ahead Price", "24/7 Support"."""
    found = [word for word in _WORD.findall(words) if word.lower() not in _SMALL]
    return bool(found) and all(word[0].isupper() or word[0].isdigit() for word in found)
