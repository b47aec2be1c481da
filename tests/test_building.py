"""A folder read by several processes, bit by bit or in one go gives one and the same graph."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import lapse
from graph.catalogue import catalogue
from graph.store import Store
from lapse.corpus import building, crew, made, reading
from lapse.corpus.cards import Card
from lapse.corpus.crew import Alone, Died, Pool, batches
from lapse.corpus.passes import Second, last
from lapse.corpus.shelf import Shelf
from lapse.workspace import Workspace
from ontology.model import Document, Provision

ACTS = {
    "A-1": """1 In this Act, "Berth" means a place for a ship.

2 A Berth is let by the week.

3 The Quay Act applies.""",
    "B-2": """1 In this Act, "Vessel" means a ship.

2 A Vessel lies at a Berth under section 2 of the Harbour Act.""",
    "C-3": """1 In this Act, "Fee" means the charge under section 2 of the Quay Act.

2 A Fee is paid for each Vessel.""",
}
TITLES = {"A-1": "Harbour Act", "B-2": "Quay Act", "C-3": "Fees Act"}


def acts(folder: Path) -> Path:
    folder.mkdir()
    for one, text in ACTS.items():
        (folder / f"{one}.txt").write_text(f"{TITLES[one]}\n\n{text}\n", encoding="utf-8")
    return folder


def graph(folder: Path) -> list[str]:
    code = Workspace.open(folder)
    code.build()
    return Store.read_only(code.graph_folder).lines()


def anew(folder: Path) -> list[str]:
    shutil.rmtree(folder / ".lapse")
    return graph(folder)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_names_that_stand_in_a_text(tmp_path: Path) -> None:
    names = ("TMAD", "AL", "S1 SR", "Water Act", "Gas Act", "PS", "Harbour Act")
    here = Document(
        "A-1", "Harbour Act", (Provision("1", "1", "", "The S1  SR, pre-tmad;\nCaps under the water\tact.", None, 0),)
    )
    common = Second(names, catalogue([here], ""), Shelf(tmp_path), frozenset(("Caps", "Quay")))
    assert common.within(here) == (("PS", "S1 SR", "TMAD", "Water Act"), ("Caps",))
    assert common.within(replace(here, provisions=())) == ((), ())


CHANGES = {
    "a word": ("B-2", "A Vessel lies", "Every Vessel lies"),
    "a term more": ("A-1", "3 The Quay Act", '3 "Pier" means a quay.\n\n4 The Quay Act'),
    "a term less": ("B-2", '"Vessel" means a ship.', "ships are spoken of."),
    "a number": ("B-2", "2 A Vessel", "2A A Vessel"),
    "a title": ("A-1", "Harbour Act\n", "Port Act\n"),
    "a reference": ("A-1", "The Quay Act applies", "Nothing else applies"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_the_graph_of_a_build_from_nothing(tmp_path: Path, change: str) -> None:
    folder = acts(tmp_path / "acts")
    first = graph(folder)
    one, old, new = CHANGES[change]
    edit(folder / f"{one}.txt", old, new)
    changed = graph(folder)
    assert changed != first
    assert changed == anew(folder)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_made_in_the_graph_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    folder = acts(tmp_path / "acts")
    graph(folder)
    one, old, new = CHANGES[change]
    edit(folder / f"{one}.txt", old, new)
    with monkeypatch.context() as patched:
        patched.setattr(building, "AGAIN", 1.0)
        patched.setattr(Store, "load", lambda *_: pytest.fail("the whole graph is loaded"))
        changed = graph(folder)
    assert changed == anew(folder)


def test_a_document_that_comes_or_goes(tmp_path: Path) -> None:
    folder = acts(tmp_path / "acts")
    first = graph(folder)
    (folder / "C-3.txt").rename(tmp_path / "C-3.txt")
    assert graph(folder) == anew(folder)
    (tmp_path / "C-3.txt").rename(folder / "C-3.txt")
    assert graph(folder) == first


def test_documents_of_one_code(tmp_path: Path) -> None:
    folder = tmp_path / "railway"
    shutil.copytree(Path(__file__).parent / "codes" / "railway", folder)
    first = graph(folder)
    one = min(path for path in folder.iterdir() if path.suffix == ".txt")
    one.write_text(one.read_text(encoding="utf-8") + "\n99. The Operator shall keep a record.\n", encoding="utf-8")
    changed = graph(folder)
    assert changed != first
    assert changed == anew(folder)


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = acts(tmp_path / "acts")
    graph(folder)
    done: list[tuple[str, int]] = []

    class Counted(Alone):
        def each(self, work, context, jobs, sizes):  # type: ignore[no-untyped-def]
            done.append((work.__name__, len(jobs)))
            return Alone.each(work, context, jobs, sizes)

    monkeypatch.setattr(reading, "crew_for", lambda size: Counted())
    Workspace.open(folder)
    assert not done
    os.utime(folder / "A-1.txt")
    Workspace.open(folder)
    assert not done
    edit(folder / "A-1.txt", "by the week", "by the year")
    Workspace.open(folder)
    assert done == [("first", 1), ("second", 1), ("third", 2)]


def test_several_processes_give_what_one_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = acts(tmp_path / "acts")
    alone = graph(folder)
    monkeypatch.setattr(crew, "SMALL", 0)
    monkeypatch.setattr(crew, "BATCH", 1)
    monkeypatch.setattr(reading, "crew_for", lambda size: Pool(2))
    assert anew(folder) == alone


def die_on(common: str, job: str) -> str:
    if job == common:
        os._exit(9)
    return job.upper()


def test_a_process_that_dies_is_told_of_and_the_rest_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "SMALL", 0)
    monkeypatch.setattr(crew, "BATCH", 1)
    found = dict(Pool(2).each(die_on, "c", ["a", "b", "c", "d"], [1, 1, 1, 1]))
    assert {0: found[0], 1: found[1], 3: found[3]} == {0: "A", 1: "B", 3: "D"}
    assert isinstance(found[2], Died)


def test_batches_hold_everything_once_the_largest_first() -> None:
    sizes = [10, 900_000, 300_000, 5, 200_000, 7]
    found = batches(sizes)
    assert sorted(number for batch in found for number in batch) == list(range(len(sizes)))
    assert found[0] == [1]
    assert found == batches(sizes)


def test_a_folder_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = acts(tmp_path / "acts")
    monkeypatch.setattr(lapse.corpus.shelf.Shelf, "writable", False)
    code = Workspace.open(folder)
    assert len(code.corpus.documents) == 3
    assert all(isinstance(card, Card) for card in code.reading.cards)


def test_a_record_that_is_gone_is_made_again_and_the_graph_is_up_to_date(tmp_path: Path) -> None:
    folder = acts(tmp_path / "acts")
    first = graph(folder)
    gone = Workspace.open(folder).reading.cards[1]
    (folder / ".lapse" / "documents" / f"{gone.referred}.json").unlink()
    code = Workspace.open(folder)
    assert code.reading.cards[1] == gone
    assert not code.build()
    assert graph(folder) == first
    (folder / "C-3.txt").unlink()
    (folder / ".lapse" / "documents" / f"{gone.referred}.json").unlink()
    assert graph(folder) == anew(folder)


def test_what_is_kept_of_a_graph_is_known_by_its_first_line(tmp_path: Path) -> None:
    folder = acts(tmp_path / "acts")
    graph(folder)
    place = made.graph_folder(folder)
    code = Workspace.open(folder)
    assert made.made(place) is not None
    assert made.is_of(place, code.names, code.reading.digest)
    assert not made.is_of(place, code.names, "another")
    beside = place.with_name("graph.made")
    beside.write_bytes(beside.read_bytes()[:-9])
    assert made.made(place) is None
    assert made.is_of(place, code.names, code.reading.digest)
    edit(folder / "A-1.txt", "by the week", "by the year")
    changed = graph(folder)
    assert changed == anew(folder)


def test_the_definitions_of_documents_that_may_have_a_word_are_those_of_all(tmp_path: Path) -> None:
    folder = tmp_path / "acts"
    folder.mkdir()
    for one, term in (("A-1", "Café Licence"), ("B-2", "Vessel"), ("C-3", "Vessel Licence")):
        (folder / f"{one}.txt").write_text(f'{one} Act\n\n1 In this Act, "{term}" means a thing.\n', encoding="utf-8")
    code = Workspace.open(folder).reading.code
    assert not code.one_code
    for word, has in (("Café Licence", ["A-1"]), ("Vessel", ["B-2"]), ("\udce9", [])):
        several = code.mentioning(word).by_term.get(word, [])
        assert [one.document.id for one in several] == has
        assert several == code.corpus.by_term.get(word, [])
    assert not code.named.definitions
    assert [one.document for one in code.cards] == list(code.corpus.documents)


def test_lines_are_made_once_for_who_asks_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = acts(tmp_path / "acts")
    code = Workspace.open(folder)
    making = building.Building(code.reading, code.names, lambda *_: None)
    expected = list(making.separate_lines())
    monkeypatch.setattr(building, "last", lambda common, job: made_once.append(job[0]) or last(common, job))
    made_once: list[str] = []
    with making.written(folder) as lines:
        assert list(lines()) == list(lines()) == expected
    assert sorted(made_once) == sorted(ACTS)
    with making.written(tmp_path / "missing") as lines:
        assert list(lines()) == expected


def test_pieces_go_on_in_order_as_far_as_few_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "HELD", 2)
    following = building._following
    assert list(following((n, b"%d" % n) for n in (1, 0, 3, 2))) == [b"0", b"1", b"2", b"3"]
    assert list(following((n, b"%d" % n) for n in (2, 3, 4, 1, 0))) == [b"2", b"3", b"4", b"0", b"1"]
