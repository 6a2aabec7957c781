"""The pages that facts and other items fill."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reply import sentences
from bot.reply.view import Note, to_sentence

T = TypeVar("T")

# Facts on a page: for one person, and before everybody.
FACTS_A_PAGE, FACTS_IN_PUBLIC = 5, 3
# Lines of a timeline, likewise.
LINES_A_PAGE, LINES_IN_PUBLIC = 12, 5
# A message carries some 13,000 characters: these for the facts, 5,000 for its head and foot at their longest. One fact
# at its longest has 7,300. The same for modals, so that a page is the same wherever it is turned to.
CHARACTERS_A_PAGE = 7_500


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a reply is laid out: `prompt` is what they type before a question.

    A reply before everybody `is_brief`. Without buttons, as in a terminal, nobody `turns_back`.
    """

    prompt: str
    is_brief: bool = False
    turns_back: bool = True

    @property
    def facts(self) -> int:
        """How many facts stand on a page."""
        return FACTS_IN_PUBLIC if self.is_brief else FACTS_A_PAGE

    @property
    def lines(self) -> int:
        """How many lines of a timeline stand on a page."""
        return LINES_IN_PUBLIC if self.is_brief else LINES_A_PAGE


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


def to_page(pieces: Iterable[Piece[T]], number: int, most: int, holding: int = 0) -> Page[T]:
    """Return the page asked for, or the last there is; or a later one, the first that is `holding` so many with those
    before it. No more pieces are made than it takes to know where it ends.

    A page counts so many at the `most`, and fits a message whatever stands on it.
    """
    reached, first, count, size = 1, 0, 0, 0
    items: list[T] = []
    for piece in pieces:
        if items and (count + piece.count > most or size + piece.size > CHARACTERS_A_PAGE):
            if reached >= number and first + count >= holding:
                return Page(reached, first, count, tuple(items), has_more=True)
            reached, first, count, size, items = reached + 1, first + count, 0, 0, []
        items += piece.items
        count += piece.count
        size += piece.size
    return Page(reached, first, count, tuple(items), has_more=False)


def to_last_page_notes(asked: int, number: int) -> list[Note]:
    """Say so where a page beyond the last was asked for."""
    return [to_sentence(sentences.no_such_page(number))] if asked > number else []
