"""Which definition a tagged use binds to, in two regulations of the United States, read from their text.

Gold is the folder of `uses.py`; here nothing of it is told beforehand: provisions, definitions, uses and what a use
binds to are all ours. A tagged use is right where it, or a use of ours that holds it, binds to a definition that stands
on the line of gold's. Left out are uses of terms that gold says are defined elsewhere, headings, words of a longer term
that the text defines itself, and what is no use by our rules (see `uses.py`). A use that we do not find is counted in
its own line, and not as a wrong binding.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from extract.document import extract
from extract.profile import load
from extract.use import Terms, find_uses
from graph.bind import Binder
from graph.corpus import Corpus
from graph.resolve import Resolver
from ontology.model import Provision
from ontology.results import Binding

from .options import Options
from .score import Score, around
from .uses import no_use

Place = tuple[int, int]
"""Line (from 1) and offset in it at which the text of a provision starts."""

Use = tuple[int, int, int]
"""Start and end of a use in its line, and the line of the definition that it binds to, 0 for none."""


def score_bindings(options: Options) -> list[Score]:
    """Tagged uses found in the text as it is read, and of those the ones that bind to the right definition."""
    found, right = Score("tagged uses, text and terms as read"), Score("right definition of those")
    for path in sorted((options.gold / "usages").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt"))
        lines = text.read_text(encoding="utf-8").split("\n")
        bound, heads = bindings(text)
        defined = {one["provision"]: one["line"] for one in gold["definitions"]}
        names = {(one["line"], one["start"], one["end"]) for one in gold["definitions"]}
        for tag in gold["usages"]:
            line, start, end = tag["line"], tag["start"], tag["end"]
            shown = f"{tag['surface']} {around(path.stem, line, lines[line - 1], start, end)}"
            if tag["target"] not in defined or (line, start, end) in names:
                found.ignored["defined elsewhere, or the term where it is defined"] += 1
                continue
            spans = [one for one in bound.get(line, ()) if one[0] <= start and end <= one[1]]
            held = [target for _, _, target in spans]
            if line in heads:
                found.ignored["in a heading"] += 1
                continue
            if held and all((b - a) > (end - start) + 2 for a, b, _ in spans):
                found.ignored["within a longer term of the text"] += 1
                continue
            if not held and no_use(lines[line - 1], start, end):
                found.ignored["no use by our rules: quoted, in the name of an enactment, or glued to a word"] += 1
                continue
            found.add(bool(held), shown)
            if held:
                right.add(defined[tag["target"]] in held, f"{shown} bound to line {held[0]}")
    return [found, right]


def bindings(path: Path) -> tuple[Mapping[int, Sequence[Use]], frozenset[int]]:
    """The uses of a text by line, and the lines that are headings."""
    document = extract(path, "gold", load("us")).document
    corpus = Corpus("", (document,))
    binder = Binder(corpus, Resolver(corpus), {})
    at = dict(places(document.provisions, path.read_text(encoding="utf-8").split("\n")))
    out: dict[int, list[Use]] = {}
    for use in find_uses(document, Terms.build(document.definitions)):
        if use.provision in at:
            line, first = at[use.provision]
            target = _line(binder.bind(document, use), at)
            out.setdefault(line, []).append((first + use.span.start, first + use.span.end, target))
    heads = frozenset(at[one.path][0] for one in document.provisions if one.kind == "heading" and one.path in at)
    return out, heads


def places(provisions: Sequence[Provision], lines: Sequence[str]) -> Iterator[tuple[str, Place]]:
    """Where each provision's text stands in the lines of its file, in reading order."""
    begin = 0
    for one in provisions:
        for number in range(begin, len(lines) if one.text else 0):
            line = lines[number].rstrip()
            if line.endswith(one.text):
                yield one.path, (number + 1, len(line) - len(one.text))
                begin = number
                break


def _line(binding: Binding, at: Mapping[str, Place]) -> int:
    best = binding.best
    return at[best.place.provision][0] if best and best.place.provision in at else 0
