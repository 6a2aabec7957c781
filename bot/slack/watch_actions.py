"""A reader's own rows: the partners and topics that they watch, and all that the store keeps about them."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.knowledge import Snapshot
from bot.domain.watching import Pace
from bot.reply import wording
from bot.reply.loop import (
    FORGET,
    OPT_OUT,
    PACE,
    UNWATCH,
    describe_watch_usage,
    to_privacy,
    to_unwatched,
    to_watch_blocks,
    to_watching,
)
from bot.services import Asker
from bot.services.curating import NotAllowed
from bot.services.loop import PersonalData, Watching
from bot.slack.home import Homes
from bot.slack.interactions import Interaction
from bot.slack.trying import ValueAct
from bot.store import StoreDown


class WatchActions:
    """Carries out what readers do with their own rows. Acts raise NotAllowed and StoreDown."""

    def __init__(
        self, watching: Watching, personal: PersonalData, homes: Homes, snapshot: Callable[[], Snapshot]
    ) -> None:
        self._watching = watching
        self._personal = personal
        self._homes = homes
        self._snapshot = snapshot
        self.acts: Mapping[str, ValueAct] = {
            PACE: self._set_pace,
            UNWATCH: self._unwatch,
            FORGET: self._forget,
            OPT_OUT: self._opt_out,
        }

    async def show_privacy(self, interaction: Interaction) -> None:
        """Show a reader everything that the store keeps about them."""
        await interaction.notify(to_privacy(await self._personal.list(interaction.asker), self._snapshot()))

    async def watch(self, interaction: Interaction, partner: str, topic: str) -> None:
        """Begin to watch a partner or a topic, given by id; the other is ""."""
        known = await self._watching.list_own(interaction.asker)
        is_new = all((one.partner, one.topic) != (partner, topic) for one in known)
        watch = await self._watching.watch(interaction.asker, partner, topic)
        await interaction.notify(to_watching(self._name(partner, topic), watch, is_new=is_new))

    async def unwatch(self, interaction: Interaction, partner: str, topic: str) -> None:
        """End a watch."""
        was = await self._watching.unwatch(interaction.asker, partner, topic)
        await interaction.notify(to_unwatched(self._name(partner, topic), was_watched=was))

    async def explain_watching(self, interaction: Interaction) -> None:
        """List what can be watched, where the reader named something else."""
        await interaction.notify({"text": describe_watch_usage(self._snapshot().about)})

    async def home_blocks(self, asker: Asker) -> list[dict[str, Any]]:
        """Return the App Home's list of a reader's watches; empty while the store is down."""
        try:
            return to_watch_blocks(await self._watching.list_own(asker), self._snapshot())
        except StoreDown:
            return []

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
        rows = await self._personal.delete(interaction.asker)
        await interaction.notify(to_privacy(rows, self._snapshot()), replaces=True)

    async def _opt_out(self, interaction: Interaction, value: str) -> None:
        rows = await self._personal.leave_out(interaction.asker, is_out=value == "out")
        await interaction.notify(to_privacy(rows, self._snapshot()), replaces=True)

    def _name(self, partner: str, topic: str) -> str:
        snapshot = self._snapshot()
        if partner:
            return snapshot.partners[partner].name if partner in snapshot.partners else partner
        return snapshot.topics[topic].name if topic in snapshot.topics else topic


def _to_watched(value: str) -> tuple[str, str]:
    """Read the ids of the partner and the topic in a button's value, one of which is ""."""
    kind, _, id_ = value.partition(" ")
    return (id_, "") if kind == "partner" else ("", id_)
