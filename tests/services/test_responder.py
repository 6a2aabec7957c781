"""What people type is cut at the door, however long it is."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.answers import Asked
from bot.domain.requests import Form, Request
from bot.domain.responses import Response
from bot.services import Responder, responder
from tests.bases import TODAY, index

INDEX = index()
REQUEST = Request(partners=("sylvania",))


@pytest.mark.parametrize(
    ("name", "most", "ask"),
    [
        ("respond", 1_000, lambda asked, text: asked.respond(text)),
        ("follow_up", 1_000, lambda asked, text: asked.respond(text, Asked(REQUEST))),
        ("parse", 1_000, lambda asked, text: asked.parse(text)),
        ("add_time", 1_000, lambda asked, text: asked.with_time(REQUEST, text)),
        ("add_topic", 1_000, lambda asked, text: asked.with_topic(REQUEST, text)),
        ("find_named", 12_000, lambda asked, text: asked.find_named(text)),
        ("suggest_partners", 150, lambda asked, text: asked.suggest(text)),
    ],
)
def test_what_is_typed_is_cut(
    name: str, most: int, ask: Callable[[Responder, str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    original = getattr(responder, name)

    def note(*arguments: object) -> object:
        read.extend(len(argument) for argument in arguments if isinstance(argument, str))
        return original(*arguments)

    monkeypatch.setattr(responder, name, note)
    ask(Responder(lambda: INDEX, lambda: TODAY), "\ufdfa" * 40_000)

    assert read == [most]


def test_reports_each_response_once() -> None:
    seen: list[Response] = []
    asked = Responder(lambda: INDEX, lambda: TODAY, seen.append)
    responses = [
        asked.respond("sylvania"),
        asked.respond("and energy?", Asked(REQUEST)),
        asked.answer(Request(form=Form.TOPICS)),
        asked.find_named("Graustark"),
    ]

    assert seen == responses


def test_narrows_a_request_by_what_is_typed() -> None:
    asked = Responder(lambda: INDEX, lambda: TODAY)
    narrowed = asked.with_time(asked.with_topic(REQUEST, "energy"), "since 2000")

    assert narrowed
    assert (narrowed.partners, narrowed.all_topics) == (("sylvania",), ("energy",))
    assert narrowed.period
    assert narrowed.period.label == "since 2000"
    assert asked.with_time(REQUEST, "soonish") is None
