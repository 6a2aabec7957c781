"""What is published with an edit of the base, what came of it, and every reason why nothing did."""

from dataclasses import dataclass

from bot.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Edition:
    """Who made an edit, who approved it, and what a commit of it says: its subject in one line, and a note.

    `author` and `approver` are names as people write them; `email` is the author's, empty where it is not known.
    `proposal` is the id of the proposal that it was made in, empty where there is none.
    """

    author: str
    email: str
    approver: str
    subject: str
    note: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: the files that hold the edit, and the revision that the folder has with it.

    `paths` is empty where the folder held the edit already and no commit was missing. `commit` is the commit's id; None
    where none was made, and `uncommitted` says why. `unpushed` says why the commit is not at the remote, if it was to
    be pushed; empty otherwise.
    """

    paths: tuple[str, ...]
    revision: str
    commit: str | None = None
    uncommitted: str = ""
    unpushed: str = ""


class NotPublished(Exception):
    """Why an edit was not published, and the cure. Nothing was written, unless a subclass says otherwise."""


class Refused(NotPublished):
    """The folder would have new errors with the edit: `problems`, each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the knowledge would have problems: " + "; ".join(map(str, problems)))
        self.problems = problems


class Unwritable(NotPublished):
    """A file cannot be written."""


class Waiting(NotPublished):
    """Somebody is at work on a file or on the whole checkout: publish again when that is committed or done."""


class Busy(NotPublished):
    """Another process is publishing, or the folder keeps changing: publish again in a moment."""


class GitRefused(NotPublished):
    """Git cannot commit here."""


class NotCommitted(NotPublished):
    """The files hold the edit, and the commit of it could not be made: publish again, and it is."""
