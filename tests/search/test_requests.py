import pytest

from bot.domain.answers import Answer, Outcome
from bot.domain.responses import Comparison, Form, Listing, Overview, SourceCard, Timeline, Usage
from bot.search import as_answer, respond
from bot.search.requests import Request, parse_request
from tests.bases import FACT, TODAY, index, relation

INDEX = index()


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("timeline sylvania", Request(Form.TIMELINE, "sylvania")),
        ("Timeline: sylvania?", Request(Form.TIMELINE, "sylvania")),
        ("timeline of sylvania since 1993", Request(Form.TIMELINE, "sylvania since 1993")),
        ("timeline", Request(Form.TIMELINE, "")),
        ("compare sylvania and graustark", Request(Form.COMPARE, "sylvania and graustark")),
        ("topics", Request(Form.TOPICS, "")),
        (" Partners page 3", Request(Form.PARTNERS, "", 3)),
        ("sources!", Request(Form.SOURCES, "")),
        ("sources page 0", Request(Form.SOURCES, "")),
        ("about", Request(Form.ABOUT, "")),
        ("source Gazette-2018", Request(Form.SOURCE, "gazette-2018")),
        ("source gazette-2018 page 2", Request(Form.SOURCE, "gazette-2018", 2)),
        ("source gazete-2018", Request(Form.SOURCE, "gazete-2018")),
        ("source", Request(Form.SOURCE, "")),
        ("source of gas", Request(None, "source of gas")),
        ("sources of gas", Request(None, "sources of gas")),
        ("about sylvania", Request(None, "about sylvania")),
        ("timelines", Request(None, "timelines")),
        ("comparesylvania", Request(None, "comparesylvania")),
        ("sylvania timeline", Request(None, "sylvania timeline")),
        ("", Request(None, "")),
    ],
)
def test_a_form_is_asked_for_by_its_name(text: str, request_: Request) -> None:
    assert parse_request(text, INDEX, TODAY) == request_


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Timeline Castle", "timeline castle"),
        ("Compare", "compare sylvania"),
        ("Sources", "sources"),
        ("Source Gazette", "source gazette"),
        ("About", "about"),
    ],
)
def test_a_partner_whose_name_begins_so_can_be_asked_for(name: str, text: str) -> None:
    base = relation(FACT).replace("name: Zenda", f"name: {name}")
    found = respond(text, index(relations__zenda=base), TODAY)

    assert isinstance(found, Answer)
    assert "zenda" in [match.partner.id for match in found.query.partners]


def test_a_topic_whose_word_begins_so_can_be_asked_for() -> None:
    topics = (
        "topics:\n  - {id: energy, name: Energy, words: [gas, timeline of gas]}\n"
        "  - {id: borders, name: B, words: [b]}\n  - {id: diplomacy, name: D, words: [d]}\n"
    )
    found = respond("timeline of gas", index(topics=topics), TODAY)

    assert isinstance(found, Answer)
    assert [match.topic.id for match in found.query.topics] == ["energy"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("sylvania", Answer),
        ("timeline sylvania", Timeline),
        ("timeline", Usage),
        ("compare sylvania graustark", Comparison),
        ("compare elphberg sylvania", Answer),
        ("compare", Usage),
        ("topics", Listing),
        ("source gazette-2018", SourceCard),
        ("source", Usage),
        ("about", Overview),
    ],
)
def test_each_request_has_a_response_of_its_form(text: str, kind: type) -> None:
    found = respond(text, INDEX, TODAY)

    assert type(found) is kind
    assert found.text == text
    assert found.snapshot is INDEX.snapshot


def test_a_timeline_is_in_the_order_of_time() -> None:
    found = respond("timeline graustark", INDEX, TODAY)

    assert isinstance(found, Timeline)
    assert [match.fact.id for match in found.facts] == [
        "graustark-visits-end",
        "sylvania-border-closed",
        "graustark-pipeline-plan",
        "graustark-visits",
        "graustark-no-pipeline",
    ]


@pytest.mark.parametrize(
    ("text", "outcome", "facts"),
    [
        ("timeline sylvania 1993", Outcome.ANSWER, ["sylvania-treaty-1993"]),
        ("compare sylvania graustark borders", Outcome.ANSWER, ["sylvania-border-closed"]),
        ("topics", Outcome.HELP, []),
        ("timeline", Outcome.HELP, []),
        ("source almanac-2026", Outcome.ANSWER, ["graustark-no-pipeline", "graustark-visits-end", "sylvania-ally"]),
        ("elphberg", Outcome.CHOICE, []),
    ],
)
def test_programs_get_every_form_as_an_answer(text: str, outcome: Outcome, facts: list[str]) -> None:
    found = as_answer(respond(text, INDEX, TODAY))

    assert (found.text, found.outcome) == (text, outcome)
    assert [match.fact.id for match in found.facts] == facts


def test_what_was_named_and_is_not_here_is_said() -> None:
    found = respond("compare sylvania bolivia", INDEX, TODAY)

    assert isinstance(found, Usage)
    assert found.partner
    assert (found.partner.id, found.unknown) == ("sylvania", "Bolivia")
