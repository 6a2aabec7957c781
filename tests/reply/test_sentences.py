import pytest

from bot.reply import sentences
from bot.search import as_answer, find_named, respond
from tests.bases import TODAY, index


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("zenda", "This base has no facts about Zenda."),
        ("sylvania 1850", "This base has nothing about Sylvania for “1850”."),
        ("1850", "This base has nothing for “1850”."),
        ("sylvania summer kings", "This base has nothing about Sylvania on “summer” or “kings”."),
        ("sylvania kings mountain 1994", "This base has nothing about Sylvania on “kings” or “mountain” for “1994”."),
        ("bohemia", "This base has nothing that I could match with “bohemia”."),
        ("gas for whales", "This base has nothing that I could match with “whales”."),
        ("kingdom friendship", "No fact here has “kingdom” and “friendship” together."),
        ("kingdom friendship 1993", "No fact here has “kingdom” and “friendship” together for “1993”."),
    ],
)
def test_a_miss_says_why(question: str, sentence: str) -> None:
    found = as_answer(respond(question, index(), TODAY))

    assert sentences.not_found(found) == sentence


def test_pages_are_counted() -> None:
    assert sentences.no_such_page(1) == "There is only 1 page: this is the last."
    assert sentences.no_such_page(3) == "There are only 3 pages: this is the last."


def test_a_message_that_names_nothing_is_said_to() -> None:
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
        (5, 0, 12, "Beside fact 5 of 12."),
    ],
)
def test_the_facts_on_a_page_are_counted(first: int, count: int, total: int, line: str) -> None:
    assert sentences.shown(first, count, total) == line
