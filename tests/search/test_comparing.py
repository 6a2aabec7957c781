"""Comparisons of partners by topic."""

from bot.domain.answers import Answer, NoAnswerReason, Outcome
from bot.domain.requests import Form, Request
from bot.domain.responses import Comparison, Usage
from bot.search import answer, respond
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import INDEX


def test_partners_are_compared_by_topic() -> None:
    found = respond("compare sylvania graustark", INDEX, TODAY)

    assert isinstance(found, Comparison)
    assert [partner.id for partner in found.partners] == ["sylvania", "graustark"]
    assert [(row.topic.id, [cell.count for cell in row.cells]) for row in found.rows] == [
        ("diplomacy", [2, 2]),
        ("energy", [2, 2]),
        ("borders", [1, 1]),
    ]
    assert [offer.request for offer in found.separately] == [
        Request(partners=("sylvania",)),
        Request(partners=("graustark",)),
    ]
    assert found.together == Request(partners=("sylvania", "graustark"))
    assert (found.left, found.unknown) == ((), "")


def test_fact_of_a_comparison_is_shown_once_a_partner() -> None:
    found = respond("compare sylvania graustark", INDEX, TODAY)

    assert isinstance(found, Comparison)
    for place in (0, 1):
        shown = [row.cells[place].best for row in found.rows]
        assert len({match.fact.id for match in shown if match}) == sum(match is not None for match in shown)


def test_fact_on_two_topics_leaves_a_cell_without_one() -> None:
    base = index(relations__zenda=relation(FACT.replace("topics: [borders]", "topics: [borders, energy]")))
    found = respond("compare zenda graustark", base, TODAY)

    assert isinstance(found, Comparison)
    cells = [row.cells[0] for row in found.rows if row.cells[0].count]
    assert [cell.best.fact.id if cell.best else None for cell in cells] == ["zenda-castle", None]


def test_comparison_is_of_three_at_most() -> None:
    found = respond(
        "compare sylvania graustark, rudolf elphberg and michael elphberg with bolivia whales", INDEX, TODAY
    )

    assert isinstance(found, Comparison)
    assert [partner.id for partner in found.partners] == ["sylvania", "graustark", "rudolf-elphberg"]
    assert (found.left, found.unknown) == (("Michael Elphberg",), "Bolivia, whales")
    assert found.request.partners == ("sylvania", "graustark", "rudolf-elphberg")


def test_comparison_without_facts_leads_on() -> None:
    narrowed = respond("compare sylvania graustark 1850", INDEX, TODAY)
    base = index(relations__strelia="partner: strelia\nname: Strelia\nkind: place\n")
    unknown = respond("compare zenda strelia", base, TODAY)

    assert isinstance(narrowed, Comparison)
    assert (narrowed.answer.outcome, narrowed.answer.reason) == (Outcome.NONE, NoAnswerReason.NOT_IN_PERIOD)
    assert [offer.label for offer in narrowed.answer.suggestions] == ["Sylvania Graustark", "Sylvania", "Graustark"]
    assert narrowed.together is None
    assert isinstance(unknown, Comparison)
    assert (unknown.answer.outcome, unknown.answer.reason) == (Outcome.NONE, NoAnswerReason.NO_FACTS)
    assert [offer.label for offer in unknown.answer.suggestions] == ["Graustark", "Sylvania"]


def test_comparison_of_those_that_no_fact_joins_offers_no_joint_facts() -> None:
    found = respond("compare michael elphberg and sylvania", INDEX, TODAY)

    assert isinstance(found, Comparison)
    assert found.together is None


def test_comparison_of_an_ambiguous_name_asks_back() -> None:
    found = respond("compare elphberg sylvania", INDEX, TODAY)

    assert isinstance(found, Answer)
    assert found.outcome is Outcome.CHOICE
    assert [offer.request for offer in found.suggestions] == [
        Request(form=Form.COMPARE, partners=("sylvania", "michael-elphberg")),
        Request(form=Form.COMPARE, partners=("sylvania", "rudolf-elphberg")),
    ]


def test_comparison_of_an_ambiguous_name_is_offered_on_everything_where_nothing_is_on_the_words() -> None:
    found = respond("compare elphberg sylvania kingdom", INDEX, TODAY)

    assert isinstance(found, Answer)
    assert found.outcome is Outcome.CHOICE
    assert found.request.words
    assert [offer.request for offer in found.suggestions] == [
        Request(form=Form.COMPARE, partners=("sylvania", "michael-elphberg")),
        Request(form=Form.COMPARE, partners=("sylvania", "rudolf-elphberg")),
    ]


def test_comparison_takes_the_only_partner_of_a_name_that_it_has_facts_for() -> None:
    found = respond("compare elphberg zenda energy", INDEX, TODAY)

    assert isinstance(found, Comparison)
    assert found.request.partners == ("zenda", "rudolf-elphberg")


def test_comparison_on_topics_has_these_rows() -> None:
    found = respond("compare sylvania graustark energy", INDEX, TODAY)
    nothing = respond("compare sylvania rudolf elphberg borders", INDEX, TODAY)

    assert isinstance(found, Comparison)
    assert [row.topic.id for row in found.rows] == ["energy"]
    assert isinstance(nothing, Comparison)
    assert [[cell.count for cell in row.cells] for row in nothing.rows] == [[1, 0]]


def test_comparison_of_partners_that_are_gone_says_how_to_ask() -> None:
    found = answer(Request(form=Form.COMPARE, partners=("gone", "sylvania"), countries=("XX",)), INDEX, TODAY)

    assert isinstance(found, Usage)
    assert found.partner
    assert found.partner.id == "sylvania"
