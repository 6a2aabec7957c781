import pytest

from bot.domain.answers import Asked, Offer
from bot.domain.requests import Request
from bot.services import Conversations
from bot.services.conversations import SECONDS_DIRECT, SECONDS_KEPT
from bot.store import Store, StoreDown

THREAD = ("C1", "1.1")


def about(*partners: str) -> Asked:
    return Asked(Request(partners=partners))


async def test_each_conversation_has_its_own_last_request() -> None:
    conversations = Conversations()
    await conversations.note(about("sylvania"), THREAD)
    await conversations.note(about("graustark"), THREAD, ("C1", "1.3"))

    assert await conversations.recall(THREAD) == await conversations.recall(("C1", "1.3")) == about("graustark")
    for other in (("C2", "1.1"), ("C1", "1.2"), ("C1", "")):
        assert await conversations.recall(other) is None


async def test_forgets_conversation_without_subject() -> None:
    conversations = Conversations()
    await conversations.note(about("sylvania"), THREAD)
    await conversations.note(None, THREAD)

    assert await conversations.recall(THREAD) is None
    assert len(conversations) == 0


async def test_forgets_old_and_excess_conversations() -> None:
    now = 0.0
    conversations = Conversations(most=2, clock=lambda: now)
    for number in range(3):
        await conversations.note(about(f"partner-{number}"), ("C1", str(number)))
    assert [await conversations.recall(("C1", str(number))) for number in range(3)] == [
        None,
        about("partner-1"),
        about("partner-2"),
    ]
    await conversations.note(about("graustark"), ("C1", "1"))
    await conversations.note(about("graustark"), ("D1", ""))
    assert await conversations.recall(("C1", "1")) == about("graustark"), "what was asked lately is kept longest"
    now = SECONDS_DIRECT + 1
    assert await conversations.recall(("D1", "")) is None, "in direct messages a new conversation begins sooner"
    now = SECONDS_KEPT + 1
    assert await conversations.recall(("C1", "1")) is None
    assert len(conversations) == 0, "what is forgotten is gone"


@pytest.mark.parametrize(
    "asked", [about("sylvania"), Asked(Request(), (Offer("The king", Request(partners=("rudolf-elphberg",))),))]
)
async def test_recalls_request_of_another_process(store: Store, other_store: Store, asked: Asked) -> None:
    mine, others = Conversations(store), Conversations(other_store)
    await mine.note(asked, THREAD)

    assert await others.recall(THREAD) == asked
    await others.note(None, THREAD)
    assert await mine.recall(THREAD) is None


async def test_ignores_request_of_another_version(store: Store) -> None:
    await store.note([THREAD], '["{\\"v\\": 0}"]', 60)

    assert await Conversations(store).recall(THREAD) is None


async def test_goes_on_from_memory_while_the_store_is_down(store: Store) -> None:
    conversations = Conversations(store)
    await conversations.note(about("sylvania"), THREAD)
    await store.close()

    assert await conversations.recall(THREAD) == about("sylvania")
    await conversations.note(about("graustark"), THREAD)
    assert await conversations.recall(THREAD) == about("graustark")
    with pytest.raises(StoreDown):
        await store.recall(THREAD)
