"""The base's files for curating, in the database."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.base import ServedBase, apply_unless_applied, to_edition, to_refusal
from bot.domain.operations import Operation
from bot.domain.problems import Severity
from bot.domain.revisions import Origin, Successor
from bot.services.curating import Credit, NotApplied, Recorded

if TYPE_CHECKING:
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.services import Follower
    from bot.store import Revisions


class DatabaseBase(ServedBase):
    """The newest revision in the database, which a follower hands to a reloader."""

    def __init__(
        self,
        reloader: "Reloader[Index]",
        follower: "Follower",
        revisions: "Revisions",
        *,
        sources: Path | None = None,
    ) -> None:
        super().__init__(reloader, sources)
        self._follower = follower
        self._revisions = revisions

    def publish(
        self, operation: Operation, author: Credit, approver: Credit, note: str, proposal: str
    ) -> Successor | None:
        """Return the successor of the newest revision read; None if that contains the change already.

        Raises ChangedMeanwhile, and NotApplied where the knowledge would have errors, or the newest revision cannot be
        read by this version.
        """
        followed = self._follower.followed
        files = followed.files
        if self._follower.failure:
            raise NotApplied(f"Nothing can be published now: {self._follower.failure}.")
        applied = apply_unless_applied(operation, {path: _to_text(content) for path, content in files.items()})
        if applied is None:
            return None
        was = files.get(applied.path, b"")
        content = (_MARK if was.startswith(_MARK) else b"") + applied.text.encode()
        result = self._reloader.dry_run_files({**files, applied.path: content})
        errors = [problem for problem in result.problems if problem.severity is Severity.ERROR]
        if errors:
            raise to_refusal(errors)
        edition = to_edition(
            operation, self.find(operation.fact) if operation.fact else None, author, approver, note, proposal
        )
        return Successor(followed.head.seq, {applied.path: content}, edition, Origin.SLACK)

    async def catch_up(self) -> None:
        """Read the newest revision at once. Raises StoreDown."""
        await self._follower.poll(self._revisions)

    def history(self, fact: str) -> Sequence[Recorded]:
        """Return none: no version control has the files, and what each workspace published is in the store's rows."""
        return ()


# Some editors write it before the text of a file.
_MARK = b"\xef\xbb\xbf"


def _to_text(content: bytes) -> str:
    return content.removeprefix(_MARK).decode("utf-8", "replace")
