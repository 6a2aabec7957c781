"""Writing a proposal: begin a draft, fill it in, preview it, send it for review, or discard it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.knowledge import Snapshot
from bot.domain.operations import OF_FACTS, Fields, Kind, Operation, Value, decode_operation, encode_fields
from bot.domain.proposals import Proposal, ProposalState, Role
from bot.reply.curating import Draft, Preview
from bot.search import Index
from bot.services.askers import Asker
from bot.services.curating.bases import Base, ChangedMeanwhile, NotApplied
from bot.services.curating.changes import to_after, to_changes
from bot.services.curating.ids import suggest_fact_id
from bot.services.curating.people import NotAllowed, People
from bot.store.curation import Curation

# Fields are saved as they are typed, so two writes may collide.
_TRIES = 3
_BUSY = "This draft is open in another window, too: go on there, or open it again from the Home."
_GONE = "This draft is not there any more: it was sent, discarded, or begun by somebody else."


class Drafting:
    """Lets curators write proposals. Every submission is saved before it is checked.

    Methods raise StoreDown where nothing could be saved, and NotAllowed without the role.
    """

    def __init__(
        self,
        curation: Curation,
        people: People,
        base: Base,
        current: Callable[[], Index],
        today: Callable[[], date],
    ) -> None:
        self._curation = curation
        self._people = people
        self._base = base
        self._current = current
        self._today = today

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that is served."""
        return self._current().snapshot

    @property
    def today(self) -> date:
        """The day of the base."""
        return self._today()

    async def begin(
        self, asker: Asker, *, partner: str = "", source: str = "", excerpt: str = "", gap: str = ""
    ) -> Draft:
        """Begin a draft of a new fact, which fills the gap `gap` if one is given."""
        await self._people.demand(asker, Role.CURATOR)
        citation = {key: value for key, value in (("source", source), ("excerpt", excerpt)) if value}
        fields: dict[str, Value] = {"citations": [citation]} if citation else {}
        known = partner if partner in self.snapshot.partners else ""
        return await self._create(asker, Operation(Kind.ADD, known, "", fields), gap=gap)

    async def begin_on(self, asker: Asker, kind: Kind, fact: str, *, gap: str = "") -> Draft:
        """Begin a draft that changes a fact, for a gap if one is given. Raises NotAllowed for a removed fact."""
        await self._people.demand(asker, Role.CURATOR)
        now = await asyncio.to_thread(self._base.find, fact)
        if now is None:
            raise NotAllowed("This fact is not there any more.")
        fields: Fields = {Kind.VERIFY: {"verified": self.today.isoformat()}, Kind.REMOVE: {}}.get(kind, now.fields)
        return await self._create(asker, Operation(kind, now.partner, fact, fields, now.hash), now.fields, gap=gap)

    async def begin_restoring(self, asker: Asker, fact: str, partner: str, before: Fields | None) -> Draft:
        """Begin a draft that restores a fact's earlier fields; None removes the fact."""
        if before is None:
            return await self.begin_on(asker, Kind.REMOVE, fact)
        await self._people.demand(asker, Role.CURATOR)
        now = await asyncio.to_thread(self._base.find, fact)
        home = now.partner if now else partner
        operation = Operation(Kind.RESTORE, home, fact, before, now.hash if now else None)
        return await self._create(asker, operation, now.fields if now else None)

    async def begin_with(self, asker: Asker, operation: Operation, *, gap: str = "") -> Draft:
        """Begin a draft of a complete change, for a gap if one is given."""
        await self._people.demand(asker, Role.CURATOR)
        return await self._create(asker, operation, gap=gap)

    async def find(self, asker: Asker, id_: str) -> Draft:
        """Find the asker's own proposal, while it can still be edited. Raises NotAllowed where there is none."""
        return _to_draft(await self._own(asker, id_))

    async def fill(self, asker: Asker, id_: str, fill: Callable[[Draft], tuple[str, Fields]]) -> Draft:
        """Save fields: `fill` returns the partner and the fields of a draft with the values of a window.

        It is called again where the draft was saved meanwhile, so that fields of other windows are kept.
        """

        def edit(draft: Draft) -> Operation:
            partner, fields = fill(draft)
            return replace(draft.operation, fields=fields, partner=partner or draft.operation.partner)

        return await self._edit(asker, id_, edit)

    async def list_own(self, asker: Asker) -> Sequence[Proposal]:
        """List the asker's own drafts and proposals, the newest change first."""
        return await self._curation.list_of_author(asker.team, asker.user)

    def problems_where(self, draft: Draft) -> Mapping[str, str]:
        """Return the problems of the first page of a proposal, by key."""
        found = {"when": self._base.describe_problem("when", draft.text_of("when"))}
        if draft.operation.partner not in self.snapshot.partners:
            found["partner"] = "Choose who it is about."
        return {key: problem for key, problem in found.items() if problem}

    async def preview(self, asker: Asker, draft: Draft) -> tuple[Draft, Preview | Mapping[str, str]]:
        """Return a proposal's preview, or its problems by key of the fact; and the draft as it is then."""
        named = await self._edit(asker, draft.id, lambda now: self._named(now.operation))
        return named, await self.preview_of(named.operation)

    async def preview_of(self, operation: Operation) -> Preview | Mapping[str, str]:
        """Return an operation's preview as of today, or its problems by key of the fact."""
        if operation.kind is Kind.ADD and not operation.fact:
            return {"statement": "Write a statement with words that an id can be made of."}
        try:
            dry_run = await asyncio.to_thread(self._base.dry_run, operation)
        except ChangedMeanwhile:
            return {"": "The fact has changed since you began. Close this, and edit it as it is now."}
        except NotApplied as reason:
            return {"": str(reason)}
        if dry_run.snapshot is None or dry_run.problems:
            return dry_run.problems or {"": "The knowledge has problems of its own now: see azrel check."}
        return await self._to_preview(operation, dry_run.snapshot)

    async def send(self, asker: Asker, id_: str, digest: str, note: str) -> Proposal:
        """Send the previewed proposal for review, with a note; `digest` is the preview's."""
        proposal = await self._own(asker, id_)
        draft = _to_draft(proposal)
        if draft.digest != digest:
            raise NotAllowed("The draft has changed since this preview: go back, and look at it again.")
        saved = await self._save(proposal, draft.operation, note)
        if saved is None:
            raise NotAllowed(_BUSY)
        return await self._move(asker, saved, ProposalState.OPEN)

    async def discard(self, asker: Asker, id_: str) -> Proposal:
        """Discard a draft, or a proposal that was sent back for changes."""
        proposal = await self._own(asker, id_)
        return await self._move(asker, proposal, ProposalState.WITHDRAWN)

    async def discard_untouched(self, asker: Asker, id_: str) -> None:
        """Discard a draft without any field filled in, when its window is closed."""
        proposal = await self._own(asker, id_)
        if proposal.state is ProposalState.DRAFT and proposal.version == 1:
            await self._move(asker, proposal, ProposalState.WITHDRAWN)

    async def _create(
        self, asker: Asker, operation: Operation, before: Fields | None = None, *, gap: str = ""
    ) -> Draft:
        operation = self._named(operation)
        proposal = await self._curation.create(
            asker.team,
            asker.user,
            operation.encode(),
            partner=operation.partner,
            fact=operation.fact,
            author_name=asker.name,
            before=encode_fields(before),
            gap=gap,
        )
        return _to_draft(proposal)

    async def _move(self, asker: Asker, proposal: Proposal, state: ProposalState) -> Proposal:
        moved = await self._curation.move(proposal, state, asker.user)
        if moved is None:
            raise NotAllowed(_GONE)
        return moved

    async def _own(self, asker: Asker, id_: str) -> Proposal:
        await self._people.demand(asker, Role.CURATOR)
        proposal = await self._curation.find(asker.team, id_)
        if proposal is None or proposal.author != asker.user or not proposal.is_editable:
            raise NotAllowed(_GONE)
        return proposal

    async def _edit(self, asker: Asker, id_: str, edit: Callable[[Draft], Operation]) -> Draft:
        for _ in range(_TRIES):
            proposal = await self._own(asker, id_)
            draft = _to_draft(proposal)
            operation = edit(draft)
            if operation == draft.operation or await self._save(proposal, operation, draft.note):
                return replace(draft, operation=operation)
        raise NotAllowed(_BUSY)

    async def _save(self, proposal: Proposal, operation: Operation, note: str) -> Proposal | None:
        encoded, partner, fact = operation.encode(), operation.partner, operation.fact
        return await self._curation.save(replace(proposal, operation=encoded, partner=partner, fact=fact, note=note))

    def _named(self, operation: Operation) -> Operation:
        """Give a new fact its id, and the day of its verification."""
        if operation.kind is Kind.EDIT:
            return replace(operation, fields={**operation.fields, "verified": self.today.isoformat()})
        if operation.kind is not Kind.ADD:
            return operation
        statement, when = operation.fields.get("statement", ""), operation.fields.get("when", "")
        id_ = suggest_fact_id(operation.partner, str(statement), str(when), self.snapshot.facts.keys())
        fields = {**operation.fields, "id": id_, "verified": self.today.isoformat()}
        return replace(operation, fact=id_, fields=fields)

    async def _to_preview(self, operation: Operation, snapshot: Snapshot) -> Preview:
        now = await asyncio.to_thread(self._base.find, operation.fact) if operation.kind in OF_FACTS else None
        before = now.fields if now else None
        return Preview(
            kind=operation.kind,
            snapshot=snapshot,
            fact=snapshot.facts.get(operation.fact),
            changes=to_changes(before, to_after(operation, before)) if operation.kind is not Kind.ADD else (),
        )


def _to_draft(proposal: Proposal) -> Draft:
    return Draft(proposal.id, decode_operation(proposal.operation), proposal.note)
