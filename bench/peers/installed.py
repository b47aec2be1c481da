"""LexNLP and eyecite, each in a throw-away environment of its own: what they find in lines of text.

LexNLP 2.3.0 asks for versions of its libraries that do not install on Python 3.11, so it runs on those of today. NLTK's
models do not come with it: where it asks for the parts of speech of a term, to drop terms of small words alone, a list
of small words answers. eyecite looks for case law and codes cited by a reporter; it has no references within a text.
"""

from __future__ import annotations

from pathlib import Path

from bench.venvs import answer, install, python_with

from .finds import Find, Lines, Term

EYECITE = ("eyecite==2.7.8",)
LEXNLP = ("--no-deps", "lexnlp==2.3.0")
LEXNLP_NEEDS = (
    "regex", "nltk", "pandas", "scikit-learn", "unidecode", "num2words", "reporters-db", "requests", "dateparser",
    "cloudpickle", "joblib", "gensim", "lxml", "beautifulsoup4", "pycountry", "us", "elasticsearch", "psutil", "tqdm",
)  # fmt: skip

_EYECITE = """
import json, sys
from eyecite import get_citations
out = []
for d, lines in enumerate(json.load(sys.stdin)):
    for n, line in enumerate(lines):
        if line.strip():
            for c in get_citations(line):
                if type(c).__name__ == "FullLawCitation":
                    start, end = c.span()
                    out.append([d, n, start, end, line[start:end], True])
print(json.dumps({"references": out, "terms": []}))
"""

_LEXNLP = """
import json, sys
import nltk, nltk.tokenize
SMALL = {"DT": "a an the this that these those any each all some no", "IN": "of in on at by for with from to under as",
         "CC": "and or but nor", "PRP": "it he she they we you i them him us", "PRP$": "its his her their our your",
         "MD": "shall must may will can", "VBZ": "is are was were be been has have"}
TAGS = {word: tag for tag, words in SMALL.items() for word in words.split()}
nltk.tokenize.sent_tokenize = lambda text, language="english": [text]
nltk.pos_tag = lambda tokens, *a, **k: [(t, TAGS.get(t.lower(), "NN" if t[:1].isalnum() else ".")) for t in tokens]
from lexnlp.extract.en.acts import get_acts_annotations
from lexnlp.extract.en.regulations import get_regulation_annotations
from lexnlp.extract.en.definitions import get_definition_annotations
import lexnlp.extract.en.preprocessing.span_tokenizer as tokenizer
tokenizer.pos_tag = nltk.pos_tag
references, terms = [], []
for d, lines in enumerate(json.load(sys.stdin)):
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        for a in get_acts_annotations(line):
            if a.ambiguous:
                continue
            name = a.act_name + (f" {a.year}" if a.year else "")
            references.append([d, n, *a.coords, name, bool(a.section)])
        for r in get_regulation_annotations(line):
            references.append([d, n, *r.coords, r.text, True])
        for t in get_definition_annotations(line):
            terms.append([d, n, t.name])
print(json.dumps({"references": references, "terms": terms}))
"""


def eyecite(lines: Lines, python: Path | None = None) -> tuple[list[Find], list[Term]]:
    """Citations of codes and statutes by eyecite, in the lines of documents; it finds no definitions."""
    with python_with(*EYECITE, python=python) as found:
        return _records(answer(found, _EYECITE, lines))


def lexnlp(lines: Lines, python: Path | None = None) -> tuple[list[Find], list[Term]]:
    """Acts, regulations and definitions by LexNLP, in the lines of documents."""
    with python_with(*LEXNLP_NEEDS, python=python) as found:
        if python is None:
            install(found, *LEXNLP)
        return _records(answer(found, _LEXNLP, lines))


def _records(given: dict[str, list[list[object]]]) -> tuple[list[Find], list[Term]]:
    return [Find(*one) for one in given["references"]], [Term(*one) for one in given["terms"]]  # type: ignore[arg-type]
