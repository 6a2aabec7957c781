import pytest

from bot.domain.answers import Answer, Outcome, Shortfall
from bot.domain.responses import Timeline
from bot.search import find_named, is_period, respond, suggest_partners
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
        ("Elphberg and Michael", Shortfall.NOT_NAMED),
        ("Jr joined at 5 PM. SY!", Shortfall.NOT_NAMED),
        ("Meeting at 10 AM, in the GK room", Shortfall.NOT_NAMED),
        ("Zenda", Shortfall.NO_FACTS),
        ("", Shortfall.NOT_NAMED),
    ],
)
def test_what_is_not_named_letter_for_letter_is_not_meant(text: str, shortfall: Shortfall) -> None:
    found = find_named(text, INDEX, TODAY)

    assert (found.outcome, found.shortfall, found.facts) == (Outcome.NONE, shortfall, ())
    assert found.suggestions


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("The RUR met. Michael Elphberg's visit", ["zenda", "michael-elphberg"]),
        ("rur, Rur and the MICHAEL", []),
        ("Strelsau's RUR", ["zenda"]),
        ("The US said so, not us; US!", ["zenda"]),
    ],
)
def test_whole_names_and_acronyms_in_capitals_are_named(text: str, partners: list[str]) -> None:
    base = index(relations__zenda=relation(FACT).replace("name: Zenda", "name: Zenda\naliases: [RUR, US]"))

    assert [match.partner.id for match in find_named(text, base, TODAY).query.partners] == partners


def test_the_pages_of_what_a_text_names_hold_the_same_facts() -> None:
    found = find_named("Graustark's pipeline.\nSylvania; gas!", INDEX, TODAY)
    again = respond(f"{found.again} page 2", INDEX, TODAY)

    assert isinstance(again, Answer)
    assert again.query.page == 2
    assert [match.fact.id for match in again.facts] == [match.fact.id for match in found.facts]
    timeline = respond(f"timeline {found.again}", INDEX, TODAY)
    assert isinstance(timeline, Timeline)
    assert {match.fact.id for match in timeline.facts} == {match.fact.id for match in found.facts}


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
