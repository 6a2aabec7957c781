"""The messages of reviews: one a proposal in the review channel, changed in place, and what authors are told."""

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
# Of these its author is told.
_TOLD = frozenset({"changes", "published", "declined", "conflict"})


class Reviews(Duties):
    """Posts reviews and keeps them as the proposals are; what Slack does not take is logged, and tried again later."""

    def __init__(self, reviewing: Reviewing, people: People, workspaces: Workspaces, today: Callable[[], date]) -> None:
        self._reviewing = reviewing
        self._people = people
        self._workspaces = workspaces
        self._today = today

    async def channel_of(self, team: str) -> str:
        """Find a workspace's review channel. Raises NotAllowed where none is chosen, and StoreDown."""
        channel = await self._reviewing.channel_of(team)
        if not channel:
            raise NotAllowed(
                "There is no review channel yet. Your draft is kept; an admin chooses one with the command and “admin”."
            )
        return channel

    async def show(self, proposal: Proposal) -> None:
        """Post a proposal's review, or change it to what the proposal is now; notify the author of the decision.

        A message that is changed tells nobody, so that a proposal that is sent again says so beneath it.
        """
        review = await self._reviewing.review(proposal)
        if proposal.message and proposal.state is ProposalState.OPEN:
            channel, _, ts = proposal.message.partition("/")
            again = to_again_message(review)
            where = {"channel": channel, "thread_ts": ts, "reply_broadcast": True}
            await self._send(proposal.team, _POST, again, **where)
        await self.notify(Decided(proposal, review))

    async def notify(self, decided: Decided) -> None:
        """Change a review to what was decided, and notify the author.

        That it is shown is recorded last: another process does it again where this one ends before.
        """
        review = decided.review
        address = await self._put(review, decided.proposal)
        if review.state in _TOLD:
            both = tuple(to_text(one) if one else "removed" for one in decided.both) if decided.both else None
            message = to_decision_message(review, both=(both[0], both[1]) if both else None)
            await self._send(decided.proposal.team, _POST, message, channel=review.author)
        if address is not None:
            await self._reviewing.set_message(decided.proposal, address)

    async def look(self) -> None:
        """Look up who curates, for what is shown. Raises StoreDown."""
        await self._people.remember()

    async def finish(self) -> None:
        """Publish and post what processes that ended have left. Raises StoreDown."""
        for decided in await self._reviewing.finish():
            await self.notify(decided)
        for proposal in await self._reviewing.find_unannounced():
            await self.show(proposal)

    async def _put(self, review: Review, proposal: Proposal) -> str | None:
        """Post or change a review: the address of its message, "" where it needs none, None where it is still due."""
        message = to_review_message(review, self._today())
        is_open = review.state == "open"
        if proposal.message:
            channel, _, ts = proposal.message.partition("/")
            changed = await self._send(proposal.team, _UPDATE, message, channel=channel, ts=ts)
            if changed is not None or not is_open:
                return proposal.message
        if not is_open:
            return ""
        # There is none yet, or it cannot be changed: somebody may have deleted it.
        channel = await self._reviewing.channel_of(proposal.team)
        sent = await self._send(proposal.team, _POST, message, channel=channel) if channel else None
        return f"{sent.get('channel')}/{sent.get('ts')}" if sent is not None else None

    async def _send(self, team: str, method: Callable[..., Any], message: dict[str, Any], **where: Any) -> Any:
        """Send a message in a workspace; None where Slack did not take it."""
        try:
            client = await self._workspaces.client_of(team)

            async def send(reduced: dict[str, Any]) -> Any:
                return await method(client, **where, **reduced)

            return await send_reduced(send, message, to_bare(message))
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.error("a review could not be posted or changed: %s", describe_slack_error(error))
            return None
