"""The judged questions, and how many of them each way of searching answers right."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

import yaml

from bot.domain.answers import Answer, FactMatch, Outcome
from bot.search import Index, as_answer, respond
from tests.bases import TODAY

SHOWN = 3
# The facts on a page of a message.
FACTS_A_PAGE = 5


class Unable(Exception):
    """There is nothing to measure; the message says why, and the cure."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what is right: one of `facts` among the first three, or an `outcome` without facts.

    `partners` are those it may be read to name.
    """

    ask: str
    facts: frozenset[str]
    partners: frozenset[str]
    outcome: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The figures of one way of searching; `way` names its set-up."""

    name: str
    way: str
    answered: int
    silent: int
    wrong_partners: int | None
    ask: Callable[[str], object]

    @property
    def right(self) -> int:
        """The number of right answers."""
        return self.answered + self.silent


@dataclass(frozen=True, slots=True)
class Rival:
    """Another way of searching, set up one way: a question → the ids of facts with scores, best first."""

    name: str
    way: str
    ask: Callable[[str], Sequence[tuple[str, float]]]


def read_questions(paths: Iterable[Path]) -> list[Question]:
    """Return the judged questions of all files."""
    try:
        entries = [entry for path in paths for entry in yaml.safe_load(path.read_text("utf-8"))]
    except OSError as error:
        raise Unable(f"cannot read the judged questions: {error}; name their file with --questions") from None
    return [
        Question(
            ask=str(entry["ask"]),
            facts=frozenset(entry.get("facts", ())),
            partners=frozenset(entry.get("partners", ())),
            outcome=entry.get("outcome", "answer"),
        )
        for entry in entries
    ]


def judge_azrel(index: Index, questions: Sequence[Question]) -> Verdict:
    """Judge azrel by its facts, its outcome and its partners."""
    found = [as_answer(respond(question.ask, index, TODAY)) for question in questions]
    wrong = [has_wrong_partner(question, read) for question, read in zip(questions, found, strict=True)]
    right = [
        is_right(question, read) and not wrongly
        for question, read, wrongly in zip(questions, found, wrong, strict=True)
    ]
    return Verdict(
        name="azrel",
        way="",
        answered=sum(right for question, right in zip(questions, right, strict=True) if question.facts),
        silent=sum(right for question, right in zip(questions, right, strict=True) if not question.facts),
        wrong_partners=sum(wrong),
        ask=lambda text: look_at(text, index),
    )


def look_at(text: str, index: Index) -> Sequence[FactMatch]:
    """Ask azrel, and read as many facts as a message shows, since facts are made when they are read."""
    return as_answer(respond(text, index, TODAY)).facts[:FACTS_A_PAGE]


def is_right(question: Question, found: Answer) -> bool:
    """Return whether azrel's facts, or the lack of an answer, are right; the nearest facts are no answer."""
    if question.facts:
        return any(match.fact.id in question.facts for match in found.facts[:SHOWN])
    return found.outcome is not Outcome.ANSWER if question.outcome == "none" else found.outcome == question.outcome


def has_wrong_partner(question: Question, found: Answer) -> bool:
    """Return whether azrel shows facts, or should, and read a partner that the question does not name."""
    if found.outcome is Outcome.NEAR and question.outcome == "none":
        return False
    is_judged = question.facts or found.facts
    return bool(is_judged) and any(partner.id not in question.partners for partner in found.partners)


def judge_rival(rival: Rival, questions: Sequence[Question]) -> Verdict:
    """Judge a rival with its best threshold: the score below which it gives no answer."""
    found = [rival.ask(question.ask)[:SHOWN] for question in questions]
    hits, tops = [], []
    for question, ranked in zip(questions, found, strict=True):
        if question.facts:
            hits += [score for id_, score in ranked if id_ in question.facts][:1]
        else:
            tops.append(ranked[0][1] if ranked else -inf)
    hits.sort()
    tops.sort()

    def count_right(threshold: float) -> tuple[int, int]:
        return len(hits) - bisect_left(hits, threshold), bisect_left(tops, threshold)

    # The best threshold is the score of some right fact, or infinite.
    threshold = max([*hits, inf], key=lambda threshold: sum(count_right(threshold)))
    answered, silent = count_right(threshold)
    return Verdict(rival.name, f"{rival.way}; a score of {threshold:.2f} or more", answered, silent, None, rival.ask)
