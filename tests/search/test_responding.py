"""Requests answered in the form that they ask for."""

from collections.abc import Sequence

import pytest
from hypothesis import given

from bot.domain.answers import Answer, FactMatch, NoAnswerReason, Outcome
from bot.domain.requests import Form, Request, Word
from bot.domain.responses import Comparison, Listing, Map, Overview, Response, SourceCard, Timeline, Usage
from bot.search import Index, answer, as_answer, build, greet, parse, respond
from tests.bases import FACT, TODAY, index, relation, snapshot_of, texts
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


# Comparisons


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


def test_comparison_takes_the_only_bearer_of_a_name_that_it_has_facts_for() -> None:
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


# Lists and answers count alike


def totals(responses: dict[str, Response]) -> dict[str, int]:
    """Return the number of facts of each response."""
    return {id_: as_answer(found).total for id_, found in responses.items()}


@pytest.fixture(params=["tests", "shipped"])
def base(request: pytest.FixtureRequest) -> Index:
    """Return the tests' base, and the shipped one."""
    found: Index = INDEX if request.param == "tests" else request.getfixturevalue("shipped_index")
    return found


@pytest.mark.parametrize("form", [Form.TOPICS, Form.PARTNERS, Form.SOURCES])
def test_lists_count_what_answers_have(form: Form, base: Index) -> None:
    found = answer(Request(form=form), base, TODAY)
    field = {Form.TOPICS: "topics", Form.PARTNERS: "partners"}.get(form)

    assert isinstance(found, Listing)

    def ask_for(id_: str) -> Request:
        return Request(**{field: (id_,)}) if field else Request(form=Form.SOURCE, source=id_)  # type: ignore[arg-type]

    assert found.counts
    assert dict(found.counts) == totals({id_: answer(ask_for(id_), base, TODAY) for id_ in found.counts})


def test_lists_count_what_names_typed_have(base: Index) -> None:
    snapshot = base.snapshot
    partners, topics = (answer(Request(form=form), base, TODAY) for form in (Form.PARTNERS, Form.TOPICS))

    assert isinstance(partners, Listing)
    assert isinstance(topics, Listing)
    assert dict(partners.counts) == totals(
        {id_: respond(snapshot.partners[id_].name, base, TODAY) for id_ in partners.counts}
    )
    assert dict(topics.counts) == totals(
        {id_: respond(snapshot.topics[id_].name, base, TODAY) for id_ in topics.counts}
    )


def test_map_and_home_count_what_the_lists_do(base: Index) -> None:
    partners, home = answer(Request(form=Form.PARTNERS), base, TODAY), greet(base, TODAY)
    found = answer(Request(form=Form.MAP), base, TODAY)

    assert isinstance(partners, Listing)
    assert isinstance(found, Map)
    assert {summary.partner.id: summary.count for summary in found.summaries} == {
        id_: count for id_, count in partners.counts.items() if count
    }
    assert dict(home.partners.counts) == dict(partners.counts)
    counts = [summary.count for summary in found.summaries]
    assert counts == sorted(counts, reverse=True)


def test_list_of_partners_leaves_the_subject_out() -> None:
    found = answer(Request(form=Form.PARTNERS), INDEX, TODAY)

    assert isinstance(found, Listing)
    assert dict(found.counts) == {
        "graustark": 5,
        "sylvania": 5,
        "rudolf-elphberg": 2,
        "michael-elphberg": 1,
        "zenda": 0,
    }


def test_home_has_what_is_newest() -> None:
    home = greet(INDEX, TODAY)

    assert home.newest.request == Request(newest_first=True)
    assert home.newest.total == len(INDEX.facts)
    assert home.overview.oldest_verification == min(fact.verified for fact in INDEX.facts)
    assert home.overview.request == Request(form=Form.ABOUT)


def test_base_without_facts_greets() -> None:
    files = texts(**{f"relations__{name}": None for name in ("sylvania", "graustark", "rudolf", "michael")})
    files["relations/ruritania.yaml"] = b"partner: ruritania\nname: Ruritania\nkind: state\n"
    files["knowledge.yaml"] = files["knowledge.yaml"].replace(b"minimum: {facts: 3, partners: 3}\n", b"")
    base = build(snapshot_of(files))
    home = greet(base, TODAY)

    assert (home.overview.oldest_verification, home.overview.suggestions) == (None, ())
    assert (home.newest.outcome, home.newest.total) == (Outcome.NONE, 0)


# Any request


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
