"""Git checkouts that hold a folder of knowledge: a person's uncommitted changes, and commits made beside them.

Commits are made by git's plumbing with an index of their own, so that whatever a person has staged or changed in other
files stays as it is. Only the checked out branch moves, always forward. No hook runs, neither on commit nor on push.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.domain.publishing import Edition, GitRefused, Waiting
from bot.domain.text import escape
from bot.loading.git import GitFailed, has_git, run_git

COMMITTER = {"GIT_COMMITTER_NAME": "azrel", "GIT_COMMITTER_EMAIL": "azrel@localhost"}
MAX_SUBJECT = 72
APPROVED_BY, PROPOSAL = "Approved-by", "Proposal"
_SECONDS_TO_PUSH = 60.0
_TRIES, _PAUSE = 5, 0.05
_BRANCHES = "refs/heads/"
_FILE = "100644"
# Files in the git folder while an operation is under way, and the command that ends it.
_UNDER_WAY = {
    "MERGE_HEAD": ("a merge", "git merge --abort"),
    "rebase-merge": ("a rebase", "git rebase --abort"),
    "rebase-apply": ("a rebase", "git rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "git revert --abort"),
}
# The number of fields before the path in a line of `git status --porcelain=v2`.
_FIELDS_BEFORE_PATH = {"1": 8, "u": 10, "?": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a commit or index: its mode, and the id of its content."""

    mode: str
    blob: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout: its top folder, its git folder, and the checked out branch, refs/heads/…, or ""."""

    top: Path
    git_folder: Path
    branch: str

    def name_of(self, path: Path) -> str:
        """Return git's name of a file: its path from the top, with links resolved."""
        return Path(os.path.realpath(path)).relative_to(self.top).as_posix()

    def head(self) -> str:
        """Return the id of the checked out commit."""
        return self._ask("rev-parse", "--verify", f"{self.branch or 'HEAD'}^{{commit}}")

    def check_free(self) -> None:
        """Raise Waiting during a merge, rebase or the like, GitRefused if no branch is checked out."""
        for name, (operation, cure) in _UNDER_WAY.items():
            if (self.git_folder / name).exists():
                raise Waiting(f"{operation} is under way in {self.shown_top}: finish it, or give it up by '{cure}'")
        if not self.branch.startswith(_BRANCHES):
            raise GitRefused(f"no branch is checked out in {self.shown_top}: check one out by 'git switch BRANCH'")

    @property
    def shown_top(self) -> str:
        """The top folder, escaped for messages."""
        return escape(str(self.top))

    def changed_in(self, folder: Path) -> set[str]:
        """List the files below a folder that are new or differ from the last commit, staged or not.

        Raises Waiting if one has an unresolved conflict.
        """
        arguments = ("--porcelain=v2", "-z", "--untracked-files=all", "--no-renames", "--", self.name_of(folder))
        changed = set()
        for line in run_git(self.top, "status", *arguments).decode(errors="surrogateescape").split("\0"):
            fields = _FIELDS_BEFORE_PATH.get(line[:1])
            if fields is None:
                continue
            name = line.split(" ", fields)[-1]
            if line[0] == "u":
                raise Waiting(f"{escape(name)} has a conflict that is not resolved: resolve and commit it first")
            changed.add(name)
        return changed

    def committed(self, commit: str, names: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of these files in a commit, by name."""
        printed = run_git(self.top, "ls-tree", "-z", "--full-tree", commit, "--", *names)
        entries = {}
        for line in printed.decode(errors="surrogateescape").split("\0")[:-1]:
            about, name = line.split("\t", 1)
            mode, kind, blob = about.split(" ")
            if kind == "blob":
                entries[name] = Entry(mode, blob)
        return entries

    def staged(self, names: Iterable[str]) -> dict[str, Entry]:
        """Return the entries of these files in the checkout's own index, by name."""
        printed = run_git(self.top, "ls-files", "-s", "-z", "--", *names)
        entries = {}
        for line in printed.decode(errors="surrogateescape").split("\0")[:-1]:
            about, name = line.split("\t", 1)
            mode, blob, _ = about.split(" ")
            entries[name] = Entry(mode, blob)
        return entries

    def content_of(self, entry: Entry, name: str) -> bytes:
        """Return a committed file's content as it is checked out, after filters and conversion of line ends."""
        return run_git(self.top, "cat-file", "--filters", f"--path={name}", entry.blob)

    def keep(self, content: bytes, name: str) -> str:
        """Add content to git's objects, as `git add` would; return its id."""
        return self._ask("hash-object", "-w", "--stdin", f"--path={name}", given=content)

    def prepare_commit(self, parent: str, blobs: Mapping[str, str], edition: Edition) -> str:
        """Create a commit that changes only these files, given as ids of contents by name; no branch has it yet."""
        modes = {name: entry.mode for name, entry in self.committed(parent, blobs).items()}
        with tempfile.TemporaryDirectory(prefix="azrel-") as folder:
            own = {"GIT_INDEX_FILE": str(Path(folder, "index"))}
            run_git(self.top, "read-tree", parent, environment=own)
            self._put_into_index({name: Entry(modes.get(name, _FILE), blob) for name, blob in blobs.items()}, own)
            tree = self._ask("write-tree", environment=own)
        return self._ask(
            *("-c", "i18n.commitEncoding=UTF-8", "commit-tree", "--no-gpg-sign", "-p", parent, tree),
            given=to_message(edition).encode(errors="replace"),
            environment={
                "GIT_AUTHOR_NAME": to_ident(edition.author) or to_ident(edition.email) or "unknown curator",
                "GIT_AUTHOR_EMAIL": to_ident(edition.email),
                **COMMITTER,
            },
        )

    def refresh_index(self, parent: str, blobs: Mapping[str, str]) -> None:
        """Update files in the checkout's own index to their new content, unless something else is staged.

        Otherwise the next commit made from this index would revert the edit. Raises GitRefused if another git keeps
        holding the index.
        """
        committed, staged = self.committed(parent, blobs), self.staged(blobs)
        due = {
            name: Entry(committed[name].mode if name in committed else _FILE, blob)
            for name, blob in blobs.items()
            if staged.get(name) == committed.get(name)
        }
        if due:
            _try_again(lambda: self._put_into_index(due))

    def move_branch(self, old: str, new: str) -> None:
        """Move the branch from one commit to the next; raises GitRefused if it has moved meanwhile."""
        reason = "azrel: publish an edit"
        run_git(self.top, "update-ref", "--create-reflog", "-m", reason, self.branch, new, old)

    def push(self, remote: str) -> None:
        """Push the branch, with everything committed to it, to the branch of the same name at a remote; never force.

        Raises GitRefused if the remote cannot be reached, or has commits that this checkout lacks.
        """
        run_git(self.top, "push", "--quiet", "--", remote, f"{self.branch}:{self.branch}", seconds=_SECONDS_TO_PUSH)

    def _put_into_index(self, entries: Mapping[str, Entry], environment: Mapping[str, str] | None = None) -> None:
        lines = "".join(f"{entry.mode} {entry.blob}\t{name}\0" for name, entry in entries.items())
        given = lines.encode(errors="surrogateescape")
        run_git(self.top, "update-index", "-z", "--index-info", given=given, environment=environment)

    def _ask(self, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
        return run_git(self.top, *arguments, given=given, environment=environment).decode().strip()


def find_checkout(folder: Path) -> Checkout | str:
    """Find the checkout whose last commit holds a folder of knowledge; return a reason if there is none.

    A folder that is ignored by its repository or not committed does not count, so that nothing is added to git that
    nobody put there. Raises GitRefused, with the cure, if git does not work in the checkout.
    """
    folder = Path(os.path.realpath(folder))
    if not any((above / ".git").exists() for above in (folder, *folder.parents)):
        return "the folder is in no git repository"
    if not has_git():
        return "git is not installed here"
    try:
        printed = run_git(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir")
    except GitFailed as error:
        if "not a git repository" in str(error):
            return "the folder is in no git repository"
        raise GitRefused(f"git does not work in {escape(str(folder))}: {error}") from None
    top, git_folder = (Path(line) for line in os.fsdecode(printed).splitlines()[:2])
    branch = os.fsdecode(run_git(top, "symbolic-ref", "--quiet", "HEAD", allowed=(0, 1))).strip()
    checkout = Checkout(Path(os.path.realpath(top)), git_folder, branch)
    if not _is_committed(checkout, folder):
        return f"{escape(str(folder / 'knowledge.yaml'))} is not committed in its repository"
    return checkout


def _is_committed(checkout: Checkout, folder: Path) -> bool:
    if not run_git(checkout.top, "rev-parse", "--verify", "--quiet", "HEAD", allowed=(0, 1)):
        return False  # there is no commit yet
    return bool(checkout.committed("HEAD", [checkout.name_of(folder / "knowledge.yaml")]))


def to_message(edition: Edition, more: Mapping[str, str] | None = None) -> str:
    """Render a commit message: a subject of at most 72 characters, the note, and the approver and `more` as trailers.

    With `more` the approver is optional.
    """
    subject = " ".join(edition.subject.split())
    if len(subject) > MAX_SUBJECT:
        subject = f"{subject[: MAX_SUBJECT - 1].rstrip()}…"
    lines = (_printable(line).rstrip() for line in edition.note.strip().splitlines())
    trailers = "" if more and not edition.approver else f"{APPROVED_BY}: {to_ident(edition.approver) or 'unknown'}\n"
    if edition.proposal:
        trailers += f"{PROPOSAL}: {to_ident(edition.proposal)}\n"
    trailers += "".join(f"{key}: {value}\n" for key, value in (more or {}).items())
    return "\n\n".join(filter(None, (_printable(subject), "\n".join(lines).strip(), trailers)))


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def to_ident(name: str) -> str:
    """Convert a name or address to git's form: one line, without the signs that delimit either."""
    return " ".join(_printable(name).translate(dict.fromkeys(map(ord, "<>"))).split()).strip(".,:;\"'\\ ")


def _try_again(step: Callable[[], None]) -> None:
    """Retry a step a few times while another git holds a lock."""
    for left in range(_TRIES - 1, -1, -1):
        try:
            return step()
        except GitFailed:
            if not left:
                raise
            time.sleep(_PAUSE)
    return None
