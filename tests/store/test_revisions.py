"""The base's files in each store: revisions one after another, of which the newest is served."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.proposals import Proposal, ProposalState
from bot.domain.publishing import Edition
from bot.domain.revisions import FORMAT, Head, Origin, Overtaken, Revision, Successor, hash_of, id_of
from bot.store import Curation, Revisions, Store, knowledge
from bot.store.running import execute
from bot.store.tables import blob, change, revision, revision_file

ADA = Edition("Ada", "ada@example.org", "Ben", "Begin", "because", "p1")
FILES = {"knowledge.yaml": b"title: \xff\x00", "relations/zenda.yaml": b"name: Zenda", "verified.lock": b""}


@pytest.fixture
async def store(engine: AsyncEngine, address: str) -> AsyncIterator[Store]:
    """Each store in turn, open and empty."""
    shared = Store(address, clock=lambda: 7.0)
    await shared.open()
    yield shared
    await shared.close()


@pytest.fixture
def revisions(store: Store) -> Revisions:
    return Revisions(store)


def to_id(files: Mapping[str, bytes]) -> str:
    return id_of({path: hash_of(content) for path, content in files.items()})


async def put(revisions: Revisions, files: Mapping[str, bytes], parent: str | None = None) -> Revision | None:
    return await revisions.put(files, ADA, Origin.CLI, parent=parent)


async def test_new_store_has_no_revision(revisions: Revisions) -> None:
    assert await revisions.find_head() == Head()
    assert await revisions.read(0) == {}
    assert await revisions.list() == ()


async def test_put_revision_is_the_head_and_reads_back(revisions: Revisions) -> None:
    added = await put(revisions, FILES, "")

    assert added == Revision(Head(1, to_id(FILES), FORMAT), 7.0, Origin.CLI, ADA)
    assert await revisions.find_head() == added.head
    assert await revisions.read(1) == FILES
    assert await revisions.list() == (added,)


async def test_equal_files_add_no_revision(revisions: Revisions) -> None:
    await put(revisions, FILES)

    assert await put(revisions, FILES) is None
    assert await put(revisions, FILES, to_id(FILES)) is None
    assert (await revisions.find_head()).seq == 1


async def test_keeps_every_revision_and_stores_only_changes(revisions: Revisions, engine: AsyncEngine) -> None:
    states = [FILES, {**FILES, "topics.yaml": b"new"}, {"topics.yaml": b"new"}, FILES]
    for files in states:
        await put(revisions, files)

    assert [await revisions.read(seq) for seq in range(1, 5)] == states
    assert await revisions.read_changes(1, 2) == {"topics.yaml": b"new"}
    assert await revisions.read_changes(2, 3) == dict.fromkeys(FILES)
    assert await revisions.read_changes(1, 4) == {"topics.yaml": None, **FILES}, "what changed there and back"
    assert (await revisions.find_head()).id == to_id(FILES), "an id is that of the content"
    assert [found.head.seq for found in await revisions.list(after=1, most=2)] == [2, 3]
    assert await count(engine, blob.c.sha256) == 4
    assert await count(engine, revision_file.c.seq) == 3 + 1 + 3 + 4


async def test_second_revision_of_one_parent_is_overtaken(revisions: Revisions) -> None:
    first = await put(revisions, FILES, "")
    assert first
    await put(revisions, {**FILES, "topics.yaml": b"theirs"}, first.head.id)

    with pytest.raises(Overtaken, match=r"revision 2 \(\w{12}\) by Ada: Begin") as overtaken:
        await put(revisions, {**FILES, "topics.yaml": b"ours"}, first.head.id)
    assert overtaken.value.newest
    assert overtaken.value.newest.head == await revisions.find_head()
    with pytest.raises(Overtaken):
        await put(revisions, {}, "")
    assert (await revisions.find_head()).seq == 2


async def test_concurrent_revisions_are_added_or_overtaken(revisions: Revisions, engine: AsyncEngine) -> None:
    async def add(number: int) -> bool:
        try:
            await put(revisions, {"topics.yaml": str(number).encode()}, "")
        except Overtaken:
            return False
        return True

    assert sorted(await asyncio.gather(*map(add, range(20)))) == [False] * 19 + [True]
    assert await count(engine, revision.c.seq) == await count(engine, blob.c.sha256) == 1


async def test_overtaken_revision_leaves_no_rows(engine: AsyncEngine, revisions: Revisions) -> None:
    await put(revisions, FILES)
    with pytest.raises(Overtaken):
        await put(revisions, {"topics.yaml": b"new"}, "another")

    assert await count(engine, blob.c.sha256) == 3
    assert await put(revisions, {"topics.yaml": b"new"}), "the connection is fit for use"


async def test_recognises_revisions_of_a_newer_format(revisions: Revisions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "FORMAT", FORMAT + 1)
    await put(revisions, FILES)
    head = await revisions.find_head()

    assert head.format == FORMAT + 1
    assert not head.is_readable
    assert Head().is_readable


async def propose(curation: Curation) -> Proposal:
    """Return a proposal that is approved."""
    proposal: Proposal | None = await curation.create("T1", "U1", "{}", fact="zenda-castle")
    for state in (ProposalState.OPEN, ProposalState.APPROVED):
        assert proposal
        proposal = await curation.move(proposal, state, "U2")
    assert proposal
    return proposal


def edit(parent: int, text: bytes = b"edited") -> Successor:
    return Successor(parent, {"relations/zenda.yaml": text}, replace(ADA, subject="Edit"), Origin.SLACK)


async def test_publishes_proposal_with_its_revision(store: Store, revisions: Revisions, engine: AsyncEngine) -> None:
    curation = Curation(store)
    await put(revisions, FILES)
    approved = await propose(curation)
    published = await curation.publish(approved, "edit", "{}", "{}", edit(1))

    assert published
    assert published.state is ProposalState.PUBLISHED
    assert await revisions.read(2) == {**FILES, "relations/zenda.yaml": b"edited"}
    assert [found.origin for found in await revisions.list()] == [Origin.CLI, Origin.SLACK]

    assert await curation.publish(approved, "edit", "{}", "{}", edit(2, b"again")) is None
    assert (await revisions.find_head()).seq == 2, "a proposal that is published already adds nothing"


async def test_overtaken_revision_publishes_no_proposal(
    store: Store, revisions: Revisions, engine: AsyncEngine
) -> None:
    curation = Curation(store)
    await put(revisions, FILES)
    approved = await propose(curation)
    with pytest.raises(Overtaken):
        await curation.publish(approved, "edit", "{}", "{}", edit(0))

    assert await curation.find("T1", approved.id) == approved
    assert await count(engine, change.c.id) == 0
    assert await curation.publish(approved, "edit", "{}", "{}", edit(1))


async def test_fifty_concurrent_tries_publish_once(store: Store, revisions: Revisions, engine: AsyncEngine) -> None:
    curation = Curation(store)
    await put(revisions, FILES)
    approved = await propose(curation)

    async def publish(number: int) -> bool:
        try:
            return bool(await curation.publish(approved, "edit", "", "", edit(1, str(number).encode())))
        except Overtaken:
            return False

    assert sum(await asyncio.gather(*map(publish, range(50)))) == 1
    assert await count(engine, change.c.id) == 1
    assert (await revisions.find_head()).seq == 2


_STATES = st.lists(
    st.dictionaries(st.sampled_from(["a.yaml", "b.yaml", "relations/ü.yaml"]), st.binary(max_size=8), max_size=3),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_STATES)
async def test_changes_between_two_revisions_are_complete(revisions: Revisions, states: list[dict[str, bytes]]) -> None:
    begin = (await revisions.find_head()).seq
    seqs = {begin: await revisions.read(begin)}
    for files in states:
        if added := await put(revisions, files):
            seqs[added.head.seq] = files
            assert added.head.id == to_id(files)
    for first in seqs:
        for second in (seq for seq in seqs if seq >= first):
            changes = await revisions.read_changes(first, second)
            merged = {path: content for path, content in {**seqs[first], **changes}.items() if content is not None}
            assert merged == seqs[second]


async def count(engine: AsyncEngine, column: object) -> int:
    return int((await execute(engine, select(func.count(column))))[0][0])  # type: ignore[arg-type]


async def test_lists_published_changes_of_all_workspaces_with_revisions(store: Store, revisions: Revisions) -> None:
    curation = Curation(store)
    await put(revisions, FILES)
    assert await curation.publish(await propose(curation), "edit", '{"a":"1"}', '{"a":"2"}')
    approved = await propose(curation)
    successor = replace(edit(1), edition=replace(ADA, subject="Edit", proposal=approved.id))
    assert await curation.publish(approved, "edit", '{"a":"2"}', '{"a":"3"}', successor)

    (newest, revision_), (oldest, none) = await revisions.list_published("zenda-castle")
    assert (newest.after, oldest.after) == ('{"a":"3"}', '{"a":"2"}')
    assert revision_
    assert (revision_.head.seq, revision_.edition) == (2, successor.edition)
    assert none is None
    assert await revisions.list_published("zenda-castle", 1) == ((newest, revision_),)
    assert await revisions.list_published("other") == ()
