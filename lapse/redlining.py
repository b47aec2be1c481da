"""A plan as tracked changes: the carried text put into the Word files that it goes to, for Word to accept or reject.

New definitions stand in alphabetical place among those of the target, in paragraphs or rows made like their neighbours;
new clauses follow the clause of definitions, with typed numbers in the target's style. References to what is carried
over are pointed at its new place, in every document that stays. What else was there is not changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from lxml import etree

from extract.spots import Spot, spots
from graph.corpus import Corpus, Defined
from graph.destinations import NewClause
from graph.plan import Planner
from graph.repointing import Repointed, amendable, repointed
from ontology.model import Definition, Provision
from ontology.places import Place

from .asking import UnclearError
from .carried import amended, in_passing, meaning_of
from .corpus import whole
from .corpus.folder import COPIES
from .runs import Runs
from .tracked import Element, Redline, w

BODY = "word/document.xml"
AUTHOR = "Lapse"
_VERB = re.compile(r"\s*(?:means?|includes?|has|have|shall|is|are)\b", re.IGNORECASE)
_ASIDE = re.compile(r"in (?:relation to|respect of|the case of)\b[^.;]*,", re.IGNORECASE)
_QUOTES = "“\"‘'"
_MEANS = re.compile(r"means\s")
_ANNEX = re.compile(r"(?:Annex|Appendix|Schedule)\s\S+$")
_ITEM = re.compile(r"\s*\(([a-z])\)")
_END = re.compile(r"(?:[;,.]|;? and|;? or)\s*$")


def redlines(
    planner: Planner, files: Mapping[str, Path], folder: Path, author: str = AUTHOR, moment: datetime | None = None
) -> tuple[list[Path], list[str]]:
    """Writes a redline into `folder` for each Word file that the plan carries text to, or that cites what it carries.

    Gives what was written, and a sentence for each file that is no Word file and each reference that is left to a
    person. UnclearError where a file would be written over a document of the code; OSError where it cannot be written.
    """
    moment = moment or datetime.now(UTC)
    written, notes = [], []
    cited = repointed(planner)
    notes += [f"{_by_hand(one)}, because {one.because}" for one in cited if not one.becomes]
    changed = (*(a.target.document for a in planner.actions), *(r.place.document for r in cited if r.becomes))
    for document in dict.fromkeys(changed):
        file = files[document]
        if file.suffix.lower() != ".docx":
            notes.append(f"{file.name} is no Word file (.docx): what goes there is in the plan alone")
            continue
        path = folder / file.name
        if path.resolve() == file.resolve():
            raise UnclearError(f"{path} is a document of the code; give another folder for the redlines")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / COPIES).write_text("Redlines by Lapse; this folder is not read as documents.\n", encoding="utf-8")
        data = file.read_bytes()
        places = _spots(planner, document, data, cited)
        left: list[Repointed] = []
        whole.write(path, _changed(data, partial(_change, planner, document, author, moment, places, left)))
        notes += [f"{_by_hand(one)}, because its words are more than words in {file.name}" for one in left]
        written.append(path)
    return written, notes


def _by_hand(one: Repointed) -> str:
    becomes = f" (“{one.becomes}”)" if one.becomes else ""
    targets = ", ".join(map(str, one.targets))
    return f"{one.place}: “{one.text}” is to be pointed at {targets}{becomes} by hand"


def _spots(
    planner: Planner, document: str, data: bytes, cited: Sequence[Repointed]
) -> list[tuple[Repointed, tuple[Spot, ...]]]:
    """The references of a document that are to be amended, each with the runs in which it stands."""
    here = list(amendable(cited, document))
    if not here:
        return []
    one = planner.comparison.corpus.whole(document)
    found = spots(data, one.source, one.provisions, [(r.place.provision, r.span) for r in here])
    return [(r, found[r.place.provision, r.span]) for r in here]


def _changed(data: bytes, change: Callable[[Element], None]) -> bytes:
    """A Word file with its main part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            part = old.read(item)
            if item.filename == BODY:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
                root = etree.fromstring(part, parser)
                change(root)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(item, part)
    return made.getvalue()


def _change(  # noqa: PLR0913, PLR0917 - what is changed, by whom and when, and what is left
    planner: Planner,
    document: str,
    author: str,
    moment: datetime,
    places: Sequence[tuple[Repointed, tuple[Spot, ...]]],
    left: list[Repointed],
    root: Element,
) -> None:
    redline = Redline(root, author, moment)
    corpus = planner.comparison.corpus
    body = redline.root.find(w("body"))
    if body is None:
        return
    blocks = _blocks(body, corpus.by_id[document].provisions)
    ends = Runs(root).ends([found for _, found in places])
    for (one, _), runs in zip(places, ends, strict=True):
        if runs is None or not redline.exchange(*runs, one.text, one.becomes):
            left.append(one)
    items = [item for item in planner.needed if item.definition and planner.home(item) == document]
    defined = sorted((corpus.definitions[item.definition] for item in items), key=lambda one: _order(one.definition))
    clauses = [made for made in planner.new_clauses if made.document == document]
    clause = next((planner.target(item).provision for item in items), "")
    here = [
        definition
        for definition in corpus.by_id[document].definitions
        if not definition.quoted and _under(corpus, Place(document, definition.provision), clause) and clause
    ]
    end = _end_of(corpus, document, clauses[0].after if clauses else clause, blocks, body)
    there = [(definition, blocks[definition.provision]) for definition in here if definition.provision in blocks]
    for one_defined in defined:
        _define(redline, planner, document, one_defined, there, end)
    for made in clauses:
        _clause(redline, planner, made, blocks, end)


def _order(definition: Definition) -> str:
    return definition.term.casefold()


def _under(corpus: Corpus, place: Place, above: str) -> bool:
    return any(one.path == above for one in corpus.gazetteers[place.document].ancestors(place.provision))


def _text(element: Element) -> str:
    """The words of a paragraph or a row without what was deleted, white space left out."""
    found = (t.text or "" for t in element.iter(w("t")) if not any(a.tag == w("moveFrom") for a in t.iterancestors()))
    return "".join("".join(found).split())


def _blocks(body: Element, provisions: tuple[Provision, ...]) -> dict[str, Element]:
    """The paragraph or the row of each provision, by path: found in order by its words."""
    elements = [(one, _text(one)) for one in body.iter(w("p"), w("tr"))]
    found: dict[str, Element] = {}
    start = 0
    for provision in provisions:
        words = {"".join(text.split()) for text in (provision.text, provision.heading) if text.strip()}
        for between in ("", ".", ":", "-", "–", "—"):  # "SECTION 1B – GOVERNANCE"
            said = (f"{provision.number}{between}{text}" for text in (provision.text, provision.heading) if text)
            words |= {"".join(one.split()) for one in said}
        for n in range(start, len(elements)):
            element, there = elements[n]
            if there and there in words and (element.tag == w("tr")) == (provision.kind == "row"):
                found[provision.path], start = element, n + 1
                break
    return found


def _end_of(corpus: Corpus, document: str, clause: str, blocks: dict[str, Element], body: Element) -> Element:
    """The element before which new text goes: what follows a clause and all below it, else an annex, or the end."""
    below = {one.path for one in corpus.gazetteers[document].below(clause)} if clause else set()
    last = max((one.order for one in corpus.by_id[document].provisions if one.path in below), default=-1)
    for provision in corpus.by_id[document].provisions:
        behind = provision.order > last if clause else _ANNEX.match(provision.path) and provision.order
        if behind and (element := blocks.get(provision.path)) is not None:
            return _outermost(element, body)
    section = body.find(w("sectPr"))
    return section if section is not None else etree.SubElement(body, w("p"))


def _outermost(element: Element, body: Element) -> Element:
    while (parent := element.getparent()) is not None and parent is not body:
        element = parent
    return element


def _next_letter(text: str) -> str:
    """The label behind the one typed in front of the last item of a list: "(d)" behind "(c) …"; "" for none."""
    letter = _ITEM.match(text)
    return f"({chr(ord(letter[1]) + 1)})" if letter and letter[1] != "z" else ""


def _define(  # noqa: PLR0913, PLR0917 - where a definition goes, and what is there
    redline: Redline,
    planner: Planner,
    document: str,
    one: Defined,
    there: list[tuple[Definition, Element]],
    end: Element,
) -> None:
    """One definition in its alphabetical place among those `there`, as a row or a paragraph like theirs.

    Behind items with letters typed in front of them it is the last one, with the next letter.
    """
    label = _next_letter("".join(map(str, there[-1][1].itertext()))) if there else ""
    later = [e for definition, e in there if not label and _order(definition) > _order(one.definition)]
    like = later[0] if later else there[-1][1] if there else None
    there_is = "" if like is None else "".join(str(text) for text in like.itertext())
    ending = ";" if there_is.rstrip().endswith(";") else "."
    quotes = like is None or any(mark in there_is for mark in _QUOTES)
    term, meaning = one.definition.term, meaning_of(planner, one, document)
    said = in_passing(planner, one, document)
    name = [("“", False), (term, True), ("”", False)] if quotes else [(term, True)]
    if said and (like is None or like.tag != w("tr")):
        made = [redline.paragraph(like, [(f"{label}\t", False), *said] if label else said, numbered=True)]
    elif like is not None and like.tag == w("tr"):
        means = "means " if _MEANS.search(there_is) and not _VERB.match(meaning) else ""
        made = [redline.row(like, [name, [(means + _END.sub("", meaning) + ending, False)]])]
    else:
        first, *rest = [line for line in _END.sub("", meaning).split("\n") if line.strip()] or [""]
        verb = "" if _VERB.match(first) or first.startswith(",") else "means "
        verb = "means, " if _ASIDE.match(first) else verb
        lead = [
            *([(f"{label}\t", False)] if label else []),
            *name,
            (f"{'' if first.startswith(',') else ' '}{verb}{first}", False),
        ]
        lines = [lead, *([(line, False)] for line in rest)]
        lines[-1] = [*lines[-1][:-1], (lines[-1][-1][0] + ending, False)]
        made = [redline.paragraph(like, runs, numbered=True) for runs in lines]
    if label and like is not None and like.tag != w("tr"):
        there.append((one.definition, made[0]))
    for element in made:
        if later:
            later[0].addprevious(element)
        elif like is not None:
            like.addnext(element)
            like = element
        else:
            end.addprevious(element)


def _clause(
    redline: Redline,
    planner: Planner,
    made: NewClause,
    blocks: dict[str, Element],
    end: Element,
) -> None:
    """One new clause with all that is carried into it, before `end`, its numbers typed."""
    corpus = planner.comparison.corpus
    provisions = corpus.by_id[made.document].provisions
    heads = [blocks[p.path] for p in provisions if p.path in blocks and p.path == p.number and p.heading and not p.text]
    texts = [blocks[p.path] for p in provisions if p.path in blocks and p.number and p.text and p.kind == "clause"]
    head, like = (heads[0] if heads else None), (texts[0] if texts else None)
    if made.number not in dict(made.numbers).values():
        end.addprevious(redline.paragraph(head, [(f"{made.number}\t{made.heading}".rstrip(), False)], numbered=False))
    for place, number in made.numbers:
        provision = corpus.provision(place)
        if provision is None:
            continue
        label = number if number.count("(") == 0 or not provision.number.startswith("(") else provision.number
        text = amended(planner, place, made.document)
        words = [provision.heading, text] if provision.heading and text else [provision.heading or text]
        label = f"{label}\t" if provision.number and "¶" not in number else ""
        for n, line in enumerate(words):
            runs = [(f"{label if n == 0 else ''}{line}", False)]
            shape = head if provision.heading and n == 0 else like
            end.addprevious(redline.paragraph(shape, runs, numbered=False))
