"""What is said in a conversation: half a question is completed with the one before it, a whole one never is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import Answer, Asked, NoAnswerReason, Offer, Outcome
from bot.domain.requests import Chatter, Form, Request, Word, decode_request, encode_request
from bot.domain.responses import Comparison, Timeline
from bot.search import Index, as_answer, follow_up, parse, respond, to_asked
from tests.bases import TODAY
from tests.property.strategies import questions
from tests.quality.judged import QUESTIONS
from tests.search.conversing import BASE, SYLVANIA, asked_before, continues, go_on
from tests.search.requests import requests


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        # Another topic, another time, or somebody else.
        ("Sylvania", "and energy?", "Sylvania energy"),
        ("Sylvania", "energy", "Sylvania energy"),
        ("Sylvania", "in 1993", "Sylvania 1993"),
        ("Sylvania", "only 1993", "Sylvania 1993"),
        ("Sylvania", "summer 2005", "Sylvania summer 2005"),
        ("Sylvania", "latest", "Sylvania latest"),
        ("Sylvania", "and traders?", "Sylvania traders"),
        ("Sylvania", "and whales?", "Sylvania whales"),
        ("Sylvania energy", "since 2001?", "Sylvania energy since 2001"),
        ("Sylvania energy since 1990", "and borders?", "Sylvania borders since 1990"),
        ("Sylvania diplomacy 1993", "and borders 1995?", "Sylvania borders 1995"),
        ("Zenda energy", "1801", "Zenda energy 1801"),
        ("Sylvania energy", "what about Graustark?", "Graustark energy"),
        ("Sylvania energy since 1990", "and graustark", "Graustark energy since 1990"),
        ("Sylvania 1993", "and graustark?", "graustark 1993"),
        ("Sylvania gas", "and graustark?", "graustark gas"),
        ("Sylvania latest", "and graustark?", "graustark latest"),
        ("Sylvania energy", "same for graustark", "graustark energy"),
        ("Sylvania energy", "the same question but for graustark", "graustark energy"),
        ("Sylvania energy", "graustark instead", "graustark energy"),
        ("Sylvania energy", "graustark too?", "graustark energy"),
        ("Sylvania energy", "as for graustark?", "graustark energy"),
        ("Sylvania energy", "ok and graustark?", "graustark energy"),
        ("Sylvania energy", "thanks! what about graustark?", "graustark energy"),
        ("Sylvania energy", "no, graustark", "graustark energy"),
        ("Sylvania energy", "hmm, what about graustark", "graustark energy"),
        ("Sylvania energy", "& graustark?", "graustark energy"),
        ("timeline Sylvania", "what about graustark?", "timeline graustark"),
        # One more partner.
        ("Sylvania energy", "together with graustark", "Sylvania graustark energy"),
        ("Sylvania", "add graustark", "Sylvania graustark"),
        ("Sylvania", "graustark as well", "Sylvania graustark"),
        ("compare Sylvania Graustark", "add Italy", "compare Sylvania Graustark Italy"),
        # Whoever was named before is meant by a pronoun.
        ("Sylvania", "tell me about its energy", "Sylvania energy"),
        ("Sylvania", "their energy", "Sylvania energy"),
        ("Sylvania", "does it buy gas", "Sylvania buy gas"),
        ("Sylvania", "its kings", "Sylvania kings"),
        ("Sylvania", "are they near Graustark", "Sylvania graustark"),
        # The time before is changed.
        ("Sylvania 1993", "before that?", "Sylvania before 1993"),
        ("Sylvania 1993", "what about since then", "Sylvania since 1994"),
        ("Sylvania 1993", "later?", "Sylvania since 1994"),
        ("Sylvania 1993", "earlier", "Sylvania before 1993"),
        ("Sylvania 1993", "and the year before?", "Sylvania 1992"),
        ("Sylvania energy 2005", "the year after", "Sylvania energy 2006"),
        ("Sylvania 1993", "any time", "Sylvania"),
        ("Sylvania energy 2005", "drop the date", "Sylvania energy"),
        ("Sylvania energy 2005", "never mind the year", "Sylvania energy"),
        ("Sylvania", "newer", "Sylvania latest"),
        # Plain words are not carried over.
        ("Sylvania traders", "since 1990", "Sylvania since 1990"),
        ("Sylvania gas traders", "and graustark", "graustark gas"),
        # Pages.
        ("Sylvania", "more", "Sylvania page 2"),
        ("Sylvania", "next", "Sylvania page 2"),
        ("Sylvania", "show more", "Sylvania page 2"),
        ("Sylvania", "show me more, please", "Sylvania page 2"),
        ("Sylvania", "next page", "Sylvania page 2"),
        ("Sylvania", "what else", "Sylvania page 2"),
        ("Sylvania", "gimme some more", "Sylvania page 2"),
        ("Sylvania", "the rest", "Sylvania page 2"),
        ("Sylvania", "5 more", "Sylvania page 2"),
        ("Sylvania", "anything else?", "Sylvania page 2"),
        ("Sylvania", "continue", "Sylvania page 2"),
        ("Sylvania", "go on", "Sylvania page 2"),
        ("Sylvania", "page 3", "Sylvania page 3"),
        ("Sylvania page 2", "more", "Sylvania page 3"),
        ("Sylvania page 3", "previous", "Sylvania page 2"),
        ("Sylvania page 3", "go back", "Sylvania page 2"),
        ("Sylvania page 2", "and energy?", "Sylvania energy"),
        ("partners", "page 2", "partners page 2"),
        ("partners", "more", "partners page 2"),
        ("source gazette-2018", "next", "source gazette-2018 page 2"),
        # What is left out.
        ("Sylvania energy", "but not graustark", "Sylvania energy except Graustark"),
        ("Sylvania", "without graustark", "Sylvania except Graustark"),
        ("Sylvania", "and except graustark", "Sylvania except Graustark"),
        ("Sylvania", "not traders", "Sylvania except traders"),
        ("Sylvania", "no traders", "Sylvania except traders"),
        ("Sylvania", "anything but traders", "Sylvania except traders"),
        ("Sylvania Graustark energy", "but not graustark", "Sylvania energy"),
        ("compare Sylvania Graustark Italy", "without italy", "compare Sylvania Graustark"),
        # Timelines and comparisons.
        ("Sylvania", "timeline", "timeline Sylvania"),
        ("Sylvania page 2", "timeline, please", "timeline Sylvania"),
        ("Sylvania energy", "and the timeline?", "timeline Sylvania energy"),
        ("timeline Sylvania", "and energy?", "timeline Sylvania energy"),
        ("timeline Sylvania", "more", "timeline Sylvania page 2"),
        ("timeline Sylvania energy", "and graustark?", "timeline Graustark energy"),
        ("energy", "timeline", "timeline energy"),
        ("compare Sylvania Graustark", "and energy?", "compare Sylvania Graustark energy"),
        ("compare Sylvania Graustark", "and Italy?", "compare Sylvania Graustark Italy"),
        ("compare Sylvania Graustark energy", "and Italy?", "compare Sylvania Graustark Italy energy"),
        ("Sylvania", "compare with graustark", "compare Sylvania graustark"),
        ("Sylvania", "and compare with graustark", "compare Sylvania graustark"),
        ("Sylvania energy", "compare it with graustark", "compare Sylvania graustark energy"),
    ],
)
def test_incomplete_question_is_completed(before: str, text: str, whole: str) -> None:
    response = go_on(before, text)

    assert response.request == parse(whole, BASE, TODAY).request
    if isinstance(response, Answer | Timeline | Comparison):
        assert continues(response)
        parsed = as_answer(response).parsed
        assert parsed is not None
        assert parsed.text == text


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Sylvania", "previous page"),
        ("Sylvania page 2", "link?"),
        ("Sylvania", "any references"),
        ("Sylvania", "and sources?"),
        ("Sylvania energy", "repeat, please"),
    ],
)
def test_same_again_is_the_same_page(before: str, text: str) -> None:
    response = go_on(before, text)

    assert response.request == parse(before, BASE, TODAY).request
    assert response.text == text
    assert not continues(response), "nothing was added"


def test_topic_is_left_out() -> None:
    for text in ("not energy", "but not energy", "without energy"):
        response = go_on("Sylvania", text)

        assert response.request == replace(SYLVANIA, without_words=(Word("Energy", ("energy",)),))
        assert not [match for match in as_answer(response).facts if "energy" in match.fact.topics]


def test_speaker_is_kept_on_another_topic() -> None:
    before = parse("what does Graustark say about Sylvania", BASE, TODAY).request

    assert go_on("what does Graustark say about Sylvania", "and energy?").request == replace(
        before, topics=("energy",), words=()
    )


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Sylvania energy", "graustark"),
        ("Sylvania", "and graustark?"),
        ("Sylvania", "what about graustark?"),
        ("Sylvania", "and graustark energy?"),
        ("Sylvania", "and elphberg"),
        ("Sylvania traders", "and graustark"),
        ("Sylvania Graustark energy", "and Italy?"),
        ("what does Graustark say about energy", "and sylvania?"),
        ("Sylvania", "help"),
        ("Sylvania", "interesting"),
        ("Sylvania", "what is your source?"),
        ("Sylvania", "how does this work"),
        ("Sylvania", "can we meet at 3"),
        ("Sylvania", "and am i right"),
        ("Sylvania", "graustark, not sylvania"),
        ("Sylvania", "not graustark but zenda"),
        ("Sylvania", "not whales"),
        ("Sylvania", "no, graustark"),
        ("Sylvania energy", "and how are relations with graustark?"),
        ("Sylvania", "is it true that Graustark never planned a pipeline"),
        ("Sylvania", "the year before"),
        ("Sylvania", "and bolivia?"),
        ("Sylvania energy", "what about it?"),
        ("Sylvania energy", "and it?"),
        ("Sylvania energy", "and so?"),
        ("Sylvania energy", "but no"),
        ("Sylvania energy", "and in?"),
        ("Sylvania energy", "what about us?"),
        ("Sylvania", "topics"),
        ("Sylvania", "sources"),
        ("Sylvania", "timeline graustark"),
        ("Sylvania", "traders"),
        ("Sylvania", "page 2 of graustark"),
        ("Sylvania", "the frontier that was shut to traders and the blockade there"),
        ("Sylvania", "why was the frontier not shut to traders"),
        ("Sylvania", "but not graustark since 2000"),
        ("compare Sylvania Graustark", "and italy energy?"),
        ("energy", "kingdom"),
        ("energy", "1993"),
        ("partners", "energy"),
        ("topics", "and energy?"),
        ("help", "energy"),
    ],
)
def test_complete_question_is_answered_by_itself(before: str, text: str) -> None:
    response = go_on(before, text)

    assert response.request == respond(text, BASE, TODAY).request
    assert not continues(response)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("Zenda", "energy"),
        ("Zenda energy", "diplomacy"),
        ("Sylvania energy since 2001", "and borders?"),
        ("Ruritania", "and diplomacy?"),
        ("bolivia", "and energy?"),
        ("Michael Elphberg", "and borders?"),
    ],
)
def test_question_alone_is_answered_where_the_whole_finds_nothing(before: str, text: str) -> None:
    response = go_on(before, text)

    assert response.request == parse(text, BASE, TODAY).request
    assert as_answer(response).outcome is Outcome.ANSWER
    assert not continues(response)


def test_whole_question_is_reported_if_neither_has_facts() -> None:
    response = go_on("Sylvania", "and 1850?")

    assert response.request == parse("Sylvania 1850", BASE, TODAY).request
    assert as_answer(response).reason is NoAnswerReason.NOT_IN_PERIOD
    assert continues(response)


@pytest.mark.parametrize("text", ["no", "No!", "it"])
def test_stop_word_is_no_code_of_a_country(text: str) -> None:
    response = go_on("Sylvania", text)

    assert response.request.form is Form.HELP
    assert not as_answer(response).facts


def test_what_is_left_out_is_never_answered_by_itself() -> None:
    response = go_on("Sylvania 2005", "not diplomacy")

    assert response.request == replace(
        parse("Sylvania 2005", BASE, TODAY).request, without_words=(Word("Diplomacy", ("diplomacy",)),)
    )
    assert go_on("Zenda", "not energy").request.partners == ("zenda",)


@pytest.mark.parametrize("text", ["not sylvania", "IT", "the second", "the second one"])
def test_ambiguous_follow_up_is_not_guessed(text: str) -> None:
    response = go_on("Sylvania", text)

    assert isinstance(response, Answer)
    assert (response.outcome, response.reason) == (Outcome.NONE, NoAnswerReason.NOT_UNDERSTOOD)
    assert response.request == Request()
    assert response.suggestions


def test_cue_alone_asks_for_nothing() -> None:
    assert as_answer(go_on("Sylvania", "and?")).outcome in (Outcome.NONE, Outcome.HELP)
    assert go_on("Sylvania", "").request == Request(form=Form.HELP)


@pytest.mark.parametrize(
    ("text", "chatter"),
    [
        ("thanks", Chatter.THANKS),
        ("hello", Chatter.GREETING),
        ("bad bot", Chatter.BLAME),
        ("cool", Chatter.PRAISE),
        ("ok thanks", Chatter.THANKS),
        ("bye for now", Chatter.FAREWELL),
    ],
)
@pytest.mark.parametrize("before", ["Sylvania", "elphberg visits", "partners"])
def test_chatter_gets_no_facts_and_changes_nothing(before: str, text: str, chatter: Chatter) -> None:
    asked = asked_before(before)
    response = follow_up(text, asked, BASE, TODAY)

    assert response.request == Request(form=Form.CHATTER, chatter=chatter)
    assert as_answer(response).outcome is Outcome.HELP
    assert not as_answer(response).facts
    assert to_asked(response, asked) == asked


@pytest.mark.slow
def test_no_judged_question_is_hijacked(shipped_index: Index, step: int) -> None:
    """Read each judged question about a partner alike after any other question."""
    before = Asked(Request(partners=("turkey",), topics=("energy",)))
    hijacked = []
    for text in [asked["ask"] for asked in QUESTIONS[::step]]:
        alone = respond(text, shipped_index, TODAY)
        names_somebody = alone.request.partners or alone.request.countries or alone.request.either
        if names_somebody and as_answer(alone).outcome is Outcome.ANSWER:
            response = follow_up(text, before, shipped_index, TODAY)
            if response.request != alone.request:
                hijacked.append(text)

    assert hijacked == []


@given(requests(), st.lists(requests(), max_size=3), questions())
def test_any_text_goes_on_from_any_request(before: Request, choices: list[Request], text: str) -> None:
    asked = Asked(before, tuple([Offer("A choice", request) for request in choices]))
    response = follow_up(text, asked, BASE, TODAY)

    assert response.text == text
    assert response.request == follow_up(text, asked, BASE, TODAY).request
    assert decode_request(encode_request(response.request)) == response.request
    to_asked(response, asked)
