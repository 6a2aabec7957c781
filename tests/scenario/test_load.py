"""Concurrent requests are neither lost nor answered twice; `tests.benchmarks.load` sends more."""

import asyncio
import random
from collections import Counter
from pathlib import Path

from bot.sandbox import check_message
from tests.bases import index
from tests.benchmarks.load import UNDER_WAY, start_after_kill, stop_under_way
from tests.patience import PATIENCE
from tests.scenario.workspace import open_workspace

INDEX = index()
EVENTS, AGAIN = 300, 90


async def test_answers_all_concurrent_commands() -> None:
    async with open_workspace(INDEX) as workspace:
        answered = await asyncio.gather(*(workspace.command(f"sylvania page {number}") for number in range(500)))

    assert all(check_message(response.json) == [] for response in answered)


async def test_answers_repeated_and_disordered_events_once() -> None:
    chance = random.Random(1)
    numbers = list(range(EVENTS))
    numbers += chance.sample(numbers, AGAIN)
    chance.shuffle(numbers)
    async with open_workspace(INDEX) as workspace:
        tasks = len(asyncio.all_tasks())

        async def deliver(number: int) -> None:
            event = {"type": "app_mention", "user": "U1", "text": "sylvania", "ts": f"{number}.5", "channel": "C1"}
            assert (await workspace.event(event, event_id=f"Ev{number}")).status == 200

        await asyncio.gather(*map(deliver, numbers))
        await workspace.finish()
        posts = Counter(call.arguments["thread_ts"] for call in workspace.slack.calls_of("chat.postMessage"))
        async with asyncio.timeout(PATIENCE):  # no task is left over
            while len(asyncio.all_tasks()) > tasks + 1:
                await asyncio.sleep(0.01)
    assert posts == Counter(f"{number}.5" for number in range(EVENTS))


async def test_finishes_requests_under_way_before_stopping(tmp_path: Path) -> None:
    finished, code, _ = await stop_under_way(tmp_path / "log", is_patient=True)

    assert (finished, code) == (UNDER_WAY, 0)
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


async def test_restarts_after_a_kill(tmp_path: Path) -> None:
    await start_after_kill(tmp_path / "log")
