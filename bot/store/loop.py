"""The store for the readers' loop: gaps, feedback, usage and personal rows."""

from collections.abc import Sequence

from bot.domain.feedback import Feedback
from bot.domain.gaps import Follower, Gap, GapState, Miss
from bot.domain.watching import PersonalRows, Report, Usage
from bot.store.notifications import Notifications

# As many as fit on a page in Slack.
_MOST = 50


class Loop(Notifications):
    """Gaps, feedback, watches, notices and usage in a store. Each query raises StoreDown.

    A change that raised StoreDown may still have been made, where only the confirmation was lost.
    """

    async def note_misses(self, misses: Sequence[Miss]) -> None:
        """Count each miss on its open gap, or open one.

        A miss that was declined in the last 30 days is counted, and not opened again.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            await gaps.note_misses(engine, misses, self._store.clock())

    async def request(self, miss: Miss, follower: Follower | None) -> Gap:
        """Count a requested miss, and open its gap, also where it was declined lately.

        A note and a link replace the earlier ones. The follower, if any, is notified when the gap is closed, in the
        conversation of their last request.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.request(engine, miss, follower, self._store.clock())

    async def find_gap(self, team: str, gap_id: str) -> Gap | None:
        """Find a gap of a workspace; None where it is another workspace's, or deleted."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.find_gap(engine, team, gap_id)

    async def list_gaps(self, team: str, most: int = _MOST) -> tuple[Gap, ...]:
        """List a workspace's open gaps, the most asked first."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.list_gaps(engine, team, most)

    async def list_open(self, most: int = 1_000) -> tuple[Gap, ...]:
        """List the open gaps of all workspaces, oldest first."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.list_open(engine, most)

    async def find_unshown(self, most: int = 20) -> tuple[Gap, ...]:
        """Find gaps of all workspaces whose messages are out of date."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.find_unshown(engine, most)

    async def set_gap_message(self, gap: Gap, message: str) -> None:
        """Record the address ("channel/ts") of the message that shows this version of a gap."""
        with self._store.using() as engine:
            from bot.store import gaps

            await gaps.set_gap_message(engine, gap, message)

    async def close_gap(self, team: str, gap_id: str, state: GapState, actor: str, reason: str = "") -> Gap | None:
        """Close an open gap and return it; None where it is no longer open. `actor` is "" for an automatic close.

        Each follower who has not been notified gets a notice through the outbox.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.close_gap(engine, team, gap_id, state, actor, reason, self._store.clock())

    async def followers_of(self, gap_id: str) -> tuple[Follower, ...]:
        """List the followers to notify when a gap is closed, in the order of their requests."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.followers_of(engine, gap_id)

    async def vote(self, feedback: Feedback) -> None:
        """Store a vote, replacing the reader's earlier vote on the same answer."""
        with self._store.using() as engine:
            from bot.store.feedback import vote

            await vote(engine, feedback)

    async def snooze(self, team: str, fact: str, until: float, actor: str) -> None:
        """Suppress a workspace's reminders of a fact until a time, as `actor` decides."""
        with self._store.using() as engine:
            from bot.store import snoozes

            await snoozes.snooze(engine, team, fact, until, actor, self._store.clock())

    async def list_snoozed(self, team: str) -> frozenset[str]:
        """List the facts whose reminders a workspace suppresses now."""
        with self._store.using() as engine:
            from bot.store import snoozes

            return await snoozes.list_snoozed(engine, team, self._store.clock())

    async def note_usage(self, usages: Sequence[Usage]) -> None:
        """Add to the counts of questions and of facts that were shown."""
        with self._store.using() as engine:
            from bot.store import usage

            await usage.note_usage(engine, usages)

    async def report(self, team: str, since: float) -> Report:
        """Report the usage of the base since a day, in one workspace, or in all where none is named."""
        with self._store.using() as engine:
            from bot.store import usage

            return await usage.report(engine, team, since)

    async def list_personal(self, team: str, user: str, voter: str) -> PersonalRows:
        """List the rows about a person, whose votes are under `voter`."""
        with self._store.using() as engine:
            from bot.store import personal

            return await personal.list_personal(engine, team, user, voter)

    async def delete_personal(self, team: str, user: str, voter: str) -> None:
        """Delete a person's follows, watches and votes, and the notices that wait for them."""
        with self._store.using() as engine:
            from bot.store import personal

            await personal.delete_personal(engine, team, user, voter)

    async def set_opted_out(self, team: str, user: str, is_out: bool) -> None:
        """Exclude a person's questions from the misses, or include them again."""
        with self._store.using() as engine:
            from bot.store import personal

            await personal.set_opted_out(engine, team, user, is_out)

    async def list_opted_out(self) -> frozenset[tuple[str, str]]:
        """List the people (workspace, user) whose questions are excluded from the misses."""
        with self._store.using() as engine:
            from bot.store import personal

            return await personal.list_opted_out(engine)
