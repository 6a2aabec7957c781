import pytest

from bot.domain.answers import NoAnswerReason, Outcome
from bot.domain.requests import Form, Request, decode_request, encode_request
from bot.search import find_named
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import INDEX, press


def test_facts_about_most_of_what_is_named_come_first() -> None:
    found = find_named("Graustark's pipeline.\nSylvania and Rudolf Elphberg knew.", INDEX, TODAY)

    assert [partner.id for partner in found.partners] == ["graustark", "sylvania", "rudolf-elphberg"]
    assert found.facts[0].fact.id == "graustark-pipeline-plan"
    assert [reason.words for reason in found.facts[0].reasons] == [
        "about Graustark",
        "about Sylvania",
        "about Rudolf Elphberg",
        "its topic: Energy",
    ]
    assert sum(reason.score for reason in found.facts[0].reasons) == pytest.approx(found.facts[0].score)
    scores = [match.score for match in found.facts]
    assert scores == sorted(scores, reverse=True)
    assert found.total == len(found.facts)
    assert [(offer.label, offer.request) for offer in found.suggestions][:4] == [
        ("Graustark", Request(partners=("graustark",))),
        ("Sylvania", Request(partners=("sylvania",))),
        ("Rudolf Elphberg", Request(partners=("rudolf-elphberg",))),
        ("Graustark Sylvania", Request(partners=("graustark", "sylvania"))),
    ]


def test_topic_is_enough_where_nobody_is_named() -> None:
    found = find_named("All about gas, then.", INDEX, TODAY)

    assert found.outcome is Outcome.ANSWER
    assert found.request == Request(form=Form.MENTIONED, topics=("energy",))
    assert all("energy" in match.fact.topics for match in found.facts)
    assert [offer.label for offer in found.suggestions] == ["Energy"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello there", NoAnswerReason.NOT_NAMED),
        ("sylvanja", NoAnswerReason.NOT_NAMED),
        ("a pipelnie", NoAnswerReason.NOT_NAMED),
        ("Elphberg and Michael", NoAnswerReason.NOT_NAMED),
        ("Jr joined at 5 PM. SY!", NoAnswerReason.NOT_NAMED),
        ("Meeting at 10 AM, in the GK room", NoAnswerReason.NOT_NAMED),
        ("Zenda", NoAnswerReason.NO_FACTS),
        ("", NoAnswerReason.NOT_NAMED),
    ],
)
def test_only_exact_names_count(text: str, reason: NoAnswerReason) -> None:
    found = find_named(text, INDEX, TODAY)

    assert (found.outcome, found.reason, found.total, list(found.facts)) == (Outcome.NONE, reason, 0, [])
    assert [offer.label for offer in found.suggestions] == [
        "Graustark",
        "Sylvania",
        "Rudolf Elphberg",
        "Michael Elphberg",
    ]


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("The RUR met. Michael Elphberg's visit", ["zenda", "michael-elphberg"]),
        ("rur, Rur and the MICHAEL", []),
        ("Strelsau's RUR", ["zenda"]),
        ("The US said so, not us; US!", ["zenda"]),
    ],
)
def test_acronym_counts_in_capitals(text: str, partners: list[str]) -> None:
    base = index(relations__zenda=relation(FACT).replace("name: Zenda", "name: Zenda\naliases: [RUR, US]"))

    assert list(find_named(text, base, TODAY).request.partners) == partners


def test_pages_have_the_facts_of_the_text() -> None:
    found = find_named("Graustark's pipeline.\nSylvania; gas!", INDEX, TODAY)
    request = decode_request(encode_request(found.request))

    assert request == Request(form=Form.MENTIONED, partners=("graustark", "sylvania"), topics=("energy",))
    again = press(request)
    assert [match.fact.id for match in again.facts] == [match.fact.id for match in found.facts]
    assert found.text.startswith("Graustark's")
    assert again.text == ""


def test_long_text_is_read_to_a_bound() -> None:
    assert find_named("word. " * 100_000 + "sylvania", INDEX, TODAY).outcome is Outcome.NONE


def test_times_and_newest_are_left_to_those_who_wrote_them() -> None:
    assert find_named("Latest: Sylvania in 1993", INDEX, TODAY).request == Request(
        form=Form.MENTIONED, partners=("sylvania",)
    )
