"""Commits, parsed from git's objects."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_PERSON = re.compile(r"(.*?) ?<([^>]*)> (\d+) ([+-])(\d\d)(\d\d)")
_TRAILER = re.compile(r"([A-Za-z][A-Za-z-]*): (\S.*)")


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id and its parents', its author and time, and its message."""

    id: str
    parents: tuple[str, ...]
    at: datetime
    author: str
    email: str
    message: str


def to_commit(id_: str, content: bytes) -> Commit:
    """Parse a commit; an author or time in a form that git does not write becomes the year 1970."""
    head, _, message = content.decode(errors="replace").partition("\n\n")
    lines = [line.partition(" ") for line in head.split("\n")]
    parents = tuple(value for key, _, value in lines if key == "parent")
    author = next((value for key, _, value in lines if key == "author"), "")
    person = _PERSON.fullmatch(author)
    if person is None:
        return Commit(id_, parents, datetime.fromtimestamp(0, UTC), author, "", message)
    name, email, seconds, sign, hours, minutes = person.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    try:
        at = datetime.fromtimestamp(int(seconds), timezone(offset))
    except (ValueError, OverflowError, OSError):
        at = datetime.fromtimestamp(0, UTC)
    return Commit(id_, parents, at, name, email, message)


def split_trailers(body: str) -> tuple[str, dict[str, list[str]]]:
    """Split a message into its text and the trailers of its last paragraph, by key."""
    note, _, last = f"\n\n{body}".rpartition("\n\n")
    found = [_TRAILER.fullmatch(line) for line in last.splitlines()]
    trailers: dict[str, list[str]] = {}
    for match in found:
        if match is None:
            return body, {}
        trailers.setdefault(match[1], []).append(match[2])
    return note.strip(), trailers
