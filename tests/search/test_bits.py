"""Sets as bits beside plain sets, sums and sorts."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.search.bits import Points, positions_in, to_bits, to_order

SIZE = 700
POSITIONS = st.sets(st.integers(0, SIZE - 1))
ADDED = st.lists(st.tuples(POSITIONS, st.integers(0, 5_000)), max_size=12)


def summed(added: list[tuple[set[int], int]]) -> Counter[int]:
    """Return the sum of points of each position."""
    total: Counter[int] = Counter()
    for positions, points in added:
        total.update(dict.fromkeys(positions, points))
    return total


def to_points(added: list[tuple[set[int], int]]) -> Points:
    """Return the same, as bits."""
    points = Points()
    for positions, number in added:
        points.add(to_bits(positions), number)
    return points


@given(st.sets(st.integers(0, 5_000)))
@example(set())
def test_set_is_its_positions(positions: set[int]) -> None:
    bits = to_bits(positions)

    assert bits == sum(1 << position for position in positions)
    assert [*positions_in(bits)] == sorted(positions)


@given(ADDED, POSITIONS)
@example([({0}, 1), ({0}, 1)], {0, 1})
@example([({0, 1}, 3), ({1}, 1), ({0, 1}, 4)], {0, 1, 2})
@example([], {1})
@example([({1}, 0)], {1})
@example([({1}, 5)], set())
def test_points_are_sums(added: list[tuple[set[int], int]], asked: set[int]) -> None:
    total, points = summed(added), to_points(added)
    found = [(sum_, [*positions_in(tied)]) for sum_, tied in points.descending(to_bits(asked))]

    sums = sorted({total[position] for position in asked}, reverse=True)
    assert found == [(sum_, sorted(place for place in asked if total[place] == sum_)) for sum_ in sums]


@given(ADDED, POSITIONS, st.integers(0, 70_000))
@example([({0}, 4)], {0, 1}, 4)
@example([({0}, 4)], {0, 1}, 5)
@example([({0}, 4)], {0, 1}, 8)
@example([], {0}, 0)
def test_least_points_are_reached(added: list[tuple[set[int], int]], asked: set[int], least: int) -> None:
    total = summed(added)
    having = to_points(added).at_least(to_bits(asked), least)

    assert [*positions_in(having)] == sorted(place for place in asked if total[place] >= least)


@given(st.lists(st.integers(0, 50), max_size=SIZE), st.data())
def test_order_is_a_stable_sort(keys: list[int], data: st.DataObject) -> None:
    order = to_order(len(keys), keys.__getitem__)
    asked = data.draw(st.sets(st.integers(0, len(keys) - 1))) if keys else set()

    assert [*order.sort(to_bits(asked))] == sorted(asked, key=lambda place: (keys[place], place))


@pytest.mark.parametrize("count", [0, 1, 256, 257, SIZE])
def test_few_and_many_are_sorted_alike(count: int) -> None:
    order = to_order(SIZE, lambda place: -place)

    assert [*order.sort(to_bits(range(count)))] == [*reversed(range(count))]
