"""The nearest facts where a question is not answered, with what they lack."""

import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from tests.search.asking import ask, facts, press

NOT_IN_PERIOD, NOT_TOGETHER = NoAnswerReason.NOT_IN_PERIOD, NoAnswerReason.NOT_TOGETHER
NOT_ON_TOPIC, NOT_UNDERSTOOD = NoAnswerReason.NOT_ON_TOPIC, NoAnswerReason.NOT_UNDERSTOOD
GAS = ["sylvania-gas", "graustark-pipeline-plan", "graustark-no-pipeline"]
VISITS = ["graustark-visits", "graustark-visits-end"]


@pytest.mark.parametrize(
    ("question", "reason", "passed_over", "expected"),
    [
        # A partner, and words that no fact about it has.
        ("sylvania whales", NOT_ON_TOPIC, ("whales",), None),
        ("sylvania whalez", NOT_ON_TOPIC, ("whalez",), None),
        ("sylvania kings", NOT_ON_TOPIC, ("kings",), None),
        ("sylvania summer kings", NOT_ON_TOPIC, ("summer", "kings"), None),
        ("sylvania whales and kings", NOT_ON_TOPIC, ("whales", "kings"), None),
        ("sylvania cake recipe", NOT_UNDERSTOOD, ("cake", "recipe"), None),
        ("michael elphberg gas", NOT_ON_TOPIC, ("gas",), VISITS),
        ("michael elphberg energy", NOT_ON_TOPIC, (), VISITS),
        # A partner, words that facts about it have, and others.
        ("sylvania gas whales", None, ("whales",), GAS),
        ("sylvania treaty gas", None, (), ["sylvania-treaty-1993", "sylvania-gas", "sylvania-ally"]),
        ("sylvania gas whales except graustark", None, ("whales",), ["sylvania-gas"]),
        # Others have the word, what joins the two does not.
        (
            "sylvania and graustark kings",
            NOT_ON_TOPIC,
            (),
            ["graustark-pipeline-plan", "graustark-no-pipeline", "sylvania-border-closed"],
        ),
        # No partner.
        ("energy whales", NOT_UNDERSTOOD, ("whales",), GAS),
        ("gas for whales in wales", NOT_UNDERSTOOD, ("whales", "wales"), GAS),
        ("kingdom friendship", NOT_UNDERSTOOD, (), ["sylvania-treaty-1993"]),
        # A time.
        ("1993 whales", NOT_UNDERSTOOD, ("whales",), ["sylvania-treaty-1993", "graustark-visits-end"]),
        ("sylvania whales 1993", NOT_ON_TOPIC, ("whales",), ["sylvania-treaty-1993"]),
        ("sylvania gas 1993", NOT_ON_TOPIC, ("gas",), ["sylvania-treaty-1993"]),
        ("sylvania 1850", NOT_IN_PERIOD, (), None),
        ("1850", NOT_IN_PERIOD, (), None),
        ("gas 1850", NOT_IN_PERIOD, (), GAS),
        ("sylvania gas in 2031", NOT_IN_PERIOD, (), GAS),  # nobody knows that it still flows then
        ("sylvania in the next decade", NOT_IN_PERIOD, (), None),
        ("sylvania gas whales 1850", NOT_IN_PERIOD, ("whales",), GAS),
        ("sylvania kings 1850", NOT_IN_PERIOD, ("kings",), None),
        # Partners that no fact joins.
        ("michael elphberg and sylvania", NOT_TOGETHER, (), None),
        ("michael elphberg and sylvania gas", NOT_TOGETHER, (), GAS),
        ("michael elphberg and sylvania whales", NOT_TOGETHER, ("whales",), None),
    ],
)
def test_nearest_facts_are_shown_with_what_they_lack(
    question: str, reason: NoAnswerReason | None, passed_over: tuple[str, ...], expected: list[str] | None
) -> None:
    found = ask(question)
    shown = [match.fact.id for match in found.facts]

    assert (found.outcome, found.reason, found.passed_over) == (Outcome.NEAR, reason, passed_over)
    assert found.summary is None
    if expected is None:
        assert len(shown) == 5
    else:
        assert set(shown[: len(expected)]) == set(expected), "what has most of the question comes first"
    assert found.total == sum(not match.is_companion for match in found.facts)
    assert found.suggestions
    for offer in found.suggestions:
        assert press(offer.request).facts, "no dead end"


@pytest.mark.parametrize(
    ("question", "first"),
    [("michael elphberg ended", "graustark-visits"), ("sylvania in 2031 no such plan", "graustark-pipeline-plan")],
)
def test_no_word_of_a_fact_shown_is_passed_over(question: str, first: str) -> None:
    found = ask(question)
    said = " ".join(
        [
            text
            for match in found.facts
            for text in (match.fact.statement, *[c.excerpt or "" for c in match.fact.citations])
        ]
    )

    assert found.outcome is Outcome.NEAR
    assert found.facts[0].fact.id == first
    assert not [word for word in found.passed_over if word in said]


def test_current_facts_are_nearest_to_future_times() -> None:
    assert "sylvania-gas" in facts("sylvania 2031")
    assert "sylvania-gas" in facts("2031")


def test_topic_alone_is_near_a_word_that_no_fact_says() -> None:
    found = ask("sylvania oil")

    assert (found.outcome, found.passed_over) == (Outcome.NEAR, ("oil",))
    assert "energy" in found.facts[0].fact.topics
