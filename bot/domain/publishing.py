"""Publishing of an edit of the base: its metadata, its outcome, and every reason for a refusal."""

from dataclasses import dataclass

from bot.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Edition:
    """The author and approver of an edit, and its commit message: a subject in one line, and a note.

    `author` and `approver` are display names; `email` is the author's, empty if unknown. `proposal` is the id of the
    proposal, empty if there is none.
    """

    author: str
    email: str
    approver: str
    subject: str
    note: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """The outcome of publishing: the files that hold the edit, and the folder's revision with it.

    `paths` is empty if the folder already held the edit and no commit was missing. `commit` is the commit's id, or
    None, and then `uncommitted` is the reason. `unpushed` is the reason why the commit is not at the remote although it
    was to be pushed; empty otherwise.
    """

    paths: tuple[str, ...]
    revision: str
    commit: str | None = None
    uncommitted: str = ""
    unpushed: str = ""


class NotPublished(Exception):
    """An edit was not published; the message has the cure. Nothing was written, unless a subclass says so."""


class Refused(NotPublished):
    """The folder would have new errors with the edit: `problems`, each with its location."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the knowledge would have problems: " + "; ".join(map(str, problems)))
        self.problems = problems


class Unwritable(NotPublished):
    """A file cannot be written."""


class Waiting(NotPublished):
    """A person has uncommitted work in a file or a merge in the checkout: publish again when that is done."""


class Busy(NotPublished):
    """Another process is publishing, or the folder keeps changing: publish again in a moment."""


class GitRefused(NotPublished):
    """Git cannot commit here."""


class NotCommitted(NotPublished):
    """The files hold the edit, but its commit could not be made: publishing again makes it."""
