"""Commands shared out between two processes; here the second is a thread at the other end of the socket."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import second as second_process
from bot.slack.second import SecondProcess, answer_for_first
from tests.patience import PATIENCE


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the other end may be starved for a while; it is not stuck then."""
    monkeypatch.setattr(second_process, "_PATIENCE", PATIENCE)


class Here:
    """What answers in this process; `revision` is that of what it knows."""

    def __init__(self, known: str = "r1") -> None:
        self.known = known
        self.answered: list[str] = []

    def reply(self, text: str) -> bytes:
        self.answered.append(text)
        if text == "broken":
            raise RuntimeError("no reply to this")
        return f"here {text}".encode("utf-8", "surrogatepass")

    def revision(self) -> str:
        return self.known


def reply_there(text: str, revision: str) -> bytes | None:
    if text.startswith("broken"):
        raise RuntimeError("nor there")
    return f"there {text}".encode("utf-8", "surrogatepass") if revision == "r1" else None


@asynccontextmanager
async def shared(reply: Callable[[str, str], bytes | None] = reply_there) -> AsyncIterator[SecondProcess]:
    """A second process, connected."""
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=answer_for_first, args=(theirs, reply))
    thread.start()
    ended = asyncio.Event()
    second = SecondProcess(ours, ended.set)
    await second.connect()
    try:
        yield second
    finally:
        second.close()
        await asyncio.to_thread(thread.join, PATIENCE)
        theirs.close()
    assert ended.is_set()
    assert not thread.is_alive(), "it ends with the first"


async def ask(second: SecondProcess, here: Here, *texts: str) -> list[bytes]:
    return await asyncio.wait_for(asyncio.gather(*(second.answer(text, here) for text in texts)), PATIENCE)


async def test_what_comes_alone_is_answered_here() -> None:
    async with shared() as second:
        assert [await ask(second, Here(), text) for text in ("one", "two")] == [[b"here one"], [b"here two"]]


async def test_what_comes_together_is_shared_and_each_gets_its_own_reply() -> None:
    texts = ["longer than one piece" * 50_000] * 8 + [f"question {number}\n{'ü' * number}" for number in range(200)]
    async with shared() as second:
        replies = await ask(second, here := Here(), *texts)

    assert [reply.decode().partition(" ")[2] for reply in replies] == texts
    assert 0 < len(here.answered) < len(texts)


@given(st.lists(st.text(st.characters()), min_size=1, max_size=12))
def test_any_text_comes_back_whole(texts: list[str]) -> None:
    async def rehearse() -> list[bytes]:
        async with shared() as second:
            return await ask(second, Here(), *texts)

    replies = [reply.decode("utf-8", "surrogatepass") for reply in asyncio.run(rehearse())]
    assert [reply.partition(" ")[2] for reply in replies] == texts


async def test_of_another_revision_all_is_answered_here() -> None:
    async with shared() as second:
        replies = await ask(second, Here("r2"), *map(str, range(50)))

    assert replies == [f"here {number}".encode() for number in range(50)]


async def test_a_failure_is_told_where_the_command_came_from() -> None:
    async with shared() as second:
        found = await asyncio.wait_for(
            asyncio.gather(
                *(second.answer(text, Here()) for text in ("broken", "fine", "broken", "broken there only", "broken")),
                return_exceptions=True,
            ),
            PATIENCE,
        )

    assert [type(reply) for reply in found] == [RuntimeError, bytes, RuntimeError, bytes, RuntimeError]


async def test_once_the_second_process_has_ended_all_is_answered_here(caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = socket.socketpair()

    def die() -> None:
        theirs.recv(1)  # as though it were killed over its first question
        theirs.close()

    thread = threading.Thread(target=die)
    thread.start()
    ended = asyncio.Event()
    second, here = SecondProcess(ours, ended.set), Here()
    await second.connect()

    assert await ask(second, here, "a", "b", "c", "d") == [b"here a", b"here b", b"here c", b"here d"]
    assert await ask(second, here, "e", "f") == [b"here e", b"here f"]
    assert [record.message for record in caplog.records] == [
        "the second process has ended: commands are answered without it"
    ]
    assert ended.is_set()
    thread.join(PATIENCE)
    second.close()


async def test_from_a_second_process_that_is_stuck_all_is_taken_back(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_process, "_PATIENCE", 0.05)
    ours, theirs = socket.socketpair()
    ended = asyncio.Event()
    second, here = SecondProcess(ours, ended.set), Here()
    await second.connect()

    assert await ask(second, here, "a", "b", "c", "d") == [b"here a", b"here b", b"here c", b"here d"]
    assert ended.is_set()
    assert [record.message for record in caplog.records] == [
        "the second process is stuck: commands are answered without it"
    ]
    theirs.close()


async def test_who_asks_no_longer_is_passed_over() -> None:
    async with shared() as second:
        here = Here()
        left = [asyncio.ensure_future(second.answer(str(number), here)) for number in range(10)]
        await asyncio.sleep(0)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

        assert await ask(second, here, "still there?") == [b"here still there?"]
