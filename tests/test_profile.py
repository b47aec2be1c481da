"""Profiles: what they hold, that a wrong key is named, and that the right one is chosen by looking."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lapse
from extract.profile import NAMES, choose, from_toml, load, signs
from lapse.settings import SettingsError


@pytest.mark.parametrize("name", NAMES)
def test_profiles_are_whole(name: str) -> None:
    profile = load(name)
    assert profile.name == name
    assert profile.signs
    assert profile.provision_units
    assert profile.own_words
    assert not set(profile.container_units) & set(profile.document_units)
    for sign in profile.signs:
        re.compile(sign)
    for word in (*profile.provision_units, *profile.container_units, *profile.document_units, *profile.own_words):
        assert word == word.lower()


def test_an_unknown_name_and_an_unknown_key() -> None:
    with pytest.raises(KeyError):
        load("martian")
    with pytest.raises(ValueError, match="no key 'unit'"):
        from_toml('name = "x"\nunit = ["clause"]')


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("gb-energy-code", "Each Party shall comply with Section H4 of this Code and with Appendix AL."),
        ("uk-legislation", "In regulation 4(2) of these Regulations the Minister may act (sub-paragraph (a))."),
        ("canada", "The Governor in Council may make regulations for Canada under subsection 12(1) of this Act."),
        ("us", "For the purposes of this part, see § 1010.5(a) and 12 U.S.C. 5512 of this title."),
        ("handbook", "A firm shall comply with SYSC 4.1.1R and with rule 3.2 of the Audit Part."),
        ("eu", "Member States shall ensure that operators comply with Article 4(1), point (a), of this Regulation."),
        ("contract", "The Supplier and the Buyer agree that this Contract includes Call-Off Schedule 4."),
    ],
)  # fmt: skip
def test_the_profile_is_chosen_by_looking(name: str, text: str) -> None:
    assert choose(signs([text])).name == name


def test_a_text_without_signs_gets_the_first_profile() -> None:
    assert choose(signs(["Nothing here tells."])).name == NAMES[0]


OURS = (
    'extends = "gb-energy-code"\nprovision_units = ["canto"]\ndocument_units = ["scroll"]\ndocuments = ["Blue Book"]\n'
)


def test_a_profile_of_ones_own_adds_to_one_that_comes_with_lapse(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    profile = load(str(path))
    assert profile.name == str(path)
    assert {"clause", "canto"} <= set(profile.provision_units)
    assert profile.shares_terms
    path.write_text(OURS.replace("canto", "stanza"), encoding="utf-8")
    assert "stanza" in load(str(path)).provision_units


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = ", "TOML"),
        ('extends = "martian"', "extends one of"),
        ('provision_units = "clause"', "a list of texts"),
        ("lower_case_terms = 1", "true or false"),
        ('signs = ["("]', "no regular expression"),
    ],
)
def test_a_profile_that_is_none_says_why(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        from_toml(text)


def test_a_folder_is_read_with_its_own_profile(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Scroll A\n\n1 Song\n1.1 See canto 1.2 and the Blue Book.\n1.2 Sing.\n", "utf-8")
    (tmp_path / "two.txt").write_text("Scroll B\n\n1 Song\n1.1 See canto 1.2 of Scroll A.\n", "utf-8")
    (tmp_path / "lapse.toml").write_text('profile = "ours.toml"\n', encoding="utf-8")
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    code = lapse.open(tmp_path)
    found = {(x.place.document, x.text): [str(place) for place in x.targets] for x in code.links.resolutions}
    assert found["one", "canto 1.2"] == ["one 1.2"]
    assert found["one", "Blue Book"] == []
    assert found["two", "canto 1.2 of Scroll A"] == ["one 1.2"]


@pytest.mark.parametrize(
    ("said", "says"),
    [("martian", "a file of your own"), ("absent.toml", "is no file in"), ("../ours.toml", "is no file in")],
)
def test_a_profile_that_is_not_there_is_one_sentence(tmp_path: Path, said: str, says: str) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (tmp_path / "ours.toml").write_text(OURS, encoding="utf-8")
    (folder / "lapse.toml").write_text(f'profile = "{said}"\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=says):
        lapse.open(folder).corpus  # noqa: B018 - the folder is read when its corpus is asked for


def test_signs_are_counted_whatever_they_begin_with() -> None:
    text = "In the Scottish Ministers’ view Sections A1 and B, Part I and a Party; Rulebook, sourcebook and colours."
    for name in NAMES:
        assert signs([text])[name] == sum(len(re.findall(sign, text)) for sign in load(name).signs)
