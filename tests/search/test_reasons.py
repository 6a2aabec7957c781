"""Scores, and the reasons for them."""

import pytest

from tests.bases import FACT, index, relation
from tests.search.asking import ask, facts, reasons


@pytest.mark.parametrize(
    "question",
    [
        "sylvania gas since 2001", "treaty", "ruritania", "1993", "sylvania overview", "latest", "energy", "graustark",
        "what does sylvania say about graustark", "republic of sylvania supply contract", "sylvania except graustark",
    ],
)  # fmt: skip
def test_score_is_the_sum_of_what_was_counted(question: str) -> None:
    matches = [match for match in ask(question).facts if not match.is_companion]

    assert matches
    for match in matches:
        assert match.score == pytest.approx(sum(reason.score for reason in match.reasons), abs=0.01), match.fact.id
        assert all(0 < reason.score <= reason.most + 1e-9 <= 1 + 1e-9 for reason in match.reasons)
        assert 0 < match.score <= 1


def test_reasons_say_what_was_matched() -> None:
    said = dict(zip(facts("sylvania gas since 2001"), reasons("sylvania gas since 2001"), strict=True))

    assert said["sylvania-gas"] == ("about Sylvania", "falls within “since 2001”", "its words: gas")
    assert said["graustark-pipeline-plan"] == (
        "involves Sylvania",
        "falls within “since 2001”",
        "its topic: Energy",
    )


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("sylvania gas 2010", "reaches into “2010”"),
        ("what does sylvania say about graustark", "what Sylvania says"),
        ("sylvania supply contract", "its phrases: suppli contract"),
        ("who is an ally 2026", "its source speaks up to a day in “2026”"),
        ("republic of sylvania", "its words: republic of sylvania"),
        ("everything but sylvania or graustark", "not left out"),
        ("ruritania", "about Ruritania itself"),
    ],
)
def test_reasons_of_the_best_fact(question: str, reason: str) -> None:
    assert reason in reasons(question)[0]


def test_fact_that_mentions_a_country_says_so() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia.")))

    assert reasons("bolivia", base)[0] == ("mentions Bolivia",)
    both = index(
        relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda sells salt to Bolivia and Peru."))
    )
    assert {"mentions Bolivia", "mentions Peru"} <= set(reasons("bolivia and peru", both)[0])
    adjective = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda has a Bolivian castle.")))
    assert reasons("bolivia", adjective)[0] == ("mentions Bolivia",)
    assert reasons("zenda and bolivia", base)[0] == ("about Zenda", "mentions Bolivia")
