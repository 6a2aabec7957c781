"""Replies that are kept for whoever asks the same."""

import gc
import json
from datetime import date, timedelta
from typing import Any
from weakref import ref

from bot.domain.responses import Response
from bot.services import Responder
from bot.slack.commands import Commands
from bot.slack.kept import MAX_KEPT, MAX_KEPT_TEXT, KeptReplies
from tests.bases import TODAY, index

INDEX = index()


class Maker:
    """Makes replies, each of them different, and notes to what texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(self, text: str) -> str:
        self.texts.append(text)
        return f"{text} {len(self.texts)}"


def test_a_reply_is_made_once_for_a_text() -> None:
    kept, make = KeptReplies(), Maker()

    assert [kept.find_or_make(text, INDEX, TODAY, make) for text in ("a", "b", "a")] == ["a 1", "b 2", "a 1"]


def test_no_reply_outlives_its_index_or_its_day() -> None:
    kept, make = KeptReplies(), Maker()
    other = index()
    for base, day in ((INDEX, TODAY), (INDEX, TODAY + timedelta(1)), (other, TODAY + timedelta(1)), (INDEX, TODAY)):
        kept.find_or_make("a", base, day, make)

    assert make.texts == ["a"] * 4


def test_an_index_that_is_no_longer_served_is_not_held() -> None:
    kept, base = KeptReplies(), index()
    kept.find_or_make("a", base, TODAY, Maker())
    held = ref(base)
    del base
    gc.collect()

    assert held() is None


def test_the_last_replies_are_kept_and_no_long_ones() -> None:
    kept, make = KeptReplies(), Maker()
    longest = "x" * MAX_KEPT_TEXT
    texts = ["first", *map(str, range(MAX_KEPT - 1)), "first", "one more", "first", "0", longest, longest]
    for text in [*texts, f"{longest}x", f"{longest}x"]:
        kept.find_or_make(text, INDEX, TODAY, make)

    assert [make.texts.count(text) for text in ("first", "0", "one more", longest, f"{longest}x")] == [1, 2, 1, 1, 2]


async def replies_to(commands: Commands, *texts: str) -> list[dict[str, Any]]:
    return [json.loads((await commands.answer({"text": text})).body) for text in texts]


async def test_a_command_is_answered_as_of_today() -> None:
    today = [TODAY]
    commands = Commands(Responder(lambda: INDEX, lambda: today[0]))
    first, second = await replies_to(commands, "sylvania", "sylvania")
    today[0] = date(2036, 1, 1)
    (later,) = await replies_to(commands, "sylvania")

    assert first == second != later


async def test_who_looks_on_sees_each_response() -> None:
    seen: list[Response] = []
    commands = Commands(Responder(lambda: INDEX, lambda: TODAY, seen.append))
    await replies_to(commands, "sylvania", "sylvania")

    assert len(seen) == 2
