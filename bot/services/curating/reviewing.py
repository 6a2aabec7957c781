"""Reviewing a proposal: approve it, ask for changes or decline it; publish what is approved, also after a crash."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.operations import Fields, Operation, decode_fields, decode_operation, encode_fields
from bot.domain.proposals import Proposal, ProposalState, Role
from bot.domain.revisions import Overtaken
from bot.reply.curating import Preview, Review
from bot.services.askers import Asker
from bot.services.curating.bases import Base, ChangedMeanwhile, Credit, NotApplied
from bot.services.curating.changes import to_after, to_changes
from bot.services.curating.drafting import Drafting
from bot.services.curating.people import NotAllowed, People
from bot.store import StoreDown
from bot.store.curation import Curation

log = logging.getLogger(__name__)

# A proposal approved this long ago and not published was left by a killed process.
SECONDS_TO_PUBLISH = 30.0
# Of several processes that publish at once one succeeds, and the others retry.
_TRIES = 50


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided proposal with its review, and both versions of the fact in a conflict."""

    proposal: Proposal
    review: Review
    both: tuple[Fields | None, Fields | None] | None = None


class Reviewing:
    """Lets reviewers decide proposals. Of two concurrent decisions the first counts; the second is refused.

    Methods raise StoreDown where nothing could be decided, and NotAllowed without the role.
    """

    def __init__(self, curation: Curation, people: People, drafting: Drafting, base: Base) -> None:
        self._curation = curation
        self._people = people
        self._drafting = drafting
        self._base = base

    async def approve(self, asker: Asker, id_: str, version: int) -> Decided:
        """Approve a proposal, and write it into the files."""
        proposal = await self._decidable(asker, id_, version)
        settings = await self._curation.find_settings(asker.team)
        if proposal.author == asker.user and not settings.self_approval:
            raise NotAllowed("This is your own proposal: another reviewer approves it.")
        approved = await self._move(proposal, ProposalState.APPROVED, asker.user)
        return await self.publish(approved, asker.name)

    async def decide(self, asker: Asker, id_: str, version: int, state: ProposalState, reason: str) -> Decided:
        """Ask for changes, or decline, with a reason."""
        proposal = await self._decidable(asker, id_, version)
        return await self._decided(await self._move(proposal, state, asker.user, reason))

    async def publish(self, approved: Proposal, approver_name: str = "") -> Decided:
        """Write an approved proposal into the files, and record it; only record it where it is written already.

        Where it cannot be written, it waits for review again with the reason; where the fact has changed since, the
        proposal is in conflict.
        """
        operation = decode_operation(approved.operation)
        try:
            published = await self._write(approved, operation, approver_name)
        except ChangedMeanwhile as changed:
            stale = await self._move(approved, ProposalState.CONFLICT, approved.decided_by)
            proposed = to_after(operation, decode_fields(approved.before))
            return replace(await self._decided(stale), both=(changed.now, proposed))
        except NotApplied as reason:
            log.warning("an approved proposal could not be written")
            waiting = await self._move(approved, ProposalState.OPEN, approved.decided_by)
            decided = await self._decided(waiting)
            return replace(decided, review=replace(decided.review, problem=str(reason)))
        if published is None:
            raise NotAllowed("This proposal was decided meanwhile.")
        with suppress(StoreDown):  # housekeeping follows it when the store responds again
            await self._base.catch_up()
        return await self._decided(published)

    async def _write(self, approved: Proposal, operation: Operation, approver_name: str) -> Proposal | None:
        """Write a change and record it, after the changes that others have published meanwhile."""
        author = _to_credit(approved.author, approved.author_name)
        approver = _to_credit(approved.decided_by, approver_name)
        after = encode_fields(to_after(operation, decode_fields(approved.before)))
        for _ in range(_TRIES):
            await self._base.catch_up()
            successor = await asyncio.to_thread(
                self._base.publish, operation, author, approver, approved.note, approved.id
            )
            try:
                return await self._curation.publish(approved, operation.kind, approved.before, after, successor)
            except Overtaken:
                continue
        raise NotApplied("Others keep publishing changes: approve it again in a moment.")

    async def finish(self) -> list[Decided]:
        """Publish the approved proposals that killed processes have left."""
        finished = []
        for proposal in await self._curation.take_unfinished(SECONDS_TO_PUBLISH):
            try:
                finished.append(await self.publish(proposal))
            except NotAllowed:
                log.warning("another process has finished an approved proposal")
            except StoreDown:
                raise
            except Exception:
                # The others are still finished, and this one is retried later.
                log.exception("an approved proposal could not be published")
        return finished

    async def review(self, proposal: Proposal) -> Review:
        """Return a proposal as reviewers see it, with its preview as of today."""
        operation = decode_operation(proposal.operation)
        found = await self._drafting.preview_of(operation) if proposal.state is ProposalState.OPEN else {}
        preview = found if isinstance(found, Preview) else None
        before = decode_fields(proposal.before)
        changes = () if proposal.state is ProposalState.OPEN else to_changes(before, to_after(operation, before))
        gap = await self._curation.find_gap(proposal.team, proposal.gap) if proposal.gap else None
        problem = "" if preview else " ".join(found.values()) if isinstance(found, Mapping) else ""
        return Review(
            id=proposal.id,
            version=proposal.version,
            kind=operation.kind,
            fact=operation.target,
            state=proposal.state,
            author=proposal.author,
            note=proposal.note,
            decided_by=proposal.decided_by,
            reason=proposal.reason,
            problem=problem,
            preview=preview,
            changes=changes,
            gap=gap.text if gap else "",
        )

    async def channel_of(self, team: str) -> str:
        """Return the id of a workspace's review channel; "" where none is chosen."""
        return (await self._curation.find_settings(team)).review_channel

    async def set_message(self, proposal: Proposal, message: str) -> None:
        """Record the address of the message that shows this version of a proposal."""
        await self._curation.set_message(proposal, message)

    async def list_waiting(self, asker: Asker) -> Sequence[Proposal]:
        """List the proposals that wait for review in a workspace."""
        return await self._curation.list_waiting(asker.team)

    async def find_unannounced(self) -> Sequence[Proposal]:
        """Find the proposals whose messages are out of date, because a process was killed before it updated them."""
        return await self._curation.find_unannounced(SECONDS_TO_PUBLISH)

    async def _decided(self, proposal: Proposal) -> Decided:
        return Decided(proposal, await self.review(proposal))

    async def _decidable(self, asker: Asker, id_: str, version: int) -> Proposal:
        await self._people.demand(asker, Role.REVIEWER)
        proposal = await self._curation.find(asker.team, id_)
        if proposal is None:
            raise NotAllowed("This proposal is not there any more.")
        if proposal.state is not ProposalState.OPEN:
            raise NotAllowed(_to_words(proposal))
        if proposal.version != version:
            raise NotAllowed("The proposal has changed since: look at it again, and decide then.")
        return proposal

    async def _move(self, proposal: Proposal, state: ProposalState, user: str, reason: str = "") -> Proposal:
        moved = await self._curation.move(proposal, state, user, reason)
        if moved is None:
            now = await self._curation.find(proposal.team, proposal.id)
            raise NotAllowed(_to_words(now) if now else "This proposal is not there any more.")
        return moved


def _to_words(proposal: Proposal) -> str:
    by = f" by <@{proposal.decided_by}>" if proposal.decided_by else ""
    return f"This was already decided{by}: {proposal.state}."


def _to_credit(user: str, name: str) -> Credit:
    return Credit(name or user, f"{user.lower()}@slack.invalid")
