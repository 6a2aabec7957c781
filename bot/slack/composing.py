"""Notifications of followers, owners and watchers, composed at the moment of sending."""

from collections.abc import Callable
from datetime import date
from typing import Any

from bot.domain.gaps import GapState
from bot.domain.responses import Response
from bot.reply import Picture
from bot.reply.curating import Changed, to_entry
from bot.reply.loop import Digest, DueFact, to_digest, to_gap_closed, to_watch_notice
from bot.search import Index
from bot.services.curating import to_fixed
from bot.services.loop import Digests, ask, read_changes, to_scope
from bot.slack.mailing import Mail
from bot.store.curation import Curation
from bot.store.loop import Loop


class MessageComposer:
    """Composes the queued message of each kind; None if there is nothing left to report."""

    def __init__(
        self,
        loop: Loop,
        curation: Curation,
        digests: Digests,
        current: Callable[[], Index],
        today: Callable[[], date],
        picture: Callable[[Response], Picture | None],
    ) -> None:
        self._loop = loop
        self._curation = curation
        self._digests = digests
        self._current = current
        self._today = today
        self._picture = picture

    async def to_gap_closed(self, payload: dict[str, Any]) -> Mail | None:
        """Compose a follower's notice that a gap was closed, with the answer itself."""
        gap = await self._loop.find_gap(str(payload["team"]), str(payload["gap"]))
        if gap is None:
            return None
        user, changes = str(payload["user"]), tuple[Changed, ...]()
        if gap.state is GapState.FILLED and gap.fact:
            published = await self._curation.list_changes(gap.team, gap.fact)
            changes = to_fixed(published, gap.first_at)
            if any(one.author == user and one.at >= gap.first_at for one in published):
                return None  # the author is notified of the publication
        response = ask(gap, self._current(), self._today()) if gap.state is GapState.FILLED else None
        picture = self._picture(response) if response else None
        message = to_gap_closed(gap, response, picture=picture, changes=changes)
        return Mail(user, str(payload["channel"]), str(payload["thread"]), message)

    async def to_digest(self, payload: dict[str, Any]) -> Mail | None:
        """Compose an owner's digest of due facts, open gaps and waiting proposals; None where there are none."""
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
        """Hand the partners and topics of an owner who has left to the reviewers."""
        await self._digests.hand_over(str(payload["team"]), str(payload["user"]), to_scope(payload))

    async def to_watched(self, payload: dict[str, Any]) -> Mail | None:
        """Compose a watcher's notice of new and changed facts, as they are now."""
        snapshot = self._current().snapshot
        team, user = str(payload["team"]), str(payload["user"])
        read = read_changes(payload["changes"])
        notified = await self._loop.list_notified(team, user, {change.fact: change.at for change in read})
        changes = [(one, snapshot.facts.get(one.fact)) for one in read if one.fact not in notified]
        known = await self._loop.list_watches(team, user)
        if not known:
            return None  # the user has stopped watching meanwhile
        if not changes:
            return None  # all are the user's own, or fill a gap that they follow
        facts = [fact for _, fact in changes if fact]
        concerned = [watch for watch in known if any(watch.covers(fact.about, fact.topics) for fact in facts)]
        more = int(payload.get("more", 0))
        return Mail(user, "", "", to_watch_notice(concerned or known, changes, snapshot, self._today(), more=more))
