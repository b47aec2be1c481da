"""What commands print of a lapse, a change and a plan: the states, the findings in tables, the ledger's sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rich.console import Console

from graph.compare import Comparison
from graph.rules import rules
from ontology.results import Finding

from . import became, tables
from .answer import links
from .change import Change
from .expiry import Expiry, Proposal
from .judging import Judged
from .laying import Lines
from .naming import Naming, evened
from .wording import Names, count, lapse_in_words, place, state_in_words, titles


def print_expiry(expiry: Expiry, console: Console, told: Judged | None = None) -> None:
    """What a lapse leaves behind: one sentence, the two states, the tables, what the ledger adds up to."""
    names = titles(expiry.corpus.documents)
    told = told or Judged(expiry.findings)
    lapsing = lapse_in_words(expiry.lapsing, names)
    console.print(tables.verdict(expiry, told.findings, lapsing), style="bold")
    _print_states(expiry.comparison, expiry.days, names, console)
    shown = [f for f in told.findings if expiry.later is not None or f.cause != "existing"]
    _print_findings(shown, expiry.comparison, names, console)
    if left := len(told.findings) - len(shown):
        console.print(
            f"{count(left, 'finding')} existed before the lapse and {'is' if left == 1 else 'are'} left "
            f"out here (--json lists {'it' if left == 1 else 'them'})."
        )
    _print_savings(expiry.comparison, names, console)
    _print_judged(told, console)
    _print_ledger(expiry, console)


def print_change(change: Change, console: Console, told: Judged | None = None) -> None:
    """What differs between two texts of a code: the findings, and what became of the provisions."""
    names = titles((*change.after.corpus.documents, *change.corpus.documents))
    told = told or Judged(change.findings)
    console.print(tables.cure(told.findings), style="bold")
    _print_states(change, (None, None), names, console)
    _print_findings(told.findings, change, names, console)
    _print_savings(change, names, console)
    _print_judged(told, console)
    _print_turnover(change, names, console)


def _print_turnover(change: Change, names: Names, console: Console) -> None:
    """What became of the provisions of the documents that changed: what is not as it was, and the sum."""
    before, after = Naming(names, (change.corpus,)), Naming(names, (change.after.corpus,))
    rows = became.rows(change.turnover.lines, names, before, after)
    new = became.rows(change.turnover.added, names, after, after)
    if rows or new:
        console.print(tables.turnover([*rows, *new]))
    console.print(f"{became.summed(change.turnover)} Every line, with its reason, is in the ledger of --json and -o.")


def _print_states(
    comparison: Comparison, days: tuple[date | None, date | None], names: Names, console: Console
) -> None:
    """The two states that the figures are of."""
    more = comparison.known.provisions if comparison.known else 0
    for label, state, on in zip(("Before", "After"), (comparison.before, comparison.after), days, strict=True):
        console.print(f"{label}: {state_in_words(state, on, names, more)}.")
    console.print()


def _print_savings(comparison: Comparison, names: Names, console: Console) -> None:
    """The provisions that save what had arisen, with their words, for they soften what is said of duties and rights."""
    texts = {place(where, names): comparison.corpus.text(where) for where in comparison.savings}
    said = (f"Saved as far as it arose before, by {at}: “{' '.join(text.split())}”" for at, text in texts.items())
    console.print(Lines(said))


def _print_judged(told: Judged, console: Console) -> None:
    for finding, reason in told.ignored:
        console.print(f"Ignored: {finding.id} at {finding.place} ({finding.name}), because {reason}")
    if told.known:
        console.print(f"{count(told.known, 'finding')} known from the baseline not shown.")


def _print_findings(found: Sequence[Finding], comparison: Comparison, names: Names, console: Console) -> None:
    naming = Naming(names, (comparison.after.corpus, comparison.corpus))
    made = (
        ({"LAP101"}, tables.orphans(found, names, naming)),
        (set(tables.REFERENCES), tables.references(found, names, naming)),
        ({"LAP107"}, tables.variations(found, names, naming)),
    )
    shown: set[str] = set()
    for codes, table in made:
        shown |= codes
        if table.rows:
            console.print(table)
    rest = [finding for finding in found if finding.code not in shown]
    plain = [finding for finding in rest if finding.level != "info"]
    alike: dict[tuple[str, str, str], list[Finding]] = {}
    for f in plain:
        alike.setdefault((f.code, f.cause, naming.said(f)), []).append(f)
    console.print(
        Lines(f"{code} {naming.listed(f.place for f in some)}: {said}" for (code, _, said), some in alike.items())
    )
    _print_notes([finding for finding in rest if finding.level == "info"], naming, console)


def _print_notes(found: Sequence[Finding], naming: Naming, console: Console) -> None:
    """Findings for a person to look at, a paragraph for each rule: what it is about and where; cured ones apart."""
    for rule in rules():
        for cured in (False, True):
            mine = [f for f in found if f.code == rule.code and (f.cause == "cured") == cured]
            if mine:
                where = naming.listed(f.place for f in mine)
                said = f"{'Cured: ' if cured else ''}{rule.title} ({rule.code}, {len(mine)}): {where}."
                console.print(Lines([said]))


def _print_ledger(expiry: Expiry, console: Console) -> None:
    counts = {"retain": 0, "review": 0, "lapse": 0}
    for line in expiry.ledger:
        counts[line.disposition] += 1
    console.print(
        f"Of {count(len(expiry.ledger), 'lapsing provision')} {counts['retain']} must be retained, "
        f"{counts['review']} {'needs' if counts['review'] == 1 else 'need'} review and {counts['lapse']} may lapse "
        "(every one, with its reason, in the ledger of --json)."
    )
    found = links(expiry.lapse.links_before, expiry.lapse)
    unresolved, unbound = found.get("unresolved", 0), found["uses"] - found["bound"]
    console.print(
        f"Not understood before the lapse, and so not judged: "
        f"{count(unresolved, 'reference')} without a target, {count(unbound, 'use')} without a definition in scope."
    )


def print_plan(expiry: Expiry, proposal: Proposal, console: Console) -> None:
    """The plan as a table, and what is left to amend by hand."""
    names = titles(expiry.corpus.documents)
    naming = Naming(names, (expiry.corpus,))
    conflicts = tuple(naming.sentence(evened(one), names) for one in proposal.conflicts)
    console.print(tables.plan(replace(proposal.plan, conflicts=conflicts), names, naming.called))
    for finding in proposal.remaining:
        console.print(f"Left open: {finding.code} {naming.place(finding.place)}: {naming.said(finding)}")
    instead = ((action.label, other.because) for action in proposal.actions for other in action.alternatives)
    for label, because in dict.fromkeys(instead):
        console.print(f"Instead of carrying {label}: {naming.sentence(because, names)}.")
    for finding, text in proposal.restated:
        console.print(
            f"To restate at {naming.place(finding.place)}: “{finding.subject}”, {text or 'in words of its own'}"
        )
    for one in proposal.repointed:
        at = naming.place(one.place)
        if one.becomes:
            console.print(f"To re-point at {at}: “{one.text}” becomes “{one.becomes}”.")
        else:
            console.print(f"To re-point at {at}, by hand: “{one.text}”, because {one.because}.")
    references = [f for f in proposal.amendments if f.code in tables.REFERENCES]
    if references:
        console.print(
            f"To amend by hand, because no carrying over mends them: {count(len(references), 'reference')} "
            f"({naming.listed(f.place for f in references)}); `lapse expire` lists them."
        )
