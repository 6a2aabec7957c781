"""Typed text is cut once, however long it is; and answers are announced."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.answers import Asked, Outcome
from bot.domain.requests import Form, Request
from bot.services import Announcement, Answered, Asker, EntryPoint, Missed, Responder, Shared, responder
from tests.bases import TODAY, index

INDEX = index()
REQUEST = Request(partners=("sylvania",))
ASKER = Asker(EntryPoint.COMMAND, user="U1", team="T1", channel="C1", response_url="https://hooks.slack.com/x")


@pytest.mark.parametrize(
    ("name", "most", "ask"),
    [
        ("respond_in", 1_000, lambda asked, text: asked.respond(text, ASKER)),
        ("follow_up", 1_000, lambda asked, text: asked.respond(text, ASKER, Asked(REQUEST))),
        ("parse", 1_000, lambda asked, text: asked.parse(text)),
        ("add_time", 1_000, lambda asked, text: asked.with_time(REQUEST, text)),
        ("add_topic", 1_000, lambda asked, text: asked.with_topic(REQUEST, text)),
        ("find_named", 12_000, lambda asked, text: asked.find_named(text, ASKER)),
        ("suggest_partners", 150, lambda asked, text: asked.suggest(text)),
    ],
)
def test_cuts_long_text(
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


def test_announces_each_answer_once_with_its_asker() -> None:
    announced: list[Announcement] = []
    asked = Responder(lambda: INDEX, lambda: TODAY, [announced.append])
    responses = [
        asked.respond("sylvania", ASKER),
        asked.respond("and energy?", ASKER, Asked(REQUEST)),
        asked.answer(Request(form=Form.TOPICS), ASKER),
        asked.find_named("Graustark", ASKER),
    ]

    answered = [happened for happened in announced if isinstance(happened, Answered)]
    assert [happened.response for happened in answered] == responses
    assert all(happened.asker is ASKER and happened.seconds > 0 for happened in answered)


@pytest.mark.parametrize(
    ("question", "outcome", "is_missed"),
    [
        ("sylvania", Outcome.ANSWER, False),
        ("sylvania trouble", Outcome.NEAR, True),
        ("xyzzy", Outcome.NONE, True),
        ("hello", Outcome.HELP, False),
        ("topics", Outcome.HELP, False),
        ("timeline sylvania", Outcome.ANSWER, False),
    ],
)
def test_announces_misses(question: str, outcome: Outcome, is_missed: bool) -> None:
    announced: list[Announcement] = []
    response = Responder(lambda: INDEX, lambda: TODAY, [announced.append]).respond(question, ASKER)

    answered, *missed = announced
    assert isinstance(answered, Answered)
    assert answered.outcome is outcome
    assert missed == ([Missed(ASKER, response)] if is_missed else [])


def test_message_without_names_is_no_miss() -> None:
    announced: list[Announcement] = []
    Responder(lambda: INDEX, lambda: TODAY, [announced.append]).find_named("good morning everybody", ASKER)

    assert [type(happened) for happened in announced] == [Answered]


def test_answers_despite_failing_subscriber(caplog: pytest.LogCaptureFixture) -> None:
    announced: list[Announcement] = []

    def fail(happened: Announcement) -> None:
        raise RuntimeError

    asked = Responder(lambda: INDEX, lambda: TODAY, [fail, announced.append])
    response = asked.respond("sylvania", ASKER)
    asked.announce_shared(response, ASKER)

    assert announced[1:] == [Shared(ASKER, response)]
    assert [record.getMessage() for record in caplog.records] == ["an announcement could not be dealt with"] * 2


def test_repr_of_asker_hides_the_response_address() -> None:
    assert "hooks" not in repr(ASKER)


def test_narrows_a_request_by_what_is_typed() -> None:
    asked = Responder(lambda: INDEX, lambda: TODAY)
    narrowed = asked.with_time(asked.with_topic(REQUEST, "energy"), "since 2000")

    assert narrowed
    assert (narrowed.partners, narrowed.all_topics) == (("sylvania",), ("energy",))
    assert narrowed.period
    assert narrowed.period.label == "since 2000"
    assert asked.with_time(REQUEST, "soonish") is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["almanac-2026", "gazette-2018"]),
        ("THE", ["almanac-2026", "gazette-2018"]),
        ("gazétte", ["gazette-2018"]),
        ("house almanac", ["almanac-2026"]),
        ("2018 press", ["gazette-2018"]),
        ("gazette 2026", []),
        ("x" * 500, []),
    ],
)
def test_suggests_sources_by_title_publisher_and_id(typed: str, found: list[str]) -> None:
    assert [one.id for one in Responder(lambda: INDEX, lambda: TODAY).suggest_sources(typed)] == found


@pytest.mark.parametrize(
    ("id_", "is_there"), [("sylvania-gas", True), ("Sylvania-gas", False), ("sylvania", False), ("", False)]
)
def test_knows_which_facts_are_served(id_: str, is_there: bool) -> None:
    assert Responder(lambda: INDEX, lambda: TODAY).has_fact(id_) == is_there
