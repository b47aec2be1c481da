"""The checks of the installation: what goes well here, and the sentence where something does not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lapse import doctor


def test_this_installation_is_well() -> None:
    checks = doctor.doctor()
    assert [check for check in checks if check.required and not check.ok] == []
    assert len({check.name for check in checks}) == len(checks) == 10
    assert all(check.sentence.endswith(".") for check in checks)


def test_an_old_python() -> None:
    assert doctor.python((3, 11, 7)).ok
    check = doctor.python((3, 10, 2))
    assert not check.ok
    assert check.sentence == "Python 3.10.2 is too old; install 3.11 or later."


def test_a_package_of_the_same_name_in_front(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stranger").mkdir()
    (tmp_path / "stranger" / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    check = doctor.packages(("lapse", "stranger"))
    assert not check.ok
    assert f"stranger from {tmp_path}" in check.sentence


def test_a_package_that_is_not_there() -> None:
    check = doctor.packages(("lapse", "no_such_package"))
    assert (check.ok, check.sentence) == (False, "no_such_package cannot be found; install Lapse again.")


def test_a_component_that_is_not_registered_or_not_ours() -> None:
    absent, taken = doctor.factories({"lapse_nothing": "x:y", "lapse_uses": "other.package:make"})
    assert "not registered" in absent.sentence
    assert "extract.components:make_uses has taken its name" in taken.sentence
    assert not absent.ok
    assert not taken.ok


def test_a_component_that_cannot_be_loaded() -> None:
    class Broken:
        value = "a:b"

        def load(self) -> None:
            raise RuntimeError("no module")

    check = doctor._factory("lapse_uses", "a:b", Broken())
    assert (check.ok, check.sentence) == (False, "It cannot be loaded: no module.")


@pytest.mark.skipif(sys.platform == "win32", reason="paths differ")
def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    check = doctor.store(tmp_path / "missing")
    assert not check.ok
    assert check.sentence.startswith("A store cannot be written")


def test_trying_a_store_out_leaves_nothing_behind(tmp_path: Path) -> None:
    assert doctor.store(tmp_path).ok
    assert list(tmp_path.iterdir()) == []


def test_optional_programs_are_no_condition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = doctor.programs()
    assert not any(check.ok or check.required for check in found)
    assert all("works without it" in check.sentence for check in found)
