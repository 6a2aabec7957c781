"""Stacking of overlapping signs in a lane: above each other and, in a full lane, beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A sign with its extent from `left` to `right` of a lane, over so many rows; it `slides` unless it is fixed."""

    left: float
    right: float
    rows: int
    slides: bool


@dataclass(frozen=True, slots=True)
class _Lane:
    """The taken pixels of each row, as bits; and, by span and number of rows, the row below which none is free."""

    taken: list[int]
    lowest: dict[tuple[int, int], int]


def stack(pieces: Sequence[Piece], width: float, most: int | None = None) -> list[tuple[int, float]]:
    """Return each piece's lowest row and its shift aside, in a lane `width` wide and `most` rows high.

    No two pieces touch, unless the lane is full: then a piece covers others.
    """
    lane = _Lane([], {})
    positions = (_find_position(piece, lane, width, most) for piece in pieces)
    return [
        position or (number % max(1, (most or 1) - piece.rows + 1), 0.0)
        for number, (piece, position) in enumerate(zip(pieces, positions, strict=True))
    ]


def height_of(pieces: Sequence[Piece], positions: Sequence[tuple[int, float]]) -> int:
    """Return the number of rows in use."""
    return max((row + piece.rows for piece, (row, _) in zip(pieces, positions, strict=True)), default=0)


def _find_position(piece: Piece, lane: _Lane, width: float, most: int | None) -> tuple[int, float] | None:
    """Take the first free position of a piece, and return it; None where there is none."""
    for shift in _shifts(piece, width) if piece.slides and most else (0.0,):
        span = _span(piece, shift)
        # Rows only fill up, so a row that was full for such a piece stays full. One row above the last is always free.
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
    """Return the shifts of a piece within the lane, the smallest first."""
    step = piece.right - piece.left
    right = [step * number for number in range(int((width - piece.right) // step) + 1)]
    left = [-step * number for number in range(1, int(piece.left // step) + 1)]
    return sorted(right + left, key=abs)


def _span(piece: Piece, shift: float) -> int:
    first = max(0, round(piece.left + shift))
    return ((1 << max(1, round(piece.right - piece.left))) - 1) << first
