"""The cache of replies to slash commands."""

import gc
import json
from datetime import date, timedelta
from typing import Any
from weakref import ref

import pytest

from bot.domain.answers import Outcome
from bot.domain.defaults import Default
from bot.search import Index, build
from bot.services import Announcement, Answered, Missed, Repeated, Responder, Shared
from bot.slack.commands import Commands
from bot.slack.reply_cache import MAX_CACHED, MAX_CACHED_TEXT, CachedReply, ReplyCache
from tests.bases import TODAY, index

INDEX = index()


def another() -> Index:
    """Return the same base with a new index, as after an edit."""
    return build(INDEX.snapshot)


class Maker:
    """Makes a distinct reply for each text that is not cached, and notes those texts."""

    def __init__(self) -> None:
        self.cache = ReplyCache()
        self.texts: list[str] = []

    def find_or_make(
        self, text: str, base: Index = INDEX, today: date = TODAY, default: Default | None = None
    ) -> bytes:
        reply = self.cache.find(text, default, base, today)
        if reply is None:
            self.texts.append(text)
            reply = CachedReply(f"{text} {len(self.texts)}".encode(), Outcome.ANSWER, None)
            self.cache.keep(text, default, reply)
        return reply.body


def test_renders_reply_once_for_a_text() -> None:
    made = Maker()

    assert [made.find_or_make(text) for text in ("a", "b", "a")] == [b"a 1", b"b 2", b"a 1"]


def test_caches_replies_by_default_of_the_channel() -> None:
    made = Maker()
    defaults = (None, Default("sylvania"), Default(topic="energy"), Default("sylvania"), None)

    replies = [made.find_or_make("a", default=default) for default in defaults]
    assert replies == [b"a 1", b"a 2", b"a 3", b"a 2", b"a 1"]


def test_drops_replies_of_another_index_or_day() -> None:
    made = Maker()
    other = another()
    for base, day in ((INDEX, TODAY), (INDEX, TODAY + timedelta(1)), (other, TODAY + timedelta(1)), (INDEX, TODAY)):
        made.find_or_make("a", base, day)

    assert made.texts == ["a"] * 4


def test_holds_no_replaced_index() -> None:
    made, base = Maker(), another()
    made.find_or_make("a", base)
    held = ref(base)
    del base
    gc.collect()

    assert held() is None


def test_keeps_last_replies_except_long_ones() -> None:
    made = Maker()
    longest = "x" * MAX_CACHED_TEXT
    texts = ["first", *map(str, range(MAX_CACHED - 1)), "first", "one more", "first", "0", longest, longest]
    for text in [*texts, f"{longest}x", f"{longest}x"]:
        made.find_or_make(text)

    assert [made.texts.count(text) for text in ("first", "0", "one more", longest, f"{longest}x")] == [1, 2, 1, 1, 2]


async def replies_to(commands: Commands, *texts: str) -> list[dict[str, Any]]:
    return [json.loads((await commands.answer({"text": text})).body) for text in texts]


async def test_answers_command_as_of_today() -> None:
    today = [TODAY]
    commands = Commands(Responder(lambda: INDEX, lambda: today[0]))
    first, second = await replies_to(commands, "sylvania", "sylvania")
    today[0] = date(2036, 1, 1)
    (later,) = await replies_to(commands, "sylvania")

    assert first == second != later


async def test_announces_cached_answers() -> None:
    announced: list[Announcement] = []
    commands = Commands(Responder(lambda: INDEX, lambda: TODAY, [announced.append]))
    first, second = await replies_to(commands, "sylvania", "sylvania")

    assert first == second
    assert [type(happened) for happened in announced] == [Answered, Repeated]
    assert [happened.outcome for happened in announced if not isinstance(happened, Missed | Shared)] == ["answer"] * 2


@pytest.mark.parametrize("question", ["xyzzy", "sylvania trouble"])
async def test_counts_a_miss_for_each_asker(question: str) -> None:
    announced: list[Announcement] = []
    commands = Commands(Responder(lambda: INDEX, lambda: TODAY, [announced.append]))
    first, second = await replies_to(commands, question, question)

    assert first == second
    assert [type(happened) for happened in announced] == [Answered, Missed, Repeated, Missed]
    assert announced[1] == announced[3]


async def test_announces_uncached_answers() -> None:
    announced: list[Announcement] = []
    commands = Commands(Responder(lambda: INDEX, lambda: TODAY, [announced.append]), keeps_replies=False)
    await replies_to(commands, "sylvania", "sylvania")

    assert [type(happened) for happened in announced] == [Answered] * 2
