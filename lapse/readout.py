"""What commands print for a person: a file's facts, a thing, the findings of a lapse, the plan."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from rich.console import Console
from rich.padding import Padding

from extract.health import health
from graph.corpus import Corpus
from ontology.model import Document

from . import facts, tables
from .checking import Check
from .naming import Naming
from .wording import clauses, count, titles

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
    groups: dict[tuple[str, str, str], list[str]] = {}
    for use in found["uses"]:
        bound = use["binds_to"]
        target = f"{bound['document']} {bound['provision']}" if bound else "nothing"
        groups.setdefault((use["document"], target, use["reason"]), []).append(use["provision"])
    for (document, target, reason), paths in groups.items():
        console.print(
            f"used in {document} at {clauses(paths)} ({count(len(paths), 'use')}), bound to {target}: {reason}"
        )


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


def print_check(found: Check, corpus: Corpus, console: Console) -> None:
    """What is wrong with a code: a table for each document, what was left out, and one sentence that adds up."""
    names = titles(corpus.documents)
    naming = Naming(names, (corpus,))
    for id_, group in groupby(found.findings, key=lambda finding: finding.place.document):
        console.print(tables.defects(names[id_], list(group), naming))
    for finding, reason in found.ignored:
        console.print(f"Ignored: {finding.id} at {naming.place(finding.place)} ({finding.name}), because {reason}")
    for id_ in found.idle:
        console.print(f"Ignored in lapse.toml and not there any more: {id_}")
    levels = [f"{sum(f.level == level for f in found.findings)} {level}" for level in ("error", "warning", "info")]
    more = [f"{len(found.ignored)} ignored"] * bool(found.ignored) + [f"{found.known} known"] * bool(found.known)
    console.print(f"{count(len(found.findings), 'finding')}: {', '.join([*levels, *more])}.", style="bold")
