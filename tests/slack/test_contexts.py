import pytest

from bot.search import respond
from bot.slack.contexts import SECONDS_DIRECT, Contexts
from tests.bases import TODAY, index

INDEX = index()
THREAD = ("C1", "1.1")


def note(contexts: Contexts, text: str, *conversations: tuple[str, str]) -> None:
    contexts.note(respond(text, INDEX, TODAY), *conversations)


def test_each_conversation_has_its_own_last_question() -> None:
    contexts = Contexts()
    note(contexts, "sylvania", THREAD)
    note(contexts, "graustark", THREAD)

    assert contexts.recall(THREAD) == "Graustark"
    for other in (("C2", "1.1"), ("C1", "1.2"), ("C1", "")):
        assert contexts.recall(other) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("graustark gas", "Graustark gas"),
        ("elphberg pipeline", "Rudolf Elphberg pipeline"),
        ("sylvania 1801", "Sylvania 1801"),
        ("bolivia", "bolivia"),
        ("timeline graustark", "timeline Graustark"),
        ("compare graustark sylvania energy", "compare Graustark Sylvania energy"),
        ("elphberg", None),
        ("compare sylvania bolivia", None),
        ("whales", "Sylvania"),
        ("help", "Sylvania"),
        ("topics", "Sylvania"),
    ],
)
def test_what_a_response_leaves_to_be_built_upon(text: str, kept: str | None) -> None:
    contexts = Contexts()
    note(contexts, "sylvania", THREAD)
    note(contexts, text, THREAD)

    assert contexts.recall(THREAD) == kept


def test_they_are_forgotten_with_time_and_with_number() -> None:
    now = 0.0
    contexts = Contexts(most=2, seconds=3_600, clock=lambda: now)
    for number in range(3):
        note(contexts, f"sylvania {1993 + number}", ("C1", str(number)))
    assert [contexts.recall(("C1", str(number))) for number in range(3)] == [
        None,
        "Sylvania 1994",
        "Sylvania 1995",
    ]
    note(contexts, "graustark", ("C1", "1"))
    note(contexts, "graustark", ("D1", ""))
    assert contexts.recall(("C1", "1")) == "Graustark", "what was asked lately is kept longest"
    now = SECONDS_DIRECT + 1
    assert contexts.recall(("D1", "")) is None, "in direct messages one begins anew sooner"
    now = 3_601.0
    assert contexts.recall(("C1", "1")) is None
    assert len(contexts) == 0, "what is forgotten is gone"
