"""“Or” between names asks for facts about any of them."""

import pytest

from bot.domain.answers import Outcome
from bot.search import parse
from tests.bases import TODAY, index
from tests.search.asking import ask, facts


@pytest.mark.parametrize(
    ("question", "is_any"),
    [
        ("zenda or sylvania", True),
        ("gas from zenda OR the Republic of Sylvania", True),
        ("zenda, graustark or sylvania", True),
        ("zenda ou sylvania", True),
        ("sylvania or graustark: which of them bought gas?", True),
        ("sylvania and graustark", False),
        ("sylvania graustark", False),
        ("sylvania or", False),
        ("sylvania or gas", False),
        ("sylvania or ruritania", False),
        ("sylvania gas or graustark", False),
        ("zenda or graustark and sylvania", False),
        ("sylvania but not zenda or graustark", False),
    ],
)
def test_or_joins_the_names_of_a_list(question: str, is_any: bool) -> None:
    assert parse(question, index(), TODAY).request.any_partner is is_any


@pytest.mark.parametrize("more", ["", " since 1990"])
def test_facts_about_any_of_them_are_an_answer(more: str) -> None:
    found = ask(f"michael elphberg or sylvania{more}")

    assert (found.outcome, found.reason) == (Outcome.ANSWER, None)
    assert {*facts(f"michael elphberg or sylvania{more}")} == {
        *facts(f"michael elphberg{more}"),
        *facts(f"sylvania{more}"),
    }
    assert ask(f"michael elphberg and sylvania{more}").outcome is Outcome.NEAR


def test_words_are_looked_for_in_the_facts_about_each() -> None:
    assert facts("graustark or sylvania treaty")[0] == facts("sylvania treaty")[0]


def test_what_no_fact_about_any_has_is_near() -> None:
    found = ask("michael elphberg or sylvania whales")

    assert (found.outcome, found.passed_over) == (Outcome.NEAR, ("whales",))
    assert ask("michael elphberg or sylvania 1850").outcome is Outcome.NEAR
