"""What a conversation is about."""

from dataclasses import replace

import pytest

from bot.domain.answers import Asked, Offer
from bot.domain.requests import Chatter, Form, Request
from bot.domain.responses import Usage
from bot.search import find_named, follow_up, greet, parse, respond, to_asked
from tests.bases import TODAY
from tests.search.conversing import BASE, SYLVANIA, VISITS


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("sylvania gas", "sylvania gas"),
        ("timeline sylvania", "timeline sylvania"),
        ("compare sylvania graustark", "compare sylvania graustark"),
        ("topics", "topics"),
        ("source gazette-2018", "source gazette-2018"),
        # Somebody is named, though there are no facts.
        ("sylvania whales", "sylvania whales"),
        ("bolivia", "bolivia"),
        ("timeline sylvania 1850", "timeline sylvania 1850"),
        # What names nobody has facts that are near.
        ("1850", "1850"),
        ("energy whales", "energy whales"),
        # What names nobody and finds nothing leaves what was before.
        ("whales", "zenda"),
        ("help", "zenda"),
        ("thanks", "zenda"),
        ("timeline", "zenda"),
        ("source nothing", "zenda"),
    ],
)
def test_conversation_is_about_the_last_request(text: str, asked: str) -> None:
    before = Asked(parse("zenda", BASE, TODAY).request)

    assert to_asked(respond(text, BASE, TODAY), before) == Asked(parse(asked, BASE, TODAY).request)


def test_conversation_is_about_the_choices() -> None:
    found = to_asked(respond("elphberg visits", BASE, TODAY), None)

    assert found
    assert found.choices == (
        Offer("Michael Elphberg", Request(partners=("michael-elphberg",), words=VISITS)),
        Offer("Rudolf Elphberg", Request(partners=("rudolf-elphberg",), words=VISITS)),
    )


def test_conversation_is_about_what_was_resolved() -> None:
    found = to_asked(respond("elphberg 2001", BASE, TODAY), None)

    assert found
    assert (found.request.partners, found.request.either, found.choices) == (("rudolf-elphberg",), (), ())


def test_comparison_without_partners_forgets_what_was_before() -> None:
    response = respond("compare", BASE, TODAY)

    assert isinstance(response, Usage)
    assert to_asked(response, Asked(SYLVANIA)) is None


def test_follow_up_without_anything_before_is_a_question() -> None:
    for text in ("energy", "more", "and energy?", "2", "not energy"):
        assert follow_up(text, None, BASE, TODAY).request == respond(text, BASE, TODAY).request


def test_conversation_goes_on() -> None:
    asked = None
    requests = []
    for text in ("Sylvania", "and energy?", "thanks", "more", "and graustark?", "not sylvania", "compare with italy"):
        response = follow_up(text, asked, BASE, TODAY)
        asked = to_asked(response, asked)
        requests.append(response.request)

    assert requests == [
        SYLVANIA,
        replace(SYLVANIA, topics=("energy",)),
        Request(form=Form.CHATTER, chatter=Chatter.THANKS),
        replace(SYLVANIA, topics=("energy",), page=2),
        Request(partners=("graustark",), topics=("energy",)),
        Request(partners=("graustark",), topics=("energy",), without_partners=("sylvania",)),
        Request(
            form=Form.COMPARE,
            partners=("graustark", "italy"),
            topics=("energy",),
            without_partners=("sylvania",),
        ),
    ]


def test_page_of_a_message_and_of_the_home_can_be_turned() -> None:
    for before in (find_named("Sylvania's gas", BASE, TODAY), greet(BASE, TODAY).newest):
        response = follow_up("more", to_asked(before, None), BASE, TODAY)

        assert response.request == replace(before.request, page=2)
