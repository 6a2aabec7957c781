"""Countries on which the base has no file."""

import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from tests.bases import FACT, index, relation
from tests.search.asking import ask, facts


@pytest.mark.parametrize(
    "question", ["Bolivia", "bolivian gas", "sylvania and bolivia", "BOL", "gas in ボリビア", "bolivvia"]
)
def test_country_without_a_file_is_known_by_name(question: str) -> None:
    found = ask(question)

    assert (found.outcome, found.reason) == (Outcome.NONE, NoAnswerReason.NOT_HERE)
    assert [country.code for country in found.countries] == ["BO"]
    assert found.parsed
    assert found.parsed.countries[0].exact is (question != "bolivvia")


def test_facts_that_mention_a_country_without_a_file_are_shown() -> None:
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", "Zenda sells its castle to Bolivia.")))

    for question, outcome in (("bolivia", Outcome.ANSWER), ("bolivia whales", Outcome.NONE), ("iraq", Outcome.NONE)):
        assert ask(question, base).outcome is outcome, question
    assert facts("bolivia overview", base) == ["zenda-castle"]
    assert ask("bolivia", base).mentioned == ("Bolivia",)
    assert ask("zenda", base).mentioned == ()


def test_word_of_facts_that_names_a_country_in_another_language_alone_is_that_word() -> None:
    said = "Zenda sends its king to the Granada summit and buys Czech glass."
    base = index(relations__zenda=relation(FACT.replace("Zenda has a castle.", said)))

    assert ask("who went to Granada", base).outcome is Outcome.ANSWER
    assert [country.code for country in ask("Grenada", base).countries] == ["GD"]
    assert [country.code for country in ask("the Czech glass", base).countries] == ["CZ"]
    assert [country.code for country in ask("Granada", base).countries] == ["GD"]
    assert [country.code for country in ask("who went to Granada").countries] == ["GD"]


def test_name_of_a_country_in_several_words_counts_in_one_piece() -> None:
    said = "Zenda sells its castle to South Korea, and Korea has a south."
    base = index(
        relations__zenda=relation(
            FACT.replace("Zenda has a castle.", said)
            + FACT.replace("zenda-castle", "zenda-south").replace("Zenda has a castle.", "Korea lies south of Zenda.")
        )
    )

    assert facts("south korea", base) == ["zenda-castle"]
