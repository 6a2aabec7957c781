"""Processes that follow the newest revision in a store, through its failures."""

import asyncio
import logging
from collections.abc import Mapping

import pytest
from sqlalchemy import delete, update

from bot.domain.publishing import Edition
from bot.domain.revisions import FORMAT, Origin
from bot.services import Follower
from bot.store import Revisions, Store, StoreDown
from bot.store.running import execute
from bot.store.tables import blob, head, revision, revision_file
from tests.patience import PATIENCE

ADA = Edition("Ada", "", "", "Edit")
FILES = {"knowledge.yaml": b"1", "topics.yaml": b"1"}


class Replica:
    """A process that follows; `served` are the files that it received, newest last."""

    def __init__(self) -> None:
        self.served: list[Mapping[str, bytes]] = []
        self.follower = Follower(self.served.append)


@pytest.fixture
def revisions(store: Store) -> Revisions:
    return Revisions(store)


async def publish(revisions: Revisions, files: Mapping[str, bytes]) -> None:
    await revisions.put(files, ADA, Origin.CLI, parent=None)


async def test_hands_over_each_revision_once(revisions: Revisions) -> None:
    replica = Replica()
    await replica.follower.poll(revisions)
    assert "azrel publish" in replica.follower.failure

    for files in (FILES, {**FILES, "topics.yaml": b"2"}, {"topics.yaml": b"2"}):
        await publish(revisions, files)
        await replica.follower.poll(revisions)
        await replica.follower.poll(revisions)
        assert replica.served[-1] == replica.follower.followed.files == files
    assert len(replica.served) == 3
    assert replica.follower.failure == ""


async def test_catches_up_with_missed_revisions(revisions: Revisions) -> None:
    replica = Replica()
    await publish(revisions, FILES)
    await replica.follower.poll(revisions)
    for number in range(3):
        await publish(revisions, {**FILES, "topics.yaml": b"%d" % number})
    await replica.follower.poll(revisions)

    assert replica.served == [FILES, {**FILES, "topics.yaml": b"2"}]


async def test_every_process_follows_a_published_revision(store: Store, other_store: Store) -> None:
    replicas = [Replica() for _ in range(3)]

    async def sleep(_: float) -> None:
        if all(replica.served for replica in replicas):
            raise asyncio.CancelledError
        await asyncio.sleep(0)

    following = [
        asyncio.create_task(replica.follower.follow(Revisions(one), sleep=sleep))
        for replica, one in zip(replicas, (store, other_store, store), strict=True)
    ]
    await publish(Revisions(store), FILES)
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait(following)

    assert all(replica.served == [FILES] for replica in replicas)


async def test_keeps_last_good_revision_before_a_newer_format(
    store: Store, revisions: Revisions, caplog: pytest.LogCaptureFixture
) -> None:
    replica = Replica()
    await publish(revisions, FILES)
    await replica.follower.poll(revisions)
    await publish(revisions, {"knowledge.yaml": b"2"})
    with store.using() as engine:
        await execute(engine, update(revision).where(revision.c.seq == 2).values(format=FORMAT + 1))
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            await replica.follower.poll(revisions)

    assert replica.served == [FILES]
    assert f"is in format {FORMAT + 1}, and this version reads {FORMAT}" in replica.follower.failure
    assert len(caplog.records) == 1, "it is logged once"

    await publish(revisions, {"knowledge.yaml": b"3"})
    await replica.follower.poll(revisions)
    assert replica.served[-1] == {"knowledge.yaml": b"3"}
    assert replica.follower.failure == ""


async def test_keeps_last_good_revision_before_a_damaged_one(store: Store, revisions: Revisions) -> None:
    replica = Replica()
    await publish(revisions, FILES)
    await replica.follower.poll(revisions)
    await publish(revisions, {**FILES, "topics.yaml": b"2"})
    with store.using() as engine:
        await execute(engine, delete(blob).where(blob.c.bytes == b"2"))
    await replica.follower.poll(revisions)

    assert replica.served == [FILES]
    assert "damaged" in replica.follower.failure


async def test_follows_restored_database(store: Store, revisions: Revisions) -> None:
    replica = Replica()
    for number in range(3):
        await publish(revisions, {**FILES, "topics.yaml": b"%d" % number})
    await replica.follower.poll(revisions)
    with store.using() as engine:
        for table in (revision, revision_file):
            await execute(engine, delete(table).where(table.c.seq > 1))
        await execute(engine, update(head).values(seq=1))
    await replica.follower.poll(revisions)
    assert replica.served[-1] == {**FILES, "topics.yaml": b"0"}

    for name in ("a", "b", "c"):
        await publish(revisions, {"knowledge.yaml": name.encode()})
    await replica.follower.poll(revisions)
    assert replica.served[-1] == {"knowledge.yaml": b"c"}

    with store.using() as engine:
        await execute(engine, delete(head))
        await execute(engine, delete(revision))
    await replica.follower.poll(revisions)
    assert replica.served[-1] == {"knowledge.yaml": b"c"}
    assert "lost" in replica.follower.failure


async def test_retries_store_that_is_down(store: Store, revisions: Revisions, monkeypatch: pytest.MonkeyPatch) -> None:
    replica, polls = Replica(), 0

    async def sleep(_: float) -> None:
        nonlocal polls
        polls += 1
        if polls == 2:
            monkeypatch.undo()
        if polls == 4:
            raise asyncio.CancelledError

    async def fail(_: Revisions) -> None:
        raise StoreDown("it is down")

    await publish(revisions, FILES)
    monkeypatch.setattr(Revisions, "find_head", fail)
    with pytest.raises(asyncio.CancelledError):
        await replica.follower.follow(revisions, sleep=sleep)
    assert replica.served == [FILES]
