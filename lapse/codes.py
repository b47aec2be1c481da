"""The codes of all findings: of the rules, and of the problems of reading; and what a person may write for them."""

from __future__ import annotations

import re
from functools import cache

from extract.health import CODES
from graph.rules import defects, rules

_SERIES = re.compile(r"LAP\d{1,2}", re.IGNORECASE)


@cache
def names() -> dict[str, str]:
    """The name of every code: "orphaned-term" of LAP101, "number-missing" of LAP301."""
    of_rules = {rule.code: rule.name for rule in (*rules(), *defects())}
    return {**of_rules, **{code: text.partition(":")[0] for code, text in CODES.items()}}


def meant(written: str) -> tuple[str, ...]:
    """The codes that a code, a name or the beginning of codes ("LAP2") means; empty where it means none."""
    word = written.strip()
    if word.upper() in names():
        return (word.upper(),)
    if found := tuple(code for code, name in names().items() if name == word.lower()):
        return found
    return tuple(code for code in names() if code.startswith(word.upper())) if _SERIES.fullmatch(word) else ()


def problem(written: str) -> dict[str, str] | None:
    """The code, the name and the meaning of a problem of reading, by its code or name; None for anything else."""
    for code in meant(written):
        if code in CODES and len(meant(written)) == 1:
            name, _, title = CODES[code].partition(": ")
            return {"code": code, "name": name, "title": title}
    return None
