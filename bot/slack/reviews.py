"""The messages of reviews: one for each proposal in the review channel, and the notices to its author."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

from aiohttp import ClientError
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.proposals import Proposal, ProposalState
from bot.reply.curating import Review, to_again_message, to_decision_message, to_review_message
from bot.services import Duties
from bot.services.curating import Decided, NotAllowed, People, Reviewing, to_text
from bot.slack.errors import describe_slack_error
from bot.slack.reduction import send_reduced, to_bare
from bot.slack.workspaces import Workspaces

log = logging.getLogger(__name__)

_POST, _UPDATE = AsyncWebClient.chat_postMessage, AsyncWebClient.chat_update
# The states that the author is notified of.
_NOTIFIED = frozenset({"changes", "published", "declined", "conflict"})


class Reviews(Duties):
    """Posts the messages of reviews and keeps them up to date; a failure is logged, and retried by housekeeping."""

    def __init__(self, reviewing: Reviewing, people: People, workspaces: Workspaces, today: Callable[[], date]) -> None:
        self._reviewing = reviewing
        self._people = people
        self._workspaces = workspaces
        self._today = today

    async def channel_of(self, team: str) -> str:
        """Return the id of a workspace's review channel. Raises NotAllowed where none is chosen, and StoreDown."""
        channel = await self._reviewing.channel_of(team)
        if not channel:
            raise NotAllowed(
                "There is no review channel yet. Your draft is kept; an admin chooses one with the command and “admin”."
            )
        return channel

    async def show(self, proposal: Proposal) -> None:
        """Post a proposal's review, or update it, and notify the author of a decision.

        An updated message alerts nobody, so a proposal that is sent again is also announced in the thread.
        """
        review = await self._reviewing.review(proposal)
        if proposal.message and proposal.state is ProposalState.OPEN:
            channel, _, ts = proposal.message.partition("/")
            again = to_again_message(review)
            where = {"channel": channel, "thread_ts": ts, "reply_broadcast": True}
            await self._send(proposal.team, _POST, again, **where)
        await self.notify(Decided(proposal, review))

    async def notify(self, decided: Decided) -> None:
        """Update a review with the decision, and notify the author.

        The record that it is shown comes last, so that another process repeats this where one is killed before.
        """
        review = decided.review
        address = await self._put(review, decided.proposal)
        if review.state in _NOTIFIED:
            both = tuple(to_text(one) if one else "removed" for one in decided.both) if decided.both else None
            message = to_decision_message(review, both=(both[0], both[1]) if both else None)
            await self._send(decided.proposal.team, _POST, message, channel=review.author)
        if address is not None:
            await self._reviewing.set_message(decided.proposal, address)

    async def refresh(self) -> None:
        """Refresh the roles that decide which buttons are shown. Raises StoreDown."""
        await self._people.remember()

    async def finish(self) -> None:
        """Publish and post what killed processes have left. Raises StoreDown."""
        for decided in await self._reviewing.finish():
            await self.notify(decided)
        for proposal in await self._reviewing.find_unannounced():
            await self.show(proposal)

    async def _put(self, review: Review, proposal: Proposal) -> str | None:
        """Post or update a review; return its message's address, "" where it needs none, None where Slack failed."""
        message = to_review_message(review, self._today())
        is_open = review.state == "open"
        if proposal.message:
            channel, _, ts = proposal.message.partition("/")
            changed = await self._send(proposal.team, _UPDATE, message, channel=channel, ts=ts)
            if changed is not None or not is_open:
                return proposal.message
        if not is_open:
            return ""
        # There is none yet, or it cannot be updated, since somebody may have deleted it.
        channel = await self._reviewing.channel_of(proposal.team)
        sent = await self._send(proposal.team, _POST, message, channel=channel) if channel else None
        return f"{sent.get('channel')}/{sent.get('ts')}" if sent is not None else None

    async def _send(self, team: str, method: Callable[..., Any], message: dict[str, Any], **where: Any) -> Any:
        """Send a message in a workspace; return None where Slack refused it."""
        try:
            client = await self._workspaces.client_of(team)

            async def send(reduced: dict[str, Any]) -> Any:
                return await method(client, **where, **reduced)

            return await send_reduced(send, message, to_bare(message))
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("a review could not be posted or changed: %s", describe_slack_error(error))
            return None
