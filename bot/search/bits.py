"""Sets of facts as the bits of one number, and sums over them: what thousands of facts have is found in microseconds.

A fact's bit is its position in the index. Sums are kept bit by bit (bit-sliced index arithmetic: Rinfret, O'Neil and
O'Neil, SIGMOD 2001), so that points are added to all facts of a set at once, however many they are.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

# A set of so few facts is sorted.
_FEW = 256
# A byte with a bit. The search in C passes over the empty ones: among 30,000 facts, a loop in Python takes ten times as
# long to find the few of a small set.
_NOT_EMPTY = re.compile(rb"[\x01-\xff]")


def to_bits(positions: Iterable[int]) -> int:
    """Return the set of these positions."""
    found = list(positions)
    if not found:
        return 0
    buffer = bytearray((max(found) >> 3) + 1)
    for position in found:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def positions_in(bits: int) -> Iterator[int]:
    """Yield the positions in a set, ascending; what is not looked at costs little."""
    for match in _NOT_EMPTY.finditer(bits.to_bytes((bits.bit_length() + 7) >> 3, "little")):
        first, byte = match.start() << 3, match[0][0]
        while byte:
            low = byte & -byte
            yield first + low.bit_length() - 1
            byte ^= low


@dataclass(frozen=True, slots=True)
class Order:
    """An order of all facts: their positions in turn, and the turn of each position."""

    positions: tuple[int, ...]
    turns: tuple[int, ...]

    def sort(self, bits: int) -> Iterator[int]:
        """Yield the positions in a set in this order.

        A small set is sorted. For a large one it is quicker to go through all facts in order: its first are soon met.
        """
        if bits.bit_count() <= _FEW:
            yield from sorted(positions_in(bits), key=self.turns.__getitem__)
            return
        held = bits.to_bytes((len(self.positions) + 7) >> 3, "little")
        for position in self.positions:
            if held[position >> 3] >> (position & 7) & 1:
                yield position


def to_order(size: int, key: Callable[[int], Any]) -> Order:
    """Return the order of so many facts by a key of their positions."""
    positions = tuple(sorted(range(size), key=key))
    turns = [0] * size
    for turn, position in enumerate(positions):
        turns[position] = turn
    return Order(positions, tuple(turns))


class Points:
    """A sum of points for each fact, from 0 on."""

    def __init__(self) -> None:
        # The facts that have each binary digit (1, 2, 4 …) in their sum.
        self.slices: list[int] = []

    def add(self, facts: int, points: int) -> None:
        """Add points to all facts of a set."""
        slices, carry, plane = self.slices, 0, 0
        slices += [0] * (points.bit_length() - len(slices))
        while carry or points >> plane:
            if plane == len(slices):
                slices.append(0)
            before = slices[plane]
            if not points >> plane & 1:
                slices[plane] = before ^ carry
                carry &= before
            elif carry:
                differing = before ^ facts
                slices[plane] = differing ^ carry
                carry = (before & facts) | (carry & differing)
            else:
                slices[plane] = before ^ facts
                carry = before & facts
            plane += 1

    def at(self, position: int) -> int:
        """Return the points of one fact."""
        return sum([1 << plane for plane, facts in enumerate(self.slices) if facts >> position & 1])

    def descending(self, facts: int) -> Iterator[tuple[int, int]]:
        """Yield the facts of a set by their points, the most first, those with equal points together."""
        planes = [(1 << plane, having) for plane, having in enumerate(self.slices)][::-1]
        while facts:
            points, most = 0, facts
            for digit, having in planes:
                if most & having:
                    points, most = points | digit, most & having
            yield points, most
            facts ^= most

    def at_least(self, facts: int, points: int) -> int:
        """Return the facts of a set that have so many points or more."""
        if points >> len(self.slices):
            return 0
        more, equal = 0, facts
        for plane in range(len(self.slices) - 1, -1, -1):
            if points >> plane & 1:
                equal &= self.slices[plane]
            else:
                more |= equal & self.slices[plane]
                equal &= ~self.slices[plane]
        return more | equal
