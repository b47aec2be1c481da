"""What a lapse leaves behind is the same from the part of a folder that it can touch and from all of it."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest
from rich.console import Console

import lapse.corpus.excerpt
from lapse import answer
from lapse.expiry import Expiry
from lapse.verdict import print_expiry
from lapse.workspace import Workspace

TERMS = ("Berth", "Vessel", "Quay", "Toll", "Pilot", "wharf", "cargo")
ACTS = 7


def act(number: int, chance: random.Random) -> str:
    """An act that defines, uses, takes over, varies and cites at random."""
    own = chance.sample(TERMS, 2)
    other = chance.choice([n for n in range(ACTS) if n != number])
    lines = [f"Harbour {number} Act", f'1 In this Act, "{own[0]}" means a thing of the kind {number}.']
    more = [
        f'"{own[1]}" has the meaning given in section 1 of the Harbour {other} Act.',
        f"A {chance.choice(TERMS)} is let for a {chance.choice(TERMS)} under section 1 of the Harbour {other} Act.",
        f"Terms in this Act have the meaning given in the Harbour {other} Act.",
        f"Section 2 of the Harbour {other} Act applies as if every {chance.choice(TERMS)} were a ship.",
        f"Sections 1 and 2 of the Harbour {other} Act and section 1 apply to a {chance.choice(TERMS)}.",
        f"The keeper shall, after the Harbour {other} Act ends, delete all records of a {chance.choice(TERMS)}.",
        "Nothing in section 1 affects rights accrued before the repeal of any Act.",
        f"A {chance.choice(TERMS)} is a {own[0]} for this section.",
        f'"Hulk" means a ship under section 1 of the Harbour {other} Act.',
        "A Hulk is moored on chains.",
    ]
    chance.shuffle(more)
    lines += [f"{place} {text}" for place, text in enumerate(more[: chance.randint(4, 10)], 2)]
    return "\n\n".join(lines) + "\n"


def drawn(expiry: Expiry, folder: Path) -> tuple[str, ...]:
    expiry.draw(folder / "change.html")
    expiry.matrix(folder / "matrix.html")
    return tuple((folder / f"{one}.html").read_text(encoding="utf-8") for one in ("change", "matrix"))


def printed(expiry: Expiry) -> str:
    console = Console(file=io.StringIO(), width=120)
    print_expiry(expiry, console)
    return console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(4))
def test_an_excerpt_has_all_that_a_lapse_can_touch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(ACTS):
        (tmp_path / f"H-{number}.txt").write_text(act(number, chance), encoding="utf-8")
    monkeypatch.setattr(lapse.corpus.excerpt, "LARGE", 0)
    code = Workspace.open(tmp_path)
    assert not code.reading.code.one_code
    found, out = 0, tmp_path / ".drawn"
    out.mkdir()
    for what in ("H-0", "H-1", "H-2", "H-3#1"):
        brief, whole = (code.expire(what, "2030-12-31", brief=one) for one in (True, False))
        assert brief.known is not None
        assert not brief.known.whole
        assert whole.known is not None
        assert whole.known.whole
        assert answer.expiry(brief) == answer.expiry(whole)
        assert printed(brief) == printed(whole)
        assert drawn(brief, out) == drawn(whole, out)
        found += len(whole.findings)
    assert found


def test_what_an_act_defines_for_all_is_missed_where_nothing_mentions_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lapse.toml").write_text('profile = "canada"\n', encoding="utf-8")
    (tmp_path / "W-1.txt").write_text('Works Act\n\n1 In this Code, "Barge" means a flat ship.\n', encoding="utf-8")
    (tmp_path / "W-2.txt").write_text("Tolls Act\n\n1 A toll is paid for a Barge.\n", encoding="utf-8")
    monkeypatch.setattr(lapse.corpus.excerpt, "LARGE", 0)
    code = Workspace.open(tmp_path)
    assert not code.reading.code.one_code
    brief, whole = (code.expire("W-1", "2030-12-31", brief=one) for one in (True, False))
    assert [(one.code, one.place.document) for one in brief.findings] == [("LAP101", "W-2")]
    assert answer.expiry(brief) == answer.expiry(whole)


def test_acts_of_a_folder_are_not_about_each_other_in_an_excerpt_as_in_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lapse.toml").write_text('profile = "canada"\n', encoding="utf-8")
    lamps = "".join(f"\n\n{number} A lighthouse has {number} lamps." for number in range(1, 13))
    (tmp_path / "L-1.txt").write_text(f"Lighthouse Act{lamps}\n", encoding="utf-8")
    for one, text in (("K-1", "A lighthouse is painted every year."), ("K-2", "A keeper is paid by the month.")):
        more = "".join(f"\n\n{number} A keeper has {number} boats." for number in range(2, 60))
        (tmp_path / f"{one}.txt").write_text(f"Keepers {one} Act\n\n1 {text}{more}\n", encoding="utf-8")
    monkeypatch.setattr(lapse.corpus.excerpt, "LARGE", 0)
    code = Workspace.open(tmp_path)
    brief, whole = (code.expire("L-1", "2030-12-31", brief=one) for one in (True, False))
    assert brief.known is not None
    assert not brief.known.whole
    assert answer.expiry(brief) == answer.expiry(whole)
    assert not brief.findings
    assert not whole.findings


def test_what_a_variation_reverts_to_is_told_with_what_stands_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lapse.toml").write_text('profile = "canada"\n', encoding="utf-8")
    varied = [
        "Pilot Act",
        "1 A pilot is paid.",
        "2 A pilot shall—",
        "(a) keep watch;",
        "(b) keep a log.",
        "3 A log is blue.",
    ]
    varied += ["4 A watch is long.", "5 A pilot is calm."]
    (tmp_path / "P-1.txt").write_text("\n\n".join(varied) + "\n", encoding="utf-8")
    change = ["Fog Act", "1 Section 2 of the Pilot Act applies as if every pilot were two pilots."]
    change += ["2 Sections 3 and 5 of the Pilot Act apply as if every log were two logs."]
    (tmp_path / "F-1.txt").write_text("\n\n".join(change) + "\n", encoding="utf-8")
    monkeypatch.setattr(lapse.corpus.excerpt, "LARGE", 0)
    code = Workspace.open(tmp_path)
    brief, whole = (code.expire("F-1", "2030-12-31", brief=one) for one in (True, False))
    assert brief.known is not None
    assert not brief.known.whole
    assert any("keep a log" in one.reverts_to for one in whole.findings)
    assert answer.expiry(brief) == answer.expiry(whole)
    assert printed(brief) == printed(whole)


@pytest.mark.parametrize("seed", range(4))
def test_documents_that_are_not_in_force_are_in_the_excerpt_as_far_as_text_leads_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed + 50)
    days = {
        1: "in_force_until = 2020-12-31",
        2: "in_force_until = 2030-12-31",
        3: "in_force_from = 2031-01-01",
        4: "in_force_from = 2040-01-01",
    }
    settings = []
    for number in range(ACTS):
        (tmp_path / f"H-{number}.txt").write_text(act(number, chance), encoding="utf-8")
        settings.append(f'[[document]]\nid = "H-{number}"\nfile = "H-{number}.txt"\n{days.get(number, "")}\n')
    (tmp_path / "lapse.toml").write_text("\n".join(settings), encoding="utf-8")
    monkeypatch.setattr(lapse.corpus.excerpt, "LARGE", 0)
    code = Workspace.open(tmp_path)
    found = 0
    for what in ("H-0", "H-1", "H-5", "H-6#1"):
        brief, whole = (code.expire(what, "2030-12-31", brief=one) for one in (True, False))
        assert brief.known is not None
        assert not brief.known.whole
        assert answer.expiry(brief) == answer.expiry(whole)
        assert printed(brief) == printed(whole)
        found += len(whole.findings)
    assert found
