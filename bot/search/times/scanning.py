"""A folded text, split into words, numbers and marks."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.search.lexicon.times import DASHES, Phrases

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a number or a mark, and its position; it is `glued` where no space separates it from what precedes."""

    text: str
    start: int
    end: int
    glued: bool

    @property
    def is_number(self) -> bool:
        """Return whether the token consists of digits."""
        return self.text.isdecimal()

    @property
    def is_word(self) -> bool:
        """Return whether the token consists of letters."""
        return self.text.isalpha()


_NOTHING = Piece("", 0, 0, glued=False)


@dataclass(frozen=True, slots=True)
class Text:
    """The pieces of a folded text, and the day on which it is read. Beyond either end there are empty pieces.

    `moments` are the single times that were read at positions already.
    """

    folded: str
    today: date
    pieces: tuple[Piece, ...] = field(init=False)
    moments: dict[int, tuple[Any, int] | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Split the text."""
        pieces, end = [], -1
        for match in _PIECE.finditer(self.folded):
            pieces.append(Piece(match[0], *match.span(), glued=match.start() == end))
            end = match.end()
        object.__setattr__(self, "pieces", (*pieces, _NOTHING, _NOTHING))

    def __getitem__(self, at: int) -> Piece:
        """Return the piece at a position."""
        try:
            return self.pieces[at]
        except IndexError:
            return _NOTHING

    def has(self, at: int, *words: str) -> bool:
        """Return whether these words are at a position, one behind the other."""
        return self[at].text == words[0] and all(self[at + ahead].text == word for ahead, word in enumerate(words))

    def number(self, at: int, digits: int = 2) -> int | None:
        """Return the number of so many digits at most that is at a position."""
        text = self[at].text
        return int(text) if text.isdecimal() and len(text) <= digits else None

    def is_dash(self, at: int) -> bool:
        """Return whether a dash is at a position."""
        return self[at].text in DASHES

    def is_in_acronym(self, at: int) -> bool:
        """Return whether letters with dots precede what is at a position: the c of B.S.E.C."""
        return self[at - 1].text == "." and self[at - 1].glued and len(self[at - 2].text) == 1 and self[at - 2].is_word

    def skip(self, at: int, words: Container[str]) -> int:
        """Return the position behind one of these words, if any is there; else the same position."""
        return at + 1 if self[at].text in words else at

    def phrase(self, at: int, phrases: Phrases) -> tuple[str, ...]:
        """Return the first of these phrases that is at a position; an empty one where none is."""
        for phrase in phrases.get(self[at].text, ()):
            if self.has(at, *phrase):
                return phrase
        return ()

    def skip_phrase(self, at: int, phrases: Phrases) -> int:
        """Return the position behind one of these phrases, if any is there; else the same position."""
        return at + len(self.phrase(at, phrases))
