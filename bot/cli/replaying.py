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

_SECONDS_BETWEEN_POLLS = 5.0
# The lease of the process that replays: longer than git may take.
_SECONDS_OF_LEASE = 180.0


class Exporter:
    """Replays each new revision into a remote git repository, through a clone in a state folder."""

    def __init__(self, remote: str, state: Path) -> None:
        self._remote = remote
        self._folder = state / "export"
        self._done = 0

    async def keep(self, revisions: "Revisions", *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Poll every few seconds until cancelled; retry revisions that the remote did not accept."""
        while True:
            with suppress(StoreDown):  # which the store has logged
                await self.poll(revisions)
            await sleep(_SECONDS_BETWEEN_POLLS)

    async def poll(self, revisions: "Revisions") -> None:
        """Replay new revisions, unless another process does. Raises StoreDown."""
        from bot.loading.replaying import open_clone

        head = await revisions.find_head()
        if head.seq == self._done or not await revisions.hold_exporter(_SECONDS_OF_LEASE):
            return
        try:
            repository = await asyncio.to_thread(open_clone, self._remote, self._folder)
            if count := await commit_missing(revisions, repository):
                await asyncio.to_thread(repository.push, "origin")
                log.info("%d revisions were pushed to git", count)
            self._done = head.seq
        except (NotPublished, OSError) as error:
            log.warning("the revisions were not pushed to git, and will be later: %s", error)
            # The clone may be incomplete; the next poll makes a new one.
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)


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

    `show` is called with the numbers of revisions done and of all.
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
