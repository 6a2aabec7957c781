"""The base in the database, for curating: a change is applied to the newest revision, and stored with its proposal."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.operations import Kind, Operation
from bot.domain.proposals import Proposal, ProposalState
from bot.domain.revisions import FORMAT, Origin
from bot.services.curating import Credit, NotApplied
from bot.store import Curation, Revisions, Store, StoreDown, to_address
from tests.bases import texts, write_base
from tests.benchmarks.replicas import Office, open_office

FACT, PATH = "sylvania-gas", "relations/sylvania.yaml"
ADA, BEN = Credit("Ada", "ada@example.org"), Credit("Ben", "ben@example.org")


@pytest.fixture
async def offices(store: Store, tmp_path: Path) -> AsyncIterator[list[Office]]:
    """Two processes over one database."""
    folder, address = write_base(tmp_path / "base", texts()), to_address(tmp_path / "state")
    async with open_office(address, folder) as one, open_office(address, folder) as other:
        yield [one, other]


def edit_of(office: Office, **changes: str) -> Operation:
    current = office.base.find(FACT)
    assert current
    return Operation(Kind.EDIT, current.partner, FACT, {**current.fields, **changes}, current.hash)


async def test_stores_and_serves_change_with_its_proposal(offices: list[Office]) -> None:
    one, other = offices
    decided = await one.approve(await one.propose(FACT, "heating"))
    await other.catch_up()

    assert decided
    assert decided.proposal.state is ProposalState.PUBLISHED
    assert "heating" in other.reloader.current().snapshot.facts[FACT].keywords
    (_, made) = await Revisions(one.store).list()
    assert (made.origin, made.edition.author, made.edition.approver) == (Origin.SLACK, "Ada", "Ben")
    assert made.edition.subject == f"Edit {FACT}: keywords"
    assert made.edition.proposal == decided.proposal.id
    assert one.base.history(FACT) == ()


async def test_changes_only_the_file_of_the_fact(offices: list[Office]) -> None:
    one, _ = offices
    was = one.follower.followed.files[PATH]
    operation = edit_of(one, statement="Sylvania buys gas from Ruritania.")
    successor = one.base.publish(operation, ADA, BEN, "shorter", "P1")

    assert successor
    assert successor.parent == 1
    expected = was.replace(b"Sylvania buys natural gas from Ruritania.", b"Sylvania buys gas from Ruritania.")
    assert dict(successor.changes) == {PATH: expected}


async def test_keeps_byte_order_mark(offices: list[Office], tmp_path: Path) -> None:
    one, _ = offices
    (tmp_path / "base" / PATH).write_bytes(b"\xef\xbb\xbf" + texts()[PATH])
    await one.publish(tmp_path / "base")
    successor = one.base.publish(edit_of(one, statement="Sylvania buys gas."), ADA, BEN, "", "P1")

    assert successor
    assert str(successor.changes[PATH], "utf-8").startswith("\ufeffpartner")  # type: ignore[arg-type]


async def test_publishes_concurrent_changes(offices: list[Office]) -> None:
    one, other = offices
    facts = [FACT, "sylvania-ally", "ruritania-kingdom", "graustark-visits"]
    proposals = [await one.propose(fact, "at once") for fact in facts]
    decided = await asyncio.gather(
        *(office.approve(each) for office, each in zip([one, other] * 2, proposals, strict=True))
    )
    await one.catch_up()

    assert [each.proposal.state for each in decided if each] == [ProposalState.PUBLISHED] * 4
    served = one.reloader.current().snapshot.facts
    assert all("at once" in served[fact].keywords for fact in facts)
    assert one.follower.followed.head.seq == 5


async def test_lagging_process_sees_no_conflict(offices: list[Office]) -> None:
    one, other = offices
    await one.approve(await one.propose(FACT, "first"))
    await one.catch_up()
    decided = await other.approve(await one.propose(FACT, "second"))

    assert decided
    assert decided.proposal.state is ProposalState.PUBLISHED


async def test_change_already_in_the_base_adds_no_revision(offices: list[Office], tmp_path: Path) -> None:
    one, other = offices
    proposal = await one.propose(FACT, "heating")
    text = texts()[PATH].replace(b"keywords: [supply contract]", b"keywords: [supply contract, heating]")
    (tmp_path / "base" / PATH).write_bytes(text)
    await other.publish(tmp_path / "base")
    await one.catch_up()
    decided = await one.approve(proposal)

    assert decided
    assert decided.proposal.state is ProposalState.PUBLISHED
    assert (await Revisions(one.store).find_head()).seq == 2


async def test_reports_errors_that_the_change_would_cause(offices: list[Office]) -> None:
    with pytest.raises(NotApplied, match="would have 1 errors"):
        offices[0].base.publish(edit_of(offices[0], when="never"), ADA, BEN, "", "P1")


async def test_publishes_nothing_on_unreadable_revision(offices: list[Office], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = offices
    proposal = await one.propose(FACT, "heating")
    monkeypatch.setattr("bot.store.knowledge.FORMAT", FORMAT + 1)
    await other.approve(await other.propose("sylvania-ally", "friend"))
    decided = await one.approve(proposal)

    assert decided
    assert decided.proposal.state is ProposalState.OPEN
    assert "run a newer version" in decided.review.problem


async def test_gives_up_on_base_that_keeps_changing(offices: list[Office], monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = offices
    await other.approve(await other.propose("sylvania-ally", "friend"))
    proposal = await one.propose(FACT, "heating")
    followed = one.follower.followed

    async def catch_up() -> None:
        one.follower.followed = replace(followed)

    monkeypatch.setattr(one.base, "catch_up", catch_up)
    decided = await one.approve(proposal)

    assert decided
    assert "approve it again" in decided.review.problem
    assert (await Revisions(one.store).find_head()).seq == 2


async def test_publishes_while_the_new_revision_cannot_be_followed(
    offices: list[Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail() -> None:
        raise StoreDown("it is down")

    one, _ = offices
    proposal = await one.propose(FACT, "heating")
    publish = Curation.publish

    async def publish_and_fail(curation: Curation, *arguments: Any) -> Proposal | None:
        monkeypatch.setattr(one.base, "catch_up", fail)
        return await publish(curation, *arguments)

    monkeypatch.setattr(Curation, "publish", publish_and_fail)
    decided = await one.approve(proposal)

    assert decided
    assert decided.proposal.state is ProposalState.PUBLISHED
    found = await Curation(one.store).find("T1", proposal.id)
    assert found == decided.proposal
