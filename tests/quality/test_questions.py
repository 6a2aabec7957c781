"""The judged questions: right or silent, over the whole base."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.answers import Answer, Outcome
from bot.search import Index, as_answer, respond
from tests.bases import TODAY

FLOOR = 0.93
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8"))


def is_right(asked: dict[str, Any], found: Answer) -> bool:
    """Return whether a fact asked for is among the first three, or what has no answer is not shown as one."""
    if "outcome" in asked:
        return found.outcome is not Outcome.ANSWER if asked["outcome"] == "none" else found.outcome == asked["outcome"]
    first = {match.fact.id for match in found.facts[:3]}
    return found.outcome in (Outcome.ANSWER, Outcome.NEAR) and not first.isdisjoint(asked["facts"])


def wrong_partners(asked: dict[str, Any], found: Answer) -> set[str]:
    """The partners that facts are shown about and that the question does not mean.

    A question without an answer may be told what is nearest to it.
    """
    if not found.facts or (found.outcome is Outcome.NEAR and asked.get("outcome") == "none"):
        return set()
    return {partner.id for partner in found.partners} - {*asked.get("partners", ()), "azerbaijan"}


def ask(asked: dict[str, Any], index: Index) -> Answer:
    return as_answer(respond(asked["ask"], index, TODAY))


def test_questions_are_those_of_this_base(shipped_index: Index) -> None:
    snapshot = shipped_index.snapshot
    for asked in QUESTIONS:
        assert set(asked.get("facts", ())) <= snapshot.facts.keys(), asked
        assert set(asked.get("partners", ())) <= snapshot.partners.keys(), asked
        assert ("facts" in asked) != ("outcome" in asked), asked
    assert len({asked["ask"] for asked in QUESTIONS}) == len(QUESTIONS) >= 1_500


def test_nearly_all_are_answered_right_and_no_wrong_partner(shipped_index: Index) -> None:
    answers = [(asked, ask(asked, shipped_index)) for asked in QUESTIONS]
    missed = [asked["ask"] for asked, found in answers if not is_right(asked, found)]
    wrong = {asked["ask"]: wrong_partners(asked, found) for asked, found in answers if wrong_partners(asked, found)}

    assert wrong == {}
    assert 1 - len(missed) / len(answers) >= FLOOR, missed


def test_most_of_what_is_right_is_a_whole_answer(shipped_index: Index) -> None:
    answers = [(asked, ask(asked, shipped_index)) for asked in QUESTIONS if "facts" in asked]
    right = [found.outcome for asked, found in answers if is_right(asked, found)]

    assert right.count(Outcome.ANSWER) >= 0.8 * len(right)


def test_no_kind_of_question_is_a_weak_spot(shipped_index: Index) -> None:
    right: Counter[str] = Counter()
    asked_of: Counter[str] = Counter()
    for asked in QUESTIONS:
        asked_of[asked["style"]] += 1
        right[asked["style"]] += is_right(asked, ask(asked, shipped_index))

    assert {style: right[style] for style in asked_of if right[style] < 0.8 * asked_of[style]} == {}


@pytest.mark.parametrize("outcome", ["none", "choice", "help"])
def test_each_outcome_is_judged(outcome: str) -> None:
    assert any(asked.get("outcome") == outcome for asked in QUESTIONS)
