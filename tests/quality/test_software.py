"""The judged questions over a base of another subject, whose names are versions, ordinary words, or shared."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.answers import Answer, Outcome
from bot.loading import load_folder
from bot.search import Index, as_answer, build, respond
from tests.bases import TODAY

FLOOR = 0.95
QUESTIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "software.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def index() -> Index:
    result = load_folder(Path(__file__).parents[1] / "bases" / "software")
    assert result.snapshot is not None, result.problems
    return build(result.snapshot)


def ask(asked: dict[str, Any], index: Index) -> Answer:
    return as_answer(respond(asked["ask"], index, TODAY))


def is_right(asked: dict[str, Any], found: Answer) -> bool:
    """Return whether a fact asked for is among the first three, and what has no answer is not shown as one."""
    offered = {id_ for offer in (*found.suggestions, *found.related) for id_ in offer.request.partners}
    if not offered.issuperset(asked.get("offers", ())):
        return False
    if "outcome" in asked:
        outcomes = (Outcome.NONE, Outcome.NEAR) if asked["outcome"] == "none" else (asked["outcome"],)
        return found.outcome in outcomes
    first = {match.fact.id for match in found.facts[:3]}
    return found.outcome in (Outcome.ANSWER, Outcome.NEAR) and not first.isdisjoint(asked["facts"])


def test_questions_are_those_of_this_base(index: Index) -> None:
    for asked in QUESTIONS:
        assert set(asked.get("facts", ())) <= index.snapshot.facts.keys(), asked
        assert {*asked.get("partners", ()), *asked.get("offers", ())} <= index.snapshot.partners.keys(), asked
        assert ("facts" in asked) != ("outcome" in asked), asked


def test_nearly_all_are_answered_right(index: Index) -> None:
    missed = [asked["ask"] for asked in QUESTIONS if not is_right(asked, ask(asked, index))]

    assert 1 - len(missed) / len(QUESTIONS) >= FLOOR, missed


@pytest.mark.parametrize("asked", [asked for asked in QUESTIONS if "facts" in asked], ids=lambda asked: asked["ask"])
def test_no_other_partner_is_read(asked: dict[str, Any], index: Index) -> None:
    found = ask(asked, index)

    assert {partner.id for partner in found.partners} <= {*asked.get("partners", ()), "lanternfish"}
