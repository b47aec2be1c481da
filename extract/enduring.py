"""The words by which a duty or a right reaches beyond its document, and those by which it ends of itself."""

from __future__ import annotations

import re

from .needles import Guarded, Needles

_KEPT = r"(?:data|records?|information|cop(?:y|ies)|files?|documents?|logs?|books?|accounts?|evidence|keys?|backups?)"
_ENDED = (
    r"(?:(?:closing|closure|completion|final|end|cut-?over|migration|transfer|withdrawal) dates?"
    r"|[Dd]ecommission\w*|completion|completed?|expiry|expires?|expiration|terminat\w+|ends?|ended|passed|ceas\w+|"
    r"withdraw\w*|closure|closed|migrated|transferred|retire\w*|resign\w*|dissol\w+)"
)
_OVER = (
    "date", "decommission", "complet", "expir", "terminat", "end", "passed", "ceas", "withdraw", "closure", "closed",
    "migrated", "transferred", "retire", "resign", "dissol", "elapsed",
)  # fmt: skip
"""One of these is in all that `_ENDED` finds."""

_YEARS = (
    r"for (?:a period of )?(?:at least |not less than )?"
    r"(?!(?:prior|previous|past|future|fiscal|financial|taxation|calendar|other|all|both) )"
    r"[\w-]+ (?:\(\d+\) )?years\b"
)
_FORCE = r"[^.;]{0,60}\b(?:in force|has effect|ha(?:s|ve) not (?:lapsed|expired)|appl(?:y|ies)|th(?:is|ese) [A-Z]\w+)\b"
"""Words by which text speaks of its own time in force."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_A_DAY = (
    rf" (?:the end of |midnight (?:at the end of |on )?)?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}),? \d{{4}}"
    rf"|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|\d{{4}}-\d\d-\d\d)"
)
_VERBS = "shall|must|may|will"
_MODAL = rf"(?:{_VERBS}|(?:is|are) (?:required|obliged|entitled) to)"
_OPEN = r"(?:(?!\b(?:who|whose|which|(?<!procure )that|if|where|when|unless|because)\b)[^.;]){0,70}?"
"""What may stand between a modal verb and another verb of its own: no clause that begins in between."""
_DECIDED = (
    r"(?! (?:the|an?|any|each|every|such|that|this|all|those|these)?\s?(?:\w+ )?(?:matter|application|appeal|case|"
    r"proceeding|complaint|request|charge|question|issue|petition|motion|objection|dispute|claim)s?\b)"
)
"""What is not got rid of but decided: an application is disposed of."""
_INSTRUMENT = (
    r"(?:Act|Agreement|Convention|Treaty|Protocol|Regulations|Order|Code|Appendix|Schedule|Contract|Scheme|Lease)"
)


Sign = tuple[str, Guarded]
"""A signal with its name."""


def _sign(name: str, pattern: str, needles: Needles, also: Needles = (), flags: int = re.IGNORECASE) -> Sign:
    return name, Guarded(re.compile(pattern, flags), needles, also)


ACTS: tuple[Sign, ...] = (
    _sign(
        "retains",
        rf"\b(?:retain|keep|hold(?! office)|store|preserve)(?:s|ing)?\b[^.;]{{0,60}}\b(?:{_KEPT}\b|{_YEARS})",
        ("retain", "keep", "hold", "store", "preserve"),
    ),
    _sign(
        "held",
        rf"\b{_KEPT}\b[^.;]{{0,60}}\b(?:retained(?! earnings)|kept|held|holds|stored)\b",
        ("retained", "kept", "held", "holds", "stored"),
    ),
    _sign(
        "deletes",
        r"\b(?:(?:delet|destroy|eras|purg)(?:e|es|ed|s|ing)?|anonymis(?:es?|ing)|(?:be|been|is|are) anonymised"
        rf"|(?<!dealt with or )(?<!dealt with and )dispos(?:e|es|ed|ing) of{_DECIDED})\b",
        ("delet", "destroy", "eras", "purg", "anonymis", "dispos"),
    ),
    _sign(
        "returns",
        rf"(?:(?:,|\b(?:{_VERBS}|to|and|or|either),?) (?:\w+ly )?return\b(?! (?:on|of|for|in|from|under)\b)"
        r"(?! to\b(?! (?:the|its|their|his or her) \w+ (?:all|any|the|every|each)\b))"
        r"|\breturned\b(?! to (?:an?|the|its|their) (?:\w+ )?(?:condition|state|service|use)\b)"
        r"|\breturn of (?:the|any|all|that|those|such|an?)\b(?! writs?\b)"
        r"|\b(?:refund|repa(?:y|id)|restored? to)(?:s|ed|ing)?\b"
        r"|\bgiv(?:e|es|ing) back\b|\bhand(?:s|ing)? (?:back|over)\b(?! of\b))",
        ("return", " back", " over", "refund", "repa", "restore"),
    ),
    _sign(
        "severs",
        r"\b(?:disconnect(?:s|ed|ing)?|decommission(?:s|ed)?|dismantl(?:e|es|ed|ing)|cut(?:s|ting)? off"
        rf"|separate[sd]? from|{_MODAL} (?:\w+ )?surrender|(?:be|is|are) (?:\w+ )?(?:separated|surrendered))\b",
        ("disconnect", "decommission", "dismantl", "surrender", " off", "separat"),
    ),
    _sign(
        "confidence",
        r"\b(?:[Cc]onfidential\w*|in (?:strict )?confidence|[Dd]ata [Pp]rotection(?! [A-Z]))\b"
        r"|\b(?:not|no|No|never|nor)\b[^.;]{0,160}\b(?:disclose|divulge|reveal)\b",
        ("confidence", "confidential", "data protection", "disclose", "divulge", "reveal"),
        flags=0,
    ),
    _sign("for years", rf"\b{_YEARS}", (" years",), ("for ",)),
    _sign("indemnity", r"\b(?:indemnif\w+|indemnit\w+)\b", ("indemnif", "indemnit")),
)
"""Signals of what is to be done: they count where the sentence comes to it, and not in the case that it supposes."""

TIMES: tuple[Sign, ...] = (
    _sign(
        "goes on",
        rf"\b{_MODAL}\b{_OPEN}\b(?:continue|go on|remain|survive|endure|persist)\b"
        r"|\bremains? (?:that )?(?:liable|bound|responsible|payable|unpaid|due|entitled|subject to)\b"
        r"|\b(?:continues? to (?:apply|bind|be (?:liable|bound|responsible|payable|entitled|subject))|survives?)\b"
        r"|\bgo(?:es)? on \w+ing\b",
        ("continue", "go on", "goes on", "remain", "surviv", "endur", "persist"),
    ),
    _sign(
        "after an event",
        rf"\b(?:following|after|once|upon|as from|as soon as|from)\b[^.;]{{0,90}}\b{_ENDED}\b"
        r"|\bon (?:the )?(?:ceas|terminat|expir|complet|clos(?:ing|ure)|retir|dissol)\w*"
        r"|\b(?:days|months|years) ha(?:s|ve) elapsed\b",
        ("following", "after", "once", "upon", "from", "as soon as", "elapsed", "on "),
        _OVER,
    ),
    _sign("once no longer needed", r"\bno longer (?:be )?(?:required|needed|necessary|used)\b", ("no longer",)),
    _sign("until a day", rf"\buntil{_A_DAY}", ("until",), flags=0),
    _sign("as long as", rf"\b(?:as|so) long as\b(?!{_FORCE})", (" long as",)),
)
"""Signals of how long and from when on: these may stand in the case as well."""

SIGNALS = (*ACTS, *TIMES)
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
    _sign(
        "rules to be made",
        r"\bmay (?:by \w+ )?(?:make|issue) (?:\w+ )?(?:regulations|rules|orders|by-laws|directions|guidelines)\b"
        r"|\bmay (?:from time to time )?prescribe\b"
        r"|\bmay,? by (?:regulation|order|rule)s?\b|\bmay enter into (?:an? )?(?:contracts?|agreements?)\b",
        ("regulation", "rules", "order", "by-law", "direction", "guideline", "prescribe", "contract", "agreement"),
        (" may",),
    ),
    _sign(
        "its own time",
        rf"(?:\b(?:[Tt]his|[Tt]he(?: present| said)?) {_INSTRUMENT}\b[^.;]{{0,40}}|^\W*It )"
        r"\b(?:shall|will) (?:\w+ )?(?:continue|remain)\b"
        r"|\b[Nn]o \w+(?: \w+){0,3} (?:shall|may) (?:continue|remain)\b",
        ("continue", "remain"),
        flags=0,
    ),
)
"""The signals that it ends by its own words, or is about something else than what is to be done."""
