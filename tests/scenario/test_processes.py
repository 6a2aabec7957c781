"""Several processes over one store: each message has one answer, across processes and kills."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.reply.sentences import MAY_BE_SECOND
from bot.sandbox import FakeSlack
from bot.services import Housekeeper
from bot.slack.replies import Replies
from bot.store import Event, Store, StoreDown, to_address
from bot.store.inbox import SECONDS_LEASED
from bot.store.shared import SECONDS_OF_REST, SECONDS_TO_SETTLE
from tests.bases import index
from tests.clocks import Clock
from tests.patience import PATIENCE
from tests.scenario.workspace import TOKEN, Workspace, open_workspace
from tests.stores import new_address

INDEX = index()
POST, UPDATE = "chat.postMessage", "chat.update"
RETRY = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}
MENTION = {"type": "app_mention", "user": "U1", "text": "<@U0BOT> sylvania", "ts": "1.5", "channel": "C1"}


@pytest.fixture(autouse=True)
def patient_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no store be taken for down because the machine is busy."""
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)
    monkeypatch.setattr("bot.store.addresses.SECONDS_FOR_LOCK", PATIENCE)


@asynccontextmanager
async def processes(folder: Path, number: int, clock: Clock | None = None) -> AsyncIterator[list[Workspace]]:
    """Open so many processes, each with its own app and its own connection to the store."""
    async with AsyncExitStack() as stack:
        slack = await stack.enter_async_context(FakeSlack(TOKEN))
        opened = []
        for _ in range(number):
            store = Store(new_address(folder), clock=clock or Clock())
            await store.open()
            stack.push_async_callback(store.close)
            opened.append(await stack.enter_async_context(open_workspace(INDEX, store=store, slack=slack)))
        yield opened


async def run_housekeeping(workspace: Workspace) -> None:
    """Run the housekeeping of a process once, and finish the events that it takes over."""
    assert workspace.store
    await Housekeeper(workspace.store, workspace.bot.resume, workspace.bot.inbox).run_once()
    await workspace.finish()


def kill(workspace: Workspace) -> None:
    """Cancel the work of a process, as a kill would."""
    for task in list(workspace.background._tasks):
        task.cancel()


def texts(workspace: Workspace, method: str) -> list[str]:
    return [str(call.arguments["text"]) for call in workspace.slack.calls_of(method)]


async def test_answers_each_message_once_by_any_process(tmp_path: Path) -> None:
    async with processes(tmp_path, 3) as running:
        chance = random.Random(4)
        deliveries = [number for number in range(40) for _ in range(3)]
        chance.shuffle(deliveries)

        async def deliver(number: int) -> None:
            event = {**MENTION, "ts": f"{number}.5"}
            response = await chance.choice(running).event(event, event_id=f"Ev{number}-{chance.random()}")
            assert response.status == 200

        await asyncio.gather(*map(deliver, deliveries))
        for workspace in running:
            await workspace.finish()

        threads = [call.arguments["thread_ts"] for call in running[0].slack.calls_of(POST)]
    assert sorted(threads) == sorted(f"{number}.5" for number in range(40))


async def test_continues_conversation_of_another_process(tmp_path: Path) -> None:
    async with processes(tmp_path, 2) as (one, other):
        await one.event(MENTION)
        await one.finish()
        await other.event({**MENTION, "text": "<@U0BOT> and energy?", "ts": "1.6", "thread_ts": "1.5"}, event_id="Ev2")
        await other.finish()

        assert "Continuing from your last question: Sylvania energy." in texts(one, POST)[-1]


async def test_edit_updates_answer_of_another_process(tmp_path: Path) -> None:
    async with processes(tmp_path, 2) as (one, other):
        await one.event(MENTION)
        await one.finish()
        await other.event({**MENTION, "text": "<@U0BOT> graustark", "edited": {"ts": "2.1"}}, event_id="Ev2")
        await other.finish()

        assert len(texts(one, POST)) == 1
        assert "Graustark" in texts(one, UPDATE)[-1]


@pytest.mark.parametrize("is_posting", [False, True])
async def test_answers_events_of_a_killed_process(
    tmp_path: Path, is_posting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, clock = asyncio.Event(), Clock()

    async def hang(*_: Any, **__: Any) -> Any:
        reached.set()
        await asyncio.Event().wait()

    async with processes(tmp_path, 2, clock) as (one, other):
        with monkeypatch.context() as patched:
            where = "bot.slack.replies._deliver" if is_posting else "bot.slack.replies.Replies._respond"
            patched.setattr(where, hang)
            await one.event(MENTION)
            await reached.wait()
            kill(one)
        clock.now += SECONDS_LEASED - 1
        await run_housekeeping(other)
        assert texts(other, POST) == [], "it may still be at it"
        clock.now += 1
        await run_housekeeping(other)

        (said,) = texts(other, POST)
        assert (MAY_BE_SECOND in said) is is_posting
        assert "Sylvania" in said
        await run_housekeeping(other)
        await other.event({**MENTION, "type": "message", "channel_type": "im"}, event_id="Ev2")
        await other.finish()
        assert len(texts(other, POST)) == 1


async def test_slow_process_does_not_answer_what_another_took_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, may_go_on, clock = asyncio.Event(), asyncio.Event(), Clock()
    async with processes(tmp_path, 2, clock) as (one, other):
        respond = Replies._respond

        async def slowly(*arguments: Any, **options: Any) -> Any:
            reached.set()
            await may_go_on.wait()
            return await respond(*arguments, **options)

        with monkeypatch.context() as patched:
            patched.setattr(Replies, "_respond", slowly)
            await one.event(MENTION)
            await reached.wait()
        clock.now += SECONDS_LEASED
        await run_housekeeping(other)
        may_go_on.set()
        await one.finish()

        assert len(texts(one, POST)) == 1


async def test_asks_slack_to_retry_while_store_is_down(tmp_path: Path) -> None:
    async with processes(tmp_path, 2) as (one, other):
        assert one.store
        await one.store.close()
        one.store._address = "postgresql://nobody@127.0.0.1:1/none"  # which processes share, though it is not open
        assert (await one.event(MENTION)).status == 200, "a first delivery is answered from memory"
        again = {**MENTION, "ts": "1.6"}
        assert (await one.event(again, event_id="Ev2", headers=RETRY)).status == 503
        assert (await one.event(again, event_id="Ev2", headers=RETRY)).status == 503, "it is not taken for known"
        assert (await one.event(MENTION, headers=RETRY)).status == 200, "it was answered here"
        assert (await other.event(again, event_id="Ev2", headers=RETRY)).status == 200
        for workspace in (one, other):
            await workspace.finish()

        assert [call.arguments["thread_ts"] for call in one.slack.calls_of(POST)] == ["1.5", "1.6"]


async def test_does_not_repeat_answers_given_while_store_was_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise StoreDown("no response in 2 s")

    async with processes(tmp_path, 2) as (one, other):
        stores = [workspace.store for workspace in (one, other) if workspace.store]
        timer = 0.0
        for store in stores:
            monkeypatch.setattr(store, "timer", lambda: timer)
        with monkeypatch.context() as patched:
            patched.setattr("bot.store.inbox.claim", fail)
            assert (await one.event(MENTION)).status == 200
            assert (await other.event(MENTION, event_id="Ev2", headers=RETRY)).status == 503
        await one.finish()
        timer += SECONDS_OF_REST
        for store in stores:
            await store.renew(())
        assert (await other.event(MENTION, event_id="Ev2", headers=RETRY)).status == 503, "one has yet to enter it"
        await run_housekeeping(one)
        timer += SECONDS_TO_SETTLE
        assert (await other.event(MENTION, event_id="Ev2", headers=RETRY)).status == 200
        await other.finish()
        await other.event({**MENTION, "text": "<@U0BOT> graustark", "edited": {"ts": "2.1"}}, event_id="Ev3")
        await other.finish()

        assert len(texts(one, POST)) == 1
        assert "Graustark" in texts(one, UPDATE)[-1], "the answer's place was entered too"


async def test_answers_retry_if_store_never_opened() -> None:
    store = Store(to_address(Path("/proc/nowhere")))
    async with open_workspace(INDEX, store=store) as workspace:
        assert (await workspace.event(MENTION, headers=RETRY)).status == 200
        await workspace.finish()

        assert len(texts(workspace, POST)) == 1


async def test_ignores_events_of_another_version(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    async with processes(tmp_path, 2, clock) as (one, other):
        assert one.store
        await one.store.claim(Event("C1/1.5/", "T1", "C1", "1.5", '{"something": "else"}'))
        clock.now += SECONDS_LEASED
        await run_housekeeping(other)
        clock.now += SECONDS_LEASED
        await run_housekeeping(other)

        assert texts(other, POST) == []
    assert caplog.text.count("another version took in") == 1
