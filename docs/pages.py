"""Pages that are made when the documentation is built: rules with their cases, commands, profiles."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import typer
from typer.testing import CliRunner

from extract import rulebook
from extract.health import CODES
from extract.profile import NAMES, Profile
from extract.profile import load as load_profile
from graph.rules import QUESTIONS, Rule, defects, load, rules
from lapse.cli.app import app

CASES = Path(__file__).parent.parent / "tests" / "cases"
OPENING = "```{{toctree}}\n:maxdepth: 1\n:hidden:\n\n{}\n```\n"
FIELDS = ("title", "problem", "solution", "parameters")
"""What a page says of a rule, under the heads that `lapse explain` has."""


def write(folder: Path) -> None:
    """Writes all pages below `folder`; a page that is the same stays as it is."""
    made = dict(pages())
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in made:
            path.unlink()


def pages() -> Iterator[tuple[str, str]]:
    """The pages with their names."""
    cases = read_cases()
    every = [*rules(), *defects()]
    questions = [load(file) for file in QUESTIONS]
    yield "rules/index.md", _rules_index(every, questions)
    for rule in every:
        yield f"rules/{rule.code.lower()}.md", rule_page(rule, cases.get(rule.code, ()))
    for rule in questions:
        yield f"rules/{rule.name}.md", rule_page(rule, ())
    yield "rules/reading.md", _problems()
    yield "rules/language.md", _language()
    yield "commands.md", commands()
    yield "profiles.md", profiles()


def read_cases() -> dict[str, list[tuple[str, str]]]:
    """The cases by the code that their titles begin with: title and text, as the tests read them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("rules.txt", "defects.txt"):
        text = (CASES / name).read_text(encoding="utf-8")
        for block in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
            title, _, rest = block.partition("\n")
            code, _, words = title.partition(" ")
            found.setdefault(code, []).append((words, rest.strip("\n")))
    return found


def rule_page(rule: Rule, cases: Sequence[tuple[str, str]]) -> str:
    """The page of a rule or a question: its header as it stands in its file, its cases, its query."""
    head = f"{rule.code} {rule.name}".strip()
    lines = [f"# {head}", ""]
    if rule.code:
        lines += [f"Level: {rule.level}", ""]
    for field in FIELDS:
        lines += [f"**{field.capitalize()}:** {_plain(getattr(rule, field))}", ""]
    if rule.message:
        lines += ["## What a finding says", ""]
        lines += [f"- {_plain(text)}" for text in (rule.message, rule.cured, rule.existing) if text]
        lines += ["", f"To mend it: {_plain(rule.fix)}", ""]
    if cases:
        lines += [
            "## Cases",
            "",
            "A case with no result behind its documents is one in which the rule is silent.",
            "",
        ]
        for title, text in cases:
            lines += [f"### {_plain(title[:1].upper() + title[1:])}", "", *_block(text), ""]
    lines += ["## Query", "", f"`{rule.file}.rq`:", "", *_block(rule.sparql.strip("\n")), ""]
    return "\n".join(lines)


def _rules_index(every: Sequence[Rule], questions: Sequence[Rule]) -> str:
    names = [rule.code.lower() for rule in every] + [rule.name for rule in questions]
    lines = [
        "# Rules",
        "",
        "Every rule is one SPARQL query in a file of its own. Its page is made from the header of that file and from",
        "the cases that its tests read; `lapse explain CODE` prints the same header.",
        "",
        OPENING.format("\n".join([*names, "reading", "language"])),
        "| code | name | level | what it finds |",
        "|---|---|---|---|",
        *(f"| [{r.code}]({r.code.lower()}.md) | {r.name} | {r.level} | {_plain(r.title)} |" for r in every),
        "",
        "[LAP3xx](reading.md) are problems of reading. [Rules of language](language.md) find definitions, references",
        "and uses in the text.",
        "",
        "## Questions",
        "",
        "`lapse query NAME` answers these about a code as it stands.",
        "",
        *(f"- [{r.name}]({r.name}.md): {_plain(r.title)}" for r in questions),
        "",
    ]
    return "\n".join(lines)


def _problems() -> str:
    lines = ["# Problems of reading", "", "| code | name | what it means |", "|---|---|---|"]
    for code, text in CODES.items():
        name, _, title = text.partition(": ")
        lines.append(f"| {code} | {name} | {_plain(title)} |")
    return "\n".join([*lines, ""])


def _language() -> str:
    """The rules that find definitions, references and uses, each with its first cases."""
    lines = [
        "# Rules of language",
        "",
        "Every definition, reference and use names the rule that found it; `lapse explain NAME` shows all its cases.",
        "",
    ]
    kind = ""
    for rule in rulebook.rulebook():
        if rule.kind != kind:
            kind = rule.kind
            lines += [f"## Rules for {_article(kind)}", ""]
        lines += [f"### {rule.name} ({kind})", "", _plain(rule.says), ""]
        for said, cases in (("Fires", rule.fires[:1]), ("Silent", rule.silent[:1])):
            for case in cases:
                lines += [f"{said}: {_plain(case.title)}", "", *_block(case.text), ""]
    return "\n".join(lines)


def _article(kind: str) -> str:
    return f"what is {kind}" if kind.startswith("no ") else f"{kind}s"


def commands() -> str:
    """Every command with its help, letter by letter."""
    lines = [
        "# Commands",
        "",
        "Every command has `--json` and `--help`. Exit codes: 0 nothing found, 1 findings at or above `--fail-on`, 2 a",
        "wrong call, 3 something could not be read in full. Progress and complaints go to stderr.",
        "",
    ]
    for name in names():
        shown = CliRunner(env={"COLUMNS": "96", "TERMINAL_WIDTH": "96"}).invoke(app, [name, "--help"]).stdout
        lines += [f"## lapse {name}", "", *_block(shown.strip("\n")), ""]
    return "\n".join(lines)


def names() -> list[str]:
    """The names of the commands, in their order."""
    return list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def _paragraphs(text: str) -> list[str]:
    return [_plain(" ".join(part.split())) + "\n" for part in inspect.cleandoc(text).split("\n\n")]


def profiles() -> str:
    """The profiles that come with Lapse: what each key means, and what each profile says."""
    told = " ".join((inspect.getdoc(Profile) or "").split(" "))
    lines = [
        "# Profiles",
        "",
        *(f"{part}\n" for part in told.split("\n\n")),
        "| profile | signs | lower-case terms |",
        "|---|---:|---|",
    ]
    every = [load_profile(name) for name in NAMES]
    lines += [f"| {p.name} | {len(p.signs)} | {'yes' if p.lower_case_terms else 'no'} |" for p in every]
    lists = [f.name for f in fields(Profile) if isinstance(getattr(every[0], f.name), tuple)]
    for profile in every:
        lines += ["", f"## {profile.name}", "", "| key | words |", "|---|---|"]
        for key in lists:
            words = ", ".join(f"`{_cell(word)}`" for word in getattr(profile, key))
            lines.append(f"| `{key}` | {words or 'none'} |")
    return "\n".join([*lines, ""])


def _plain(text: str) -> str:
    """A text as MyST shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]<>|#$])", r"\\\1", text)


def _cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|")


def _block(text: str) -> list[str]:
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", text)), 3)
    return [f"{fence}text", text, fence]
