"""Sets of facts by key, and their update where facts were added, removed or moved: the others are not read again."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from bot.search.bits import positions_in, to_bits

K = TypeVar("K", bound=Hashable)

# A key that fewer than one fact in so many has is kept with positions, which take less room than bits.
_RARE = 256
# So many of these are kept as bits too.
_MOST_KEPT = 1_024

# A set of facts: as ascending positions or as bits.
Held = tuple[int, ...] | int
Table = Mapping[K, Held]


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of facts from one index to the next.

    `positions` are the new positions by the old ones, None for facts that were removed; `removed` are the old positions
    of these, and `added` the new ones of facts that were added. Those that stay keep their order. `runs` are stretches
    that move together: their first old position, their length as a mask of bits, and their first new position.
    """

    positions: Sequence[int | None]
    removed: Sequence[int]
    added: Sequence[int]
    runs: Sequence[tuple[int, int, int]]

    @property
    def are_in_place(self) -> bool:
        """Return whether all that stay have the positions that they had."""
        return all(first == start for first, _, start in self.runs)

    def move(self, held: Held) -> Held:
        """Return a set with the new positions of those that stay."""
        if isinstance(held, tuple):
            return tuple([position for old in held if (position := self.positions[old]) is not None])
        found = 0
        for first, mask, start in self.runs:
            found |= (held >> first & mask) << start
        return found


def to_moves(positions: Sequence[int | None], size: int) -> Moves:
    """Return how facts move, given the new positions by the old ones, ascending, and how many facts there are now."""
    kept = [(old, position) for old, position in enumerate(positions) if position is not None]
    staying = {position for _, position in kept}
    return Moves(
        positions=positions,
        removed=[old for old, position in enumerate(positions) if position is None],
        added=[position for position in range(size) if position not in staying],
        runs=list(_find_runs(kept)),
    )


def _find_runs(kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    begin = 0
    for end in range(1, len(kept) + 1):
        if end == len(kept) or kept[end] != (kept[end - 1][0] + 1, kept[end - 1][1] + 1):
            yield kept[begin][0], (1 << (end - begin)) - 1, kept[begin][1]
            begin = end


def to_set(held: Held) -> int:
    """Return a set as bits."""
    return held if isinstance(held, int) else _to_bits(held)


@lru_cache(maxsize=_MOST_KEPT)
def _to_bits(positions: tuple[int, ...]) -> int:
    """Return a rare set as bits; it is kept, since a question looks each of its words up a dozen times."""
    return to_bits(positions)


def count_in(held: Held) -> int:
    """Count the facts of a set."""
    return held.bit_count() if isinstance(held, int) else len(held)


def renew(
    table: Table[K], moves: Moves, removed: Iterable[K], added: Mapping[K, Sequence[int]], size: int
) -> dict[K, Held]:
    """Return a table after facts have moved.

    `removed` are the keys of removed facts, and `added` the new positions of added ones by their keys; `size` is
    how many facts there are now.
    """
    renewed = dict(table) if moves.are_in_place else {key: moves.move(held) for key, held in table.items()}
    for key in {*removed, *added}:
        held = table.get(key, ())
        stay = [moves.positions[old] for old in (held if isinstance(held, tuple) else positions_in(held))]
        positions = sorted([*(position for position in stay if position is not None), *added.get(key, ())])
        if positions:
            renewed[key] = tuple(positions) if len(positions) < size / _RARE else to_bits(positions)
        else:
            renewed.pop(key, None)
    return renewed
