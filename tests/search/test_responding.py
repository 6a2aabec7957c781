"""Requests answered in the form that they ask for."""

from collections.abc import Sequence

import pytest
from hypothesis import given

from bot.domain.answers import Answer, FactMatch, NoAnswerReason, Outcome
from bot.domain.requests import Form, Request, Word
from bot.domain.responses import Comparison, Listing, Map, Overview, SourceCard, Timeline, Usage
from bot.search import answer, as_answer, parse, respond
from tests.bases import FACT, TODAY, index, relation, texts
from tests.search.asking import INDEX
from tests.search.requests import requests


def ids(facts: Sequence[FactMatch]) -> list[str]:
    """Return the ids of facts."""
    return [match.fact.id for match in facts]


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("timeline sylvania", Request(form=Form.TIMELINE, partners=("sylvania",))),
        ("Timeline: sylvania?", Request(form=Form.TIMELINE, partners=("sylvania",))),
        ("timeline of sylvania page 2", Request(form=Form.TIMELINE, partners=("sylvania",), page=2)),
        ("timeline", Request(form=Form.TIMELINE)),
        ("compare sylvania and graustark", Request(form=Form.COMPARE, partners=("sylvania", "graustark"))),
        ("topics", Request(form=Form.TOPICS)),
        (" Partners page 3", Request(form=Form.PARTNERS, page=3)),
        ("sources!", Request(form=Form.SOURCES)),
        ("sources page 0", Request(form=Form.SOURCES)),
        ("about", Request(form=Form.ABOUT)),
        ("map", Request(form=Form.MAP)),
        ("source Gazette-2018", Request(form=Form.SOURCE, source="gazette-2018")),
        ("source: gazette-2018.", Request(form=Form.SOURCE, source="gazette-2018")),
        ("source for gazette-2018", Request(form=Form.SOURCE, source="gazette-2018")),
        ("source gazette-2018 page 2", Request(form=Form.SOURCE, source="gazette-2018", page=2)),
        ("source gazete-2018", Request(form=Form.SOURCE, source="gazete-2018")),
        ("source xyz-1", Request(form=Form.SOURCE, source="xyz-1")),
        ("source", Request(form=Form.SOURCE)),
        ("source of gas", Request(words=(Word("gas", ("energy",)),))),
        ("sources of gas", Request(words=(Word("gas", ("energy",)),))),
        ("source sylvania", Request(partners=("sylvania",))),
        ("about sylvania", Request(partners=("sylvania",))),
        ("sylvania timeline", Request(form=Form.TIMELINE, partners=("sylvania",))),
        ("show me a timeline of sylvania", Request(form=Form.TIMELINE, partners=("sylvania",))),
        ("sylvania vs graustark", Request(form=Form.COMPARE, partners=("sylvania", "graustark"))),
        ("difference between sylvania and graustark", Request(form=Form.COMPARE, partners=("sylvania", "graustark"))),
        ("list partners", Request(form=Form.PARTNERS)),
        ("show me all the topics", Request(form=Form.TOPICS)),
        ("timelines", Request(words=(Word("timelines", is_known=False),))),
        ("comparesylvania", Request(words=(Word("comparesylvania", is_known=False),))),
        ("map of sylvania", Request(partners=("sylvania",), words=(Word("map", is_known=False),))),
        ("", Request(form=Form.HELP)),
    ],
)
def test_form_is_asked_for_by_its_name(text: str, request_: Request) -> None:
    assert parse(text, INDEX, TODAY).request == request_


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Timeline Castle", "timeline castle"),
        ("Compare", "Compare sylvania"),
        ("Sources", "sources"),
        ("Source Gazette", "source gazette"),
        ("About", "about"),
    ],
)
def test_partner_may_be_called_like_a_form(name: str, text: str) -> None:
    base = relation(FACT).replace("name: Zenda", f"name: {name}")
    found = respond(text, index(relations__zenda=base), TODAY)

    assert isinstance(found, Answer)
    assert "zenda" in found.request.partners


@pytest.mark.parametrize(
    ("energy", "text", "form"),
    [
        ("{id: energy, name: Energy, words: [gas, timeline of gas]}", "timeline of gas", Form.ANSWER),
        ("{id: energy, name: Map, words: [gas]}", "map", Form.ANSWER),
        # A mere word for a topic does not take a form's name away.
        ("{id: energy, name: Energy, words: [gas, map]}", "map", Form.MAP),
    ],
)
def test_topic_may_be_called_like_a_form(energy: str, text: str, form: Form) -> None:
    topics = (
        f"topics:\n  - {energy}\n  - {{id: borders, name: B, words: [b]}}\n  - {{id: diplomacy, name: D, words: [d]}}\n"
    )
    parsed = parse(text, index(topics=topics), TODAY)

    assert parsed.request.form is form
    assert (form is Form.ANSWER) is bool(parsed.topics)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sylvania", Answer),
        ("thanks", Answer),
        ("timeline sylvania", Timeline),
        ("timeline", Usage),
        ("timeline sylvania 1850", Timeline),
        ("compare sylvania graustark", Comparison),
        ("compare elphberg sylvania", Answer),
        ("compare", Usage),
        ("topics", Listing),
        ("partners", Listing),
        ("sources", Listing),
        ("map", Map),
        ("source gazette-2018", SourceCard),
        ("source", Usage),
        ("about", Overview),
    ],
)
def test_response_has_the_form_asked_for(text: str, kind: type) -> None:
    found = respond(text, INDEX, TODAY)

    assert type(found) is kind
    assert (found.text, found.snapshot, found.today) == (text, INDEX.snapshot, TODAY)
    pressed = answer(found.request, INDEX, TODAY)
    assert pressed.text == ""
    assert type(pressed) is kind
    assert pressed.request == found.request
    assert getattr(pressed, "parsed", None) is None


def test_timeline_is_in_the_order_of_time() -> None:
    found = respond("timeline graustark", INDEX, TODAY)

    assert isinstance(found, Timeline)
    assert ids(found.facts) == [
        "graustark-visits-end",
        "sylvania-border-closed",
        "graustark-pipeline-plan",
        "graustark-visits",
        "graustark-no-pipeline",
    ]
    assert found.request == found.answer.request == Request(form=Form.TIMELINE, partners=("graustark",))
    assert found.answer.parsed


def test_timeline_has_all_facts_and_no_companions() -> None:
    found = respond("timeline sylvania", INDEX, TODAY)

    assert isinstance(found, Timeline)
    assert len(found.facts) == found.answer.total == 5
    assert not any(match.is_companion for match in found.facts)


def test_timeline_of_a_time_without_facts_leads_to_timelines() -> None:
    found = respond("timeline sylvania 1850", INDEX, TODAY)

    assert isinstance(found, Timeline)
    assert (found.answer.outcome, found.answer.reason) == (Outcome.NEAR, NoAnswerReason.NOT_IN_PERIOD)
    assert 0 < len(found.facts) <= 5
    assert {offer.request.form for offer in found.answer.suggestions} == {Form.TIMELINE}


def test_timeline_of_an_ambiguous_name_asks_back() -> None:
    found = respond("timeline elphberg", INDEX, TODAY)

    assert isinstance(found, Timeline)
    assert found.answer.outcome is Outcome.CHOICE
    assert [offer.request for offer in found.answer.suggestions] == [
        Request(form=Form.TIMELINE, partners=("michael-elphberg",)),
        Request(form=Form.TIMELINE, partners=("rudolf-elphberg",)),
    ]


def test_form_without_what_it_needs_says_how_to_ask() -> None:
    timeline, compare, source = (respond(text, INDEX, TODAY) for text in ("timeline page 2", "compare", "source"))

    assert isinstance(timeline, Usage)
    assert [offer.request for offer in timeline.suggestions][:2] == [
        Request(form=Form.TIMELINE, partners=("graustark",)),
        Request(form=Form.TIMELINE, partners=("sylvania",)),
    ]
    assert isinstance(compare, Usage)
    assert [offer.label for offer in compare.suggestions][:2] == ["Graustark, Sylvania", "Sylvania, Rudolf Elphberg"]
    assert compare.suggestions[0].request == Request(form=Form.COMPARE, partners=("graustark", "sylvania"))
    assert isinstance(source, Usage)
    assert [offer.request for offer in source.suggestions] == [
        Request(form=Form.SOURCE, source="gazette-2018"),
        Request(form=Form.SOURCE, source="almanac-2026"),
    ]


def test_usage_says_what_was_named_and_is_not_here() -> None:
    found = respond("compare sylvania bolivia whales", INDEX, TODAY)
    source = respond("source gazete-2018", INDEX, TODAY)

    assert isinstance(found, Usage)
    assert found.partner
    assert (found.partner.id, found.unknown) == ("sylvania", "Bolivia, whales")
    assert found.suggestions[0].request == Request(form=Form.COMPARE, partners=("sylvania", "graustark"))
    assert isinstance(source, Usage)
    assert (source.unknown, [offer.label for offer in source.suggestions]) == ("gazete-2018", ["gazette-2018"])


def test_sources_that_begin_as_typed_are_offered_first() -> None:
    found = respond("source al", INDEX, TODAY)

    assert isinstance(found, Usage)
    assert [offer.label for offer in found.suggestions] == ["almanac-2026"]


def test_source_has_the_facts_that_cite_it() -> None:
    found = respond("source almanac-2026", INDEX, TODAY)

    assert isinstance(found, SourceCard)
    assert ids(found.facts) == ["graustark-no-pipeline", "graustark-visits-end", "sylvania-ally"]
    assert [reason.words for reason in found.facts[0].reasons] == ["cites it"]
    assert [match.status for match in found.facts] == ["disputed", None, "current"]


def test_source_without_facts_has_none() -> None:
    sources = texts()["sources.yaml"].decode() + (
        "  - {id: empty-1, title: T, publisher: P, licence: L, as_of: 2018}\n"
    )
    found = respond("source empty-1", index(sources=sources), TODAY)

    assert isinstance(found, SourceCard)
    assert found.facts == ()
    assert as_answer(found).outcome is Outcome.HELP


@pytest.mark.parametrize(
    ("text", "outcome", "facts"),
    [
        ("timeline sylvania 1993", Outcome.ANSWER, ["sylvania-treaty-1993"]),
        ("compare sylvania graustark borders", Outcome.ANSWER, ["sylvania-border-closed"]),
        ("topics", Outcome.HELP, []),
        ("timeline", Outcome.HELP, []),
        ("about", Outcome.HELP, []),
        ("source almanac-2026", Outcome.ANSWER, ["graustark-no-pipeline", "graustark-visits-end", "sylvania-ally"]),
        ("elphberg", Outcome.CHOICE, []),
    ],
)
def test_every_form_is_an_answer_to_programs(text: str, outcome: Outcome, facts: list[str]) -> None:
    found = as_answer(respond(text, INDEX, TODAY))

    assert (found.text, found.outcome, found.total) == (text, outcome, len(facts))
    assert ids(found.facts) == facts


def test_offers_of_usage_and_overview_are_kept_for_programs() -> None:
    for text in ("timeline", "about"):
        assert as_answer(respond(text, INDEX, TODAY)).suggestions


@given(requests())
def test_any_request_is_answered(request: Request) -> None:
    response = answer(request, INDEX, TODAY)
    found = as_answer(response)

    assert found.total == sum(not match.is_companion for match in found.facts)
    assert (found.total > 0) == (found.outcome in (Outcome.ANSWER, Outcome.NEAR))
    assert len({match.fact.id for match in found.facts}) == len(found.facts)
    for match in found.facts:
        assert match.reasons
        assert 0 <= match.score <= 1
    for offer in found.suggestions:
        assert offer.label
