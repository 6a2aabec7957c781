from collections.abc import Sequence

import pytest

from bot.domain.answers import Answer, Outcome
from bot.domain.requests import Form, Request, Word
from bot.search import answer, as_answer, find_fact, find_source, parse_fields
from tests.bases import TODAY
from tests.search.asking import INDEX


def read(names: Sequence[str], topic: str = "", period: str = "", form: Form = Form.ANSWER) -> Request:
    parsed = parse_fields(names, topic, period, form, INDEX, TODAY)
    assert parsed is not None
    return parsed.request


def found(names: Sequence[str], topic: str = "", period: str = "", form: Form = Form.ANSWER) -> Answer:
    parsed = parse_fields(names, topic, period, form, INDEX, TODAY)
    assert parsed is not None
    return as_answer(answer(parsed.request, INDEX, TODAY, parsed))


@pytest.mark.parametrize(
    ("names", "partners"),
    [
        (["sylvania"], ("sylvania",)),
        (["Republic of Sylvania"], ("sylvania",)),
        (["sylvanja"], ("sylvania",)),
        (["rudolf-elphberg"], ("rudolf-elphberg",)),
        (["sylvania and graustark"], ("sylvania", "graustark")),
        (["sylvania", " ", "graustark"], ("sylvania", "graustark")),
    ],
)
def test_partners_are_read_by_name_and_id(names: list[str], partners: tuple[str, ...]) -> None:
    assert read(names).partners == partners


def test_the_subject_is_read_by_name_and_id() -> None:
    assert read(["ruritania"]).names_subject
    assert read(["Strelsau"]).names_subject


@pytest.mark.parametrize("topic", ["energy", "Energy", "gas", "pipelnie"])
def test_topics_are_read_by_id_name_and_word(topic: str) -> None:
    assert read(["sylvania"], topic).all_topics == ("energy",)


def test_a_partner_in_the_place_of_a_topic_is_asked_about_too() -> None:
    assert read(["sylvania"], "graustark").partners == ("sylvania", "graustark")


def test_a_topic_that_says_nothing_is_named() -> None:
    assert read(["sylvania"], "the").words == (Word("the", is_known=False),)
    assert found(["sylvania"], "whales").passed_over == ("whales",)


def test_a_time_narrows() -> None:
    request = read(["sylvania"], "", "since 2000")

    assert request.period
    assert request.period.label == "since 2000"
    assert [match.fact.id for match in found(["sylvania"], "", "since 2004", Form.TIMELINE).facts] == [
        "sylvania-gas",
        "sylvania-ally",
    ]


def test_invalid_time_is_reported() -> None:
    assert parse_fields(["sylvania"], "energy", "soonish", Form.ANSWER, INDEX, TODAY) is None


@pytest.mark.parametrize("name", ["freedonia", "energy", "hello", "help"])
def test_unknown_name_has_no_answer_despite_the_topic(name: str) -> None:
    answered = found([name], "energy", "since 1990")

    assert (answered.outcome, answered.request.unknown) == (Outcome.NONE, (name,))
    assert answered.suggestions


def test_a_name_of_several_is_asked_back() -> None:
    assert found(["elphberg"]).outcome is Outcome.CHOICE


def test_a_comparison_goes_on_without_who_is_unknown() -> None:
    answered = found(["sylvania", "graustark", "freedonia"], "energy", "", Form.COMPARE)

    assert answered.outcome is Outcome.ANSWER
    assert answered.request.partners == ("sylvania", "graustark")


def test_empty_request_asks_for_help() -> None:
    assert read([""]).form is Form.HELP
    assert read([], "", "", Form.TIMELINE).form is Form.HELP


def test_a_fact_is_found_by_its_id() -> None:
    answered, near = find_fact("sylvania-gas", INDEX, TODAY)

    assert ([match.fact.id for match in answered.facts], answered.total, near) == (["sylvania-gas"], 1, [])
    assert [reason.words for reason in answered.facts[0].reasons] == ["asked for by its id"]


def test_an_unknown_fact_has_near_ids() -> None:
    answered, near = find_fact("sylvania-gaz", INDEX, TODAY)

    assert (answered.outcome, list(answered.facts)) == (Outcome.NONE, [])
    assert near[0] == "sylvania-gas"


def test_sources_are_found_by_id_or_have_near_ids() -> None:
    source, near = find_source("gazette-2018", INDEX)
    assert (source and source.title, near) == ("The Gazette", [])

    assert find_source("gazette", INDEX) == (None, ["gazette-2018"])
    assert find_source("zzz", INDEX) == (None, [])
