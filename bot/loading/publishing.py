"""An edit put into the folder's files, and committed where they are in a git checkout.

The order is: prepare the commit, which no branch has yet; write the files, each whole and in one step; tell the human's
index of them; move the branch. Whatever can fail before a file is written, fails there, and nothing has happened. After
a crash the files are as they were, or hold the edit and lack its commit at most: publishing the same edit again then
commits it, and where nothing is missing it does nothing.
"""

import logging
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from bot.domain.publishing import (
    Busy,
    Edition,
    GitRefused,
    NotCommitted,
    NotPublished,
    Published,
    Refused,
    Unwritable,
    Waiting,
)
from bot.domain.text import escape
from bot.loading.checkout import Checkout, find_checkout
from bot.loading.documents import Document
from bot.loading.exclusive import exclusive
from bot.loading.files import LOCK, is_read, list_files, read_file
from bot.loading.folder import Folder, texts_of, to_folder
from bot.loading.writing import Change, Changed, write_files

log = logging.getLogger(__name__)

Texts = Mapping[str, str]
# The texts of all files by path, without byte order marks → the new texts of those that change.
Edit = Callable[[Texts], Texts]

SECONDS_TO_WAIT = 10.0
_TRIES, _PAUSE = 5, 0.05


def publish(
    root: Path,
    edit: Edit,
    edition: Edition,
    *,
    state: Path,
    commits: bool = True,
    push: str = "",
    seconds: float = SECONDS_TO_WAIT,
    parsed: Mapping[str, Document] = MappingProxyType({}),
) -> Published:
    """Put an edit into the files of a folder and, where a git checkout holds them, commit these files alone.

    `edit` is called with the folder's texts as they are now, once or several times, and tells what changes; it returns
    nothing, or the same texts, where the folder says already what it is to say. What it raises passes through. `state`
    is the folder for the lock that lets one process publish at a time, waited for at most so many `seconds`. Without
    `commits`, git is not looked for. `push` is the name of the remote to push to, empty for none; that it failed is
    logged and told in what is returned. `parsed` are files as they were read before, by path: all are read again, and
    only those that have changed are parsed.

    Raises Refused where the folder would have new errors, Waiting while a human's work on one of these files is not
    committed, Busy, Unwritable or GitRefused, and all of these mean that nothing was written; NotCommitted where the
    files hold the edit and no commit does.
    """
    with exclusive(root, state, seconds):
        published, checkout = _publish(root, edit, edition, parsed, commits=commits)
    if not push or checkout is None or published.commit is None:
        return published
    try:
        checkout.push(push)
    except GitRefused as error:
        log.warning("the commit %s was not pushed to %s: %s", published.commit[:12], push, error)
        return Published(published.paths, published.revision, published.commit, unpushed=str(error))
    return published


def _publish(
    root: Path, edit: Edit, edition: Edition, parsed: Mapping[str, Document], *, commits: bool
) -> tuple[Published, Checkout | None]:
    for _ in range(_TRIES):
        try:
            found = find_checkout(root) if commits else "commits are turned off"
            if isinstance(found, Checkout):
                return _publish_in_git(root, edit, edition, parsed, found), found
            return _publish_alone(root, edit, parsed, found), None
        except Changed:
            continue  # nothing was written: once more, with what the folder says now
    raise Busy(f"{escape(str(root))} keeps changing: publish again in a moment")


def _publish_alone(root: Path, edit: Edit, parsed: Mapping[str, Document], why_uncommitted: str) -> Published:
    work = _Work(root, parsed)
    changed = work.changes(edit(work.texts))
    revision = work.check(changed)
    work.write(changed)
    return Published(tuple(changed), revision, uncommitted=why_uncommitted)


def _publish_in_git(
    root: Path, edit: Edit, edition: Edition, parsed: Mapping[str, Document], checkout: Checkout
) -> Published:
    checkout.check_free()
    work = _Work(root, parsed)
    head = checkout.head()
    dirty = work.paths_of(checkout.changed_in(root), checkout)
    edited = _interrupted(work, edit, checkout, head, dirty)
    if edited is None:
        edited = work.changes(edit(work.texts))
        for path in edited:
            if path in dirty:
                raise Waiting(f"{escape(str(root / path))} has changes that are not committed: commit them first")
    revision = work.check(edited)
    if not edited:
        return Published((), revision)
    names = {path: checkout.name_of(root / path) for path in edited}
    blobs = {names[path]: checkout.keep(work.content(path, text), names[path]) for path, text in edited.items()}
    _check_staged(checkout, head, blobs)
    commit = checkout.prepare_commit(head, blobs, edition)
    work.write({path: text for path, text in edited.items() if work.texts.get(path) != text})
    try:
        commit = _commit(checkout, head, commit, blobs, edition)
    except GitRefused as error:
        raise NotCommitted(f"the edit is in the files and not committed: {error}: publish it again") from None
    return Published(tuple(edited), revision, commit)


class _Work:
    """A folder as it was read, and what an edit makes of it. Raises Changed where it is written to meanwhile."""

    def __init__(self, root: Path, parsed: Mapping[str, Document]) -> None:
        self.root = root
        try:
            self._files = list_files(root)
            self.folder = to_folder(root, {path: read_file(found) for path, found in self._files.items()}, parsed)
        except OSError as error:
            raise NotPublished(f"cannot read the knowledge in {escape(str(root))}: {error}: fix it first") from None
        self.texts = texts_of(self.folder)

    def paths_of(self, names: Iterable[str], checkout: Checkout) -> dict[str, str]:
        """The paths in the folder of what git calls by these names, those that are gone among them."""
        linked = {checkout.name_of(self.root / path): path for path, found in self._files.items() if found}
        top = PurePosixPath(checkout.name_of(self.root))
        return {linked.get(name) or PurePosixPath(name).relative_to(top).as_posix(): name for name in names}

    def changes(self, edited: Texts) -> dict[str, str]:
        """The texts that differ from the folder's. Raises ValueError where one is of no file that belongs there."""
        for path in edited:
            _check_path(path, self.folder)
        return {path: text for path, text in edited.items() if self.texts.get(path) != text}

    def check(self, edited: Texts) -> str:
        """The folder's revision with these texts. Raises Refused where it would have new errors."""
        result, errors = self.folder.load_with(edited)
        if errors:
            raise Refused(tuple(errors))
        return result.revision

    def content(self, path: str, text: str) -> bytes:
        """What a file will hold."""
        return self.folder.to_content(path, text)

    def write(self, changed: Texts) -> None:
        """Write files whole, if nothing in the folder has changed since it was read."""
        changes = {
            path: Change(self.content(path, text), self.folder.texts.get(path)) for path, text in changed.items()
        }
        try:
            write_files(self.root, changes, lambda: list_files(self.root) == self._files)
        except Changed:
            raise
        except OSError as error:
            failed = error.filename or self.root / next(iter(changes), "")
            folder = Path(os.fsdecode(failed)).parent
            raise Unwritable(
                f"cannot write {escape(', '.join(str(self.root / path) for path in changes))}: "
                f"{error.strerror or error}: let this user write in {escape(str(folder))}, or make room there"
            ) from None


def _check_path(path: str, folder: Folder) -> None:
    """An edit changes files that are there, or makes YAML files in the folder, whatever ids it was given."""
    is_new = path.endswith(".yaml") and path.isprintable() and "\\" not in path and is_read(path)
    if path == LOCK or not (path in folder.documents or is_new):
        raise ValueError(f"an edit of {path!r}, which is no file of knowledge")


def _interrupted(
    work: _Work, edit: Edit, checkout: Checkout, head: str, dirty: Mapping[str, str]
) -> dict[str, str] | None:
    """What the edit makes of the committed files, if its own writing is what they differ by; None otherwise.

    `dirty` are the names of the changed files, by path. A process that died after it wrote, and before it committed,
    leaves that, and no trace else.
    """
    read = {path: name for path, name in dirty.items() if is_read(path)}
    if not read:
        return None
    before: dict[str, str] = {path: text for path, text in work.texts.items() if path not in read}
    committed = checkout.committed(head, read.values())
    for path, name in read.items():
        if name in committed:
            content = checkout.content_of(committed[name], name)
            before |= texts_of(to_folder(work.root, {path: content}))
    try:
        edited = {path: text for path, text in edit(before).items() if before.get(path) != text}
    except Exception:
        return None  # the edit is not of what was committed, so it was not written upon that either
    is_begun = any(path in read and work.texts.get(path) == text for path, text in edited.items())
    is_ours = all(work.texts.get(path) in (text, before.get(path)) for path, text in edited.items())
    return edited if is_begun and is_ours else None


def _check_staged(checkout: Checkout, head: str, blobs: Mapping[str, str]) -> None:
    committed, staged = checkout.committed(head, blobs), checkout.staged(blobs)
    for name, blob in blobs.items():
        entry = staged.get(name)
        if entry != committed.get(name) and (entry is None or entry.blob != blob):
            raise Waiting(f"{escape(str(checkout.top / name))} has staged changes: commit them first")


def _commit(checkout: Checkout, head: str, commit: str, blobs: Mapping[str, str], edition: Edition) -> str:
    """Bring a prepared commit onto the branch, made anew where others have committed meanwhile; return its id."""
    before = checkout.committed(head, blobs)
    for left in range(_TRIES - 1, -1, -1):
        checkout.refresh_index(head, blobs)
        try:
            checkout.move_branch(head, commit)
        except GitRefused:
            if not left:
                raise
        else:
            return commit
        head = checkout.head()
        now = checkout.committed(head, blobs)
        if {name: entry.blob for name, entry in now.items()} == dict(blobs):
            return head  # a human has committed what was written
        if now != before:
            raise GitRefused("another commit has changed these files meanwhile")
        commit = checkout.prepare_commit(head, blobs, edition)
        time.sleep(_PAUSE)
    raise AssertionError  # the last try returns or raises
