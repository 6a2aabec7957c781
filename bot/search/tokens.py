"""A question's words, comparable, each with the place where the person typed it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.text import find_words, fold
from bot.search.english import stem

# Whom a question is addressed to is no part of it, in the form that chats write a mention: <@U1>.
_MENTION = re.compile(r"<[@#!][^<>]*>")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as typed, folded and without possessive, and its stem."""

    text: str
    word: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A question: the text that was read, its folded form, and its words with their places in the folded form."""

    text: str
    folded: str
    words: tuple[Token, ...]

    def typed(self, first: int, last: int) -> str:
        """What was typed from one word to another, both included."""
        return " ".join(token.text for token in self.words[first : last + 1])


def tokenise(text: str) -> Tokens:
    """The words of a text, mentions left out."""
    kept = " ".join((_MENTION.sub(" ", text) if "<" in text else text).split())
    if kept.isascii():
        folded = kept.lower()
        plain = (
            Token(kept[match.start(1) : match.end(1)], match[1], stem(match[1]), match.start(), match.end())
            for match in find_words(folded)
        )
        return Tokens(kept, folded, tuple(plain))
    pieces = [_fold_character(character) for character in kept]
    folded = "".join(pieces)
    origins = [index for index, piece in enumerate(pieces) for _ in piece]
    words = tuple(
        Token(
            text=unicodedata.normalize(
                "NFC", kept[origins[match.start(1)] : _next_origin(origins, match.end(1), len(kept))]
            ),
            word=match[1],
            stem=stem(match[1]),
            start=match.start(),
            end=match.end(),
        )
        for match in find_words(folded)
    )
    return Tokens(kept, folded, words)


@lru_cache(maxsize=4_096)
def _fold_character(character: str) -> str:
    return fold(character)


def _next_origin(origins: list[int], position: int, end: int) -> int:
    return origins[position] if position < len(origins) else end
