"""Where things stand that fall together in a lane: above each other and, once that is full, beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """What wants to stand from `left` to `right` of a lane, over so many rows; it `slides` unless it is fixed."""

    left: float
    right: float
    rows: int
    slides: bool


@dataclass(frozen=True, slots=True)
class _Lane:
    """By row what is taken, a bit for each pixel; and by a span and a number of rows, below which row none is free."""

    taken: list[int]
    lowest: dict[tuple[int, int], int]


def stack(pieces: Sequence[Piece], width: float, most: int | None = None) -> list[tuple[int, float]]:
    """Return each piece's lowest row and how far it was moved aside, in a lane `width` wide and `most` rows high.

    No two touch, unless the lane has no room left for one: that then lies over others.
    """
    lane = _Lane([], {})
    places = (_place(piece, lane, width, most) for piece in pieces)
    return [
        place or (number % max(1, (most or 1) - piece.rows + 1), 0.0)
        for number, (piece, place) in enumerate(zip(pieces, places, strict=True))
    ]


def height_of(pieces: Sequence[Piece], places: Sequence[tuple[int, float]]) -> int:
    """Return how many rows are stood in."""
    return max((row + piece.rows for piece, (row, _) in zip(pieces, places, strict=True)), default=0)


def _place(piece: Piece, lane: _Lane, width: float, most: int | None) -> tuple[int, float] | None:
    """Return the piece's place if there is one, which is taken then."""
    for shift in _shifts(piece, width) if piece.slides and most else (0.0,):
        span = _span(piece, shift)
        # Rows only ever fill: where another such piece found none lower, there is none. One row more is always free.
        end = (most - piece.rows if most else len(lane.taken)) + 1
        for row in range(lane.lowest.get((span, piece.rows), 0), end):
            lane.lowest[span, piece.rows] = row
            lane.taken.extend([0] * (row + piece.rows - len(lane.taken)))
            if not any(taken & span for taken in lane.taken[row : row + piece.rows]):
                for above in range(piece.rows):
                    lane.taken[row + above] |= span
                return row, shift
        lane.lowest[span, piece.rows] = max(end, 0)
    return None


def _shifts(piece: Piece, width: float) -> list[float]:
    """Return how far it can be moved within the lane, the least first."""
    step = piece.right - piece.left
    right = [step * number for number in range(int((width - piece.right) // step) + 1)]
    left = [-step * number for number in range(1, int(piece.left // step) + 1)]
    return sorted(right + left, key=abs)


def _span(piece: Piece, shift: float) -> int:
    first = max(0, round(piece.left + shift))
    return ((1 << max(1, round(piece.right - piece.left))) - 1) << first
