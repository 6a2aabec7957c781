"""Related words find a fact, and never make it an answer."""

import pytest

from bot.domain.answers import Outcome
from bot.search import Index, build_whole
from tests.bases import FACT, index, relation
from tests.search.asking import ask, reasons


def base_with(**lists: str) -> Index:
    """Return a base with a fact on a castle that has these lists of words."""
    fact = FACT
    for key, words in lists.items():
        fact = fact.replace("  topics:", f"  {key}: [{words}]\n  topics:")
    return index(relations__zenda=relation(fact, "zenda"))


RELATED = base_with(related="dungeon, moat and drawbridge")
KEYWORDS = base_with(keywords="dungeon, moat and drawbridge")


@pytest.mark.parametrize("question", ["zenda dungeon", "zenda dungeons", "zenda moat and drawbridge", "dungeon"])
def test_related_word_finds_the_nearest_fact(question: str) -> None:
    found = ask(question, RELATED)

    assert (found.outcome, found.facts[0].fact.id) == (Outcome.NEAR, "zenda-castle")
    assert found.passed_over
    assert ask(question, KEYWORDS).outcome is Outcome.ANSWER


def test_explanation_says_that_a_word_is_related() -> None:
    assert reasons("zenda dungeon", RELATED)[0][-1] == "its related words: dungeon"
    assert reasons("zenda castle", RELATED)[0][-1] == "its words: castle"


def test_word_of_the_statement_answers_though_it_is_related_too() -> None:
    base = base_with(related="castle, dungeon")

    assert ask("zenda castle", base).outcome is Outcome.ANSWER
    assert ask("zenda dungeon", base).passed_over == ("dungeon",)


def test_keyword_answers_once_it_is_no_longer_related() -> None:
    renewed = build_whole(KEYWORDS.snapshot, build_whole(RELATED.snapshot))

    assert ask("zenda moat and drawbridge", renewed).outcome is Outcome.ANSWER


def test_question_without_a_related_word_keeps_the_fact() -> None:
    assert ask("zenda but not dungeons", RELATED).facts
