"""Reviews of proposals: approved, sent back or declined; and the history of facts."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.domain.proposals import ProposalState, Role
from bot.reply.curating import (
    APPROVE,
    ASK_CHANGES,
    DECLINE,
    HISTORY,
    describe_missing_reason,
    parse_number,
    parse_reason,
    to_history_window,
    to_reason_window,
)
from bot.services import Asker
from bot.services.curating import Histories, People, Reviewing
from bot.slack.background import Background
from bot.slack.interactions import Interaction
from bot.slack.reviews import Reviews
from bot.slack.trying import ValueAct


class ReviewActions:
    """Carries out what reviewers do with proposals. Acts and submissions raise NotAllowed and StoreDown."""

    def __init__(
        self, people: People, reviewing: Reviewing, histories: Histories, reviews: Reviews, background: Background
    ) -> None:
        self._people = people
        self._reviewing = reviewing
        self._histories = histories
        self._reviews = reviews
        self._background = background
        self.acts: Mapping[str, ValueAct] = {
            APPROVE: self._approve,
            ASK_CHANGES: partial(self._ask_reason, ASK_CHANGES),
            DECLINE: partial(self._ask_reason, DECLINE),
            HISTORY: self.show_history,
        }

    async def show_history(self, interaction: Interaction, fact: str) -> None:
        """Show who changed a fact, when and why."""
        versions, missing = await self._histories.of(interaction.asker, fact)
        await interaction.push(to_history_window(fact, versions, missing=missing))

    async def submit_reason(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Send a proposal back for changes, or decline it, for the reason that was typed."""
        act, _, value = view["private_metadata"].partition(" ")
        id_, version = _split(value)
        state = ProposalState.DECLINED if act == DECLINE else ProposalState.CHANGES
        reason = parse_reason(view["state"]["values"])
        if not reason:
            return {"response_action": "errors", "errors": describe_missing_reason()}
        decided = await self._reviewing.decide(asker, id_, version, state, reason)
        self._background.start(self._reviews.notify(decided))
        return {"response_action": "clear"}

    async def _approve(self, interaction: Interaction, value: str) -> None:
        id_, version = _split(value)
        await self._reviews.notify(await self._reviewing.approve(interaction.asker, id_, version))

    async def _ask_reason(self, act: str, interaction: Interaction, value: str) -> None:
        id_, version = _split(value)
        await self._people.demand(interaction.asker, Role.REVIEWER)
        await interaction.show(to_reason_window(act, id_, version))


def _split(value: str) -> tuple[str, int]:
    """Split a button's value into the proposal's id and version."""
    id_, _, version = value.partition(" ")
    return id_, parse_number(version)
