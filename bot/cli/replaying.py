"""Replay the revisions in the database as commits: by hand, and by the keeper where a remote is set."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import Failure
from bot.domain.publishing import NotPublished

if TYPE_CHECKING:
    from bot.loading.replaying import Repository
    from bot.store import Revisions


async def replay(revisions: "Revisions", folder: Path) -> str:
    """Commit each revision that a folder's git repository lacks, and say how many; Failure where git refuses."""
    from bot.loading.replaying import open_repository

    try:
        repository = await asyncio.to_thread(open_repository, folder)
        await asyncio.to_thread(repository.check_clean)
        count = await commit_missing(revisions, repository)
    except (NotPublished, OSError) as error:
        raise Failure(f"cannot export into {folder}: {error}") from None
    return f"{count} revisions committed" if count else "nothing to commit"


async def commit_missing(revisions: "Revisions", repository: "Repository") -> int:
    """Commit each revision after the one that was committed last, in their order; return how many."""
    count, newest = 0, await asyncio.to_thread(repository.newest)
    while found := await revisions.list(after=newest):
        for revision in found:
            changes = await revisions.read_changes(newest, revision.head.seq)
            await asyncio.to_thread(repository.commit, revision, changes)
            newest = revision.head.seq
            count += 1
    return count
