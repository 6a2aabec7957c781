"""Typos: which words are taken for a typo of another, and which are other words."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.lexicon.thresholds import LONGEST_HEAD_SWAP, SHORTEST_TYPO, TWO_TYPOS_IF_ALIKE

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiouy")

_SOUNDS = ((re.compile("ph"), "f"), (re.compile("[aeiouy]+"), "a"), (re.compile("[ckq]h?|x"), "k"))
_LETTERS = str.maketrans({"j": "g", "z": "s", "v": "f", "w": "f", "d": "t", "b": "p"})
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """A word near to one that was typed: its position in the vocabulary, and how many edits away it is."""

    position: int
    edits: int


class Vocabulary:
    """Words by what a typo leaves of them, so that the few that could be meant are found among very many."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._positions = {word: position for position, word in enumerate(self.words)}
        self._sorted = sorted(self.words)
        self._by_start: dict[tuple[str, int], tuple[list[str], list[int]]] = {}
        self._by_tail: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            texts, positions = self._by_start.setdefault((word[:1], len(word)), ([], []))
            texts.append(word)
            positions.append(position)
            self._by_tail.setdefault(word[1:], []).append(position)

    def __contains__(self, word: str) -> bool:
        return word in self._positions

    def position_of(self, word: str) -> int | None:
        """Return the position of a word; None where it is not in it."""
        return self._positions.get(word)

    def begins(self, start: str) -> bool:
        """Return whether a word begins with this, and has more than it."""
        position = bisect_right(self._sorted, start)
        return position < len(self._sorted) and self._sorted[position].startswith(start)

    def find_nearest(self, typed: str) -> list[Near]:
        """Return the words nearest to one that was typed, all at the same least distance; [] if none is near.

        An edit is a letter missing, added or exchanged, or two neighbours swapped (optimal string alignment distance).
        """
        if typed in self._positions:
            return [Near(self._positions[typed], 0)]
        if len(typed) < SHORTEST_TYPO:
            return []
        near = [*self._starting_alike(typed), *self._starting_otherwise(typed)]
        least = min((found.edits for found in near), default=0)
        return sorted({found for found in near if found.edits == least})

    def _starting_alike(self, typed: str) -> Iterable[Near]:
        most = 1 if len(typed) < TWO_TYPOS_IF_ALIKE else 2
        for length in range(len(typed) - most, len(typed) + most + 1):
            texts, positions = self._by_start.get((typed[0], length), ((), ()))
            found = process.extract(typed, texts, scorer=OSA.distance, score_cutoff=most, limit=None)
            for word, edits, position in found:
                if _is_typo(typed, word, int(edits)):
                    yield Near(positions[position], int(edits))

    def _starting_otherwise(self, typed: str) -> Iterable[Near]:
        """Words with another first letter: people seldom miss it, and names that differ there are mostly others."""
        swapped = self._positions.get(typed[1] + typed[0] + typed[2:])
        near = [*self._by_tail.get(typed, ()), *self._by_tail.get(typed[1:], ())]
        for position in [*near, swapped] if swapped is not None else near:
            if count_edits(typed, self.words[position]) == 1:
                yield Near(position, 1)


def count_edits(typed: str, word: str) -> int | None:
    """Count the edits that made one word of another; None where it is too far away to be a typo."""
    if typed == word:
        return 0
    edits = OSA.distance(typed, word, score_cutoff=2)
    if edits > 2 or not typed or not word or not _is_typo(typed, word, edits):
        return None
    if typed[0] == word[0]:
        return edits
    is_missing = typed == word[1:]
    is_swapped = len(word) > LONGEST_HEAD_SWAP and typed[:2] == word[1::-1]
    is_exchanged = _are_neighbours(typed[0], word[0]) or {typed[0], word[0]} <= _VOWELS
    return 1 if edits == 1 and (is_missing or is_swapped or (len(typed) == len(word) and is_exchanged)) else None


def _is_typo(typed: str, word: str, edits: int) -> bool:
    shorter = min(len(typed), len(word))
    if edits > 1:
        return shorter >= TWO_TYPOS_IF_ALIKE and sound(typed) == sound(word)
    if shorter < SHORTEST_TYPO:
        return False
    # In so short a word another letter makes another word.
    return shorter > SHORTEST_TYPO or len(typed) != len(word) or sorted(typed) == sorted(word)


def sound(word: str) -> str:
    """Return roughly how a Latin word sounds: vowels, doubled letters and letters of like sound make no difference."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return _DOUBLED.sub(r"\1", word.translate(_LETTERS))


def _are_neighbours(one: str, other: str) -> bool:
    for row, keys in enumerate(_KEYBOARD):
        for other_row, other_keys in enumerate(_KEYBOARD):
            if one in keys and other in other_keys:
                # Each row is shifted half a key to the right of the one above.
                column = keys.index(one) - other_keys.index(other) + (row - other_row) / 2
                return abs(row - other_row) <= 1 and abs(column) <= 1
    return False
