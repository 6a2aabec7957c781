"""A question's words, comparable, each with the place where the person typed it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.text import find_words, fold


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as typed, and folded without possessive; and where the folded one stands."""

    text: str
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A question: the text that was read, its folded form, and its words with their places in the folded form."""

    text: str
    folded: str
    words: tuple[Token, ...]

    def typed(self, first: int, last: int) -> str:
        """Return what was typed from one word to another, both included."""
        return self.words[first].text if first == last else " ".join([it.text for it in self.words[first : last + 1]])


def tokenise(text: str) -> Tokens:
    """Split a text into its words."""
    kept = " ".join(text.split())
    if kept.isascii():
        folded = kept.lower()
        words = []
        for match in find_words(folded):
            start, end = match.span()
            word = match[1]
            words.append(Token(kept[start : start + len(word)], word, start, end))
        return Tokens(kept, folded, tuple(words))
    pieces = {ord(character): _fold_character(character) for character in set(kept)}
    folded = kept.translate(pieces)
    origins: Sequence[int] = range(len(kept))
    if {len(piece) for piece in pieces.values()} != {1}:
        origins = [index for index, character in enumerate(kept) for _ in pieces[ord(character)]]
    found = []
    for match in find_words(folded):
        (start, end), word = match.span(1), match[1]
        typed = unicodedata.normalize("NFC", kept[origins[start] : _next_origin(origins, end, len(kept))])
        found.append(Token(typed, word, *match.span()))
    return Tokens(kept, folded, tuple(found))


def reach_of(phrases: Iterable[Sequence[str]]) -> dict[str, int]:
    """Count, by each word, how many words the longest phrase has that begins with it."""
    reach: dict[str, int] = {}
    for phrase in phrases:
        if phrase and len(phrase) > reach.get(phrase[0], 0):
            reach[phrase[0]] = len(phrase)
    return reach


@lru_cache(maxsize=4_096)
def _fold_character(character: str) -> str:
    return fold(character)


def _next_origin(origins: Sequence[int], position: int, end: int) -> int:
    return origins[position] if position < len(origins) else end
