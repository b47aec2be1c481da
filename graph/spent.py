"""Duties that are to be done until a day: whether that day has passed."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNTIL = re.compile(
    r"\buntil (?:the end of |midnight (?:at the end of |on )?)?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[A-Z][a-z]{2,8}),? (?P<year>\d{4})"
    r"|(?P<month2>[A-Z][a-z]{2,8}) (?P<day2>\d{1,2}), (?P<year2>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
)


def until(text: str) -> date | None:
    """The last of the days until which `text` says that something is to be done, None where it names none."""
    days = (_day(found) for found in _UNTIL.finditer(text))
    return max((one for one in days if one), default=None)


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        month = (found["month"] or found["month2"])[:3].lower()
        year, day = found["year"] or found["year2"], found["day"] or found["day2"]
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
