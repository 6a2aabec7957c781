"""Replay revisions as commits of a git repository, once each, on top of what it holds.

A commit names its revision in a trailer: the newest such trailer says which revisions come next. Files are at the top
of the repository or in a folder of it. A person's uncommitted changes are never overwritten.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.publishing import GitRefused, Waiting
from bot.domain.revisions import Revision
from bot.domain.text import escape
from bot.loading.checkout import COMMITTER, to_ident, to_message
from bot.loading.commits import split_trailers, to_commit
from bot.loading.git import run_git

TRAILER = "Revision"
_FILE = "100644"
_USUAL = "knowledge"
_SECONDS_TO_REACH = 60.0


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, the folder of knowledge in it, and the checked out branch."""

    top: Path
    folder: str
    branch: str

    def newest(self) -> int:
        """Return the number of the last replayed revision; 0 if there is none."""
        if not self._has_commit():
            return 0
        pattern = f"^{TRAILER}: [0-9]"
        commit = self._ask("log", "-1", "--format=%H", "-E", f"--grep={pattern}", self.branch)
        if not commit:
            return 0
        trailers = split_trailers(to_commit(commit, run_git(self.top, "cat-file", "commit", commit)).message)[1]
        numbers = [value.split()[0] for value in trailers.get(TRAILER, ()) if value.split()[0].isdecimal()]
        return int(numbers[-1]) if numbers else 0

    def check_clean(self) -> None:
        """Raise Waiting if there is uncommitted work."""
        if self._ask("status", "--porcelain", "--untracked-files=no"):
            raise Waiting(f"{escape(str(self.top))} has changes that are not committed: commit them first")

    def commit(self, revision: Revision, changes: Mapping[str, bytes | None]) -> str:
        """Commit a revision to the branch, and update the checked out files to it; return the commit's id."""
        parent = self._ask("rev-parse", "--verify", self.branch) if self._has_commit() else ""
        own = {"GIT_INDEX_FILE": str(self._git_folder() / "azrel-index")}
        Path(own["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        run_git(self.top, "read-tree", *([parent] if parent else ["--empty"]), environment=own)
        lines = [self._to_line(path, content) for path, content in changes.items()]
        given = "".join(lines).encode("utf-8", "surrogateescape")
        run_git(self.top, "update-index", "-z", "--index-info", given=given, environment=own)
        tree = self._ask("write-tree", environment=own)
        Path(own["GIT_INDEX_FILE"]).unlink(missing_ok=True)
        edition, at = revision.edition, f"{int(revision.at)} +0000"
        message = to_message(edition, {TRAILER: f"{revision.head.seq} {revision.head.id}"})
        made = self._ask(
            *("-c", "i18n.commitEncoding=UTF-8", "commit-tree", "--no-gpg-sign"),
            *(("-p", parent) if parent else ()),
            tree,
            given=message.encode(errors="replace"),
            environment={
                "GIT_AUTHOR_NAME": to_ident(edition.author) or to_ident(edition.email) or "unknown curator",
                "GIT_AUTHOR_EMAIL": to_ident(edition.email),
                "GIT_AUTHOR_DATE": at,
                "GIT_COMMITTER_DATE": at,
                **COMMITTER,
            },
        )
        # Fails if it would overwrite a file with uncommitted changes.
        run_git(self.top, "read-tree", "-m", "-u", *([parent] if parent else []), made)
        reason = f"azrel: revision {revision.head.seq}"
        run_git(self.top, "update-ref", "--create-reflog", "-m", reason, self.branch, made, parent or "0" * len(made))
        return made

    def push(self, remote: str) -> None:
        """Push the branch, never by force. Raises GitRefused if the remote has commits that are missing here."""
        run_git(self.top, "push", "--quiet", "--", remote, f"{self.branch}:{self.branch}", seconds=_SECONDS_TO_REACH)

    def _to_line(self, path: str, content: bytes | None) -> str:
        name = f"{self.folder}{path}"
        if content is None:
            return f"0 {'0' * 40}\t{name}\0"
        blob = self._ask("hash-object", "-w", "--stdin", f"--path={name}", given=content)
        return f"{_FILE} {blob}\t{name}\0"

    def _has_commit(self) -> bool:
        return bool(run_git(self.top, "rev-parse", "--verify", "--quiet", self.branch, allowed=(0, 1)))

    def _git_folder(self) -> Path:
        return Path(self._ask("rev-parse", "--absolute-git-dir"))

    def _ask(self, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
        return run_git(self.top, *arguments, given=given, environment=environment).decode().strip()


def open_repository(folder: Path) -> Repository:
    """Open the git repository that a folder is in; if there is none, make one of the folder, which must be empty.

    Raises GitRefused if no branch is checked out, or the folder is in no repository and not empty.
    """
    folder.mkdir(parents=True, exist_ok=True)
    real_folder = Path(os.path.realpath(folder))
    if not any((above / ".git").exists() for above in (real_folder, *real_folder.parents)):
        if any(real_folder.iterdir()):
            raise GitRefused(f"{escape(str(folder))} is in no git repository, and not empty: name an empty folder")
        run_git(real_folder, "-c", "init.defaultBranch=main", "init", "--quiet")
    top = Path(os.path.realpath(os.fsdecode(run_git(real_folder, "rev-parse", "--show-toplevel")).strip()))
    branch = run_git(top, "symbolic-ref", "--quiet", "HEAD", allowed=(0, 1)).decode().strip()
    if not branch:
        raise GitRefused(f"no branch is checked out in {escape(str(top))}: check one out by 'git switch BRANCH'")
    inside = real_folder.relative_to(top).as_posix()
    return Repository(top, "" if inside == "." else f"{inside}/", branch)


def open_clone(remote: str, folder: Path) -> Repository:
    """Open our own clone of a remote repository, updated to the remote's state; make it if it is missing.

    The base is in the folder `knowledge` of the repository if that holds one, else at its top. Raises GitRefused if the
    remote cannot be reached.
    """
    if not (folder / ".git").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        run_git(
            folder, "-c", "init.defaultBranch=main", "clone", "--quiet", "--", remote, ".", seconds=_SECONDS_TO_REACH
        )
    repository = open_repository(folder)
    theirs = f"refs/remotes/origin/{repository.branch.removeprefix('refs/heads/')}"
    run_git(folder, "fetch", "--quiet", "--prune", "origin", seconds=_SECONDS_TO_REACH)
    if run_git(folder, "rev-parse", "--verify", "--quiet", theirs, allowed=(0, 1)):
        run_git(folder, "reset", "--quiet", "--hard", theirs)
    if (folder / _USUAL / "knowledge.yaml").is_file():
        return Repository(repository.top, f"{_USUAL}/", repository.branch)
    return repository
