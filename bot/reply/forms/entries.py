"""Entries of timelines, lists and maps: items with headings, which neighbours share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from bot.reply.pages import Piece
from bot.reply.view import Group, Item, Menu, to_words

MAX_NAME = 300

_heading_of = attrgetter("heading")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item and its heading."""

    heading: str
    item: Item


def to_pieces(entries: Iterable[Entry]) -> Iterator[Piece[Entry]]:
    """Yield each entry with its size on a page."""
    for entry in entries:
        yield Piece((entry,), len(to_words(entry.item.note)))


def to_groups(entries: Sequence[Entry], *, is_inline: bool = False) -> tuple[Group, ...]:
    """Group entries by heading."""
    groups = groupby(entries, key=_heading_of)
    return tuple([Group(heading, tuple([entry.item for entry in group]), is_inline) for heading, group in groups])


def to_menu(entries: Sequence[Entry], default_heading: str = "") -> Menu:
    """Make a menu of the entries' offers, by heading."""
    return tuple(
        [
            (heading or default_heading, tuple([entry.item.offer for entry in group if entry.item.offer]))
            for heading, group in groupby(entries, key=_heading_of)
        ]
    )
