from datetime import date

import pytest

from bot.domain.dates import Period, parse_when
from bot.reply.english import in_text, join, period_in_words, when_in_words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2009-10-10", "10 October 2009"),
        ("2009-10", "October 2009"),
        ("2009", "2009"),
        ("199X", "the 1990s"),
        ("19XX", "the 20th century"),
        ("20XX~", "about the 21st century"),
        ("11XX", "the 12th century"),
        ("21XX/22XX", "the 22nd century to the 23rd century"),
        ("2009-21", "spring 2009"),
        ("2009-22?", "summer 2009 (uncertain)"),
        ("2009-23/2009-24", "autumn 2009 to winter 2009"),
        ("1993?", "1993 (uncertain)"),
        ("2009-10~", "about October 2009"),
        ("1992/1993", "1992 to 1993"),
        ("1993/..", "since 1993"),
        ("../2009-10-10", "until 10 October 2009"),
    ],
)
def test_words_dates_with_their_precision(when: str, words: str) -> None:
    assert when_in_words(parse_when(when)) == words


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_joins_lists_with_commas_and_and(words: list[str], joined: str) -> None:
    assert join(words) == joined


@pytest.mark.parametrize(
    "name", ["United States", "Council of Europe", "Route for Peace", "Netherlands", "Holy See", "Black Sea", "Union"]
)
def test_name_with_a_common_head_takes_the_article(name: str) -> None:
    assert in_text(name) == (name if name == "Union" else f"the {name}")


@pytest.mark.parametrize("name", ["Turkey", "NATO", "Saudi Arabia", "Papua New Guinea", "Visual Studio", ""])
def test_other_names_take_no_article(name: str) -> None:
    assert in_text(name) == name


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(1993, 1, 1), date(1993, 12, 31), "1993"),
        (date(1992, 1, 1), date(1995, 12, 31), "1992 to 1995"),
        (date(2009, 10, 1), date(2009, 10, 31), "October 2009"),
        (date(2009, 10, 1), date(2010, 2, 28), "October 2009 to February 2010"),
        (date(2020, 9, 1), date(2020, 11, 30), "September to November 2020"),
        (date(2020, 11, 10), date(2020, 11, 10), "10 November 2020"),
        (date(2020, 9, 27), date(2020, 11, 10), "27 September to 10 November 2020"),
        (date(2020, 3, 1), None, "since March 2020"),
        (date(2020, 3, 2), None, "since 2 March 2020"),
        (None, date(1992, 12, 31), "before 1993"),
        (None, None, "any time"),
    ],
)
def test_period_is_put_in_words(start: date | None, end: date | None, words: str) -> None:
    assert period_in_words(Period(start, end)) == words


def test_period_with_a_gap_is_written_as_its_parts() -> None:
    gap = Period(date(1993, 1, 1), date(1993, 12, 31))

    assert period_in_words(Period(date(1992, 1, 1), date(1994, 12, 31), (gap,))) == "1992 or 1994"
    assert (
        period_in_words(Period(date(1992, 5, 1), date(1994, 2, 28), (gap,)))
        == "May to December 1992 or January to February 1994"
    )
    assert period_in_words(Period(None, None, (gap,))) == "except 1993"
