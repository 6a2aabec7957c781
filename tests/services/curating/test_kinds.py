"""A proposal of each kind is previewed, reviewed and published, also of a partner, topic or source."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.base import FolderBase
from bot.domain.operations import Fields, Kind, Operation, encode_fields
from bot.domain.proposals import Member, Proposal, ProposalState, Role
from bot.loading.reload import Reloader
from bot.reply.curating import Held, Preview
from bot.search import Index, build
from bot.services import Asker, EntryPoint
from bot.services.curating import Drafting, People, Reviewing
from bot.slack.curator_home import CuratorHome
from bot.store import Curation, Store
from tests.bases import TODAY, texts, write_base
from tests.reply.curating.drafts import lines

ADA, BEN = Asker(EntryPoint.HOME, "U1", "T1", name="Ada"), Asker(EntryPoint.HOME, "U2", "T1", name="Ben")
FACT = "sylvania-gas"
HERALD: Fields = {"id": "herald", "title": "Herald", "publisher": "Herald Press", "licence": "CC0", "as_of": "2020"}
ZEMBLA: Fields = {"partner": "zembla", "name": "Zembla", "kind": "state", "summary": "Far north."}
KINDS = [
    (Kind.ADD_KEYWORD, FACT, {"keywords": ["bargain"]}, FACT, {"keywords": ("supply contract", "bargain")}, FACT),
    (Kind.ADD_ALIAS, "", {"aliases": ["Sylvan Realm"]}, "sylvania", {"aliases": ("Sylvan Realm",)}, "new names of a partner: sylvania"),
    (Kind.ADD_TOPIC_WORD, "", {"id": "energy", "words": ["petrol", "coal"]}, "energy", {"id": "energy", "words": ("petrol", "coal")}, "new words of a topic: energy"),
    (Kind.ADD_SOURCE, "", HERALD, "herald", HERALD, "new source: herald"),
    (Kind.ADD_PARTNER, "", ZEMBLA, "zembla", ZEMBLA, "new partner: zembla"),
]  # fmt: skip


class Desk:
    """The services that curate a base in a folder."""

    def __init__(self, root: Path, store: Store, state: Path) -> None:
        self.root = root
        self.reloader: Reloader[Index] = Reloader(root, build)
        self.reloader.start()
        self.base = FolderBase(root, self.reloader, state, commits=False)
        self.curation, current = Curation(store), self.reloader.current
        self.people = People(self.curation, [BEN.user])
        self.drafting = Drafting(self.curation, self.people, self.base, current, lambda: TODAY)
        self.reviewing = Reviewing(self.curation, self.people, self.drafting, self.base)

    async def propose(self, operation: Operation) -> Proposal:
        """Send an operation for review."""
        await self.curation.set_role(Member("T1", ADA.user, Role.CURATOR), BEN.user)
        current = self.base.find(operation.fact) if operation.fact else None
        operation = replace(operation, base_hash=current.hash if current else None)
        before = encode_fields(current.fields if current else None)
        draft = await self.curation.create(
            "T1", ADA.user, operation.encode(), partner=operation.partner, fact=operation.fact, before=before
        )
        previewed, preview = await self.drafting.preview(ADA, await self.drafting.find(ADA, draft.id))
        assert isinstance(preview, Preview), preview
        return await self.drafting.send(ADA, draft.id, previewed.digest, "readers ask so")


@pytest.fixture
def desk(tmp_path: Path, store: Store) -> Desk:
    write_base(tmp_path / "base", texts())
    return Desk(tmp_path / "base", store, tmp_path / "state")


@pytest.mark.parametrize(("kind", "fact", "fields", "target", "changed", "line"), KINDS)
async def test_publishes_proposal_of_each_kind(
    desk: Desk, kind: Kind, fact: str, fields: Fields, target: str, changed: dict[str, Held], line: str
) -> None:
    proposal = await desk.propose(Operation(kind, str(fields.get("partner", "sylvania")), fact, fields))

    review = await desk.reviewing.review(proposal)
    assert (review.kind, review.fact, review.problem) == (kind, target, "")
    assert review.preview
    assert {key: after for key, _, after in review.preview.changes} == changed
    assert (review.preview.fact is not None) == bool(fact)
    home = await CuratorHome(desk.people, desk.drafting, desk.reviewing).blocks(ADA)
    assert f"{line} · waiting for review" in lines(home)

    decided = await desk.reviewing.approve(BEN, proposal.id, proposal.version)
    assert decided.proposal.state is ProposalState.PUBLISHED
    assert {key: after for key, _, after in decided.review.changes} == changed
    desk.reloader.poll()
    snapshot = desk.reloader.current().snapshot
    assert {
        Kind.ADD_KEYWORD: "bargain" in snapshot.facts[FACT].keywords,
        Kind.ADD_ALIAS: "Sylvan Realm" in snapshot.partners["sylvania"].aliases,
        Kind.ADD_TOPIC_WORD: {"petrol", "coal"} <= set(snapshot.topics["energy"].words),
        Kind.ADD_SOURCE: "herald" in snapshot.sources,
        Kind.ADD_PARTNER: "zembla" in snapshot.partners,
    }[kind]


@pytest.mark.parametrize(("kind", "fact", "fields", "target", "changed", "line"), KINDS)
async def test_publishes_change_written_by_ended_process_once(
    desk: Desk, kind: Kind, fact: str, fields: Fields, target: str, changed: dict[str, Held], line: str
) -> None:
    proposal = await desk.propose(Operation(kind, str(fields.get("partner", "sylvania")), fact, fields))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(desk.curation, "publish", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            await desk.reviewing.approve(BEN, proposal.id, proposal.version)
    approved = await desk.curation.find("T1", proposal.id)
    assert approved
    assert approved.state is ProposalState.APPROVED
    desk.reloader.poll()

    decided = await desk.reviewing.publish(approved)
    assert decided.proposal.state is ProposalState.PUBLISHED


async def test_shows_both_versions_of_a_changed_fact(desk: Desk) -> None:
    before = desk.base.find(FACT)
    assert before
    proposal = await desk.propose(Operation(Kind.ADD_KEYWORD, "", FACT, {"keywords": ["bargain"]}))
    path = desk.root / "relations/sylvania.yaml"
    path.write_text(path.read_text("utf-8").replace("buys natural gas", "bought natural gas"), "utf-8")
    desk.reloader.poll()

    decided = await desk.reviewing.approve(BEN, proposal.id, proposal.version)
    assert decided.proposal.state is ProposalState.CONFLICT
    assert decided.both
    now, proposed = decided.both
    assert now
    assert proposed
    assert now["statement"] == "Sylvania bought natural gas from Ruritania."
    assert (proposed["statement"], proposed["keywords"]) == (before.fields["statement"], ["supply contract", "bargain"])


@pytest.mark.parametrize(
    ("operation", "problem"),
    [
        (Operation(Kind.ADD_TOPIC_WORD, fields={"id": "law", "words": ["court"]}), "there is no topic 'law'"),
        (Operation(Kind.ADD_ALIAS, "atlantis", fields={"aliases": ["Sunk"]}), "there is no partner 'atlantis'"),
        (Operation(Kind.ADD_SOURCE, fields={"id": "gazette-2018"}), "has a source 'gazette-2018' already"),
        (Operation(Kind.ADD_SOURCE, fields={"id": "herald"}), "title"),
    ],
)
async def test_reports_invalid_operation_before_it_is_sent(desk: Desk, operation: Operation, problem: str) -> None:
    found = await desk.drafting.preview_of(operation)

    assert not isinstance(found, Preview)
    assert problem in " ".join(found.values())
