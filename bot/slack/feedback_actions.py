"""Readers' feedback on answers: votes, reports of faults, and requests for facts that the base lacks."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.domain.feedback import Vote
from bot.domain.gaps import Follower
from bot.reply import wording
from bot.reply.loop import (
    REQUEST,
    describe_missing_fault,
    parse_fault,
    parse_request,
    parse_vote,
    to_fault_window,
    to_request_window,
)
from bot.services import Asker
from bot.services.curating import NotAllowed
from bot.services.loop import ReaderFeedback
from bot.slack.background import Background
from bot.slack.gap_messages import GapMessages
from bot.slack.interactions import Interaction
from bot.slack.trying import ValueAct, to_last_word

_THANKS = "Thank you: that is noted."
_TO_BE_NOTIFIED = "You will be notified when it is fixed."


class FeedbackActions:
    """Records readers' feedback. Acts and submissions raise NotAllowed and StoreDown."""

    def __init__(self, feedback: ReaderFeedback, gap_messages: GapMessages, background: Background) -> None:
        self._feedback = feedback
        self._gap_messages = gap_messages
        self._background = background
        self.acts: Mapping[str, ValueAct] = {REQUEST: self._open_request}

    async def vote(self, interaction: Interaction, action: dict[str, Any]) -> None:
        """Record a vote; for one against the answer, open the form that asks for the reason."""
        found = parse_vote(action)
        if found is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        vote, request = found
        if vote is Vote.DOWN:
            window = to_fault_window(request, self._feedback.facts_of(request), interaction.origin)
            await asyncio.gather(interaction.push(window), self._feedback.vote(interaction.asker, vote, request))
            return
        await self._feedback.vote(interaction.asker, vote, request)
        await interaction.notify({"text": _THANKS})

    async def submit_fault(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Record the fault that a reader reports in an answer."""
        filled = parse_fault(view)
        if filled.request is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        if filled.fault is None:
            return {"response_action": "errors", "errors": describe_missing_fault()}
        follower = _to_follower(asker, filled.origin) if filled.follows else None
        gap = await self._feedback.explain(
            asker, filled.request, filled.fault, fact=filled.fact, note=filled.note, follower=follower
        )
        self._background.start(self._gap_messages.show(gap))
        return to_last_word(f"{_THANKS} {_TO_BE_NOTIFIED}" if follower else _THANKS)

    async def submit_request(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Record a request for facts that the base lacks."""
        filled = parse_request(view)
        if filled.problems:
            return {"response_action": "errors", "errors": filled.problems}
        follower = _to_follower(asker, filled.origin)
        gap = await self._feedback.request(asker, filled.text, link=filled.link, note=filled.note, follower=follower)
        self._background.start(self._gap_messages.show(gap))
        return to_last_word(wording.REQUESTED)

    async def _open_request(self, interaction: Interaction, text: str) -> None:
        await interaction.push(to_request_window(text, interaction.origin))


def _to_follower(asker: Asker, origin: str) -> Follower:
    """Return the follower to notify, in the conversation `origin` ("channel/thread") or, where "", directly."""
    channel, _, thread = origin.partition("/")
    return Follower(asker.team, asker.user, channel, thread)
