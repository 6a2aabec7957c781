"""Replay the revisions in the database as commits: by hand, and by the leader where a remote is set."""

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import Failure
from bot.cli.progress import Progress
from bot.domain.publishing import NotPublished
from bot.store import StoreDown

if TYPE_CHECKING:
    from bot.loading.replaying import Repository
    from bot.store import Revisions


log = logging.getLogger(__name__)

_SECONDS_BETWEEN_LOOKS = 5.0
# One process replays, until so long after its last look: longer than git may take.
_SECONDS_HELD = 180.0


class Exporter:
    """Replays each new revision into a remote git repository, by way of a clone in a state folder."""

    def __init__(self, remote: str, state: Path) -> None:
        self._remote = remote
        self._place = state / "export"
        self._done = 0

    async def keep(self, revisions: "Revisions", *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look every few seconds until cancelled; what the remote did not take is replayed again."""
        while True:
            with suppress(StoreDown):  # which the store has logged
                await self.look(revisions)
            await sleep(_SECONDS_BETWEEN_LOOKS)

    async def look(self, revisions: "Revisions") -> None:
        """Replay what is new, if no other process does. Raises StoreDown."""
        from bot.loading.replaying import open_clone

        head = await revisions.find_head()
        if head.seq == self._done or not await revisions.hold_exporter(_SECONDS_HELD):
            return
        try:
            repository = await asyncio.to_thread(open_clone, self._remote, self._place)
            if count := await commit_missing(revisions, repository):
                await asyncio.to_thread(repository.push, "origin")
                log.info("%d revisions were pushed to git", count)
            self._done = head.seq
        except (NotPublished, OSError) as error:
            log.warning("the revisions were not pushed to git, and will be later: %s", error)
            # Whatever was left half made, the next clone is whole.
            await asyncio.to_thread(shutil.rmtree, self._place, ignore_errors=True)


async def replay(revisions: "Revisions", folder: Path) -> int:
    """Commit each revision that a folder's git repository lacks, and return how many; Failure where git refuses."""
    from bot.loading.replaying import open_repository

    try:
        repository = await asyncio.to_thread(open_repository, folder)
        await asyncio.to_thread(repository.check_clean)
        with Progress("committing") as progress:
            return await commit_missing(revisions, repository, progress.show)
    except (NotPublished, OSError) as error:
        raise Failure(f"cannot export into {folder}: {error}") from None


async def commit_missing(
    revisions: "Revisions", repository: "Repository", show: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Commit each revision after the one that was committed last, in their order; return how many.

    `show` is told how many are done, and of how many.
    """
    count, newest = 0, await asyncio.to_thread(repository.newest)
    total = (await revisions.find_head()).seq - newest
    while found := await revisions.list(after=newest):
        for revision in found:
            changes = await revisions.read_changes(newest, revision.head.seq)
            await asyncio.to_thread(repository.commit, revision, changes)
            newest = revision.head.seq
            count += 1
            show(count, total)
    return count
