"""Histories of facts: the commits that changed a fact, with its fields before and after each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.domain.operations import Fields, tidy
from bot.loading.checkout import APPROVED_BY, PROPOSAL, Checkout
from bot.loading.commits import Commit, split_trailers, to_commit
from bot.loading.documents import parse_document
from bot.loading.git import run_git
from bot.loading.values import mappings_in, partner_of

MOST_COMMITS, MOST_CHANGES = 50, 20
_MOST_REMOVALS = 20
_MISSING = b" missing"


@dataclass(frozen=True, slots=True)
class Change:
    """A commit that changed a fact, with its author, time, approvers, message, and the fields before and after.

    `before` is None if it added the fact, `after` if it removed it. `path` is the file's path from the checkout's top,
    and `partner` its partner's id; `proposal` is the id of the published proposal, empty if there is none.
    """

    commit: str
    at: datetime
    author: str
    email: str
    approved_by: tuple[str, ...]
    subject: str
    note: str
    proposal: str
    path: str
    partner: str
    before: Fields | None
    after: Fields | None


@dataclass(frozen=True, slots=True)
class History:
    """The changes of a fact, newest first; `is_complete` if older changes are not missing."""

    changes: tuple[Change, ...]
    is_complete: bool


def read_history(checkout: Checkout, root: Path, fact: str, path: str | None = None) -> History:
    """Read the commits that changed a fact's fields, not only its file.

    `path` is the fact's file in the folder, None if it was removed. The fact is followed from file to file. At most 50
    commits of a file are read and 20 changes returned, none older than a shallow clone. A version of the file that is
    not YAML is skipped, so that a mistake and its correction are one change. Raises GitRefused if git fails.
    """
    reader = _Reader(checkout, fact)
    start, name = checkout.head(), checkout.name_of(root / path) if path else None
    if name is None:
        name = reader.last_file(start, checkout.name_of(root))
    shallow = reader.shallow_commits()
    changes: list[Change] = []
    while name is not None:
        found, name, start, is_complete = reader.changes_in(name, start, checkout.name_of(root), shallow)
        changes += found
        if not is_complete or len(changes) > MOST_CHANGES:
            return History(tuple(changes[:MOST_CHANGES]), False)
    return History(tuple(changes), True)


@dataclass(frozen=True, slots=True)
class _Version:
    """A fact's fields in a version of a file, and the file's partner."""

    fields: Fields
    partner: str = field(compare=False)


class _Unknown:
    """The unknown state of a fact in a version of a file that cannot be read."""


_UNKNOWN = _Unknown()
_Found = _Version | None | _Unknown


class _Reader:
    """Read commits and versions of a fact from git's objects."""

    def __init__(self, checkout: Checkout, fact: str) -> None:
        self._top = checkout.top
        self._fact = fact

    def changes_in(
        self, name: str, start: str, folder: str, shallow: frozenset[str]
    ) -> tuple[list[Change], str | None, str, bool]:
        """Find the changes in one file, back from a commit.

        Return the changes, the file and commit from which to continue (None if there is no other file), and whether
        they are all.
        """
        printed = run_git(self._top, "rev-list", f"--max-count={MOST_COMMITS + 1}", start, "--", name)
        ids = printed.decode().split()
        commits = self._commits(ids[:MOST_COMMITS])
        versions = self._versions((commit, name) for listed in commits for commit in (listed.id, *listed.parents))
        changes: list[Change] = []
        newer: tuple[Commit, _Found] | None = None
        for commit in commits:
            if commit.id in shallow:
                return changes, None, start, False
            after = versions[commit.id, name]
            befores = [versions[parent, name] for parent in commit.parents] or [None]
            if newer and after is _UNKNOWN:
                reported_commit, after = newer
            else:
                reported_commit = commit
            newer = None
            if after is _UNKNOWN:
                continue
            if _UNKNOWN in befores:
                newer = reported_commit, after
                continue
            if after in befores:
                continue
            before = befores[0]
            if before is None and after is not None and commit.parents:
                moved = self._moved_from(commit, name, folder)
                if moved is not None:
                    other, before = moved
                    if before != after:
                        changes.append(_to_change(reported_commit, name, before, after))
                    return changes, other, commit.parents[0], True
            changes.append(_to_change(reported_commit, name, before, after))
        return changes, None, start, len(ids) <= MOST_COMMITS

    def last_file(self, start: str, folder: str) -> str | None:
        """Find the file in a folder that last had the fact; None if none ever did."""
        arguments = (f"--max-count={_MOST_REMOVALS}", "--format=%H", "-m", "--first-parent", f"-S{self._fact}")
        printed = run_git(self._top, "log", *arguments, start, "--", folder)
        for commit in self._commits(printed.decode().split()):
            moved = self._moved_from(commit, None, folder)
            if moved is not None:
                return moved[0]
        return None

    def shallow_commits(self) -> frozenset[str]:
        """Return the commits whose parents a shallow clone lacks."""
        path = run_git(self._top, "rev-parse", "--git-path", "shallow").decode().strip()
        try:
            return frozenset((self._top / path).read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    def _moved_from(self, commit: Commit, name: str | None, folder: str) -> tuple[str, _Version] | None:
        """Find the file that a commit moved the fact from, with the version there; None if there is none."""
        if not commit.parents:
            return None
        arguments = ("-r", "-z", "--name-only", "--no-renames", commit.parents[0], commit.id, "--", folder)
        printed = run_git(self._top, "diff-tree", *arguments).decode(errors="surrogateescape")
        names = [other for other in printed.split("\0") if other and other != name and "\n" not in other]
        versions = self._versions((id_, other) for other in names for id_ in (commit.id, commit.parents[0]))
        for other in names:
            before, after = versions[commit.parents[0], other], versions[commit.id, other]
            if isinstance(before, _Version) and after is None:
                return other, before
        return None

    def _commits(self, ids: Iterable[str]) -> list[Commit]:
        ids = list(ids)
        return [to_commit(id_, content or b"") for id_, content in zip(ids, self._objects(ids), strict=True)]

    def _versions(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], _Found]:
        """Return the fact's version for each pair of a commit and a file."""
        pairs = list(dict.fromkeys(wanted))
        contents = self._objects([f"{commit}:{name}" for commit, name in pairs])
        known: dict[bytes | None, _Found] = {None: None}
        versions: dict[tuple[str, str], _Found] = {}
        for pair, content in zip(pairs, contents, strict=True):
            if content not in known:
                known[content] = self._find(content or b"")
            versions[pair] = known[content]
        return versions

    def _find(self, content: bytes) -> _Found:
        if self._fact.encode() not in content:
            return None
        document = parse_document("", content)
        if document.data is None:
            return _UNKNOWN
        facts = (item for _, item in mappings_in(document, "facts") if item.get("id") == self._fact)
        fact = next(facts, None)
        return _Version(tidy(fact), partner_of(document)) if fact is not None else None

    def _objects(self, names: list[str]) -> Iterator[bytes | None]:
        """Yield the content of git's objects, by name; None for a missing object."""
        given = "".join(f"{name}\n" for name in names).encode(errors="surrogateescape")
        printed = run_git(self._top, "cat-file", "--batch", given=given) if names else b""
        position = 0
        for _ in names:
            end = printed.index(b"\n", position)
            header = printed[position:end]
            position = end + 1
            if header.endswith(_MISSING):
                yield None
                continue
            size = int(header.rsplit(b" ", 1)[1])
            yield printed[position : position + size]
            position += size + 1


def _to_change(commit: Commit, name: str, before: _Found, after: _Found) -> Change:
    old, new = (version if isinstance(version, _Version) else None for version in (before, after))
    home = new or old
    subject, _, body = commit.message.strip().partition("\n")
    note, trailers = split_trailers(body.strip())
    return Change(
        commit=commit.id,
        at=commit.at,
        author=commit.author,
        email=commit.email,
        approved_by=tuple(trailers.get(APPROVED_BY, ())),
        subject=subject,
        note=note,
        proposal=next(iter(trailers.get(PROPOSAL, ())), ""),
        path=name,
        partner=home.partner if home else "",
        before=old.fields if old else None,
        after=new.fields if new else None,
    )
