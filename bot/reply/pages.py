"""Pages of facts and other items."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.reply import sentences
from bot.reply.view import Note, to_sentence

T = TypeVar("T")

# Facts on a page: for one person, and for everybody.
FACTS_A_PAGE, FACTS_IN_PUBLIC = 5, 3
# Lines of a timeline, likewise.
LINES_A_PAGE, LINES_IN_PUBLIC = 12, 5
# A message has room for some 13,000 characters: these for the facts, and 5,000 for the longest head and foot. The
# longest fact has 7,300. Modals have the same limit, so that a page has the same facts on every surface.
CHARACTERS_A_PAGE = 7_500


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader that a reply is laid out for: `prompt` is what they type before a question.

    A reply in a channel `is_brief`. Without buttons, as in a terminal, a reader never `turns_back`.
    """

    prompt: str
    is_brief: bool = False
    turns_back: bool = True

    @property
    def facts(self) -> int:
        """The number of facts on a page."""
        return FACTS_IN_PUBLIC if self.is_brief else FACTS_A_PAGE

    @property
    def lines(self) -> int:
        """The number of a timeline's lines on a page."""
        return LINES_IN_PUBLIC if self.is_brief else LINES_A_PAGE


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """Items that stay on one page: their size in characters, and how many of them are counted."""

    items: tuple[T, ...]
    size: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The items of one page: its number, the count on earlier pages, its own count, and whether any follow."""

    number: int
    first: int
    count: int
    items: tuple[T, ...]
    has_more: bool

    @property
    def last(self) -> int:
        """The count up to the end of this page."""
        return self.first + self.count


def to_page(pieces: Iterable[Piece[T]], number: int, most: int, holding: int = 0) -> Page[T]:
    """Return the page with a number, or the last; with `holding`, the first page that reaches that count.

    A page counts at most `most`, and always fits a message. Pieces are made only up to the page's end.
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
    """Say that the requested page is beyond the last."""
    return [to_sentence(sentences.no_such_page(number))] if asked > number else []
