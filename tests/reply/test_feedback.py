"""The end of an answer: buttons to vote on it, and to request what it lacks."""

from typing import Any

import pytest

from bot.domain.feedback import Vote
from bot.domain.requests import decode_request
from bot.domain.responses import Response
from bot.reply import Surface, find_facts_shown, to_message, to_modal
from bot.reply.loop import REQUEST, parse_loop_press, parse_vote
from bot.sandbox import check_message, check_view
from bot.search import answer, follow_up, respond, to_asked
from tests.bases import TODAY, index
from tests.blocks import elements

INDEX = index()
# One question of each form, and whether it can be voted on and requested.
QUESTIONS = [
    ("sylvania", True, False),
    ("sylvania gas", True, False),
    ("sylvania whales", True, True),
    ("timeline sylvania", True, False),
    ("timeline sylvania whales", True, True),
    ("compare sylvania graustark", True, False),
    ("source gazette-2018", True, False),
    ("whales", False, True),
    ("timeline whales", False, True),
    ("elphberg", False, False),
    ("compare sylvania", False, False),
    ("topics", False, False),
    ("partners", False, False),
    ("sources", False, False),
    ("map", False, False),
    ("about", False, False),
    ("help", False, False),
    ("thanks", False, False),
]


def votes(blocks: list[dict[str, Any]]) -> list[Any]:
    """Return the votes that a reply offers, whichever buttons it has."""
    pairs = [
        pair[key] for pair in elements(blocks, "feedback_buttons") for key in ("positive_button", "negative_button")
    ]
    sent = [{"action_id": "loop-vote.0", "value": one["value"]} for one in pairs]
    return [vote for one in (*sent, *elements(blocks, "button")) if (vote := parse_vote(one))]


def requested(blocks: list[dict[str, Any]]) -> list[str]:
    pressed = [parse_loop_press(button) for button in elements(blocks, "button")]
    return [one.value for one in pressed if one and one.act == REQUEST]


def show(found: Response, surface: Surface, *, takes_feedback: bool = True) -> list[dict[str, Any]]:
    if surface is Surface.MODAL:
        modal = to_modal(found, is_shareable=True, takes_feedback=takes_feedback)
        assert check_view(modal) == []
        return list(modal["blocks"])
    message = to_message(found, surface, is_curated=True, takes_feedback=takes_feedback)
    assert check_message(message) == []
    return list(message["blocks"])


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize(("question", "has_votes", "has_request"), QUESTIONS)
def test_offers_votes_on_facts_and_request_of_misses(
    question: str, has_votes: bool, has_request: bool, surface: Surface
) -> None:
    found = respond(question, INDEX, TODAY)
    blocks = show(found, surface)

    assert [vote for vote, _ in votes(blocks)] == ([Vote.UP, Vote.DOWN] if has_votes else [])
    assert requested(blocks) == ([question] if has_request else [])
    is_slacks_own = bool(elements(blocks, "feedback_buttons"))
    assert is_slacks_own == (has_votes and surface is Surface.PUBLIC), "they stand in what everybody sees alone"


@pytest.mark.parametrize("surface", Surface)
def test_offers_no_feedback_without_a_store(surface: Surface) -> None:
    for question, *_ in QUESTIONS:
        blocks = show(respond(question, INDEX, TODAY), surface, takes_feedback=False)

        assert (votes(blocks), requested(blocks)) == ([], [])


@pytest.mark.parametrize("surface", Surface)
@pytest.mark.parametrize("question", ["graustark", "graustark page 2"])
def test_vote_has_the_facts_shown(question: str, surface: Surface) -> None:
    blocks = show(respond(question, INDEX, TODAY), surface)
    (_, request), _ = votes(blocks)
    texts = {element["text"] for element in elements(blocks, "text")}
    shown = [fact.id for fact in INDEX.snapshot.facts.values() if fact.statement in texts]

    assert sorted(find_facts_shown(answer(request, INDEX, TODAY))) == sorted(shown)
    assert shown


def test_requests_follow_up_as_a_whole_question() -> None:
    asked = to_asked(respond("sylvania", INDEX, TODAY), None)
    found = follow_up("and whales?", asked, INDEX, TODAY)

    assert requested(show(found, Surface.PUBLIC)) == ["Sylvania whales"]


def test_requests_pressed_question_in_words() -> None:
    asked = respond("sylvania whales", INDEX, TODAY).request
    found = answer(asked, INDEX, TODAY)

    assert requested(show(found, Surface.PRIVATE)) == ["Sylvania whales"]


def test_curate_button_comes_last() -> None:
    blocks = show(respond("sylvania", INDEX, TODAY), Surface.PRIVATE)
    *_, voting, curating = blocks

    assert len(votes([voting])) == 2
    assert [button["text"]["text"] for button in curating["elements"]] == ["Curate"]
    assert decode_request(curating["elements"][0]["value"])
