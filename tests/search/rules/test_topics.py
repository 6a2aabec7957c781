import pytest

from bot.search import parse
from tests.bases import TODAY, index

INDEX = index()
_DIPLOMACY = "  - {id: diplomacy, name: Diplomacy, words: [visit]}\n"


def topics(*entries: str) -> str:
    """Return the topics' file with these entries, and the third that the base's facts are on."""
    return "topics:\n" + "".join(f"  - {entry}\n" for entry in entries) + _DIPLOMACY


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("pipelines", [("energy", True)]),
        ("closed borders", [("borders", True)]),
        ("gas and frontier", [("energy", True), ("borders", True)]),
        ("fronteir", [("borders", False)]),
        ("Energy", [("energy", True)]),
        ("gsa", []),
    ],
)
def test_topics_are_recognised_by_their_words(question: str, expected: list[tuple[str, bool]]) -> None:
    assert [(match.topic.id, match.exact) for match in parse(question, INDEX, TODAY).topics] == expected


def test_word_may_stand_for_two_topics() -> None:
    base = index(
        topics=topics(
            "{id: energy, name: Energy, words: [gas, transit]}", "{id: borders, name: Borders, words: [transit]}"
        )
    )

    assert [match.topic.id for match in parse("transit", base, TODAY).topics] == ["borders", "energy"]
    assert [match.topic.id for match in parse("trasnit", base, TODAY).topics] == ["borders", "energy"]


def test_typo_between_words_of_two_topics_is_not_corrected() -> None:
    base = index(
        topics=topics("{id: energy, name: Energy, words: [carts]}", "{id: borders, name: Borders, words: [carps]}")
    )

    assert parse("carxs", base, TODAY).topics == ()


def test_phrase_for_a_topic_may_hold_a_stop_word() -> None:
    base = index(
        topics=topics(
            "{id: energy, name: Energy, words: [sources of power]}", "{id: borders, name: Borders, words: [edge]}"
        )
    )

    parsed = parse("source of power", base, TODAY)

    assert [(match.topic.id, match.matched) for match in parsed.topics] == [("energy", "source of power")]
    assert [(word.text, word.topics) for word in parsed.request.words] == [("source of power", ("energy",))]
