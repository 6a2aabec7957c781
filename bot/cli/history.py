"""The history of a fact, from git, or from the database if the base is there."""

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure, folder_of, unreadable
from bot.cli.revisions import with_store
from bot.domain.operations import decode_fields
from bot.domain.text import escape
from bot.settings import read_setting

if TYPE_CHECKING:
    from bot.domain.proposals import Change as Row
    from bot.domain.revisions import Revision
    from bot.loading import Folder
    from bot.loading.history import Change, History
    from bot.store import Revisions

_NONE = {"git": "No commit has it yet.", "database": "Nothing of it was published from Slack."}


def history(options: argparse.Namespace) -> int:
    """Print the changes of a fact, newest first."""
    if read_setting("AZREL_KNOWLEDGE", os.environ) == "database" and not options.knowledge:
        where, (path, found) = "database", with_store(lambda revisions: _read_published(revisions, options.fact))
    else:
        where, (path, found) = "git", _read_commits(options)
    print(_to_json(options.fact, path, found) if options.json else _to_text(options.fact, path, found, _NONE[where]))
    return 0


def _read_commits(options: argparse.Namespace) -> "tuple[str | None, History]":
    """Return the file that has a fact, None if it was removed, and its changes in git."""
    from bot.domain.publishing import GitRefused
    from bot.loading import open_folder
    from bot.loading.checkout import find_checkout
    from bot.loading.history import read_history

    root = folder_of(options.knowledge)
    try:
        folder = open_folder(root)
    except OSError as error:
        raise unreadable(root, error) from None
    path = _path_of(options.fact, folder)
    try:
        checkout = find_checkout(root)
        if isinstance(checkout, str):
            raise Failure(f"there is no history: {checkout}")
        found = read_history(checkout, root, options.fact, path)
    except GitRefused as error:
        raise Failure(f"cannot read the history: {error}") from None
    if path is None and not found.changes:
        raise Failure(f"there is no fact {options.fact!r}, nor was there one: {folder.nearest_fact(options.fact)}")
    return path, found


async def _read_published(revisions: "Revisions", fact: str) -> "tuple[str | None, History]":
    """Return the file that has a fact in the newest revision, and its changes published from Slack."""
    from bot.loading import load_texts
    from bot.loading.history import MOST_CHANGES, History

    head = await revisions.find_head()
    snapshot = load_texts(await revisions.read(head.seq)).snapshot
    known = snapshot.facts.get(fact) if snapshot else None
    published = await revisions.list_published(fact, MOST_CHANGES + 1)
    if known is None and not published:
        raise Failure(f"there is no fact {fact!r} in {head}, nor was one published from Slack")
    changes = [_to_change(row, revision) for row, revision in published[:MOST_CHANGES]]
    return known.location.path if known else None, History(tuple(changes), len(published) <= MOST_CHANGES)


def _to_change(row: "Row", revision: "Revision | None") -> "Change":
    """Return a published edition as a change; without its revision, people are named by their ids."""
    from bot.loading.history import Change

    change = Change(
        commit="",
        at=datetime.fromtimestamp(row.at, UTC),
        author=row.author,
        email="",
        approved_by=(row.approver,) if row.approver else (),
        subject=f"{row.kind} {row.fact}",
        note=row.note,
        proposal=row.proposal,
        path="",
        partner=row.partner,
        before=decode_fields(row.before),
        after=decode_fields(row.after),
    )
    if revision is None:
        return change
    edition = revision.edition
    approved_by = (edition.approver,) if edition.approver else change.approved_by
    return replace(
        change,
        commit=revision.head.id,
        author=edition.author,
        email=edition.email,
        approved_by=approved_by,
        subject=edition.subject,
    )


def _path_of(fact: str, folder: "Folder") -> str | None:
    for path, document in folder.documents.items():
        if isinstance(document.data, dict) and fact in folder.ids_in(path, "facts"):
            return path
    return None


def _to_json(fact: str, path: str | None, found: "History") -> str:
    changes = [
        {
            "commit": change.commit,
            "at": change.at.isoformat(),
            "author": {"name": change.author, "email": change.email},
            "approved_by": list(change.approved_by),
            "subject": change.subject,
            "note": change.note,
            "proposal": change.proposal or None,
            "path": change.path,
            "before": change.before,
            "after": change.after,
        }
        for change in found.changes
    ]
    record = {"fact": fact, "path": path, "changes": changes, "complete": found.is_complete}
    return json.dumps(record, ensure_ascii=False, indent=2)


def _to_text(fact: str, path: str | None, found: "History", none: str) -> str:
    lines = [f"{fact}   ({escape(path) if path else 'removed'})"]
    for change in found.changes:
        lines += ["", *_lines_of(change)]
    if not found.changes:
        lines += ["", none if found.is_complete else "No change is among the newest commits."]
    elif not found.is_complete:
        lines += ["", "Older changes are not shown."]
    return "\n".join(lines)


def _lines_of(change: "Change") -> Iterator[str]:
    approved = f", approved by {escape(' and '.join(change.approved_by))}" if change.approved_by else ""
    yield f"{change.at:%Y-%m-%d %H:%M}  {escape(change.author)}{approved}  {change.commit[:12]}".rstrip()
    yield f"  {escape(change.subject)}"
    for line in change.note.splitlines():
        yield f"  {escape(line)}".rstrip()
    if change.before is None:
        yield "  added"
    if change.after is None:
        yield "  removed"
    before, after = change.before or {}, change.after or {}
    for key in dict.fromkeys([*after, *before]):
        if before.get(key) != after.get(key):
            yield f"    {escape(key)}"
            yield from _sides(key, before, after)


def _sides(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Return a key's old and new value; of lists, the items that differ, unless only their order does."""
    old, new = _items_of(before.get(key)), _items_of(after.get(key))
    is_reordered = not [item for item in (*old, *new) if (item in old) != (item in new)]
    for sign, items, others in (("-", old, new), ("+", new, old)):
        yield from (f"      {sign} {escape(_to_line(item))}" for item in items if is_reordered or item not in others)


def _items_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _to_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_to_line(part)}" for key, part in value.items())
    return ", ".join(map(_to_line, value)) if isinstance(value, list) else str(value)
