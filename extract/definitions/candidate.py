"""A subject without marks in front of a verb of definition, and the reasons for which it defines nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ontology.places import Span

from .rule import Setting
from .subject import begins_like_term, can_be_term, capitalised, ends_like_noun_phrase, term_of

CALLED = re.compile(
    r"\b(?:the|that)\s+(?:words?\s+and\s+)?(?:terms?|expressions?|words?|phrases?)\s+(?!and\s+(?:expressions?|terms?|phrases?)\b)(?=[\w(])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:which|that|who)\b[^,]*\b(?:shall|must|may|is|are|was|were|has|have)\b", re.IGNORECASE)
_DUTY = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:shall|must)\b(?!\s+(?:also\s+)?(?:mean|include|have))", re.IGNORECASE
)
_BACK = re.compile(r"\bas\s+(?:those|that|such|these)\b", re.IGNORECASE)
_AFTER_MEAN = re.compile(
    r"\s*[,:—(]|\s+(?:an?|the|any|all|each|those|that|this|one|what|such|persons|things|as|in|of|respectively|either|not|[A-Z\d“\"])|\s*$"
)
_AND_OTHER = re.compile(r"\band\s+other\s", re.IGNORECASE)
"""Within what a text speaks of, and no term: threats and other concerns include …"""

_LIKE_FORMS = re.compile(r",?\s+or\s+any\s+(?:other\s+)?(?:forms?|terms?|words?|expressions?)\b.*$", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:an?\s+|any\s+)?references?\s+(?:(?:in|under)\s[^,]{1,60}\s)?to\b", re.IGNORECASE)
_BY_PLACE = re.compile(r"(?:is|are)\s", re.IGNORECASE)
_BIDS = re.compile(r"(?:shall|will)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:[^.;“”\"]*[\s,])?(?:for\s+(?:the\s+)?purposes?\s+of|in\s+the\s+case\s+of)\s", re.IGNORECASE)
_NOUN = re.compile(
    r"\s+(?:by|whereby|other\s+than|or|and|are|is|was|were|available|necessary|used|set\s+out|referred|of|shall|must|may|with\s+an?"
    r"|for\s+(?!the\s+purpose)|on\s+an?|well(?=\s+(?:and|in|by|but)\b|\s*[.,;]))\b|\s*[.;)]|\s*,?\s+(?:which|that\s+(?:is|are))\b"
)
_PARTICIPLE = re.compile(r"\s+used\s", re.IGNORECASE)
"""What a meaning in a list of definitions may open with: similar means used for the same purpose."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject and the verb behind it; `terms` are what the subject would define, offsets into `text`.

    `article` is the article in front of the subject, "" without one. `called` tells that the text calls it a term,
    `led` that words of scope stand in front of it.
    """

    text: str
    subject: Span
    term: Span
    terms: tuple[Span, ...]
    verb: re.Match[str]
    article: str
    called: bool
    led: bool


def is_noun(text: str, verb: re.Match[str], *, defining: bool) -> bool:
    """Whether "means" is a noun here: the means by which, by all means."""
    if verb["imports"]:
        return False
    behind = text[verb.end() : verb.end() + 16]
    if defining and _PARTICIPLE.match(behind):
        return False
    return _NOUN.match(behind) is not None or (not defining and behind.startswith(" to "))


def may_say_is(setting: Setting) -> bool:
    """Whether "is a" can define here: in a list of definitions of a statute."""
    return setting.defining and setting.lower_case and setting.kind == "paragraph"


def is_refused(one: Candidate, setting: Setting) -> bool:
    """Whether any reason speaks against a definition."""
    for reason in _REASONS:
        if reason(one, setting):
            return True
    return not all(_accepted(one, t, setting) for t in one.terms)


def _no_subject(one: Candidate, setting: Setting) -> bool:
    """The subject holds another subject ("… the term X"), points back ("as those terms"), or cannot end so."""
    words = _LIKE_FORMS.sub("", one.subject.of(one.text))
    if (one.verb["includes"] or one.verb["excludes"]) and _AND_OTHER.search(words):
        return True
    before_means = bool(one.verb["means"]) and not setting.defining
    return (
        CALLED.search(words) is not None
        or _BACK.search(words) is not None
        or not begins_like_term(words)
        or not ends_like_noun_phrase(words, before_means=before_means)
    )


def _sentence(one: Candidate, setting: Setting) -> bool:
    """A clause with a verb of its own stands between the term and the verb, outside of definitions."""
    inside = one.subject.of(one.text)
    clause = _CLAUSE.search(one.text, one.term.end, one.verb.start())
    if setting.defining:
        return False
    return (clause is not None and inside.count(",") < 2) or _DUTY.search(
        one.text, one.term.end, one.verb.start()
    ) is not None


def _widens_a_thing(one: Candidate, setting: Setting) -> bool:
    """With an article, "includes" speaks of a thing: the report includes. "In this Part, a boat includes" defines."""
    if not (one.verb["includes"] or one.verb["excludes"]) or not one.article or emphasised(one.term, setting):
        return False
    plain = one.verb[0].lower().startswith(("include", "does", "do not"))
    return not (one.led and one.article[0] in "aA" and plain)


def _reads_for_a_purpose(one: Candidate, setting: Setting) -> bool:
    """Several words in small letters that are widened for one purpose, or "shall include" outside a list of terms.

    "For the purposes of subsection (1), dealing with a cart includes …" says how to read a sentence and no more.
    """
    words = one.term.of(one.text)
    if not (one.verb["includes"] or one.verb["excludes"]) or one.called or words[:1].isupper():
        return False
    if emphasised(one.term, setting):
        return False
    if _BIDS.match(one.verb[0]) and "deemed" not in one.verb[0].lower() and not setting.defining:
        return True
    return len(words.split()) > 1 and _PURPOSE.match(one.text[: one.subject.start]) is not None


def _one_mean(one: Candidate, setting: Setting) -> bool:
    """ "mean" without several terms is an adjective: Greenwich mean time."""
    if one.verb[0].lower() != "mean":
        return False
    if len(one.terms) > 1 or one.called:
        return _AFTER_MEAN.match(one.text, one.verb.end()) is None
    return not (setting.defining and one.term.of(one.text).endswith("s"))


def _item(one: Candidate, _setting: Setting) -> bool:
    """An item of a sentence that began above: "a partnership, means an interest in its assets"."""
    words = one.subject.of(one.text)
    if not one.article or not one.verb["means"] or not words.rstrip().endswith(","):
        return False
    return term_of(one.text, one.subject).end >= one.subject.end - 2


def _needs_call(one: Candidate, _setting: Setting) -> bool:
    """ "applies to", "comprises" and "cover" define only what the text calls a term."""
    return one.verb[0].lower().endswith(("applies to", "comprises", "cover")) and not one.called


def _is(one: Candidate, setting: Setting) -> bool:
    """ "is a" defines only in a list of definitions of a statute, of a term in lower case: flash point is the …"""
    if one.verb[0].lower() != "is":
        return False
    return not (
        may_say_is(setting)
        and not one.led
        and not one.article
        and one.text[one.subject.start].islower()
        and one.term.of(one.text) == one.subject.of(one.text).strip()
    )


def _spoken_of(one: Candidate, setting: Setting) -> bool:
    """A thing with an article that "is as defined in" a place, of which the text only speaks."""
    by_place = one.verb["imports"] and _BY_PLACE.match(one.verb["imports"])
    return bool(by_place and one.article and not one.called and not emphasised(one.term, setting))


def _reference(one: Candidate, setting: Setting) -> bool:
    """References to a thing, which a rule of interpretation widens: "in this Part references to a boat include …"."""
    if not (one.verb["includes"] or one.verb["excludes"]) or one.called or emphasised(one.term, setting):
        return False
    return _REFERENCE.match(one.subject.of(one.text)) is not None


_REASONS = (
    _reference,
    _spoken_of,
    _is,
    _no_subject,
    _sentence,
    _widens_a_thing,
    _reads_for_a_purpose,
    _one_mean,
    _item,
    _needs_call,
)


def _accepted(one: Candidate, term: Span, setting: Setting) -> bool:
    """Whether the words can be a term at this place."""
    words = term.of(one.text)
    if not can_be_term(words, among_definitions=setting.defining):
        return False
    if emphasised(term, setting) or setting.defining or one.led:
        return True
    weak = one.verb[0].lower() in ("describes", "refers to") or one.verb["includes"] or one.verb["excludes"]
    if weak or one.text[one.verb.end() : one.verb.end() + 6] == " that ":
        return False
    return capitalised(words) or setting.lower_case


def emphasised(term: Span, setting: Setting) -> bool:
    """Whether a term is in bold or italics."""
    return any(one.start <= term.start and term.end <= one.end + 1 for one in setting.emphasis)
