import pytest

from bot.domain.dates import parse_when
from bot.reply import wording
from bot.search import answer
from tests.bases import TODAY, index


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2009-10-10", "10 October 2009"),
        ("2009-10", "October 2009"),
        ("2009", "2009"),
        ("199X", "the 1990s"),
        ("1993?", "1993 (uncertain)"),
        ("2009-10~", "about October 2009"),
        ("1992/1993", "1992 to 1993"),
        ("1993/..", "since 1993"),
        ("../2009-10-10", "until 10 October 2009"),
    ],
)
def test_dates_are_worded_no_more_exactly_than_they_are_known(when: str, words: str) -> None:
    assert wording.when_in_words(parse_when(when)) == words


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("ruritania-kingdom", "as of 27 July 2018"),
        ("sylvania-treaty-1993", "May 1993"),
        ("sylvania-gas", "since 2005 · current as of 27 July 2018"),
        ("sylvania-border-closed", "1994 to 1999 · ended"),
        ("graustark-visits", "as of 27 July 2018 · superseded"),
        ("graustark-pipeline-plan", "2001 (uncertain) · disputed"),
        ("graustark-visits-end", "about the 1990s"),
    ],
)
def test_a_fact_says_when_it_held_and_where_it_stands(fact: str, line: str) -> None:
    matches = {
        match.fact.id: match
        for question in ("ruritania", "sylvania", "graustark")
        for match in answer(question, index(), TODAY).facts
    }

    assert wording.dateline(matches[fact].fact, matches[fact].status, is_old=False) == line
    old = wording.dateline(matches[fact].fact, matches[fact].status, is_old=True)
    assert "as of 27 July 2018" in old or "as of 1 October 2026" in old


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_joined_as_people_write_them(words: list[str], joined: str) -> None:
    assert wording.join(words) == joined


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("zenda", "This base has no facts about Zenda."),
        ("sylvania 1850", "This base has nothing about Sylvania for “1850”."),
        ("1850", "This base has nothing for “1850”."),
        ("sylvania summer kings", "This base has nothing about Sylvania on “summer” or “kings”."),
        ("sylvania kings summer 1994", "This base has nothing about Sylvania on “kings” or “summer” for “1994”."),
        ("bohemia", "This base has nothing that I could match with “bohemia”."),
        ("gas for whales", "This base has nothing that I could match with “whales”."),
        ("kingdom friendship", "No fact here has “kingdom” and “friendship” together."),
        ("kingdom friendship 1993", "No fact here has “kingdom” and “friendship” together for “1993”."),
    ],
)
def test_a_miss_says_why(question: str, sentence: str) -> None:
    found = answer(question, index(), TODAY)

    assert wording.not_found(found) == sentence


def test_pages_are_counted() -> None:
    assert wording.no_such_page(1) == "There is only 1 page: this is the last."
    assert wording.no_such_page(3) == "There are only 3 pages: this is the last."
