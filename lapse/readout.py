"""What commands print for a person: a file's facts, a thing, the findings of a lapse, the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.padding import Padding

from extract.health import health
from graph.compare import Comparison
from graph.rules import rules
from ontology.model import Document
from ontology.results import Finding

from . import facts, tables
from .checking import Check
from .expiry import Expiry, Proposal
from .wording import by_document, clauses, count, titles

Json = dict[str, Any]
WIDE = 100
"""Characters of a clause's text shown in a list."""


def print_document(document: Document, console: Console) -> None:
    """The facts of one file, its provisions line by line."""
    console.print(f"{document.title} [{document.id}]", style="bold")
    if document.aliases:
        console.print(f"also called {', '.join(document.aliases)}")
    found = health(document)
    console.print(
        f"{found.provisions} provisions, {found.numbered} of them numbered; {found.definitions} definitions; "
        f"{found.references} references"
    )
    if found.tracked_changes:
        console.print(f"{count(found.tracked_changes, 'tracked change')} in the file")
    if found.left_out:
        console.print(f"left out: {'; '.join(found.left_out)}")
    for problem in dict.fromkeys((*document.problems, *found.problems)):
        console.print(f"{problem.code} {problem.provision}: {problem.message}", style="yellow")
    for provision in document.provisions:
        text = f"{provision.heading}  {provision.text}".strip()
        console.print(f"{provision.path:>12}  {_cut(text)}", soft_wrap=True)
    for definition in document.definitions:
        console.print(
            f"defined at {definition.provision}: “{definition.term}” ({definition.kind}) {_cut(definition.text)}"
        )
    for reference in document.references:
        where = f" in {reference.document}" if reference.document else ""
        labels = ", ".join(facts.labels(reference)) or "the whole"
        console.print(f"at {reference.provision}: “{reference.text}” is {labels}{where} ({reference.role})")


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= WIDE else plain[: WIDE - 1] + "…"


def print_about(found: Json, console: Console) -> None:
    """A term, provisions or a document, as `lapse.show.about` gives them."""
    if found["kind"] == "term":
        _print_term(found, console)
    elif found["kind"] == "provisions":
        for one in found["provisions"]:
            _print_provision(one, console)
    else:
        console.print(f"{found['title']} [{found['id']}]", style="bold")
        for key in ("file", "aliases", "version", "in_force_from", "in_force_until", "provisions", "definitions"):
            if found[key]:
                value = found[key]
                console.print(f"{key.replace('_', ' ')}: {', '.join(value) if isinstance(value, list) else value}")
        for key in ("leans_on", "relied_on_by"):
            pairs = sorted(found[key].items(), key=lambda pair: -pair[1])
            shown = ", ".join(f"{other} ({number})" for other, number in pairs) or "none"
            console.print(f"{key.replace('_', ' ')}: {shown}")


def _print_term(found: Json, console: Console) -> None:
    console.print(found["term"], style="bold")
    for one in found["definitions"]:
        console.print(f"defined at {one['document']} {one['provision']} ({one['kind']}, {one['scope']}):")
        console.print(Padding(one["text"], (0, 0, 0, 4)))
        if one["uses_terms"]:
            console.print(f"    its meaning uses {', '.join(one['uses_terms'])}")
    for use in found["uses"]:
        bound = use["binds_to"]
        target = f"{bound['document']} {bound['provision']}" if bound else "nothing"
        console.print(f"used at {use['document']} {use['provision']} as “{use['text']}”: {target} ({use['reason']})")


def _print_provision(found: Json, console: Console) -> None:
    console.print(f"{found['document']} {found['provision']}", style="bold")
    if found["under"]:
        console.print(f"under {' › '.join(reversed(found['under']))}")
    for one in found["provisions"]:
        console.print(Padding(f"{one['number']} {one['heading']} {one['text']}".strip(), (0, 0, 0, 4)))
    if found["defines"]:
        console.print(f"defines {', '.join(found['defines'])}")
    if found["terms"]:
        console.print(f"uses {', '.join(found['terms'])}")
    for one in found["refers_to"]:
        console.print(f"refers to “{one['text']}”: {one['status']} ({one['reason']})")
    for one in found["referred_to_by"]:
        console.print(f"referred to by {one['document']} {one['provision']}: “{one['text']}”")


def print_expiry(expiry: Expiry, console: Console) -> None:
    """What a lapse leaves behind: one sentence, the tables, what the ledger adds up to."""
    names = titles(expiry.corpus.documents)
    found = expiry.findings
    console.print(tables.verdict(expiry, names, names[expiry.lapsing[0].document]), style="bold")
    console.print()
    _print_findings(found, names, console)
    _print_ledger(expiry, console)


def print_comparison(comparison: Comparison, console: Console) -> None:
    """What differs between two texts of a code."""
    names = titles((*comparison.after.corpus.documents, *comparison.corpus.documents))
    found = comparison.findings
    console.print(tables.cure(found), style="bold")
    _print_findings(found, names, console)


def _print_findings(found: Sequence[Finding], names: Mapping[str, str], console: Console) -> None:
    made = (
        ({"LAP101"}, tables.orphans),
        (set(tables.REFERENCES), tables.references),
        ({"LAP107"}, tables.variations),
    )
    shown: set[str] = set()
    for codes, make in made:
        shown |= codes
        if any(finding.code in codes for finding in found):
            console.print(make(found, names))
    rest = [finding for finding in found if finding.code not in shown]
    for finding in (finding for finding in rest if finding.level != "info"):
        console.print(f"{finding.code} {names[finding.place.document]} {finding.place.provision}: {finding.message}")
    _print_notes([finding for finding in rest if finding.level == "info"], names, console)


def _print_notes(found: Sequence[Finding], names: Mapping[str, str], console: Console) -> None:
    """Findings for a person to look at, a paragraph for each rule: what it is about, and where."""
    for rule in rules():
        places = [finding.place for finding in found if finding.code == rule.code]
        if places:
            where = "; ".join(f"{names[one]} {clauses(paths)}" for one, paths in by_document(places).items())
            console.print(f"{rule.title} ({rule.code}, {len(places)}): {where}.")


def _print_ledger(expiry: Expiry, console: Console) -> None:
    counts = {"retain": 0, "review": 0, "lapse": 0}
    for line in expiry.ledger:
        counts[line.disposition] += 1
    console.print(
        f"Of {len(expiry.ledger)} lapsing provisions {counts['retain']} must be retained, {counts['review']} need "
        f"review and {counts['lapse']} may lapse (every one, with its reason, in the ledger of --json)."
    )
    unresolved = sum(r.status == "unresolved" for r in expiry.lapse.links_before.resolutions)
    unbound = sum(b.best is None for b in expiry.lapse.links_before.bindings)
    console.print(
        f"Not understood before the lapse, and so not judged: {unresolved} references without a target, "
        f"{unbound} uses without a definition in scope."
    )


def print_plan(expiry: Expiry, proposal: Proposal, console: Console) -> None:
    """The plan as a table, and what is left to amend by hand."""
    names = titles(expiry.corpus.documents)
    console.print(tables.plan(proposal.plan, names))
    for finding in proposal.remaining:
        where = f"{names[finding.place.document]} {finding.place.provision}"
        console.print(f"Left open: {finding.code} {where}: {finding.message}")
    references = [f for f in proposal.amendments if f.code in tables.REFERENCES]
    if references:
        places = dict.fromkeys(str(f.place) for f in references)
        console.print(
            f"To amend by hand, because no carrying over mends them: {len(references)} references "
            f"({', '.join(places)}); `lapse expire` lists them."
        )


def print_check(found: Check, documents: Iterable[Document], console: Console) -> None:
    """What is wrong with a code: a table for each document, what was left out, and one sentence that adds up."""
    names = titles(documents)
    for id_, group in groupby(found.findings, key=lambda finding: finding.place.document):
        console.print(tables.defects(names[id_], list(group)))
    for finding, reason in found.ignored:
        console.print(f"Ignored: {finding.id} at {finding.place} ({finding.name}), because {reason}")
    for id_ in found.idle:
        console.print(f"Ignored in lapse.toml and not there any more: {id_}")
    levels = [f"{sum(f.level == level for f in found.findings)} {level}" for level in ("error", "warning", "info")]
    more = [f"{len(found.ignored)} ignored"] * bool(found.ignored) + [f"{found.known} known"] * bool(found.known)
    console.print(f"{count(len(found.findings), 'finding')}: {', '.join([*levels, *more])}.", style="bold")
