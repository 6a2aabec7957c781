"""A question in a channel that has a default is read with it where that answers it, and never against its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import Asked, Outcome
from bot.domain.defaults import Default
from bot.domain.responses import Response, Timeline
from bot.search import as_answer, follow_up, respond, respond_in
from tests.bases import TODAY, index
from tests.property.strategies import questions

INDEX = index()
SYLVANIA, ENERGY = Default("sylvania"), Default(topic="energy")
BOTH = Default("sylvania", "energy")


def ids(response: Response) -> list[str]:
    return [match.fact.id for match in as_answer(response).facts]


@pytest.mark.parametrize(
    ("default", "text", "whole", "added"),
    [
        (SYLVANIA, "energy?", "Sylvania energy", SYLVANIA),
        (SYLVANIA, "what about energy", "Sylvania energy", SYLVANIA),
        (SYLVANIA, "since 1990", "Sylvania since 1990", SYLVANIA),
        (SYLVANIA, "latest", "Sylvania latest", SYLVANIA),
        (SYLVANIA, "timeline energy", "timeline Sylvania energy", SYLVANIA),
        (SYLVANIA, "timeline", "timeline Sylvania", SYLVANIA),
        (ENERGY, "sylvania", "Sylvania energy", ENERGY),
        (ENERGY, "sylvania since 1990", "Sylvania energy since 1990", ENERGY),
        (BOTH, "since 1990", "Sylvania energy since 1990", BOTH),
        (BOTH, "energy", "Sylvania energy", SYLVANIA),
        (BOTH, "sylvania", "Sylvania energy", ENERGY),
    ],
)
def test_a_question_is_read_with_what_it_does_not_name(default: Default, text: str, whole: str, added: Default) -> None:
    response = respond_in(text, default, INDEX, TODAY)
    found, meant = as_answer(response), respond(whole, INDEX, TODAY)
    assert ids(response) == ids(meant) != []
    assert (found.request.partners, found.request.all_topics) == (
        as_answer(meant).request.partners,
        as_answer(meant).request.all_topics,
    )
    assert found.default == added
    assert isinstance(response, Timeline) == isinstance(meant, Timeline)


@pytest.mark.parametrize(
    ("default", "text"),
    [
        (SYLVANIA, "graustark energy"),
        (SYLVANIA, "energy without sylvania"),
        (SYLVANIA, "italy energy"),  # a country without a file
        (SYLVANIA, "what does graustark say about energy"),
        (SYLVANIA, "sylvania"),
        (SYLVANIA, "whales"),  # which finds nothing anywhere
        (SYLVANIA, "asdf"),
        (SYLVANIA, ""),
        (SYLVANIA, "help"),
        (SYLVANIA, "partners"),
        (SYLVANIA, "topics"),
        (SYLVANIA, "map"),
        (SYLVANIA, "sources"),
        (SYLVANIA, "about"),
        (SYLVANIA, "compare sylvania graustark"),
        (SYLVANIA, "thanks"),
        (ENERGY, "thanks"),
        (ENERGY, "partners"),
        (ENERGY, "sylvania diplomacy"),
        (ENERGY, "asdf"),
        (Default("gone", "gone"), "energy"),  # which the base has no more
        (Default("gone", "gone"), "sylvania"),
        (Default(), "energy"),
    ],
)
def test_question_about_another_ignores_the_default(default: Default, text: str) -> None:
    alone = respond(text, INDEX, TODAY)
    found = respond_in(text, default, INDEX, TODAY)
    assert as_answer(found).default is None
    assert (type(found), found.request, ids(found)) == (type(alone), alone.request, ids(alone))


def test_default_without_facts_is_dropped() -> None:
    everywhere = respond("borders", INDEX, TODAY)
    empty = next(id_ for id_ in INDEX.snapshot.partners if not ids(respond(f"{id_} borders", INDEX, TODAY)))
    found = respond_in("borders", Default(empty), INDEX, TODAY)
    assert ids(found) == ids(everywhere) != []
    assert as_answer(found).default is None


def test_a_default_does_not_decide_who_is_meant() -> None:
    alone, found = as_answer(respond("elphberg", INDEX, TODAY)), as_answer(respond_in("elphberg", ENERGY, INDEX, TODAY))

    assert (found.outcome, found.request, found.default) == (Outcome.CHOICE, alone.request, None)


def test_a_follow_up_is_not_read_with_the_default_again() -> None:
    before = Asked(respond("graustark", INDEX, TODAY).request)
    found = as_answer(follow_up("and energy?", before, INDEX, TODAY, SYLVANIA))
    assert (found.request.partners, found.default) == (("graustark",), None)


def test_a_question_in_a_thread_that_stands_alone_is_read_with_the_default() -> None:
    before = Asked(respond("topics", INDEX, TODAY).request)
    found = as_answer(follow_up("energy?", before, INDEX, TODAY, SYLVANIA))
    assert (found.request.partners, found.default) == (("sylvania",), SYLVANIA)


@given(text=questions(), default=st.sampled_from([SYLVANIA, ENERGY, BOTH]))
def test_a_default_only_adds_and_only_where_it_answers(text: str, default: Default) -> None:
    alone, found = as_answer(respond(text, INDEX, TODAY)), as_answer(respond_in(text, default, INDEX, TODAY))
    if found.default is None:
        assert (found.outcome, found.request) == (alone.outcome, alone.request)
        return
    assert found.outcome is Outcome.ANSWER
    added = {*found.request.partners, *found.request.topics} - {*alone.request.partners, *alone.request.topics}
    assert added <= {default.partner, default.topic}
