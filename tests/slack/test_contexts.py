from bot.slack.contexts import Contexts


def test_each_conversation_has_its_own_last_question() -> None:
    contexts = Contexts()
    contexts.remember(("T1", "C1", "1.1"), "sylvania")
    contexts.remember(("T1", "C1", "1.1"), "graustark")

    assert contexts.recall(("T1", "C1", "1.1")) == "graustark"
    for other in (("T2", "C1", "1.1"), ("T1", "C2", "1.1"), ("T1", "C1", "1.2"), ("T1", "C1", "")):
        assert contexts.recall(other) is None


def test_they_are_forgotten_with_time_and_with_number() -> None:
    now = 0.0
    contexts = Contexts(most=2, seconds=60, clock=lambda: now)
    for number in range(3):
        contexts.remember(("T1", "C1", str(number)), f"question {number}")
    assert [contexts.recall(("T1", "C1", str(number))) for number in range(3)] == [None, "question 1", "question 2"]
    contexts.remember(("T1", "C1", "1"), "again")
    contexts.remember(("T1", "C1", "3"), "new")
    assert contexts.recall(("T1", "C1", "1")) == "again", "what was asked lately is kept longest"
    now = 61.0
    assert contexts.recall(("T1", "C1", "3")) is None
