"""Changes that a user is notified of other than by a watch, in each store."""

from bot.domain.gaps import Follower, GapKind, GapState, Miss
from bot.domain.proposals import Proposal, ProposalState
from bot.store import Curation, Loop, Store
from tests.clocks import Clock

DAY = 86_400.0


async def publish(curation: Curation, fact: str, gap: str = "", author: str = "U1") -> None:
    proposal: Proposal | None = await curation.create("T1", author, "{}", fact=fact, gap=gap)
    for state in (ProposalState.OPEN, ProposalState.APPROVED):
        assert proposal
        proposal = await curation.move(proposal, state, "U2")
    assert proposal
    assert await curation.publish(proposal, "edit", "{}", "{}")


async def test_authors_and_followers_are_notified_of_a_change_otherwise(store: Store, clock: Clock) -> None:
    curation, loop = Curation(store), Loop(store)
    asked = Miss(team="T1", kind=GapKind.MISS, key="whales", text="whales")
    reported = Miss(team="T1", kind=GapKind.FAULT, key="fact|border", text="border", fact="border")
    gaps = [await loop.request(miss, Follower("T1", "U3")) for miss in (asked, reported)]
    await publish(curation, "whales", gaps[0].id)
    await publish(curation, "border")
    await publish(curation, "castle")
    for gap in gaps:
        assert await loop.close_gap("T1", gap.id, GapState.FILLED, "")

    facts = dict.fromkeys(("whales", "border", "castle", "other"), clock.now)
    assert await loop.list_notified("T1", "U1", facts) == {"whales", "border", "castle"}
    assert await loop.list_notified("T1", "U3", facts) == {"whales", "border"}
    assert await loop.list_notified("T1", "U2", facts) == frozenset()
    assert await loop.list_notified("T2", "U1", facts) == frozenset()
    assert await loop.list_notified("T1", "U1", {}) == frozenset()


async def test_notifies_of_a_later_change_by_another(store: Store, clock: Clock) -> None:
    curation, loop = Curation(store), Loop(store)
    await publish(curation, "castle")
    first = clock.now
    clock.now += DAY
    assert await loop.list_notified("T1", "U1", {"castle": clock.now}) == frozenset(), "it was changed by hand since"
    await publish(curation, "castle", author="U4")
    assert await loop.list_notified("T1", "U1", {"castle": first}) == frozenset()


async def test_finds_proposals_that_would_fill_a_gap(store: Store, clock: Clock) -> None:
    curation, loop = Curation(store), Loop(store)
    gap = await loop.request(Miss(team="T1", kind=GapKind.MISS, key="whales", text="whales"), Follower("T1", "U3"))
    draft = await curation.create("T1", "U1", "{}", fact="castle", gap=gap.id)
    assert await curation.find_for_gap("T1", gap.id) is None, "a draft is its author's alone"
    waiting = await curation.move(draft, ProposalState.OPEN, "U1")
    assert await curation.find_for_gap("T1", gap.id) == waiting
    assert await curation.find_for_gap("T2", gap.id) is None
    assert [one.id for one in await loop.find_unshown()] == [gap.id]
    assert await curation.find_gap("T1", gap.id) == (await loop.find_unshown())[0]
    assert await curation.find_gap("T2", gap.id) is None
    assert waiting
    await curation.move(waiting, ProposalState.DECLINED, "U2")
    assert await curation.find_for_gap("T1", gap.id) is None
