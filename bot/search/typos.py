"""Words that are nearly another word: which slips of the fingers are believed, and which are other words."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def allowance(length: int) -> int:
    """How many edits are believed in a word of so many letters: none below four, one below eight, else two."""
    if length < SHORTEST:
        return 0
    return 1 if length < 8 else 2


def find_nearest(typed: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """The words nearest to one that was typed, as (index, edits), all at the same least distance; [] if none is near.

    An edit is a letter missing, added or exchanged, or two neighbours swapped (optimal string alignment distance).
    """
    most = allowance(len(typed))
    if not most:
        return []
    near = process.extract(typed, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    believed = [(index, int(edits)) for word, edits, index in near if _is_slip(typed, word, int(edits))]
    least = min((edits for _, edits in believed), default=0)
    return sorted((index, edits) for index, edits in believed if edits == least)


def _is_slip(typed: str, word: str, edits: int) -> bool:
    if edits == 0:
        return True
    shorter = min(len(typed), len(word))
    if edits > allowance(shorter):
        return False
    if shorter < 5 and len(typed) == len(word) and sorted(typed) != sorted(word):
        return False  # in so short a word another letter makes another word
    if typed[0] == word[0]:
        return True
    # People seldom miss the first letter, and names that differ there are mostly other names.
    if edits > 1:
        return False
    is_missing = typed == word[1:]
    is_swapped = shorter > 5 and typed[:2] == word[1::-1]
    return is_missing or is_swapped or (len(typed) == len(word) and _are_neighbours(typed[0], word[0]))


def _are_neighbours(one: str, other: str) -> bool:
    for row, keys in enumerate(_KEYBOARD):
        for other_row, other_keys in enumerate(_KEYBOARD):
            if one in keys and other in other_keys:
                # Each row is shifted half a key to the right of the one above.
                column = keys.index(one) - other_keys.index(other) + (row - other_row) / 2
                return abs(row - other_row) <= 1 and abs(column) <= 1
    return False
