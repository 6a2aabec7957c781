"""The readers' desk: votes, requests, watches and their own rows; and what curators do about gaps."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.feedback import Vote
from bot.domain.gaps import Follower
from bot.domain.operations import Kind
from bot.domain.proposals import Role
from bot.domain.watching import Pace
from bot.reply import wording
from bot.reply.curating import Preview, to_preview, to_where_window
from bot.reply.loop import (
    CURE,
    DECLINE_GAP,
    EDIT_FOR,
    FORGET,
    OPT_OUT,
    PACE,
    PROPOSE_FOR,
    REPORT,
    REQUEST,
    SNOOZE,
    UNWATCH,
    Pressed,
    describe_missing_fault,
    describe_missing_reason,
    describe_watch_usage,
    parse_cure,
    parse_decline,
    parse_fault,
    parse_request,
    parse_vote,
    to_asked_again_blocks,
    to_cure_window,
    to_decline_window,
    to_fact_options,
    to_fault_window,
    to_gap_blocks,
    to_privacy,
    to_report_window,
    to_request_window,
    to_unwatched,
    to_watch_blocks,
    to_watching,
)
from bot.services import Asker, Responder
from bot.services.curating import Drafting, NotAllowed, People
from bot.services.loop import SECONDS_OF_SNOOZE, Gaps, Personal, Reading, Watching
from bot.slack.background import Background
from bot.slack.gap_messages import GapMessages
from bot.slack.home import Homes
from bot.slack.interactions import Interaction
from bot.slack.trying import to_last_word
from bot.store import StoreDown
from bot.store.loop import Loop

_THANKS = "Thank you: that is noted."
_TO_BE_TOLD = "You will be told when it is fixed."
SECONDS_OF_REPORT = 30 * 86_400.0


class LoopDesk:
    """Turns what readers say and curators do about gaps into rows and windows. Raises NotAllowed and StoreDown."""

    def __init__(
        self,
        *,
        loop: Loop,
        responder: Responder,
        reading: Reading,
        gaps: Gaps,
        watching: Watching,
        personal: Personal,
        people: People,
        drafting: Drafting,
        gap_messages: GapMessages,
        homes: Homes,
        background: Background,
        clock: Callable[[], float],
    ) -> None:
        self._loop = loop
        self._responder = responder
        self._reading = reading
        self._gaps = gaps
        self._watching = watching
        self._personal = personal
        self._people = people
        self._drafting = drafting
        self._gap_messages = gap_messages
        self._homes = homes
        self._background = background
        self._clock = clock
        self._acts: dict[str, Callable[[Interaction, str], Awaitable[None]]] = {
            REQUEST: self._ask_for,
            CURE: self._cure,
            PROPOSE_FOR: self._propose,
            EDIT_FOR: self._edit,
            DECLINE_GAP: self._decline,
            SNOOZE: self._snooze,
            PACE: self._set_pace,
            UNWATCH: self._unwatch,
            FORGET: self._forget,
            OPT_OUT: self._leave_out,
            REPORT: self._show_report,
        }

    async def act(self, interaction: Interaction, pressed: Pressed) -> None:
        """Do what was pressed."""
        if act := self._acts.get(pressed.act):
            await act(interaction, pressed.value)

    async def vote(self, interaction: Interaction, action: dict[str, Any]) -> None:
        """Keep a vote; where it is against the answer, ask why."""
        found = parse_vote(action)
        if found is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        vote, request = found
        if vote is Vote.DOWN:
            window = to_fault_window(request, self._reading.facts_of(request), interaction.origin)
            await asyncio.gather(interaction.push(window), self._reading.vote(interaction.asker, vote, request))
            return
        await self._reading.vote(interaction.asker, vote, request)
        await interaction.notify({"text": _THANKS})

    async def submit_fault(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Keep why an answer is no good."""
        filled = parse_fault(view)
        if filled.request is None:
            raise NotAllowed(wording.BUTTON_EXPIRED)
        if filled.fault is None:
            return {"response_action": "errors", "errors": describe_missing_fault()}
        follower = to_follower(asker, filled.origin) if filled.follows else None
        gap = await self._reading.explain(
            asker, filled.request, filled.fault, fact=filled.fact, note=filled.note, follower=follower
        )
        self._background.start(self._gap_messages.show(gap))
        return to_last_word(f"{_THANKS} {_TO_BE_TOLD}" if follower else _THANKS)

    async def submit_request(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Keep what somebody wants answered."""
        filled = parse_request(view)
        if filled.problems:
            return {"response_action": "errors", "errors": filled.problems}
        follower = to_follower(asker, filled.origin)
        gap = await self._reading.request(asker, filled.text, link=filled.link, note=filled.note, follower=follower)
        self._background.start(self._gap_messages.show(gap))
        return to_last_word(wording.REQUESTED)

    async def submit_cure(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Begin the proposal that lets a question find a fact, and show what it then finds."""
        filled = parse_cure(view)
        if filled.problems:
            return {"response_action": "errors", "errors": filled.problems}
        gap = await self._gaps.find(asker, filled.gap)
        operation = self._gaps.to_operation(filled.fact, filled.words, filled.kind, filled.target)
        preview = await self._drafting.try_out(operation)
        if not isinstance(preview, Preview):
            raise NotAllowed(" ".join(preview.values()))
        again = await self._gaps.ask_again(gap, preview.snapshot)
        draft = await self._drafting.begin_with(asker, operation, gap=gap.id)
        window = to_preview(draft, preview, self._drafting.today)
        asked = to_asked_again_blocks(again.question, again.before, again.after, again.found, filled.fact)
        return {"response_action": "push", "view": {**window, "blocks": [*asked, *window["blocks"]]}}

    async def suggest_facts(self, asker: Asker, view: dict[str, Any], typed: str) -> dict[str, Any]:
        """Return the facts to choose from; none for who may not, and while the store is down."""
        try:
            facts = await self._gaps.suggest(asker, str(view.get("private_metadata") or ""), typed)
        except (NotAllowed, StoreDown):
            facts = ()
        return to_fact_options(facts)

    async def submit_decline(self, asker: Asker, view: dict[str, Any]) -> dict[str, Any]:
        """Close a gap that is not to be filled."""
        id_, reason = parse_decline(view)
        if not reason:
            return {"response_action": "errors", "errors": describe_missing_reason()}
        gap = await self._gaps.decline(asker, id_, reason)
        self._background.start(self._gap_messages.show(gap))
        return {"response_action": "clear"}

    async def show_privacy(self, interaction: Interaction) -> None:
        """Show somebody what is kept of them."""
        await interaction.notify(to_privacy(await self._personal.list(interaction.asker), self._gaps.snapshot))

    async def watch(self, interaction: Interaction, partner: str, topic: str) -> None:
        """Begin to watch a partner or a topic."""
        known = await self._watching.list_own(interaction.asker)
        is_new = all((one.partner, one.topic) != (partner, topic) for one in known)
        watch = await self._watching.watch(interaction.asker, partner, topic)
        await interaction.notify(to_watching(self._name(partner, topic), watch, is_new=is_new))

    async def unwatch(self, interaction: Interaction, partner: str, topic: str) -> None:
        """End a watch."""
        was = await self._watching.unwatch(interaction.asker, partner, topic)
        await interaction.notify(to_unwatched(self._name(partner, topic), was_watched=was))

    async def explain_watching(self, interaction: Interaction) -> None:
        """Say what can be watched, where what was named cannot."""
        await interaction.notify({"text": describe_watch_usage(self._gaps.snapshot.about)})

    async def home_blocks(self, asker: Asker) -> list[dict[str, Any]]:
        """Return what the App Home shows of somebody's watches, and to curators what is asked for."""
        try:
            blocks = to_watch_blocks(await self._watching.list_own(asker), self._gaps.snapshot)
            if await self._people.role_of(asker) is not None:
                gaps = await self._gaps.list_open(asker)
                blocks = [*to_gap_blocks(gaps, self._gaps.snapshot), *blocks]
        except StoreDown:
            return []
        return blocks

    async def _ask_for(self, interaction: Interaction, text: str) -> None:
        await interaction.push(to_request_window(text, interaction.origin))

    async def _cure(self, interaction: Interaction, id_: str) -> None:
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

    async def _decline(self, interaction: Interaction, id_: str) -> None:
        gap = await self._gaps.find(interaction.asker, id_)
        await interaction.show(to_decline_window(gap, self._gaps.snapshot))

    async def _snooze(self, interaction: Interaction, fact: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        await self._loop.snooze(interaction.asker.team, fact, self._clock() + SECONDS_OF_SNOOZE, interaction.asker.user)
        await interaction.notify({"text": wording.SNOOZED})

    async def _set_pace(self, interaction: Interaction, value: str) -> None:
        pace, _, watched = value.partition(" ")
        partner, topic = _to_watched(watched)
        if pace not in list(Pace):
            raise NotAllowed(wording.BUTTON_EXPIRED)
        watch = await self._watching.watch(interaction.asker, partner, topic, Pace(pace))
        await interaction.notify(to_watching(self._name(partner, topic), watch, is_new=False), replaces=True)
        await self._homes.publish(interaction)

    async def _unwatch(self, interaction: Interaction, value: str) -> None:
        partner, topic = _to_watched(value)
        was = await self._watching.unwatch(interaction.asker, partner, topic)
        await interaction.notify(to_unwatched(self._name(partner, topic), was_watched=was), replaces=True)
        await self._homes.publish(interaction)

    async def _forget(self, interaction: Interaction, _: str) -> None:
        await interaction.notify(
            to_privacy(await self._personal.delete(interaction.asker), self._gaps.snapshot), replaces=True
        )

    async def _leave_out(self, interaction: Interaction, value: str) -> None:
        rows = await self._personal.leave_out(interaction.asker, is_out=value == "out")
        await interaction.notify(to_privacy(rows, self._gaps.snapshot), replaces=True)

    async def _show_report(self, interaction: Interaction, _: str) -> None:
        await self._people.demand(interaction.asker, Role.CURATOR)
        since = self._clock() - SECONDS_OF_REPORT
        report = await self._loop.report(interaction.asker.team, since)
        await interaction.show(to_report_window(report, self._gaps.snapshot, self._drafting.today))

    def _name(self, partner: str, topic: str) -> str:
        snapshot = self._gaps.snapshot
        if partner:
            return snapshot.partners[partner].name if partner in snapshot.partners else partner
        return snapshot.topics[topic].name if topic in snapshot.topics else topic


def to_follower(asker: Asker, origin: str) -> Follower:
    """Return who is to be told, and where."""
    channel, _, thread = origin.partition("/")
    return Follower(asker.team, asker.user, channel, thread)


def _to_watched(value: str) -> tuple[str, str]:
    """Read the partner and the topic that a press names, one of which is ""."""
    kind, _, id_ = value.partition(" ")
    return (id_, "") if kind == "partner" else ("", id_)
