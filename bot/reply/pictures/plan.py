"""The layout of a timeline's picture: the largest dots and the most key facts that leave room for all."""

from dataclasses import dataclass, replace

from bot.domain.answers import FactMatch
from bot.domain.responses import Timeline
from bot.reply.pictures.axis import Axis, make_axis
from bot.reply.pictures.captions import date_of
from bot.reply.pictures.legend import LINE_HEIGHT, LegendEntry, legend_lines
from bot.reply.pictures.marks import BADGE, tick_width
from bot.reply.pictures.sheet import width_of, wrap, writable
from bot.reply.pictures.signs import Lane, Sign, key_facts_of, lanes_of
from bot.reply.pictures.stacking import Piece, height_of, stack

WIDTH = 1600
EDGE = 44
HEAD = 146
LABEL, BODY = 26, 26
_LABEL_ROOM = 300
LEFT = EDGE + _LABEL_ROOM + 76
PLOT = WIDTH - LEFT - EDGE - 20
AXIS = 62
LABEL_LINE = 31
KEY_LINE, KEY_GAP, FOOT = 35, 12, 22
# The distance from the edge to a key fact's words, and from its date to its statement.
KEY_INDENT, DATE_GAP = BADGE + 18, 16

_MOST_HEIGHT = 1600
_LEAST_KEY_FACTS = 4
_PAD = 9
# Diameters of a dot; the layout takes the largest that leaves room for all. From some size on, and with so few key
# facts, piles may be kept low instead, if no sign has to be moved aside farther than this.
_DOTS = (20, 17, 14, 10, 7)
_DOT_OF_PILES = 14
_KEY_FACTS_WITH_PILES = 6
_FARTHEST = 40
_GAP = 3
# The most rows of undated facts, before they are shifted sideways.
_TICK_ROWS = 3


@dataclass(frozen=True, slots=True)
class LaidLane:
    """A lane laid out with dots of a size: each sign's piece, its lowest row, and how far it was moved aside."""

    lane: Lane
    dot: int
    pieces: tuple[Piece, ...]
    positions: tuple[tuple[int, float], ...]

    @property
    def height(self) -> int:
        """The height in pixels."""
        return self.height_with(height_of(self.pieces, self.positions))

    def height_with(self, most: int) -> int:
        """Return the height with at most so many rows."""
        rows = min(most, height_of(self.pieces, self.positions))
        return max(rows * (self.dot + _GAP) + 2 * _PAD, LABEL_LINE * len(label_lines(self.lane)) + _PAD)

    def y(self, number: int) -> float:
        """Return the middle of a sign, from the lane's foot upwards."""
        row, rows = self.positions[number][0], self.pieces[number].rows
        return _PAD + (row + rows / 2) * (self.dot + _GAP)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything under the title: the lanes, and the key facts with their dates and the lines of their statements."""

    axis: Axis
    lanes: tuple[LaidLane, ...]
    legend: tuple[list[LegendEntry], ...]
    key_facts: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def key_height(self) -> int:
        """The height of all key facts together."""
        return sum([len(lines) * KEY_LINE + KEY_GAP for _, lines in self.key_facts])

    @property
    def below(self) -> int:
        """The height of everything below the lanes."""
        return AXIS + len(self.legend) * LINE_HEIGHT + 24 + self.key_height + FOOT

    @property
    def excess(self) -> int:
        """The height beyond the limit."""
        return HEAD + sum([lane.height for lane in self.lanes]) + self.below - _MOST_HEIGHT

    @property
    def farthest(self) -> float:
        """The farthest that a sign of a topic's lane was moved aside."""
        lanes = (laid for laid in self.lanes if not laid.lane.signs[0].is_undated)
        return max((abs(shift) for laid in lanes for _, shift in laid.positions), default=0)


def make_plan(timeline: Timeline) -> Plan:
    """Lay out as many key facts and as large dots as fit; beyond that, piles grow sideways instead of upwards."""
    best = key_facts_of(timeline.answer)
    key_facts = tuple(map(_key_lines, best))
    for count in range(len(best), min(len(best), _LEAST_KEY_FACTS) - 1, -1):
        lanes = lanes_of(timeline, best[:count])
        signs = [sign for lane in lanes for sign in lane.signs]
        axis = make_axis([(sign.first, sign.last) for sign in signs], PLOT)
        legend = tuple(legend_lines(signs, EDGE, WIDTH - EDGE, is_folded=bool(axis.folds)))
        for dot in _DOTS:
            plan = Plan(axis, tuple([_lay(lane, axis, dot, None) for lane in lanes]), legend, key_facts[:count])
            if plan.excess > 0 and dot <= _DOT_OF_PILES and count <= _KEY_FACTS_WITH_PILES:
                plan = _with_piles(plan, dot)
            if plan.excess <= 0 and plan.farthest <= _FARTHEST:
                return plan
    return plan


def label_lines(lane: Lane) -> tuple[str, ...]:
    """Return a lane's name in the lines that fit."""
    return wrap(lane.name, LABEL, _LABEL_ROOM, 2, bold=True)


def _key_lines(match: FactMatch) -> tuple[str, tuple[str, ...]]:
    """Return a fact's date, and its statement in the lines that begin after it."""
    when = date_of(match)
    indent = width_of(when, BODY, bold=True) + DATE_GAP
    return when, wrap(writable(match.fact.statement), BODY, WIDTH - 2 * EDGE - KEY_INDENT, 2, indent=indent)


def _with_piles(plan: Plan, dot: int) -> Plan:
    """Return the plan within the height limit, with as many rows in each lane as that leaves."""
    most = max([height_of(lane.pieces, lane.positions) for lane in plan.lanes])
    room = sum([lane.height for lane in plan.lanes]) - plan.excess
    while most > _badge_rows(dot) and sum([lane.height_with(most) for lane in plan.lanes]) > room:
        most -= 1
    return replace(plan, lanes=tuple([_lay(laid.lane, plan.axis, dot, most) for laid in plan.lanes]))


def _lay(lane: Lane, axis: Axis, dot: int, most: int | None) -> LaidLane:
    """Lay out numbered signs lowest, then bars, then the others in the order of time."""
    order = sorted(lane.signs, key=lambda sign: (sign.number is None, not sign.is_span, sign.first, sign.last))
    pieces = tuple([_to_piece(sign, axis, dot) for sign in order])
    rows = min(most or _TICK_ROWS, _TICK_ROWS) if order[0].is_undated else most
    return LaidLane(Lane(lane.name, lane.colour, tuple(order)), dot, pieces, tuple(stack(pieces, PLOT, rows)))


def _to_piece(sign: Sign, axis: Axis, dot: int) -> Piece:
    if sign.number:
        rows, size = _badge_rows(dot), BADGE + _GAP
    else:
        rows, size = 1, tick_width(dot) + _GAP if sign.is_undated else dot + _GAP
    left, right = _extent_of(sign, axis)
    if right - left < size:
        left = min(max((left + right - size) / 2, 0), PLOT - size)
        right = left + size
    return Piece(left, right, rows, slides=not sign.is_span)


def _extent_of(sign: Sign, axis: Axis) -> tuple[float, float]:
    """Return the ends of a sign in the plot; a dot is in its middle."""
    left, right = axis.x(sign.first), axis.x(sign.last)
    if not sign.is_span:
        return (left + right) / 2, (left + right) / 2
    return 0 if sign.is_open[0] else left, PLOT if sign.is_open[1] else right


def _badge_rows(dot: int) -> int:
    return -(-BADGE // (dot + _GAP))
