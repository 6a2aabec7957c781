from dataclasses import replace
from datetime import date

import pytest

from bot.domain.answers import Outcome
from bot.domain.dates import Period
from bot.domain.kinds import Noun
from bot.domain.requests import Request, Word
from bot.reply import sentences
from bot.search import answer, as_answer, find_named, respond
from tests.bases import TODAY, index


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("zenda", "This base has no facts about Zenda."),
        ("elphberg 1850", "This base has nothing from 1850."),
        ("bohemia", "I found nothing on “bohemia” in this base."),
        ("cake for whales", "I found nothing on “cake” or “whales” in this base."),
        ("bolivia", "This base has nothing on Bolivia."),
    ],
)
def test_explains_why_nothing_is_found(question: str, sentence: str) -> None:
    found = as_answer(respond(question, index(), TODAY))

    assert found.outcome is Outcome.NONE
    assert sentences.not_found(found) == sentence


def test_names_words_that_no_fact_has_together() -> None:
    lost = as_answer(respond("cake for whales", index(), TODAY))
    asked = Request(words=(Word("proud"), Word("friendship"), Word("cart")))

    said = sentences.not_found(replace(lost, request=asked))
    assert said == "No fact here mentions “proud”, “friendship” and “cart” together."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("sylvania whales", "No fact on Sylvania mentions “whales”. Closest:"),
        ("sylvania summer kings", "No fact on Sylvania mentions “summer” or “kings”. Closest:"),
        ("sylvania and graustark kings", "No fact on Sylvania and Graustark matches all of that. Closest:"),
        ("gas for whales", "No fact mentions “whales”. Closest:"),
        # Words that facts of another time have are not reported as missing.
        ("sylvania gas 1993", "No fact on Sylvania from 1993 mentions “gas”. Closest:"),
        (
            "sylvania kings mountain 1994",
            "No fact on Sylvania from 1994 mentions “kings” or “mountain”. Closest:",
        ),
        ("michael elphberg energy", "No fact on Michael Elphberg is on Energy. Closest:"),
        ("energy 1993", "No fact from 1993 is on Energy. Closest:"),
        ("michael elphberg ended", "No fact on Michael Elphberg matches all of that. Closest:"),
        ("kingdom friendship", "No fact mentions “kingdom” and “friendship” together. Closest:"),
        ("sylvania or graustark whales", "No fact on Sylvania or Graustark mentions “whales”. Closest:"),
        ("where is the gas of ruritania", "No fact surely answers all of that. Closest:"),
        ("sylvania 1850", "No fact on Sylvania is from 1850. Nearest in time:"),
        ("1850", "No fact is from 1850. Nearest in time:"),
        ("gas 1993", "No fact with “gas” is from 1993. Nearest in time:"),
        ("sylvania before may 1850", "No fact on Sylvania is from before May 1850. Nearest in time:"),
        (
            "sylvania kings 1850",
            "No fact on Sylvania is from 1850, and none of these mentions “kings”. Nearest in time:",
        ),
        ("sylvania treaty, for how much", "No fact on Sylvania that fits gives an amount of money. Closest:"),
        ("how many kings of what share", "No fact that fits gives a number and a share. Closest:"),
        ("michael elphberg and sylvania", "No fact is about Michael Elphberg and Sylvania together. Closest:"),
        (
            "michael elphberg and sylvania whales",
            "No fact is about Michael Elphberg and Sylvania together, and none of these mentions “whales”. Closest:",
        ),
    ],
)
def test_names_words_that_nearest_facts_lack(question: str, sentence: str) -> None:
    found = as_answer(respond(question, index(), TODAY))

    assert found.outcome is Outcome.NEAR
    assert sentences.near(found) == sentence


def test_counts_pages() -> None:
    assert sentences.no_such_page(1) == "There is only 1 page: this is the last."
    assert sentences.no_such_page(3) == "There are only 3 pages: this is the last."


def test_explains_that_a_message_names_nothing() -> None:
    assert sentences.not_found(find_named("whales!", index(), TODAY)) == (
        "That message names no partner and no topic of this base."
    )


@pytest.mark.parametrize(
    ("first", "count", "total", "line"),
    [
        (0, 1, 1, "1 fact."),
        (0, 5, 5, "5 facts."),
        (0, 5, 12, "Facts 1 to 5 of 12."),
        (10, 2, 12, "Facts 11 to 12 of 12."),
        (11, 1, 12, "Fact 12 of 12."),
        (5, 0, 12, "More on fact 5 of 12."),
    ],
)
def test_counts_facts_on_a_page(first: int, count: int, total: int, line: str) -> None:
    assert sentences.shown(first, count, total, Noun("fact", "facts")) == line


def test_names_topics_that_no_fact_has_together() -> None:
    found = as_answer(answer(Request(topics=("energy", "borders")), index(), TODAY))

    assert sentences.not_found(found) == "This base has nothing on “Energy” or “Borders”."


@pytest.mark.parametrize(
    ("period", "times"),
    [
        (Period(date(2020, 3, 1), None), "March 2020 or later"),
        (Period(None, date(1850, 4, 30)), "before May 1850"),
        (Period(None, None, (Period(date(2018, 1, 1), date(2018, 12, 31)),)), "any time except 2018"),
    ],
)
def test_words_period_in_a_sentence(period: Period, times: str) -> None:
    found = as_answer(respond("sylvania gas whales", index(), TODAY))
    asked = replace(found, request=found.request.change(period=period))

    assert sentences.near(asked) == f"No fact on Sylvania from {times} mentions “whales”. Closest:"
