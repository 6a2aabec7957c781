"""The store for curating: members, settings, proposals and changes."""

import secrets
from collections.abc import Sequence

from bot.domain.defaults import ChannelDefault
from bot.domain.gaps import Gap
from bot.domain.limits import Limits
from bot.domain.proposals import Change, Member, Proposal, ProposalState, Role, WorkspaceSettings
from bot.domain.revisions import Successor
from bot.store.shared import Store

# As many as fit on a page in Slack.
_MOST = 50


class Curation:
    """Members, workspaces' settings, proposals and changes in a store. Each query raises StoreDown.

    A change that raised StoreDown may still have been made, where only the confirmation was lost: a retry with the
    older version gets None, and finds the proposal as it is.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find_role(self, team: str, user: str) -> Role | None:
        """Find a user's role in a workspace; None without one."""
        with self._store.using() as engine:
            from bot.store.members import find_role

            return await find_role(engine, team, user)

    async def list_members(self, team: str) -> tuple[Member, ...]:
        """List the users of a workspace with a role, ordered by id."""
        with self._store.using() as engine:
            from bot.store.members import list_members

            return await list_members(engine, team)

    async def list_everybody(self) -> tuple[Member, ...]:
        """List the users of all workspaces with a role."""
        with self._store.using() as engine:
            from bot.store.members import list_everybody

            return await list_everybody(engine)

    async def set_role(self, member: Member, actor: str) -> None:
        """Set a user's role, as `actor` decides; the user keeps what they own."""
        with self._store.using() as engine:
            from bot.store.members import set_role

            await set_role(engine, member, actor, self._store.clock())

    async def remove_member(self, team: str, user: str, actor: str) -> bool:
        """Remove a user's role, as `actor` decides; return False where they have none."""
        with self._store.using() as engine:
            from bot.store.members import remove_member

            return await remove_member(engine, team, user, actor, self._store.clock())

    async def set_ownership(
        self, team: str, user: str, partners: Sequence[str], topics: Sequence[str], actor: str
    ) -> bool:
        """Set the partners and topics that a user owns, as `actor` decides; return False without a role."""
        with self._store.using() as engine:
            from bot.store.members import set_ownership

            return await set_ownership(engine, team, user, partners, topics, actor, self._store.clock())

    async def find_settings(self, team: str) -> WorkspaceSettings:
        """Find a workspace's settings; the defaults where nobody has set any."""
        with self._store.using() as engine:
            from bot.store.workspaces import find_settings

            return await find_settings(engine, team)

    async def set_settings(self, settings: WorkspaceSettings, actor: str) -> None:
        """Set a workspace's settings, as `actor` decides."""
        with self._store.using() as engine:
            from bot.store.workspaces import set_settings

            await set_settings(engine, settings, actor, self._store.clock())

    async def list_limits(self) -> tuple[Limits, ...]:
        """List the limits of all workspaces that have set some."""
        with self._store.using() as engine:
            from bot.store.limits import list_limits

            return await list_limits(engine)

    async def set_limits(self, limits: Limits, actor: str) -> None:
        """Set a workspace's limits on people and channels, as `actor` decides."""
        with self._store.using() as engine:
            from bot.store.limits import set_limits

            await set_limits(engine, limits, actor, self._store.clock())

    async def list_defaults(self) -> tuple[ChannelDefault, ...]:
        """List the defaults of the channels of all workspaces."""
        with self._store.using() as engine:
            from bot.store.channels import list_defaults

            return await list_defaults(engine)

    async def set_default(self, default: ChannelDefault, actor: str) -> None:
        """Set a channel's default, as `actor` decides."""
        with self._store.using() as engine:
            from bot.store.channels import set_default

            await set_default(engine, default, actor, self._store.clock())

    async def create(
        self,
        team: str,
        author: str,
        operation: str,
        *,
        partner: str = "",
        fact: str = "",
        note: str = "",
        author_name: str = "",
        before: str = "",
        gap: str = "",
    ) -> Proposal:
        """Store a new draft for the gap `gap`, made from the fact's fields `before`, and return it."""
        now, state = self._store.clock(), ProposalState.DRAFT
        id_, named = secrets.token_hex(8), (partner, fact, note)
        draft = Proposal(
            id_, team, state, 1, author, operation, *named, "", "", "", now, now, author_name, before, gap=gap
        )
        with self._store.using() as engine:
            from bot.store.proposals import create

            return await create(engine, draft)

    async def save(self, edited: Proposal) -> Proposal | None:
        """Save an edited proposal, and return its new version; None where its version or state forbids it."""
        with self._store.using() as engine:
            from bot.store.proposals import save

            return await save(engine, edited, self._store.clock())

    async def move(self, proposal: Proposal, state: ProposalState, actor: str, reason: str = "") -> Proposal | None:
        """Move a proposal into any state but published, as `actor` decides, and return its new version.

        Of several moves of one version only the first succeeds; the others return None, as does a move that the state
        does not allow. The actor who approves, declines or asks for changes is its `decided_by`, until it is open
        again.
        """
        with self._store.using() as engine:
            from bot.store.proposals import move

            return await move(engine, proposal, state, actor, reason, self._store.clock())

    async def publish(
        self, proposal: Proposal, kind: str, before: str, after: str, successor: Successor | None = None
    ) -> Proposal | None:
        """Mark an approved proposal as published, and add its change; return None where the stored version differs.

        `kind` names the operation; `before` and `after` are the fact as JSON, "" where there is none. Where the store
        holds the base, its new revision is added in the same transaction. Raises Overtaken, and does nothing, where
        that revision's parent is not the newest.
        """
        with self._store.using() as engine:
            from bot.store.proposals import publish

            return await publish(engine, proposal, kind, before, after, self._store.clock(), successor)

    async def set_message(self, proposal: Proposal, message: str) -> None:
        """Record the address ("channel/ts") of the message that shows this version of a proposal."""
        with self._store.using() as engine:
            from bot.store.proposals import set_message

            await set_message(engine, proposal, message)

    async def find(self, team: str, proposal_id: str) -> Proposal | None:
        """Find a proposal of a workspace; None where it is another workspace's, or deleted."""
        with self._store.using() as engine:
            from bot.store.proposals import find

            return await find(engine, team, proposal_id)

    async def list_of_author(self, team: str, author: str, most: int = _MOST) -> tuple[Proposal, ...]:
        """List an author's drafts and proposals, the newest change first."""
        with self._store.using() as engine:
            from bot.store.proposals import list_of_author

            return await list_of_author(engine, team, author, most)

    async def list_waiting(self, team: str, most: int = _MOST) -> tuple[Proposal, ...]:
        """List the proposals that wait for review in a workspace, the oldest first."""
        with self._store.using() as engine:
            from bot.store.proposals import list_waiting

            return await list_waiting(engine, team, most)

    async def find_unannounced(self, seconds: float, most: int = _MOST) -> tuple[Proposal, ...]:
        """Find proposals of all workspaces whose messages have been out of date for so many seconds."""
        with self._store.using() as engine:
            from bot.store.proposals import find_unannounced

            return await find_unannounced(engine, self._store.clock() - seconds, most)

    async def list_published_for_gaps(self, most: int = _MOST) -> tuple[Proposal, ...]:
        """List the published proposals of all workspaces whose gaps are still open."""
        with self._store.using() as engine:
            from bot.store.proposals import list_published_for_gaps

            return await list_published_for_gaps(engine, most)

    async def find_for_gap(self, team: str, gap_id: str) -> Proposal | None:
        """Find the newest undecided proposal for a gap; None where there is none."""
        with self._store.using() as engine:
            from bot.store.proposals import find_for_gap

            return await find_for_gap(engine, team, gap_id)

    async def find_gap(self, team: str, gap_id: str) -> Gap | None:
        """Find the gap that a proposal fills; None where it is another workspace's, or deleted."""
        with self._store.using() as engine:
            from bot.store.gaps import find_gap

            return await find_gap(engine, team, gap_id)

    async def take_unfinished(self, seconds: float, most: int = _MOST) -> tuple[Proposal, ...]:
        """Take over proposals that were approved so long ago and not published; each goes to one process.

        Its version grows, so that a slow process that still holds it can do no more to it.
        """
        with self._store.using() as engine:
            from bot.store.proposals import take_unfinished

            return await take_unfinished(engine, self._store.clock(), seconds, most)

    async def find_change(self, team: str, change_id: int) -> Change | None:
        """Find a change of a workspace by its number; None where it is another workspace's, or deleted."""
        with self._store.using() as engine:
            from bot.store.changes import find_change

            return await find_change(engine, team, change_id)

    async def list_changes(self, team: str, fact: str, most: int = _MOST) -> tuple[Change, ...]:
        """List a fact's changes in a workspace, newest first."""
        with self._store.using() as engine:
            from bot.store.changes import list_changes

            return await list_changes(engine, team, fact, most)
