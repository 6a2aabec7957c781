"""Idioms before a name are read as the plain word for them."""

import pytest

from bot.search import Index
from bot.search.parsing import parse
from tests.bases import FACT, TODAY, index, relation

VISITED = index(relations__zenda=relation(FACT.replace("has a castle", "visited a castle"), "zenda"))
# In this base a visit is a word of Diplomacy, and no fact has one.
BARE = index()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("has the king ever been to zenda", ["king", "visited"]),
        ("who set foot in the zenda", ["visited"]),
        ("has the king ever come to zenda", ["king", "visited"]),
        ("who went to zenda", ["visited"]),
        ("did michael really go to zenda", ["visited"]),
        ("has he ever come to zenda", ["visited"]),
        ("gas went to zenda", ["gas"]),
        ("michael came to zenda's aid", ["came", "aid"]),
        ("went to zenda", []),
        ("who has been to", []),
        ("who has been to whales", ["whales"]),
    ],
)
def test_idiom_before_a_name_is_its_plain_word(question: str, words: list[str]) -> None:
    assert [word.text for word in parse(question, VISITED, TODAY).request.words] == words


def test_idiom_stands_for_the_topic_of_its_plain_word() -> None:
    (word,) = parse("has michael been to sylvania", BARE, TODAY).request.words

    assert (word.text, word.topics) == ("visited", ("diplomacy",))


def test_plain_word_of_no_topic_is_looked_for_in_facts() -> None:
    base = index(
        topics="topics: [{id: energy, name: Energy, words: [gas]}, {id: borders, name: Borders, words: [border]},"
        " {id: diplomacy, name: Diplomacy, words: [treaty]}]"
    )
    (word,) = parse("has michael been to sylvania", base, TODAY).request.words

    assert (word.text, word.topics) == ("visited", ())


def test_idiom_says_nothing_where_its_plain_word_is_unknown(elements_index: Index) -> None:
    assert parse("has bunsen been to mercury", elements_index, TODAY).request.words == ()
