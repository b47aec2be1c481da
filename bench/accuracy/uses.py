"""Recall of the uses of terms in two regulations of the United States.

Gold is a folder of pairs NAME.txt and NAME.gold.json, where the JSON lists "definitions" (line, start, end, surface)
and "usages" (line, start, end, surface): offsets count characters of the line as it stands. The terms that are looked
for are the gold's own definitions. A tagged use is found where one of ours begins and ends as it does, or holds it.
The gold also tags what is no use by our rules: words in quotation marks, words in the names of enactments ("Act" in
Civil Rights Act), and words run together with the one before. They are counted, and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from extract.use import Terms, find_uses
from ontology.model import Definition, Document, Provision
from ontology.places import Span

from .options import Options
from .score import Score, around

Hit = tuple[str, int, int]


def definitions(gold: dict[str, Any], lines: list[str]) -> tuple[Definition, ...]:
    out = []
    for one in gold["definitions"]:
        text = lines[one["line"] - 1]
        span = Span(one["start"], one["end"])
        out.append(Definition(one["surface"], str(one["line"]), span, Span(span.end, span.end), text, "means", "gold"))
    return tuple(out)


def score_uses(options: Options) -> list[Score]:
    """Tagged uses that are uses by our rules."""
    score = Score("uses of defined terms")
    for path in sorted((options.gold / "usages").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lines = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8").split("\n")
        defined = definitions(gold, lines)
        document = Document(path.stem, gold["part"], tuple(_provisions(lines)), definitions=defined)
        ours = {(u.provision, u.span.start, u.span.end) for u in find_uses(document, Terms.build(defined))}
        names = {(str(d["line"]), d["start"], d["end"]) for d in gold["definitions"]}
        for tag in gold["usages"]:
            hit = (str(tag["line"]), tag["start"], tag["end"])
            text, found = lines[tag["line"] - 1], _holds(ours, hit)
            if hit in names:
                score.ignored["the term where it is defined"] += 1
            elif not found and no_use(text, tag["start"], tag["end"]):
                score.ignored["no use by our rules: quoted, in the name of an enactment, or glued to a word"] += 1
            else:
                score.add(found, f"{tag['surface']} {around(path.stem, tag['line'], text, tag['start'], tag['end'])}")
    return [score]


def no_use(text: str, start: int, end: int) -> bool:
    """Whether a tagged stretch is in quotation marks, in the name of an enactment, or glued to the word before."""
    quoted = text[start - 1 : start] in '"“' and bool(re.match(r"[,.]?[\"”]", text[end:]))
    name = text[start:end] == "Act" and bool(re.search(r"[A-Z]\w+ $", text[:start]))
    return quoted or name or text[start - 1 : start].isalnum()


def _provisions(lines: list[str]) -> Iterator[Provision]:
    return (Provision("", str(n), "", line, None, n) for n, line in enumerate(lines, 1))


def _holds(ours: set[Hit], hit: Hit) -> bool:
    line, start, end = hit
    return hit in ours or any(a == line and b <= start and end <= c for a, b, c in ours)
