"""Commands that ask the graph, and what stands around it: query, explain, export, doctor."""

from __future__ import annotations

import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import UNREAD, USAGE, AsJson, Folder, complain, end, err, open_workspace, out, sentences, show_json, table

if TYPE_CHECKING:
    from extract.rulebook import LanguageRule


class Format(StrEnum):
    """Formats of the graph."""

    TURTLE = "turtle"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    GRAPHML = "graphml"


def query(
    what: Annotated[str, typer.Argument(metavar="NAME|FILE.rq", help="A query's name, or a file.", show_default=False)],
    folder: Folder = Path(),
    expire: Annotated[str | None, typer.Option(help="Ask the states before and after this lapses.")] = None,
    on: Annotated[str | None, typer.Option(help="Its last day in force.")] = None,
    keep: Annotated[list[str] | None, typer.Option(help="Provisions that are kept.")] = None,
    as_json: AsJson = False,
) -> None:
    """Ask the graph: a query of ours, or your own.

    Queries are SPARQL; `lapse explain` lists ours.
    """
    from graph.rules import find, rules

    with sentences():
        rule = find(what)
        if rule is not None:
            text = rule.sparql
        else:
            try:
                text = Path(what).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError):
                complain(
                    f"“{what}” is neither the name of a query nor a file that can be read; see `lapse explain`", USAGE
                )
        workspace = open_workspace(folder)
        if expire:
            rows = workspace.expire(expire, on, keep or ()).comparison.store.query(text, ordered=True)
        elif rule is not None and rule in rules():
            complain(f"{rule.name} compares two states: say which with --expire ID --on DATE", USAGE)
        else:
            rows = workspace.store.query(text, ordered=True)
        if as_json:
            show_json(rows.dicts())
        else:
            table(rows.columns, rows)
            err.print(f"{len(rows)} rows")
        end(workspace)


def explain(
    code: Annotated[str | None, typer.Argument(help="The code or name of a rule or query.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Explain a rule; without a code, list them all.

    A rule of language, which a definition, a reference or a use names, is shown with the cases that it is held to.
    """
    from extract import rulebook
    from graph.rules import QUESTIONS, defects, find, load, rules
    from lapse import codes

    every = [*rules(), *defects(), *(load(file) for file in QUESTIONS)]
    if code is None:
        rows = [(r.code, r.name, r.level if r.code else "", r.title) for r in every]
        rows += [("", rule.name, "", f"{rule.kind}: {rule.says}") for rule in rulebook.rulebook()]
        if as_json:
            show_json([dict(zip(("code", "name", "level", "title"), row, strict=True)) for row in rows])
        else:
            table(("code", "name", "level", "title"), (tuple(cell or "–" for cell in row) for row in rows))
        return
    rule = find(code)
    if rule is None and (words := rulebook.find(code)):
        _explain_words(words, as_json)
        return
    if rule is None and (problem := codes.problem(code)):
        if as_json:
            show_json(problem)
        else:
            out.print(f"{problem['code']} {problem['name']}\n\nProblem of reading: {problem['title']}")
        return
    if rule is None:
        complain(f"there is no rule or query “{code}”; `lapse explain` lists them", USAGE)
    fields = {
        "code": rule.code,
        "name": rule.name,
        "level": rule.level,
        "title": rule.title,
        "problem": rule.problem,
        "solution": rule.solution,
        "parameters": rule.parameters,
    }
    if as_json:
        show_json({**fields, "query": rule.sparql})
        return
    out.print(f"{rule.code} {rule.name}".strip() + (f" ({rule.level})" if rule.code else ""))
    for key in ("title", "problem", "solution", "parameters"):
        out.print(f"\n{key.capitalize()}: {fields[key]}")
    out.print(f"\nThe query is {rule.file}.rq.")


def _explain_words(rule: LanguageRule, as_json: bool) -> None:
    """What a rule of language says, and its cases: those in which it fires and those in which it is silent."""
    if as_json:
        show_json(asdict(rule))
        return
    found = f"that something is {rule.kind}" if rule.kind.startswith("no ") else f"a {rule.kind}"
    out.print(f"{rule.name}: a rule that finds {found}", markup=False)
    out.print(f"\n{rule.says}", markup=False)
    for title, cases in (("Fires", rule.fires), ("Silent", rule.silent)):
        for case in cases:
            out.print(f"\n{title}: {case.title}\n", style="bold", markup=False)
            out.print(case.text, markup=False, highlight=False)
            out.print(f"\nMust be found:\n{case.expected or 'nothing'}", markup=False, highlight=False)


def export(
    folder: Folder = Path(),
    form: Annotated[Format, typer.Option("--format", help="The format.")] = Format.TURTLE,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="A file instead of stdout.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format jsonld.")] = False,
) -> None:
    """Write the whole graph in a format of its own.

    Turtle, N-Quads, N-Triples, JSON-LD or GraphML.
    """
    from graph.export import export as write
    from lapse.corpus import whole

    with sentences():
        workspace = open_workspace(folder)
        data = write(workspace.store, "jsonld" if as_json else form.value)
        if output is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            try:
                whole.write(output, data)
            except OSError as problem:
                complain(f"{output} cannot be written: {problem.strerror}", USAGE)
            out.print(f"Wrote {output}.")
        end(workspace)


def doctor(folder: Folder = Path(), as_json: AsJson = False) -> None:
    """Check how Lapse is installed.

    Also the endpoint that the folder's lapse.toml names.
    """
    from lapse.doctor import doctor as examine

    found = examine(code=folder)
    if as_json:
        show_json([{"check": check.name, "ok": check.ok, "sentence": check.sentence} for check in found])
    else:
        table(("", "check", ""), (("ok" if check.ok else "no", check.name, check.sentence) for check in found))
    if not all(check.ok for check in found if check.required):
        raise typer.Exit(UNREAD)
