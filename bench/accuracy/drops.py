"""Silent drops: words for a provision with a label behind them that ended in no reference and in no named exclusion.

The words and the shape of labels here are plain and independent of the product's own, so that they can catch what its
rules do not know. Every set is read: Canadian law and the American regulations as text, British law, and the contracts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.document import extract
from extract.profile import Profile, load
from extract.refer import find_exclusions, find_references
from ontology.model import Provision

from .options import Options
from .references import provisions, texts
from .score import Score, around

_UNIT = (
    r"(?:sub-?)?(?:section|paragraph|clause)|article|regulation|rule|schedule|part|chapter|division|subdivision|subpart|"
    r"annex|appendix|attachment|exhibit|table|figure|form|step|item|condition|row|recital|point|byelaw|bye-law|by-law"
)
_WORD = re.compile(
    rf"(?<![\w’'.-])(?:(?i:(?:{_UNIT})s?|appendices|annexes)(?![A-Za-z])|§§?|ss?\.|paras?\.?|regs?\.|arts?\.|cls?\.)\s{{0,2}}"
    r"(?=(?P<label>\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]?)*(?:\([0-9A-Za-z]{1,5}\))*|(?:\((?!s\))[0-9A-Za-z]{1,4}\))+"
    r"|(?<=\s)(?!(?:OF|TO|IN|ON|IS|BY|OR|AS|AT|IF|NO|BE|A|I)\b)[A-Z]{1,2}\d*(?:\.\d+)*(?![\w’'])))"
)
_CAPITAL = re.compile(r"[A-Z]{1,2}\d*(?:\.\d+)*")


def score_drops(options: Options) -> list[Score]:
    """Words with a label in every set, and those that ended in nothing."""
    score = Score("words with a label that were not dropped")
    for name, read, profile in _documents(options):
        found: dict[str, list[tuple[int, int]]] = {}
        for reference in find_references(read, profile):
            found.setdefault(reference.provision, []).append((reference.span.start, reference.span.end))
        named: dict[str, list[tuple[int, int, str]]] = {}
        for one in find_exclusions(read, profile):
            named.setdefault(one.provision, []).append((one.start, one.end, one.name))
        for provision in read:
            for start, end in labelled(provision.text):
                if any(a < end and start < b for a, b in found.get(provision.path, ())):
                    score.add(True, "")
                elif why := next((n for a, b, n in named.get(provision.path, ()) if a < end and start < b), ""):
                    score.ignored[why] += 1
                else:
                    score.add(False, around(name, provision.path, provision.text, start, end))
    return [score]


def labelled(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text` that are a word for a provision with a label: from the word to the label's end."""
    for match in _WORD.finditer(text):
        label = match["label"]
        if not label[0].isalpha() or _CAPITAL.fullmatch(label):
            yield match.start(), match.end("label")


def _documents(options: Options) -> Iterator[tuple[str, tuple[Provision, ...], Profile]]:
    for text in texts(options.gold):
        if options.takes(text.name):
            yield text.name, tuple(provisions(text.lines)), load("canada")
    for path in sorted((options.gold / "usages").glob("*.txt")):
        yield path.stem, tuple(provisions(path.read_text(encoding="utf-8").split("\n"))), load("us")
    for path in (*sorted((options.gold / "uk").glob("*.xml")), *sorted((options.gold / "contracts").glob("*/*.docx"))):
        if options.takes(path.stem):
            one = extract(path, path.stem)
            yield path.stem, one.document.provisions, load(one.profile)
