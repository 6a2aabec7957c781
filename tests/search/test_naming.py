import pytest

from bot.domain.answers import Outcome, Shortfall
from bot.search import find_named, is_period, suggest_partners
from tests.bases import FACT, TODAY, index, relation

INDEX = index()


def test_facts_about_most_of_what_is_named_come_first() -> None:
    found = find_named("Graustark's pipeline.\nSylvania and Rudolf Elphberg knew.", INDEX, TODAY)

    assert [match.partner.id for match in found.query.partners] == ["graustark", "sylvania", "rudolf-elphberg"]
    assert found.facts[0].fact.id == "graustark-pipeline-plan"
    assert found.facts[0].reasons == ("about Graustark", "about Sylvania", "about Rudolf Elphberg", "its topic: Energy")
    assert [item.query for item in found.suggestions][:4] == [
        "Graustark",
        "Sylvania",
        "Rudolf Elphberg",
        "Graustark Sylvania",
    ]


def test_where_nobody_is_named_a_topic_is_enough() -> None:
    found = find_named("All about gas, then.", INDEX, TODAY)

    assert found.outcome is Outcome.ANSWER
    assert all("energy" in match.fact.topics for match in found.facts)


@pytest.mark.parametrize(
    ("text", "shortfall"),
    [
        ("hello there", Shortfall.NOT_NAMED),
        ("sylvanja", Shortfall.NOT_NAMED),
        ("a pipelnie", Shortfall.NOT_NAMED),
        ("elphberg", Shortfall.NOT_NAMED),
        ("Zenda", Shortfall.NO_FACTS),
        ("", Shortfall.NOT_NAMED),
    ],
)
def test_what_is_not_named_letter_for_letter_is_not_meant(text: str, shortfall: Shortfall) -> None:
    found = find_named(text, INDEX, TODAY)

    assert (found.outcome, found.shortfall, found.facts) == (Outcome.NONE, shortfall, ())
    assert found.suggestions


def test_a_surname_that_several_bear_is_asked_back() -> None:
    found = find_named("Elphberg visited Strelsau.", INDEX, TODAY)

    assert (found.outcome, found.facts) == (Outcome.CHOICE, ())
    assert [item.query for item in found.suggestions] == ["Michael Elphberg", "Rudolf Elphberg"]
    beside = find_named("Elphberg went to Graustark.", INDEX, TODAY)
    assert beside.outcome is Outcome.ANSWER
    assert [item.query for item in beside.suggestions][:3] == ["Michael Elphberg", "Rudolf Elphberg", "Graustark"]


def test_a_long_text_is_read_to_a_point() -> None:
    assert find_named("word. " * 100_000 + "sylvania", INDEX, TODAY).outcome is Outcome.NONE


def test_names_that_begin_so_come_before_those_that_nearly_do() -> None:
    base = relation(FACT).replace("name: Zenda", "name: Sylvan Park\naliases: [Old Sylvania]")
    found = suggest_partners("sylvan", index(relations__zenda=base))

    assert [partner.id for partner in found] == ["sylvania", "zenda"]
    assert [partner.id for partner in suggest_partners("old syl", index(relations__zenda=base))] == ["zenda"]


@pytest.mark.parametrize(
    ("text", "is_one"), [("1993", True), ("since 2020", True), ("latest", True), ("soonish", False)]
)
def test_what_is_a_time(text: str, is_one: bool) -> None:
    assert is_period(text, TODAY) is is_one
