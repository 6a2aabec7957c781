"""The pages that facts and other items fill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reply import sentences
from bot.reply.view import Note, to_sentence

T = TypeVar("T")

FACTS_A_PAGE = 5
# A message carries some 13,000 characters: these for the facts, 5,000 for its head and foot at their longest. One fact
# at its longest has 7,300.
CHARACTERS_A_PAGE = 7_500


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """Items that stand on one page: how many characters they have, and how many are counted."""

    items: tuple[T, ...]
    size: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The items of one page: its number, how many stand on earlier pages, how many it counts, and if any follow."""

    number: int
    first: int
    count: int
    items: tuple[T, ...]
    has_more: bool

    @property
    def last(self) -> int:
        """How many stand on it and on earlier pages."""
        return self.first + self.count


def to_page(pieces: Iterable[Piece[T]], number: int, most: int = FACTS_A_PAGE) -> Page[T]:
    """Return the page asked for, or the last there is. No more pieces are made than it takes to know where it ends.

    A page counts so many at the `most`, and fits a message whatever stands on it.
    """
    reached, first, count, size = 1, 0, 0, 0
    items: list[T] = []
    for piece in pieces:
        if items and (count + piece.count > most or size + piece.size > CHARACTERS_A_PAGE):
            if reached == number:
                return Page(reached, first, count, tuple(items), has_more=True)
            reached, first, count, size, items = reached + 1, first + count, 0, 0, []
        items += piece.items
        count += piece.count
        size += piece.size
    return Page(reached, first, count, tuple(items), has_more=False)


def to_last_page_notes(asked: int, number: int) -> list[Note]:
    """Say so where a page beyond the last was asked for."""
    return [to_sentence(sentences.no_such_page(number))] if asked > number else []
