"""The store as those see it who close the loop from a reader's question to the fact that answers it."""

from collections.abc import Sequence

from bot.domain.feedback import Feedback
from bot.domain.gaps import Follower, Gap, GapState, Miss
from bot.domain.watching import PersonalRows, Report, Usage
from bot.store.notifications import Notifications

# Slack shows no more on a page.
_MOST = 50


class Loop(Notifications):
    """Gaps, feedback, what people watch and are sent, and counts, in a store. Each query raises StoreDown.

    A change that raised StoreDown may have been made all the same, where only its end was not heard of.
    """

    async def note_misses(self, misses: Sequence[Miss]) -> None:
        """Count misses on the gaps that are open for them, and open one where none is.

        What was declined in the last 30 days is counted, and not opened again.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            await gaps.note_misses(engine, misses, self._store.clock())

    async def request(self, miss: Miss, follower: Follower | None) -> Gap:
        """Count a miss that somebody asks for, also where it was declined lately, which opens it again.

        A note and a link that are given replace those before. The follower, if any, is told when the gap is closed,
        where they asked last.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.request(engine, miss, follower, self._store.clock())

    async def find_gap(self, team: str, gap_id: str) -> Gap | None:
        """Find a gap of a workspace; None where it is another's, or deleted."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.find_gap(engine, team, gap_id)

    async def list_gaps(self, team: str, most: int = _MOST) -> tuple[Gap, ...]:
        """List a workspace's open gaps, those first that were asked most often."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.list_gaps(engine, team, most)

    async def list_open(self, most: int = 1_000) -> tuple[Gap, ...]:
        """List the open gaps of all workspaces, oldest first."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.list_open(engine, most)

    async def find_unshown(self, most: int = 20) -> tuple[Gap, ...]:
        """Find gaps of all workspaces that reviewers are not shown as they are by now."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.find_unshown(engine, most)

    async def set_gap_message(self, gap: Gap, message: str) -> None:
        """Keep where the message stands that shows this version of a gap, as "channel/ts"."""
        with self._store.using() as engine:
            from bot.store import gaps

            await gaps.set_gap_message(engine, gap, message)

    async def close_gap(self, team: str, gap_id: str, state: GapState, actor: str, reason: str = "") -> Gap | None:
        """Close an open gap, as `actor` decides, or nobody where that is "", and return it; None where it is not open.

        Each follower who has not been told is told through the outbox.
        """
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.close_gap(engine, team, gap_id, state, actor, reason, self._store.clock())

    async def followers_of(self, gap_id: str) -> tuple[Follower, ...]:
        """List who is to be told when a gap is closed, those first who asked first."""
        with self._store.using() as engine:
            from bot.store import gaps

            return await gaps.followers_of(engine, gap_id)

    async def vote(self, feedback: Feedback) -> None:
        """Keep a vote instead of the one that the reader gave that answer before."""
        with self._store.using() as engine:
            from bot.store.feedback import vote

            await vote(engine, feedback)

    async def snooze(self, team: str, fact: str, until: float, actor: str) -> None:
        """Let nobody in a workspace be reminded of a fact until a time, as `actor` decides."""
        with self._store.using() as engine:
            from bot.store import snoozes

            await snoozes.snooze(engine, team, fact, until, actor, self._store.clock())

    async def list_snoozed(self, team: str) -> frozenset[str]:
        """List the facts that a workspace is not to be reminded of now."""
        with self._store.using() as engine:
            from bot.store import snoozes

            return await snoozes.list_snoozed(engine, team, self._store.clock())

    async def note_usage(self, usages: Sequence[Usage]) -> None:
        """Add to the counts of questions and of facts that were shown."""
        with self._store.using() as engine:
            from bot.store import usage

            await usage.note_usage(engine, usages)

    async def report(self, team: str, since: float) -> Report:
        """Report how the base was used since a day, in one workspace, or in all where none is named."""
        with self._store.using() as engine:
            from bot.store import usage

            return await usage.report(engine, team, since)

    async def list_personal(self, team: str, user: str, voter: str) -> PersonalRows:
        """List what is kept of a person, whose votes are under `voter`."""
        with self._store.using() as engine:
            from bot.store import personal

            return await personal.list_personal(engine, team, user, voter)

    async def delete_personal(self, team: str, user: str, voter: str) -> None:
        """Delete what a person follows and watches, their votes, and what waits to be sent to them."""
        with self._store.using() as engine:
            from bot.store import personal

            await personal.delete_personal(engine, team, user, voter)

    async def set_opted_out(self, team: str, user: str, is_out: bool) -> None:
        """Keep that a person's questions are not to be counted as misses, or that they are again."""
        with self._store.using() as engine:
            from bot.store import personal

            await personal.set_opted_out(engine, team, user, is_out)

    async def list_opted_out(self) -> frozenset[tuple[str, str]]:
        """List the persons of all workspaces, as workspace and user, whose questions are not counted as misses."""
        with self._store.using() as engine:
            from bot.store import personal

            return await personal.list_opted_out(engine)
