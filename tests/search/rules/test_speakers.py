import pytest

from bot.search import parse
from tests.bases import FACT, TODAY, index, relation

INDEX = index()


@pytest.mark.parametrize(
    ("question", "speakers"),
    [
        ("what does sylvania say about graustark", ("sylvania",)),
        ("what did graustark really say", ("graustark",)),
        ("sylvania and graustark say", ("sylvania", "graustark")),
        ("according to the graustark court", ("graustark",)),
        ("claims by graustark about sylvania", ("graustark",)),
        ("the position of sylvania on gas", ("sylvania",)),
        ("sylvania's position", ("sylvania",)),
        ("statements from the sylvania court", ("sylvania",)),
        # Nobody says it.
        ("sylvania", ()),
        ("say", ()),
        ("according to sources, sylvania pays", ()),
        ("sylvania according to the", ()),
        ("sylvania signed a treaty, they say", ()),
        ("sylvania, graustark say", ("sylvania", "graustark")),
        ("sylvania of graustark says", ("graustark",)),
        ("gas except graustark says", ()),
        ("accusations", ()),
        # Who asks speaks for themselves.
        ("gas, I was thinking of sylvania", ()),
        ("we say from sylvania", ()),
        ("what do you say of sylvania", ()),
        ("I heard what sylvania says", ("sylvania",)),
    ],
)
def test_speakers_are_those_beside_a_word_of_speech(question: str, speakers: tuple[str, ...]) -> None:
    assert sorted(parse(question, INDEX, TODAY).request.speakers) == sorted(speakers)


def test_word_of_speech_in_a_keyword_asks_for_nobodys_word() -> None:
    fact = FACT.replace("  topics:", "  keywords: [Sylvania declaration]\n  topics:")
    base = index(relations__zenda=relation(fact))

    assert parse("who signed the sylvania declaration", base, TODAY).request.speakers == ()
    assert parse("the sylvania declaration", INDEX, TODAY).request.speakers == ("sylvania",)
