"""Gaps, as curators deal with them: cured by a proposal, declined or snoozed; and the report of usage."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.operations import Kind
from bot.domain.proposals import Role
from bot.reply import wording
from bot.reply.curating import Preview, to_preview, to_where_window
from bot.reply.loop import (
    CURE,
    DECLINE_GAP,
    EDIT_FOR,
    PROPOSE_FOR,
    REPORT,
    SNOOZE,
    describe_missing_reason,
    parse_cure,
    parse_decline,
    to_asked_again_blocks,
    to_cure_window,
    to_decline_window,
    to_fact_options,
    to_gap_blocks,
    to_report_window,
)
from bot.services import Asker
from bot.services.curating import Drafting, NotAllowed, People
from bot.services.loop import SECONDS_OF_SNOOZE, Gaps
from bot.slack.background import Background
from bot.slack.gap_messages import GapMessages
from bot.slack.interactions import Interaction
from bot.slack.trying import ValueAct
from bot.store import StoreDown
from bot.store.loop import Loop

_SECONDS_OF_REPORT = 30 * 86_400.0


class GapActions:
    """Carries out what curators do about gaps. Acts and submissions raise NotAllowed and StoreDown."""

    def __init__(
        self,
        loop: Loop,
        gaps: Gaps,
        people: People,
        drafting: Drafting,
        gap_messages: GapMessages,
        background: Background,
        clock: Callable[[], float],
    ) -> None:
        self._loop = loop
        self._gaps = gaps
        self._people = people
        self._drafting = drafting
        self._gap_messages = gap_messages
        self._background = background
        self._clock = clock
        self.acts: Mapping[str, ValueAct] = {
            CURE: self._open_cure,
            PROPOSE_FOR: self._propose,
            EDIT_FOR: self._edit,
            DECLINE_GAP: self._open_decline,
            SNOOZE: self._snooze,
            REPORT: self._show_report,
        }

    async def submit_cure(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Draft the proposal that lets a question find a fact, and preview the answer that it would then get."""
        filled = parse_cure(view)
        if filled.problems:
            return {"response_action": "errors", "errors": filled.problems}
        gap = await self._gaps.find(asker, filled.gap)
        operation = self._gaps.to_operation(filled.fact, filled.words, filled.kind, filled.target)
        preview = await self._drafting.preview_of(operation)
        if not isinstance(preview, Preview):
            raise NotAllowed(" ".join(preview.values()))
        again = await self._gaps.ask_again(gap, preview.snapshot)
        draft = await self._drafting.begin_with(asker, operation, gap=gap.id)
        window = to_preview(draft, preview, self._drafting.today)
        asked = to_asked_again_blocks(again.question, again.before, again.after, again.found, filled.fact)
        return {"response_action": "push", "view": {**window, "blocks": [*asked, *window["blocks"]]}}

    async def suggest_facts(self, asker: Asker, view: dict[str, Any], typed: str) -> dict[str, Any]:
        """Return the facts to choose from; none for a person without the role, or while the store is down."""
        try:
            facts = await self._gaps.suggest(asker, str(view.get("private_metadata") or ""), typed)
        except (NotAllowed, StoreDown):
            facts = ()
        return to_fact_options(facts)

    async def submit_decline(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Close a gap that is not to be filled, for the reason that was typed."""
        id_, reason = parse_decline(view)
        if not reason:
            return {"response_action": "errors", "errors": describe_missing_reason()}
        gap = await self._gaps.decline(asker, id_, reason)
        self._background.start(self._gap_messages.show(gap))
        return {"response_action": "clear"}

    async def home_blocks(self, asker: Asker) -> list[dict[str, Any]]:
        """Return the App Home's list of open gaps; empty for readers, and while the store is down."""
        try:
            if await self._people.role_of(asker) is None:
                return []
            return to_gap_blocks(await self._gaps.list_open(asker), self._gaps.snapshot)
        except StoreDown:
            return []

    async def _open_cure(self, interaction: Interaction, id_: str) -> None:
        gap = await self._gaps.find(interaction.asker, id_)
        found = await asyncio.to_thread(self._gaps.candidates, gap)
        await interaction.show(to_cure_window(gap, found.facts, found.words, self._gaps.snapshot))

    async def _propose(self, interaction: Interaction, id_: str) -> None:
        gap = await self._gaps.find(interaction.asker, id_)
        draft = await self._drafting.begin(interaction.asker, partner=gap.partner, gap=gap.id)
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def _edit(self, interaction: Interaction, id_: str) -> None:
        gap = await self._gaps.find(interaction.asker, id_)
        draft = await self._drafting.begin_on(interaction.asker, Kind.EDIT, gap.fact, gap=gap.id)
        await interaction.show(to_where_window(draft, self._drafting.snapshot))

    async def _open_decline(self, interaction: Interaction, id_: str) -> None:
        gap = await self._gaps.find(interaction.asker, id_)
        await interaction.show(to_decline_window(gap, self._gaps.snapshot))

    async def _snooze(self, interaction: Interaction, fact: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        until = self._clock() + SECONDS_OF_SNOOZE
        await self._loop.snooze(interaction.asker.team, fact, until, interaction.asker.user)
        await interaction.notify({"text": wording.SNOOZED})

    async def _show_report(self, interaction: Interaction, _: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        report = await self._loop.report(interaction.asker.team, self._clock() - _SECONDS_OF_REPORT)
        await interaction.show(to_report_window(report, self._gaps.snapshot, self._drafting.today))
