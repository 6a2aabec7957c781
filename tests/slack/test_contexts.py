from bot.domain.answers import Asked
from bot.domain.requests import Request
from bot.slack.contexts import SECONDS_DIRECT, Contexts

THREAD = ("C1", "1.1")


def about(*partners: str) -> Asked:
    return Asked(Request(partners=partners))


def test_each_conversation_has_its_own_last_request() -> None:
    contexts = Contexts()
    contexts.note(about("sylvania"), THREAD)
    contexts.note(about("graustark"), THREAD, ("C1", "1.3"))

    assert contexts.recall(THREAD) == contexts.recall(("C1", "1.3")) == about("graustark")
    for other in (("C2", "1.1"), ("C1", "1.2"), ("C1", "")):
        assert contexts.recall(other) is None


def test_forgets_what_is_about_nothing_now() -> None:
    contexts = Contexts()
    contexts.note(about("sylvania"), THREAD)
    contexts.note(None, THREAD)

    assert contexts.recall(THREAD) is None
    assert len(contexts) == 0


def test_forgets_with_time_and_with_number() -> None:
    now = 0.0
    contexts = Contexts(most=2, seconds=3_600, clock=lambda: now)
    for number in range(3):
        contexts.note(about(f"partner-{number}"), ("C1", str(number)))
    assert [contexts.recall(("C1", str(number))) for number in range(3)] == [
        None,
        about("partner-1"),
        about("partner-2"),
    ]
    contexts.note(about("graustark"), ("C1", "1"))
    contexts.note(about("graustark"), ("D1", ""))
    assert contexts.recall(("C1", "1")) == about("graustark"), "what was asked lately is kept longest"
    now = SECONDS_DIRECT + 1
    assert contexts.recall(("D1", "")) is None, "in direct messages one begins anew sooner"
    now = 3_601.0
    assert contexts.recall(("C1", "1")) is None
    assert len(contexts) == 0, "what is forgotten is gone"
