"""The judged questions: right or silent, over the whole of each base."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest

from bot.domain.answers import Answer, Outcome
from bot.reply import to_query
from bot.reply.sentences import near
from bot.search import Index, as_answer, respond
from tests.bases import TODAY
from tests.quality.judged import ELEMENTS, QUESTIONS, SOFTWARE


@dataclass(frozen=True)
class Judged:
    """A base and the questions that it is judged by: how many they are at least, and the part to be answered right.

    So many at least are hits, and hits in a plain answer; so many at most have no answer and are shown one.
    """

    index: Index
    questions: list[dict[str, Any]]
    fewest: int
    floor: float
    fewest_hits: int
    fewest_answers: int
    most_made_up: int

    @cached_property
    def answers(self) -> list[tuple[dict[str, Any], Answer]]:
        """Each question with azrel's answer."""
        return [(asked, as_answer(respond(asked["ask"], self.index, TODAY))) for asked in self.questions]


@pytest.fixture(scope="module", params=["shipped", "elements", "software"])
def judged(request: pytest.FixtureRequest) -> Judged:
    index: Index = request.getfixturevalue(f"{request.param}_index")
    if request.param == "shipped":
        return Judged(index, QUESTIONS, 5_413, 0.94, fewest_hits=3_635, fewest_answers=3_002, most_made_up=76)
    if request.param == "elements":
        return Judged(index, ELEMENTS, 106, 0.95, fewest_hits=83, fewest_answers=77, most_made_up=0)
    return Judged(index, SOFTWARE, 51, 0.95, fewest_hits=41, fewest_answers=40, most_made_up=0)


def is_right(asked: dict[str, Any], found: Answer) -> bool:
    """Return whether a fact asked for is among the first three, or what has no answer is not shown as one.

    Partners that a reply must offer have to be among its offers too.
    """
    offered = {id_ for offer in (*found.suggestions, *found.related) for id_ in offer.request.partners}
    if not offered.issuperset(asked.get("offers", ())):
        return False
    if "outcome" in asked:
        return found.outcome is not Outcome.ANSWER if asked["outcome"] == "none" else found.outcome == asked["outcome"]
    first = {match.fact.id for match in found.facts[:3]}
    return found.outcome in (Outcome.ANSWER, Outcome.NEAR) and not first.isdisjoint(asked["facts"])


def wrong_partners(asked: dict[str, Any], found: Answer, subject: str) -> set[str]:
    """Return the partners that facts are shown about and that the question does not mean.

    A question without an answer may get the nearest facts.
    """
    if not found.facts or (found.outcome is Outcome.NEAR and asked.get("outcome") == "none"):
        return set()
    return {partner.id for partner in found.partners} - {*asked.get("partners", ()), subject}


def test_questions_refer_to_existing_facts_and_partners(judged: Judged) -> None:
    snapshot, questions = judged.index.snapshot, judged.questions
    for asked in questions:
        assert set(asked.get("facts", ())) <= snapshot.facts.keys(), asked
        assert {*asked.get("partners", ()), *asked.get("offers", ())} <= snapshot.partners.keys(), asked
        assert ("facts" in asked) != ("outcome" in asked), asked
    assert len({asked["ask"] for asked in questions}) == len(questions) >= judged.fewest


def test_answers_most_questions_right_and_none_about_a_wrong_partner(judged: Judged) -> None:
    subject = judged.index.snapshot.about.subject
    missed = [asked["ask"] for asked, found in judged.answers if not is_right(asked, found)]
    wrong = {asked["ask"]: wrong_partners(asked, found, subject) for asked, found in judged.answers}

    assert {ask: partners for ask, partners in wrong.items() if partners} == {}
    assert 1 - len(missed) / len(judged.answers) >= judged.floor, missed


def test_most_right_answers_are_complete(judged: Judged) -> None:
    right = [found.outcome for asked, found in judged.answers if "facts" in asked and is_right(asked, found)]

    assert right.count(Outcome.ANSWER) >= 0.8 * len(right)
    assert len(right) >= judged.fewest_hits
    assert right.count(Outcome.ANSWER) >= judged.fewest_answers


def test_questions_without_answer_rarely_get_one(judged: Judged) -> None:
    unanswered = [(asked["ask"], found) for asked, found in judged.answers if asked.get("outcome") == "none"]
    made_up = [ask for ask, found in unanswered if found.outcome is Outcome.ANSWER]

    assert len(made_up) <= judged.most_made_up, made_up


def test_each_style_of_question_is_answered_well(judged: Judged) -> None:
    right: Counter[str] = Counter()
    asked_of: Counter[str] = Counter()
    for asked, found in judged.answers:
        asked_of[asked.get("style", "")] += 1
        right[asked.get("style", "")] += is_right(asked, found)

    assert {style: right[style] for style in asked_of if right[style] < 0.8 * asked_of[style]} == {}


def test_no_notice_denies_words_that_a_fact_beneath_has(judged: Judged) -> None:
    denied: dict[str, str] = {}
    for asked, found in judged.answers:
        # A country without a file is at most mentioned: the notice is about no fact shown.
        notice = near(found) if found.outcome is Outcome.NEAR and not found.countries else ""
        words = re.findall("“(.+?)”", notice.partition("mentions")[2]) if notice.endswith("together. Closest:") else []
        named = {partner.id for partner in found.partners}
        about_them = [match.fact for match in found.facts if words and named.issubset(match.fact.about)]
        for fact in about_them:
            if {*words} <= {*re.findall(r"\w+", " ".join([*fact.texts, *fact.keywords]))}:
                denied[asked["ask"]] = notice

    assert denied == {}


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_typed_offers_lead_to_as_many_facts_as_they_say(judged: Judged, step: int) -> None:
    index = judged.index
    offers = {offer for _, found in judged.answers[::step] for offer in (*found.suggestions, *found.related)}
    typed = [(offer, count[1]) for offer in offers if (count := re.search(r"\((\d+)\)$", offer.label))]
    right = [
        offer
        for offer, count in typed
        if as_answer(respond(to_query(offer.request, index.snapshot), index, TODAY)).total == int(count)
    ]

    # Words out of their sentence may mean something else: an amount or a verb may be asked for, or a phrase be made.
    assert len(right) >= 0.93 * len(typed)


@pytest.mark.parametrize("outcome", ["none", "choice", "help"])
def test_judged_questions_have_each_outcome(outcome: str) -> None:
    assert any(asked.get("outcome") == outcome for asked in QUESTIONS)
