"""Finding duties and rights, and the words by which they reach beyond their document: delete, once …, for years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ontology.model import Obligation, Provision
from ontology.places import Span

from .needles import Guarded, Needles, Sieve

DUTY = Guarded(
    re.compile(
        r"(?:shall(?<=\bshall)|must(?<=\bmust)|is(?<=\bis) (?:required|obliged) to"
        r"|are(?<=\bare) (?:required|obliged) to|undertake(?<=\bundertake)s? to)\b"
        r"(?! not (?:be (?:taken|read)|apply)\b)"
    ),
    ("shall", "must", "required", "obliged", "undertake"),
)
RIGHT = Guarded(
    re.compile(
        r"(?:may(?<=\bmay)|is(?<=\bis) entitled to|are(?<=\bare) entitled to"
        r"|ha(?<=\bha)(?:s|ve) the right to)\b(?! not\b)"
    ),
    ("may", "entitled", "right"),
)
"""The start of a word is looked for behind its characters: a search that begins with these takes a third of it."""

_KEPT = r"(?:data|records?|information|cop(?:y|ies)|files?|documents?|logs?|books?|accounts?|evidence|keys?|backups?)"
_ENDED = (
    r"(?:date|dates|decommission\w*|completion|completed?|expiry|expires?|terminat\w+|ends?|ended|passed|ceas\w+|"
    r"withdraw\w*|closure|closed|migrated|transferred)"
)

_YEARS = r"for (?:a period of )?(?:at least |not less than )?[\w-]+ (?:\(\d+\) )?years\b"
_FORCE = r"[^.;]{0,60}\b(?:in force|has effect|ha(?:s|ve) not (?:lapsed|expired)|appl(?:y|ies)|th(?:is|ese) [A-Z]\w+)\b"
"""Words by which text speaks of its own time in force."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_A_DAY = (
    rf" (?:the end of |midnight (?:at the end of |on )?)?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}}"
    rf"|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d)"
)

_OVER = (
    "date", "decommission", "complet", "expir", "terminat", "end", "passed", "ceas", "withdraw", "closure", "closed",
    "migrated", "transferred",
)  # fmt: skip
"""One of these is in all that `_ENDED` finds."""


Sign = tuple[str, Guarded]
"""A signal with its name."""


def _sign(name: str, pattern: str, needles: Needles, also: Needles = (), flags: int = re.IGNORECASE) -> Sign:
    return name, Guarded(re.compile(pattern, flags), needles, also)


SIGNALS: tuple[Sign, ...] = (
    _sign(
        "retains",
        rf"\b(?:retain|keep|hold|store|preserve)(?:s|ing)?\b[^.;]{{0,60}}\b(?:{_KEPT}\b|{_YEARS})",
        ("retain", "keep", "hold", "store", "preserve"),
    ),
    _sign(
        "held",
        rf"\b{_KEPT}\b[^.;]{{0,60}}\b(?:retained|kept|held|holds|stored)\b",
        ("retained", "kept", "held", "holds", "stored"),
    ),
    _sign(
        "deletes",
        r"\b(?:(?:delet|destroy|eras|purg)(?:e|es|ed|s|ing)?|anonymis(?:es?|ing)|(?:be|been|is|are) anonymised"
        r"|dispos(?:e|es|ed|ing) of)\b",
        ("delet", "destroy", "eras", "purg", "anonymis", "dispos"),
    ),
    _sign(
        "returns",
        r"\b(?:return|giv(?:e|es|ing) back|hand(?:s|ing)? (?:back|over)|refund|repay)(?:s|ed|ing)?\b",
        ("return", " back", " over", "refund", "repay"),
    ),
    _sign(
        "severs",
        r"\b(?:disconnect|decommission|dismantl|surrender|cut(?:s|ting)? off|separat)(?:e|ed|es|s|ing)?\b(?! date)",
        ("disconnect", "decommission", "dismantl", "surrender", " off", "separat"),
    ),
    _sign(
        "goes on",
        r"\b(?:continue|go on|going on|remain|(?<![’'] )(?<![’']s )(?<!\ba )(?<!\bthe )stay|surviv|endur|persist)"
        r"(?:s|es|e|ing)?\b",
        ("continue", "go on", "going on", "remain", "stay", "surviv", "endur", "persist"),
    ),
    _sign(
        "after an event",
        rf"\b(?:following|after|once|upon|as from|as soon as|from)\b[^.;]{{0,90}}\b{_ENDED}\b",
        ("following", "after", "once", "upon", "from", "as soon as"),
        _OVER,
    ),
    _sign("once no longer needed", r"\bno longer (?:be )?(?:required|needed|necessary|used)\b", ("no longer",)),
    _sign(
        "for years",
        rf"\b{_YEARS}",
        (" years",),
        ("for ",),
    ),
    _sign("until a day", rf"\buntil{_A_DAY}", ("until",), flags=0),
    _sign("as long as", rf"\b(?:as|so) long as\b(?!{_FORCE})", (" long as",)),
    _sign(
        "confidence",
        r"\b(?:[Cc]onfidential\w*|[Dd]ata [Pp]rotection(?! [A-Z]))\b",
        ("confidential", "data protection"),
        flags=0,
    ),
    _sign("indemnity", r"\b(?:indemnif\w+|indemnit\w+)\b", ("indemnif", "indemnit")),
)
"""The signals that a duty or a right may outlive its document, each with its name."""

BOUNDS: tuple[Sign, ...] = (
    _sign("until", rf"\b[Uu]ntil\b(?!{_A_DAY})", ("until",), flags=0),
    _sign("while", r"\b(?:while|whilst|throughout|during)\b", ("while", "whilst", "throughout", "during")),
    _sign("as long as in force", rf"\b(?:as|so) long as\b(?={_FORCE})", (" long as",)),
    _sign(
        "for weeks",
        r"\bfor (?:a period of )?[\w-]+ (?:hours|days|weeks|working days)\b",
        ("hours", "days", "weeks"),
        ("for ",),
    ),
)
"""The signals that it ends by its own words."""

_MODALS = Sieve((guard.needles, guard.also) for guard in (DUTY, RIGHT))
_SIEVE = Sieve((guard.needles, guard.also) for _, guard in (*SIGNALS, *BOUNDS))
_SENTENCE = re.compile(r"[^.;\n]+(?:[.;](?=\S)[^.;\n]*)*[.;]?")


def find_obligations(provisions: Sequence[Provision]) -> tuple[Obligation, ...]:
    """The duties and rights in `provisions`, a sentence each, in reading order.

    `weight` is the number of signals that one reaches beyond its document, less those that it ends by its own words.
    """
    may = _MODALS.each([provision.text for provision in provisions])
    return tuple(found for one, modals in zip(provisions, may, strict=True) if modals for found in _in_provision(one))


def _in_provision(provision: Provision) -> Iterator[Obligation]:
    if provision.kind == "heading":
        return
    for sentence in _SENTENCE.finditer(provision.text):
        text = sentence[0]
        duty = DUTY.search(text)
        if duty is None and RIGHT.search(text) is None:
            continue
        signals, bounds = _signs(text)
        start = sentence.start() + len(text) - len(text.lstrip())
        yield Obligation(
            provision=provision.path,
            span=Span(start, sentence.start() + len(text.rstrip())),
            kind="duty" if duty else "right",
            signals=signals,
            bounds=bounds,
            rule="modal-verb",
        )


def _signs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the signals that a text has, and of its bounds."""
    signals: list[str] = []
    bounds: list[str] = []
    for number in _SIEVE.passing(text.casefold()):
        name, guard = SIGNALS[number] if number < len(SIGNALS) else BOUNDS[number - len(SIGNALS)]
        if guard.pattern.search(text):
            (signals if number < len(SIGNALS) else bounds).append(name)
    return tuple(signals), tuple(bounds)
