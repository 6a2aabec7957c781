"""The rules of times: periods, seasons, and what is newest."""

import pytest

from bot.search import parse
from bot.search.rules.newest import asks_for_newest
from bot.search.tokens import tokenise
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "spans"),
    [
        ("the latest on gas", ["the latest"]),
        ("what's new", ["what's new"]),
        ("gas now, and most recent oil", ["now", "most recent"]),
        ("at the moment these days", ["at the moment", "these days"]),
        ("a new knowledge of nowhere", []),
    ],
)
def test_newest_is_asked_for(question: str, spans: list[str]) -> None:
    tokens = tokenise(question)

    assert [
        tokens.folded[slice(*span)] for span in asks_for_newest(tokens.folded, [token.word for token in tokens.words])
    ] == spans


@pytest.mark.parametrize(
    ("question", "label", "newest_first"),
    [
        ("sylvania in summer 2005", "2005-06-01 to 2005-08-31", False),
        ("summer of 2020", "2020-06-01 to 2020-08-31", False),
        ("Autumn 1994", "1994-09-01 to 1994-11-30", False),
        ("the fall of 1994", "1994-09-01 to 1994-11-30", False),
        ("during the spring, 1994", "1994-03-01 to 1994-05-31", False),
        ("winter 2019", "2019-12-01 to 2020-02-29", False),
        ("winter 2020-21", "2020-12-01 to 2021-02-28", False),
        ("winter of 2020/2021", "2020-12-01 to 2021-02-28", False),
        ("summer", None, False),
        ("midsummer 2020", "2020", False),
        ("summer of 1993 and autumn 1994", "1993-06-01 to 1993-08-31", False),
        # One time is read: of several the one written in the fullest form.
        ("sylvania in 1993 and May 2009", "1993", False),
        ("sylvania since 1993 until now", "1993-01-01 to 2026-11-23", False),
        ("the latest on sylvania since 1993", "since 1993", True),
        ("sylvania in 2005, please, latest", "2005", True),
        ("newest", None, True),
        ("sylvania", None, False),
    ],
)
def test_times_of_a_question(question: str, label: str | None, newest_first: bool) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.period.label if request.period else None, request.newest_first) == (label, newest_first)


def test_other_year_is_passed_over() -> None:
    readings = parse("sylvania in May 1993 and 2009", INDEX, TODAY).readings

    assert [(reading.text, reading.role) for reading in readings] == [
        ("sylvania", "partner"),
        ("in May 1993", "period"),
        ("and", "stop word"),
        ("2009", "stop word"),
    ]
