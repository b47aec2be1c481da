"""Profiles: what they hold, that a wrong key is named, and that the right one is chosen by looking."""

from __future__ import annotations

import re

import pytest

from extract.profile import NAMES, choose, from_toml, load, signs


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
        ("contract", "The Supplier and the Buyer agree that this Contract includes Call-Off Schedule 4."),
    ],
)  # fmt: skip
def test_the_profile_is_chosen_by_looking(name: str, text: str) -> None:
    assert choose(signs([text])).name == name


def test_a_text_without_signs_gets_the_first_profile() -> None:
    assert choose(signs(["Nothing here tells."])).name == NAMES[0]
