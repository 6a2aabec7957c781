"""The effects of a new revision on gaps: questions that it answers, and reported facts that it changes."""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.knowledge import Fact
from bot.domain.operations import decode_operation
from bot.search import Index
from bot.services.curating import Base
from bot.services.loop.gaps import ask, is_answered
from bot.services.loop.hashes import to_fact_hash
from bot.store.curation import Curation
from bot.store.loop import Loop

log = logging.getLogger(__name__)


class GapCloser:
    """Compares each served revision with the one before, and closes the gaps that it fills. Run by the leader."""

    def __init__(
        self, loop: Loop, curation: Curation, base: Base, current: Callable[[], Index], today: Callable[[], date]
    ) -> None:
        self._loop = loop
        self._curation = curation
        self._base = base
        self._current = current
        self._today = today
        self._followed = ""
        self._hashes: Mapping[str, tuple[Fact, str]] = {}

    async def follow(self) -> None:
        """Note the changed facts, and close the filled gaps. Raises StoreDown; the next run then repeats it."""
        index = self._current()
        if index.snapshot.revision != self._followed:
            self._hashes = await asyncio.to_thread(_hash, index.snapshot.facts.values(), self._hashes)
            await self._loop.note_versions({fact: hash_ for fact, (_, hash_) in self._hashes.items()})
            await self._close_answered(index)
            self._followed = index.snapshot.revision
        await self._close_proposed()

    async def _close_answered(self, index: Index) -> None:
        gaps = await self._loop.list_open()
        reported = [gap for gap in gaps if gap.kind is GapKind.FAULT and gap.fact]
        if reported:
            changes = await self._loop.list_changes_since(min(gap.first_at for gap in reported))
            changed = {change.fact: change.at for change in changes}
            for gap in reported:
                if changed.get(gap.fact, 0.0) > gap.first_at:
                    await self._close(gap)
        missed = [gap for gap in gaps if gap.kind is GapKind.MISS]
        for gap in await asyncio.to_thread(_answered, missed, index, self._today()):
            await self._close(gap)

    async def _close_proposed(self) -> None:
        """Close the gaps whose proposals were published, as soon as the served base has them."""
        for proposal in await self._curation.list_published_for_gaps():
            operation = decode_operation(proposal.operation)
            if await asyncio.to_thread(self._base.holds, operation):
                await self._loop.close_gap(proposal.team, proposal.gap, GapState.FILLED, proposal.decided_by)

    async def _close(self, gap: Gap) -> None:
        if await self._loop.close_gap(gap.team, gap.id, GapState.FILLED, ""):
            log.info("a gap is filled")


def _hash(facts: Iterable[Fact], before: Mapping[str, tuple[Fact, str]]) -> dict[str, tuple[Fact, str]]:
    """Hash each fact, unless it is the same object that was hashed before."""
    hashes: dict[str, tuple[Fact, str]] = {}
    for fact in facts:
        known = before.get(fact.id)
        hashes[fact.id] = known if known and known[0] is fact else (fact, to_fact_hash(fact))
    return hashes


def _answered(gaps: Sequence[Gap], index: Index, today: date) -> list[Gap]:
    return [gap for gap in gaps if is_answered(ask(gap, index, today))]
