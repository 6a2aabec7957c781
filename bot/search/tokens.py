"""A question's words, comparable, each with the position where the person typed it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.domain.text import bare_word, find_words, fold

# Letters with a dot behind each, in one piece or spaced (U.S.S.R., V. V.), and with them a possessive ending.
_LETTER = r"[^\W\d_]"
_DOTTED = re.compile(
    rf"(?<![\w.])((?:{_LETTER}\. ?)+{_LETTER}\.|{_LETTER}(?:\.{_LETTER})+(?!\w))(?:['’ʼ`]s(?!\w))?(?!\.?\w)"
)
_BETWEEN_LETTERS = str.maketrans("", "", ". ")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as typed, and folded without possessive; and the span of the folded one.

    Letters with dots are one word without them: U.S.S.R. is `ussr`.
    """

    text: str
    word: str
    start: int
    end: int

    @property
    def is_dotted(self) -> bool:
        """Return whether it is letters with dots, joined."""
        return "." in self.text

    @property
    def undotted(self) -> str:
        """The text as facts may have it: an acronym without its dots, P.A.C.E. → PACE; but 3.2 is a number."""
        return self.text.replace(".", "").replace(" ", "") if self.is_dotted and self.word.isalpha() else self.text


@dataclass(frozen=True, slots=True)
class Tokens:
    """A question: the text that was read, its folded form, and its words with their positions in the folded form."""

    text: str
    folded: str
    words: tuple[Token, ...]

    def typed(self, first: int, last: int) -> str:
        """Return what was typed from one word to another, both included."""
        return self.words[first].text if first == last else " ".join([it.text for it in self.words[first : last + 1]])

    def written(self, first: int, last: int) -> str:
        """Return what was typed with the marks between the words, as it is shown: Atlanta, Georgia.

        Where folding makes several letters of one, the place of the marks is not known, and they are left out.
        """
        is_alike = len(self.text) == len(self.folded)
        return self.text[self.words[first].start : self.words[last].end] if is_alike else self.typed(first, last)


def tokenise(text: str, whole: re.Pattern[str] | None = None) -> Tokens:
    """Split a text into its words; what matches `whole` in its folded form is one word unchanged: c++, 8(a)."""
    kept = " ".join(text.split())
    if kept.isascii():
        folded = kept.lower()
        words = [Token(kept[first:last], word, first, end) for first, last, end, word in _find_words(folded, whole)]
        return Tokens(kept, folded, tuple(words))
    pieces = {ord(character): _fold_character(character) for character in set(kept)}
    folded = kept.translate(pieces)
    origins: Sequence[int] = range(len(kept))
    if {len(piece) for piece in pieces.values()} != {1}:
        origins = [index for index, character in enumerate(kept) for _ in pieces[ord(character)]]
    found = []
    for first, last, end, word in _find_words(folded, whole):
        typed = unicodedata.normalize("NFC", kept[origins[first] : _next_origin(origins, last, len(kept))])
        found.append(Token(typed, word, first, end))
    return Tokens(kept, folded, tuple(found))


def _find_words(folded: str, whole: re.Pattern[str] | None) -> Iterator[tuple[int, int, int, str]]:
    """Yield where each word begins and ends, where its possessive does, and the word itself."""
    joined = [
        (*match.span(1), match.end(), match[1].translate(_BETWEEN_LETTERS))
        for match in (_DOTTED.finditer(folded) if "." in folded else ())
    ]
    if whole:
        found = [(*match.span(1), match.end(), match[1]) for match in whole.finditer(folded)]
        joined = sorted(
            [*found, *[it for it in joined if not any(it[0] < end and it[2] > at for at, _, end, _ in found)]]
        )
    last_end = 0
    for match in find_words(folded):
        while joined and joined[0][2] <= match.start():
            joined.pop(0)
        if joined and match.end() > joined[0][0]:
            if last_end <= joined[0][0]:
                yield joined[0]
            last_end = joined[0][2]
        else:
            yield match.start(), match.end(1), match.end(), bare_word(match[1])


def reach_of(phrases: Iterable[Sequence[str]]) -> dict[str, int]:
    """Count, by each word, how many words the longest phrase has that begins with it."""
    reach: dict[str, int] = {}
    for phrase in phrases:
        if phrase and len(phrase) > reach.get(phrase[0], 0):
            reach[phrase[0]] = len(phrase)
    return reach


def gap(words: Sequence[str], position: int) -> str:
    """Join words with a gap in place of one of them."""
    return " ".join([*words[:position], "", *words[position + 1 :]])


@lru_cache(maxsize=4_096)
def _fold_character(character: str) -> str:
    return fold(character)


def _next_origin(origins: Sequence[int], position: int, end: int) -> int:
    return origins[position] if position < len(origins) else end
