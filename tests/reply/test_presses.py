"""A button's or a menu's request gives what its label says, on every surface."""

import re
from collections.abc import Iterator

import pytest

from bot.domain.requests import Request, decode_request
from bot.domain.responses import Comparison, Response
from bot.reply import Surface, to_home, to_message, to_modal
from bot.reply.layout import to_view
from bot.reply.offers import count_facts_in
from bot.reply.pages import Reader
from bot.search import answer, greet, respond
from tests.bases import TODAY, index
from tests.blocks import elements
from tests.reply.views import QUESTIONS

INDEX = index()
_COUNT = re.compile(r"\((\d+)\)$|^All (\d+) facts?$")
# After so many rounds of pressing, no new offers appear.
_TURNS = 2


def offers_in(blocks: object) -> Iterator[tuple[str, Request]]:
    """Yield the label and the request of each button and option."""
    controls = elements(blocks, "button")
    controls += [
        option
        for menu in elements(blocks, "static_select")
        for group in menu["option_groups"]
        for option in group["options"]
    ]
    for control in controls:
        request = decode_request(control["value"])
        assert request, control
        yield control["text"]["text"], request


# These labels depend on the page size of their surface.
_TURNS_PAGES = ("Next", "Previous", "Share", "Cite")


def offers_of(response: Response) -> list[tuple[str, Request]]:
    """Return all offers of a reply on any surface; the same label always asks for the same."""
    found: dict[str, Request] = {}
    shown = [to_message(response, surface, sharer="ada")["blocks"] for surface in Surface]
    shown += [to_modal(response, is_shareable=is_shareable)["blocks"] for is_shareable in (False, True)]
    offers = [offer for blocks in shown for offer in offers_in(blocks)]
    for label, request in offers:
        assert label in _TURNS_PAGES or found.setdefault(label, request) == request, label
    return offers


def press(label: str, request: Request) -> Response:
    """Press a button; the answer has as many facts as the label says."""
    response = answer(request, INDEX, TODAY)
    labelled = _COUNT.search(label)
    if labelled:
        assert count_facts_in(response) == int(labelled[1] or labelled[2]), label
    assert not request.shown or request.shown == count_facts_in(response), label
    return response


@pytest.mark.parametrize("question", [*QUESTIONS, "energy", "sylvania except gas", "graustark 1990s", "latest", "king"])
def test_each_button_gives_what_its_label_says(question: str) -> None:
    responses = [respond(question, INDEX, TODAY)]
    seen: set[Request] = set()
    for _ in range(_TURNS):
        offers = {request: label for response in responses for label, request in offers_of(response)}
        responses = [press(label, request) for request, label in offers.items() if request not in seen]
        seen |= offers.keys()
    assert seen


@pytest.mark.parametrize("question", QUESTIONS)
def test_next_page_continues_and_previous_returns(question: str) -> None:
    response = respond(question, INDEX, TODAY)
    view = to_view(response, Reader("/ruri"))
    if view.more:
        after = to_view(answer(view.more.request, INDEX, TODAY), Reader("/ruri"))
        assert after.previous
        back = to_view(answer(after.previous.request, INDEX, TODAY), Reader("/ruri"))
        assert (back.facts, back.groups, back.rows) == (view.facts, view.groups, view.rows)
        assert not {fact.statement for fact in after.facts} & {fact.statement for fact in view.facts}


def test_each_button_of_the_home_gives_what_its_label_says() -> None:
    offers = dict(offers_in(to_home(greet(INDEX, TODAY))["blocks"]))

    assert len(offers) > len(INDEX.snapshot.topics)
    for label, request in offers.items():
        press(label, request)


def test_comparison_counts_the_facts_of_each_partner() -> None:
    found = respond("compare sylvania graustark", INDEX, TODAY)
    assert isinstance(found, Comparison)

    for place, offer in enumerate(found.separately):
        for row in found.rows:
            on_topic = offer.request.change(topics=(row.topic.id,))
            assert count_facts_in(answer(on_topic, INDEX, TODAY)) == row.cells[place].count
