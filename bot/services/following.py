"""Following the newest revision in the store, so that every process serves what one of them publishes."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from bot.domain.revisions import FORMAT, Head, hash_of, id_of
from bot.store import Revisions, StoreDown

log = logging.getLogger(__name__)

SECONDS_BETWEEN_POLLS = 0.5
_NOTHING_YET = "the database has not responded yet"
_NONE = "the database holds no revision yet: publish one by 'azrel publish'"


@dataclass(frozen=True, slots=True)
class Followed:
    """A revision that was read: its files by path, and their hashes."""

    head: Head = field(default_factory=Head)
    files: Mapping[str, bytes] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)


class Follower:
    """Passes on the files of each newer revision, and keeps the last one that could be read.

    `take` is called with a revision's files by path. `followed` may be read from any thread.
    """

    def __init__(self, take: Callable[[Mapping[str, bytes]], None]) -> None:
        self._take = take
        self._polling = asyncio.Lock()
        self._skipped: Head | None = None
        self.followed = Followed()
        self.failure = _NOTHING_YET
        """The reason why the newest revision is not followed; "" where it is."""

    async def follow(self, revisions: Revisions, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Poll for a newer revision every half second until cancelled."""
        while True:
            with suppress(StoreDown):  # the store has logged it
                await self.poll(revisions)
            await sleep(SECONDS_BETWEEN_POLLS)

    async def poll(self, revisions: Revisions) -> None:
        """Read the newest revision, and pass it on if it is another. Raises StoreDown."""
        async with self._polling:
            head, now = await revisions.find_head(), self.followed.head
            if (head.seq, head.id) == (now.seq, now.id):
                self.failure = "" if head.seq else _NONE
            elif not head.seq:
                self._skip(head, "the database has lost the revisions that it had: restore it, or publish again")
            elif not head.is_readable:
                why = f"{head} is in format {head.format}, and this version reads {FORMAT}: run a newer version"
                self._skip(head, why)
            else:
                await self._read(revisions, head)

    async def _read(self, revisions: Revisions, head: Head) -> None:
        found = await self._read_since(revisions, self.followed, head) if self.followed.head.seq < head.seq else None
        # A restored database may have another revision under the number that was read last.
        found = found or await self._read_since(revisions, Followed(), head)
        if found is None:
            self._skip(head, f"{head} is damaged in the database: publish the base again by 'azrel publish --force'")
            return
        self.followed, self.failure, self._skipped = found, "", None
        self._take(found.files)

    async def _read_since(self, revisions: Revisions, before: Followed, head: Head) -> Followed | None:
        """Read the changes since a revision; None where the result differs from the files that were published."""
        changes = await revisions.read_changes(before.head.seq, head.seq)
        contents = {**before.files, **changes}
        files = {path: content for path, content in contents.items() if content is not None}
        hashes = {path: hash_of(files[path]) if path in changes else before.hashes[path] for path in files}
        return Followed(head, files, hashes) if id_of(hashes) == head.id else None

    def _skip(self, head: Head, why: str) -> None:
        self.failure = why
        if self._skipped != head:
            log.error("the knowledge stays as it is: %s", why)
        self._skipped = head
