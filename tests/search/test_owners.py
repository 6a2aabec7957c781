"""Whose something is: a fact about somebody else's is no answer."""

import pytest

from bot.domain.answers import Outcome
from bot.search.owners import owners_in
from bot.search.parsing import parse
from bot.search.tokens import tokenise
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import ask


def facts_of(**statements: str) -> str:
    """Return facts about Sylvania too, by id, in which underscores are hyphens, each with its statement."""
    fact = FACT.replace("  topics:", "  involves: [sylvania]\n  topics:")
    return "".join(
        fact.replace("zenda-castle", id_.replace("_", "-")).replace("Zenda has a castle", statement)
        for id_, statement in statements.items()
    )


MILLS = index(
    relations__zenda=relation(
        facts_of(
            zenda_mills="Sylvania took 5 per cent of the mills of Zenda",
            zenda_ovens="Sylvanian ovens were sold to Zenda",
            zenda_ponds="Zenda's ponds with Sylvania are deep",
            zenda_oaks="The oaks of Sylvania and Zenda are old",
        ),
        "zenda",
    )
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the mills of zenda", ["mill of > zenda"]),
        ("the mills of the Sylvanian king", []),
        ("zenda's water mills", ["mill of > zenda"]),
        ("sylvania and zenda's mills", ["mill of > sylvania", "mill of > zenda"]),
        (
            "the mills of sylvania, graustark and zenda",
            ["mill of > sylvania", "mill of > graustark", "mill of > zenda"],
        ),
        ("the mills of sylvania zenda", ["mill of > sylvania"]),
        ("zenda's ponds with sylvania", ["pond of > zenda", "pond of > sylvania"]),
        ("ponds between zenda and sylvania", ["pond of > zenda", "pond of > sylvania"]),
        ("our mills", ["mill of > ruritania"]),
        ("zenda mills", []),
        ("zenda's. mills", []),
        ("of zenda", []),
        ("zenda's", []),
        ("zenda's 5 mills", []),
        ("all of zenda", []),
        ("zenda's sylvania", []),
        ("help for zenda's mills", ["mill of > zenda"]),
    ],
)
def test_owners_in_a_question(text: str, keys: list[str]) -> None:
    phrases = parse(text, MILLS, TODAY).request.phrases

    assert [phrase for phrase in phrases if " of > " in phrase] == keys


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("zenda's mills in sylvania", Outcome.ANSWER),
        ("sylvania's mills in zenda", Outcome.NEAR),
        ("mills of sylvania in zenda", Outcome.NEAR),
        ("zenda sylvania mills", Outcome.ANSWER),
        ("sylvania's ovens in zenda", Outcome.ANSWER),
        ("zenda's ovens in sylvania", Outcome.NEAR),
        ("sylvania's ponds with zenda", Outcome.ANSWER),
        ("sylvania's oaks", Outcome.ANSWER),
        ("mills between zenda and sylvania", Outcome.ANSWER),
    ],
)
def test_fact_about_what_is_anothers_is_near(question: str, outcome: Outcome) -> None:
    assert ask(question, MILLS).outcome is outcome


def test_text_without_names_says_nothing_of_owners() -> None:
    assert [*owners_in(tokenise("the mills of the moon"), lambda _: None)] == []
