"""Publish an edit: write it to the folder's files, and commit them if they are in a git checkout.

The order is: prepare the commit, which no branch has yet; write the files, each whole and in one step; update the
checkout's own index; move the branch. Whatever can fail before a file is written fails there, and nothing has happened.
After a crash the files are as they were, or hold the edit and lack at most its commit: publishing the same edit again
commits it, and does nothing if nothing is missing.
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
# Maps the texts of all files by path, without byte order marks, to the new texts of changed files.
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
    """Write an edit to the files of a folder and, if a git checkout holds them, commit these files alone.

    `edit` is called with the folder's current texts, once or several times, and returns the new texts of files that
    change; it returns nothing, or the same texts, if the folder already holds the edit. Its exceptions pass through.
    `state` is the folder for the lock that serialises publishers, waited for at most so many `seconds`. Without
    `commits`, git is not used. `push` is the name of the remote to push to, empty for none; a failed push is logged and
    reported in the result. `parsed` are documents parsed earlier, by path: all files are read again, and only changed
    ones are parsed.

    Raises Refused if the folder would have new errors, Waiting while a person's work on one of these files is not
    committed, Busy, Unwritable or GitRefused, and all of these mean that nothing was written; NotCommitted if the files
    hold the edit and no commit does.
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
            continue  # nothing was written: try again with the folder's current texts
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
        commit = commit_blobs(checkout, head, commit, blobs, edition)
    except GitRefused as error:
        raise NotCommitted(f"the edit is in the files and not committed: {error}: publish it again") from None
    return Published(tuple(edited), revision, commit)


class _Work:
    """A folder as read, and an edit's changes to it. Raises Changed if another process writes to it meanwhile."""

    def __init__(self, root: Path, parsed: Mapping[str, Document]) -> None:
        self.root = root
        try:
            self._files = list_files(root)
            self.folder = to_folder(root, {path: read_file(found) for path, found in self._files.items()}, parsed)
        except OSError as error:
            raise NotPublished(f"cannot read the knowledge in {escape(str(root))}: {error}: fix it first") from None
        self.texts = texts_of(self.folder)

    def paths_of(self, names: Iterable[str], checkout: Checkout) -> dict[str, str]:
        """Map git's names to the files' paths in the folder, including deleted files."""
        linked = {checkout.name_of(self.root / path): path for path, found in self._files.items() if found}
        top = PurePosixPath(checkout.name_of(self.root))
        return {linked.get(name) or PurePosixPath(name).relative_to(top).as_posix(): name for name in names}

    def changes(self, edited: Texts) -> dict[str, str]:
        """Return the texts that differ from the folder's. Raises ValueError for a file that does not belong there."""
        for path in edited:
            _check_path(path, self.folder)
        return {path: text for path, text in edited.items() if self.texts.get(path) != text}

    def check(self, edited: Texts) -> str:
        """Return the folder's revision with these texts. Raises Refused if it would have new errors."""
        result, errors = self.folder.load_with(edited)
        if errors:
            raise Refused(tuple(errors))
        return result.revision

    def content(self, path: str, text: str) -> bytes:
        """Encode a file's new content."""
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
    """Refuse edits of other than existing files or new YAML files of the folder, whatever ids they use."""
    is_new = path.endswith(".yaml") and path.isprintable() and "\\" not in path and is_read(path)
    if path == LOCK or not (path in folder.documents or is_new):
        raise ValueError(f"an edit of {path!r}, which is no file of knowledge")


def _interrupted(
    work: _Work, edit: Edit, checkout: Checkout, head: str, dirty: Mapping[str, str]
) -> dict[str, str] | None:
    """Return the edit's changes to the committed files if the files already hold part of them; None otherwise.

    `dirty` are the names of the changed files, by path. A process that died after it wrote, and before it committed,
    leaves this state, and no other trace.
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
        return None  # the edit does not apply to the committed files, so it was not written to them either
    is_begun = any(path in read and work.texts.get(path) == text for path, text in edited.items())
    is_ours = all(work.texts.get(path) in (text, before.get(path)) for path, text in edited.items())
    return edited if is_begun and is_ours else None


def _check_staged(checkout: Checkout, head: str, blobs: Mapping[str, str]) -> None:
    committed, staged = checkout.committed(head, blobs), checkout.staged(blobs)
    for name, blob in blobs.items():
        entry = staged.get(name)
        if entry != committed.get(name) and (entry is None or entry.blob != blob):
            raise Waiting(f"{escape(str(checkout.top / name))} has staged changes: commit them first")


def commit_blobs(checkout: Checkout, head: str, commit: str, blobs: Mapping[str, str], edition: Edition) -> str:
    """Move the branch to a prepared commit, made again if others have committed meanwhile; return its id."""
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
            return head  # a person has committed the written files
        if now != before:
            raise GitRefused("another commit has changed these files meanwhile")
        commit = checkout.prepare_commit(head, blobs, edition)
        time.sleep(_PAUSE)
    raise AssertionError  # the last try returns or raises
