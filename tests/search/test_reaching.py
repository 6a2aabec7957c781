"""Names that lead nowhere are found before readers type them."""

import pytest

from bot.search import unreached_names
from tests.bases import TODAY, index


@pytest.mark.parametrize(
    ("aliases", "unreached"),
    [
        ("Castle Town, ZND, Make", []),
        ("Latest News", ["Latest News"]),  # which asks for what is new
    ],
)
def test_names_that_do_not_reach_their_partner(aliases: str, unreached: list[str]) -> None:
    base = index(relations__zenda=f"partner: zenda\nname: Zenda\nkind: place\naliases: [{aliases}]\n")

    assert [*unreached_names(base, TODAY)] == [("zenda", name) for name in unreached]


def test_all_facts_are_about_the_subject_by_whatever_name() -> None:
    ruritania = "partner: ruritania\nname: Latest News\nkind: state\n"

    assert [*unreached_names(index(relations__ruritania=ruritania), TODAY)] == []
