import pytest

from bot.services import Claim, Inbox
from bot.store import Event, Store


def numbered(number: int) -> Event:
    return Event(f"C1/{number}.5/", "T1", "C1", f"{number}.5", "{}")


async def test_knows_no_other_process_without_a_store() -> None:
    inbox = Inbox()

    assert await inbox.claim(numbered(1)) is Claim.UNKNOWN
    assert await inbox.may_post(numbered(1).event_id)
    await inbox.end(numbered(1).event_id, "9.9")
    assert await inbox.find_reply("C1", "1.5") is None
    await inbox.synchronise()
    assert not inbox.is_shared


async def test_enters_events_taken_while_store_was_down(store: Store, other_store: Store) -> None:
    engine, store.engine = store.engine, None
    mine, others = Inbox(store), Inbox(other_store)
    for number in range(3):
        assert await mine.claim(numbered(number)) is Claim.UNKNOWN
    await mine.end(numbered(1).event_id, "9.9")
    mine.give_back(numbered(2).event_id)
    assert await mine.may_post(numbered(0).event_id)
    assert await mine.find_reply("C1", "1.5") is None
    store.engine = engine
    await mine.synchronise()

    claims = [await others.claim(numbered(number)) for number in range(3)]
    assert claims == [Claim.OTHERS, Claim.OTHERS, Claim.OURS]
    assert await others.find_reply("C1", "1.5") == "9.9"


async def test_enters_only_the_newest_events(store: Store, other_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.services.inbox.MAX_PENDING", 3)
    engine, store.engine = store.engine, None
    mine, others = Inbox(store), Inbox(other_store)
    for number in range(4):
        await mine.claim(numbered(number))
    store.engine = engine
    await mine.synchronise()

    claims = [await others.claim(numbered(number)) for number in range(4)]
    assert claims == [Claim.OURS, Claim.OTHERS, Claim.OTHERS, Claim.OTHERS]


async def test_marks_answers_given_while_store_was_down(store: Store, other_store: Store) -> None:
    mine = Inbox(store)
    assert await mine.claim(numbered(1)) is Claim.OURS
    engine, store.engine = store.engine, None
    await mine.end(numbered(1).event_id, "9.9")
    store.engine = engine
    assert await other_store.find_reply("C1", "1.5") is None
    await mine.synchronise()

    assert await other_store.find_reply("C1", "1.5") == "9.9"


async def test_claims_unclaimed_event_before_posting(store: Store, other_store: Store) -> None:
    engine, store.engine = store.engine, None
    mine, others = Inbox(store), Inbox(other_store)
    await mine.claim(numbered(1))
    await mine.claim(numbered(2))
    assert await others.claim(numbered(1)) is Claim.OURS
    store.engine = engine

    assert not await mine.may_post(numbered(1).event_id), "another process has it"
    assert await mine.may_post(numbered(2).event_id)
    assert await others.claim(numbered(2)) is Claim.OTHERS
