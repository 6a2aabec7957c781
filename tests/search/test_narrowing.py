import pytest

from bot.domain.requests import Request, Word
from bot.search import add_time, add_topic
from tests.bases import TODAY, index

INDEX = index()
SYLVANIA = Request(partners=("sylvania",))
GAS = Word("gas", ("energy",))


@pytest.mark.parametrize(
    ("text", "label", "newest_first"),
    [
        ("1993", "1993", False),
        ("since 2020", "since 2020", False),
        ("summer 2020", "2020-06-01 to 2020-08-31", False),
        ("latest", None, True),
        ("@ruri, the latest since 2020", "since 2020", True),
    ],
)
def test_request_is_narrowed_to_a_time(text: str, label: str | None, newest_first: bool) -> None:
    request = add_time(SYLVANIA, text, INDEX, TODAY)

    assert request
    assert request.partners == ("sylvania",)
    assert (request.period.label if request.period else None, request.newest_first) == (label, newest_first)


@pytest.mark.parametrize("text", ["soonish", "", "graustark", "page 2"])
def test_text_without_a_time_narrows_nothing(text: str) -> None:
    assert add_time(SYLVANIA, text, INDEX, TODAY) is None


def test_newest_keeps_the_time_there_is() -> None:
    of_1993 = add_time(SYLVANIA, "1993", INDEX, TODAY)

    assert of_1993
    newest = add_time(of_1993, "latest", INDEX, TODAY)
    assert newest
    assert newest.period == of_1993.period
    assert newest.newest_first


@pytest.mark.parametrize(
    ("text", "topics", "words"),
    [
        ("energy", ("energy",), ()),
        ("gas", (), (GAS,)),
        ("energy treaty", (), (Word("energy", ("energy",)), Word("treaty", ("diplomacy",)))),
        ("traders", (), (Word("traders"),)),
        ("whales", (), (Word("whales", is_known=False),)),
        ("please", (), ()),
        ("", (), ()),
    ],
)
def test_request_is_narrowed_to_a_topic_or_words(text: str, topics: tuple[str, ...], words: tuple[Word, ...]) -> None:
    assert add_topic(SYLVANIA, text, INDEX, TODAY) == Request(partners=("sylvania",), topics=topics, words=words)


def test_topic_and_words_are_added_to_those_there_are() -> None:
    before = Request(topics=("energy",), words=(GAS,))

    assert add_topic(before, "energy", INDEX, TODAY) == before
    assert add_topic(before, "borders", INDEX, TODAY) == Request(topics=("energy", "borders"), words=(GAS,))
    assert add_topic(before, "traders", INDEX, TODAY) == Request(topics=("energy",), words=(GAS, Word("traders")))
