"""The rules of times: periods, and what is newest."""

import pytest

from bot.search import parse
from bot.search.rules.newest import asks_for_newest
from bot.search.tokens import tokenise
from tests.bases import FACT, TODAY, index, relation

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
        # Of several times all are meant, or what they have in common.
        ("summer of 1993 and autumn 1994", "1993-06-01 to 1993-08-31 or 1994-09-01 to 1994-11-30", False),
        ("sylvania in 1993 and May 2009", "1993 or 2009-05", False),
        ("what did sylvania do in 1993 that it did not do in May 2009", "1993 or 2009-05", False),
        ("in 1993, the treaty of May 1993", "1993-05", False),
        ("since 1990 sylvania, until 1995", "1990-1995", False),
        ("sylvania except 2005", "except 2005", False),
        ("sylvania since 2000 but not 2005", "2000-2004 or since 2006", False),
        ("sylvania in 2005 except 2005", None, False),
        ("sylvania in 31 june 2009", None, False),
        ("the 1993 treaty", "1993", False),
        ("the status of gas", None, True),
        ("does sylvania still pay", None, True),
        ("is sylvania closed again", None, True),
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


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("sylvania 31 june 2009", ("31", "june", "2009")),
        ("sylvania in 2005 except 2005", ("in", "2005", "except", "2005")),
        ("sylvania years ago", ("years ago",)),
        ("resolution 2699 on sylvania", ("resolution", "2699")),
    ],
)
def test_invalid_time_is_not_understood(question: str, unknown: tuple[str, ...]) -> None:
    parsed = parse(question, INDEX, TODAY)

    assert parsed.request.period is None
    assert [reading.text for reading in parsed.readings if reading.role == "unknown"] == list(unknown)


def test_year_that_belongs_to_a_name_is_a_word() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda broke the 1993 treaty.")))

    request = parse("the 1993 treaty", base, TODAY).request

    assert (request.period, [word.text for word in request.words]) == (None, ["1993", "treaty"])


def test_times_of_a_question_are_taken_word_for_word() -> None:
    readings = parse("sylvania in May 1993 and 2009", INDEX, TODAY).readings

    assert [(reading.text, reading.role) for reading in readings] == [
        ("sylvania", "partner"),
        ("in May 1993 and 2009", "period"),
    ]


def test_date_that_is_written_in_one_word_with_a_time_of_day_is_read() -> None:
    request = parse("sylvania 1993-12-25T10:00", INDEX, TODAY).request

    assert request.period
    assert (request.period.label, request.unknown) == ("1993-12-25", ("00",))


@pytest.mark.parametrize("question", ["sylvania, and the 1993 is", "the 1993 issue of sylvania"])
def test_year_before_a_word_that_says_nothing_is_a_time(question: str) -> None:
    period = parse(question, INDEX, TODAY).request.period

    assert period is not None
    assert period.label == "1993"


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("sylvania gas, up 5 % vs 1993", None),
        ("more gas than in 1993?", None),
        ("gas compared with 1993", None),
        ("gas in 1994 compared to 1993", "1993-1994"),
        ("gas in 1993 than ever", "1993"),
    ],
)
def test_only_year_that_something_is_compared_with_is_no_time(question: str, label: str | None) -> None:
    request = parse(question, INDEX, TODAY).request

    assert (request.period.label if request.period else None) == label
    assert label or "1993" in [word.text for word in request.words]


def test_may_behind_in_is_a_month_that_is_named_as_missing() -> None:
    assert parse("sylvania in may", INDEX, TODAY).request.unknown == ("may",)
    assert parse("may sylvania buy gas", INDEX, TODAY).request.unknown == ()
