"""What followers, owners and watchers are told, made when it is sent."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.gaps import GapState
from bot.domain.responses import Response
from bot.reply import Picture
from bot.reply.curating import to_entry
from bot.reply.loop import Digest, DueFact, to_digest, to_told, to_watch_notice
from bot.search import Index
from bot.services.loop import Digests, ask, read_changes, to_scope
from bot.slack.mailing import Mail
from bot.store.loop import Loop


class Letters:
    """Composes the message of each kind of parcel; None where there is nothing to tell any more."""

    def __init__(
        self,
        loop: Loop,
        digests: Digests,
        current: Callable[[], Index],
        today: Callable[[], date],
        picture: Callable[[Response], Picture | None],
    ) -> None:
        self._loop = loop
        self._digests = digests
        self._current = current
        self._today = today
        self._picture = picture

    async def to_told(self, payload: dict[str, Any]) -> Mail | None:
        """Tell a follower what became of a gap, with the answer itself."""
        gap = await self._loop.find_gap(str(payload["team"]), str(payload["gap"]))
        if gap is None:
            return None
        response = ask(gap, self._current(), self._today()) if gap.state is GapState.FILLED else None
        picture = self._picture(response) if response else None
        message = to_told(gap, response, picture=picture)
        return Mail(str(payload["user"]), str(payload["channel"]), str(payload["thread"]), message)

    async def to_digest(self, payload: dict[str, Any]) -> Mail | None:
        """Tell an owner what is due, what was asked for and what waits; None where that is nothing."""
        due = await self._digests.find(str(payload["team"]), to_scope(payload))
        if due.is_empty:
            return None
        digest = Digest(
            due=[DueFact(fact, since) for fact, since in due.facts],
            gaps=due.gaps,
            waiting=[to_entry(one) for one in due.waiting],
            snapshot=self._current().snapshot,
        )
        return Mail(str(payload["user"]), "", "", to_digest(digest, self._today()))

    async def hand_over(self, payload: dict[str, Any]) -> None:
        """Give what somebody owned who has gone to the reviewers."""
        await self._digests.hand_over(str(payload["team"]), str(payload["user"]), to_scope(payload))

    async def to_watched(self, payload: dict[str, Any]) -> Mail | None:
        """Tell somebody who watches what is new and changed, as it is by now."""
        snapshot = self._current().snapshot
        changes = [(change, snapshot.facts.get(change.fact)) for change in read_changes(payload["changes"])]
        user = str(payload["user"])
        known = await self._loop.list_watches(str(payload["team"]), user)
        if not known:
            return None  # they have stopped watching meanwhile
        facts = [fact for _, fact in changes if fact]
        told = [watch for watch in known if any(watch.covers(fact.about, fact.topics) for fact in facts)]
        more = int(payload.get("more", 0))
        return Mail(user, "", "", to_watch_notice(told or known, changes, snapshot, self._today(), more=more))
