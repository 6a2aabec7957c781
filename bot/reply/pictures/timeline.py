"""A timeline as a picture: a lane for each topic over an axis of years, and the facts that answer best, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from bot.domain.answers import Answer, FactMatch
from bot.domain.knowledge import Status
from bot.domain.responses import Timeline
from bot.reply import wording
from bot.reply.pictures.axis import Axis, make_axis
from bot.reply.pictures.palette import CARD, FAINT, INK, RULE
from bot.reply.pictures.sheet import Place, Sheet, fit, width_of, wrap, writable
from bot.reply.pictures.signs import KNOWN_AS_OF, Lane, Sign, key_facts_of, lanes_of, topic_counts
from bot.reply.pictures.stacking import Piece, height_of, stack
from bot.reply.texts import clean, cut

EVENT = "event"
LASTING = "lasting"
OPEN = "no end or beginning known"
VAGUE = "uncertain or about then"
INEXACT = "within these years"
DISPUTED = "disputed"
SUPERSEDED = "superseded"
UNDATED = "undated, at its source's day"

_WIDTH = 1600
_MOST_HEIGHT = 1600
_EDGE = 44
_MOST_ALT = 1_900
_MOST_STATEMENT = 170
_HEAD = 146
_TITLE, _SUBTITLE, _LABEL, _BODY, _SMALL = 46, 30, 26, 26, 24
_LABEL_ROOM = 300
_LEFT = _EDGE + _LABEL_ROOM + 76
_PLOT = _WIDTH - _LEFT - _EDGE - 20
_AXIS = 62
_LEGEND_LINE = 40
_BADGE = 34
_LINE = 35
_LABEL_LINE = 31
_BETWEEN = 12
_FOOT = 22
_LEAST_TOLD = 4
_PAD = 9
# Diameters of a dot, of which the largest is taken that leaves room for all. From some on, and with so few facts told,
# piles may be kept low instead, if none of them has to be moved aside farther than this.
_DOTS = (20, 17, 14, 10, 7)
_DOT_OF_PILES = 14
_TOLD_WITH_PILES = 6
_FARTHEST = 40
_GAP = 3
# Rows of what has no date of its own, before the next stands beside the last.
_TICK_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Laid:
    """A lane as it is drawn with dots of a size: each sign's piece, its lowest row and how far it was moved aside."""

    lane: Lane
    dot: int
    pieces: tuple[Piece, ...]
    places: tuple[tuple[int, float], ...]

    @property
    def height(self) -> int:
        """How high it is."""
        return self.height_with(height_of(self.pieces, self.places))

    def height_with(self, most: int) -> int:
        """How high it is with so many rows at the most."""
        rows = min(most, height_of(self.pieces, self.places))
        return max(rows * (self.dot + _GAP) + 2 * _PAD, _LABEL_LINE * len(_label_lines(self.lane)) + _PAD)

    def y(self, number: int) -> float:
        """The middle of a sign, from the lane's foot upwards."""
        row, rows = self.places[number][0], self.pieces[number].rows
        return _PAD + (row + rows / 2) * (self.dot + _GAP)


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that is drawn under the title, and how much higher than it may be."""

    axis: Axis
    lanes: tuple[_Laid, ...]
    legend: tuple[list[tuple[float, str, Sign]], ...]
    told: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def told_height(self) -> int:
        """How high the told facts are together."""
        return sum(len(lines) * _LINE + _BETWEEN for _, lines in self.told)

    @property
    def below(self) -> int:
        """How high all is that stands below the lanes."""
        return _AXIS + len(self.legend) * _LEGEND_LINE + 24 + self.told_height + _FOOT

    @property
    def excess(self) -> int:
        """How much too high all is together."""
        return _HEAD + sum(lane.height for lane in self.lanes) + self.below - _MOST_HEIGHT

    @property
    def farthest(self) -> float:
        """How far a sign of a topic's lane was moved aside, at the most."""
        lanes = (laid for laid in self.lanes if not laid.lane.signs[0].is_undated)
        return max((abs(shift) for laid in lanes for _, shift in laid.places), default=0)


def draw_timeline(timeline: Timeline, to: BinaryIO) -> None:
    """Write the timeline as a PNG, 1600 pixels wide and as high as it needs, at most 1600.

    Raises ValueError for one without facts.
    """
    if not timeline.facts:
        raise ValueError("a timeline without facts is not drawn")
    plan = _plan(timeline)
    foot = _HEAD + sum(lane.height for lane in plan.lanes)
    sheet = Sheet(_WIDTH, foot + plan.below)
    _draw_head(sheet, timeline)
    _draw_axis(sheet, plan.axis, foot)
    top = _HEAD
    for lane in plan.lanes:
        _draw_lane(sheet, lane, plan.axis, top)
        top += lane.height
    _draw_legend(sheet, plan.legend, foot + _AXIS)
    _draw_told(sheet, plan, foot + plan.below)
    sheet.save(to)


def describe_timeline(timeline: Timeline) -> str:
    """The picture in words, for who cannot see it."""
    topics = timeline.snapshot.topics
    counts = topic_counts(timeline)
    undated = sum(match.fact.when is None for match in timeline.facts)
    lines = [f"Timeline of {_about(timeline.answer)}: {_extent(timeline)}."]
    if counts:
        most = [f"{clean(topics[id_].name)} ({count})" for id_, count in counts[:3]]
        lines.append(f"{'Most are' if len(counts) > 3 else 'By topic'}: {wording.join(most)}.")
    if undated:
        lines.append(f"{UNDATED.capitalize()}: {undated}.")
    lines += [
        f"{number}. {_date_of(match)}: {cut(clean(match.fact.statement), _MOST_STATEMENT)}"
        for number, match in enumerate(key_facts_of(timeline.answer), start=1)
    ]
    return cut(" ".join(lines), _MOST_ALT)


def _about(answer: Answer) -> str:
    """Whom or what the timeline is of, with all that narrows it."""
    return clean(wording.scope_of(answer.query)) or clean(answer.snapshot.about.title)


def _extent(timeline: Timeline) -> str:
    """`102 facts, 1921 to 2026`."""
    signs = [sign for lane in lanes_of(timeline, []) for sign in lane.signs]
    dated = [sign for sign in signs if not sign.is_undated]
    first, last = (
        date.fromordinal(day).year
        for day in (min(sign.first for sign in dated or signs), max(sign.last for sign in dated or signs))
    )
    known = "" if dated else f"{KNOWN_AS_OF.lower()} "
    return f"{wording.counted(len(signs), 'fact')}, {known}{first}" + (f" to {last}" if last > first else "")


def _date_of(match: FactMatch) -> str:
    return wording.when_in_words(match.fact.when) if match.fact.when else wording.as_of(match.fact.as_of)


def _told_lines(match: FactMatch) -> tuple[str, tuple[str, ...]]:
    """A fact's date, and its statement in the lines that begin after it."""
    when = _date_of(match)
    indent = width_of(when, _BODY, bold=True) + 16
    width = _WIDTH - 2 * _EDGE - _BADGE - 18
    return when, wrap(writable(match.fact.statement), _BODY, width, 2, indent=indent)


def _label_lines(lane: Lane) -> tuple[str, ...]:
    return wrap(lane.name, _LABEL, _LABEL_ROOM, 2, bold=True)


def _plan(timeline: Timeline) -> _Plan:
    """With as many facts told, and as large dots, as leave room for all; else piles grow sideways, not upwards."""
    best = key_facts_of(timeline.answer)
    told = tuple(_told_lines(match) for match in best)
    for count in range(len(best), min(len(best), _LEAST_TOLD) - 1, -1):
        lanes = lanes_of(timeline, best[:count])
        signs = [sign for lane in lanes for sign in lane.signs]
        axis = make_axis([(sign.first, sign.last) for sign in signs], _PLOT)
        legend = tuple(_legend_lines(signs))
        for dot in _DOTS:
            plan = _Plan(axis, tuple(_lay(lane, axis, dot, None) for lane in lanes), legend, told[:count])
            if plan.excess > 0 and dot <= _DOT_OF_PILES and count <= _TOLD_WITH_PILES:
                plan = _with_piles(plan, dot)
            if plan.excess <= 0 and plan.farthest <= _FARTHEST:
                return plan
    return plan


def _with_piles(plan: _Plan, dot: int) -> _Plan:
    """The plan in the height that it may have, with as many rows to a lane as that leaves."""
    most = max(height_of(lane.pieces, lane.places) for lane in plan.lanes)
    room = sum(lane.height for lane in plan.lanes) - plan.excess
    while most > _badge_rows(dot) and sum(lane.height_with(most) for lane in plan.lanes) > room:
        most -= 1
    return replace(plan, lanes=tuple(_lay(laid.lane, plan.axis, dot, most) for laid in plan.lanes))


def _lay(lane: Lane, axis: Axis, dot: int, most: int | None) -> _Laid:
    """Numbered signs lowest, then bars, then the others in the order of time."""
    order = sorted(lane.signs, key=lambda sign: (sign.number is None, not sign.is_span, sign.first, sign.last))
    pieces = tuple(_to_piece(sign, axis, dot) for sign in order)
    rows = min(most or _TICK_ROWS, _TICK_ROWS) if order[0].is_undated else most
    return _Laid(Lane(lane.name, lane.colour, tuple(order)), dot, pieces, tuple(stack(pieces, _PLOT, rows)))


def _to_piece(sign: Sign, axis: Axis, dot: int) -> Piece:
    if sign.number:
        rows, size = _badge_rows(dot), _BADGE + _GAP
    else:
        rows, size = 1, _tick_width(dot) + _GAP if sign.is_undated else dot + _GAP
    left, right = _extent_of(sign, axis)
    if right - left < size:
        left = min(max((left + right - size) / 2, 0), _PLOT - size)
        right = left + size
    return Piece(left, right, rows, slides=not sign.is_span)


def _extent_of(sign: Sign, axis: Axis) -> tuple[float, float]:
    """From where to where it is in the plot; a dot is in its middle."""
    left, right = axis.x(sign.first), axis.x(sign.last)
    if not sign.is_span:
        return (left + right) / 2, (left + right) / 2
    return 0 if sign.is_open[0] else left, _PLOT if sign.is_open[1] else right


def _badge_rows(dot: int) -> int:
    return -(-_BADGE // (dot + _GAP))


def _tick_width(dot: int) -> int:
    return max(3, dot // 4)


def _draw_head(sheet: Sheet, timeline: Timeline) -> None:
    title = writable(_about(timeline.answer))
    sheet.text((_EDGE, 58), fit(title, _TITLE, _WIDTH - 2 * _EDGE, bold=True), _TITLE, bold=True)
    sheet.text((_EDGE, 108), _extent(timeline), _SUBTITLE, FAINT)


def _draw_axis(sheet: Sheet, axis: Axis, foot: float) -> None:
    """Years with a line up through all lanes; two strokes where empty years are folded."""
    for mark in axis.marks:
        x = _LEFT + mark.x
        sheet.line([(x, _HEAD), (x, foot + 8)], 1.5, RULE)
        width = width_of(mark.label, _SMALL)
        centre = min(x, _WIDTH - _EDGE - width / 2 + 20)
        sheet.text((centre, foot + 30), mark.label, _SMALL, FAINT, across="center")
    sheet.line([(_LEFT, foot), (_LEFT + _PLOT, foot)], 2, FAINT)
    for fold in axis.folds:
        x = _LEFT + fold
        sheet.line([(x - 10, foot), (x + 10, foot)], 4, CARD)
        for side in (-10, 10):
            sheet.line([(x + side - 5, foot + 10), (x + side + 5, foot - 10)], 2, FAINT)


def _draw_lane(sheet: Sheet, laid: _Laid, axis: Axis, top: float) -> None:
    foot, lane = top + laid.height, laid.lane
    sheet.line([(_EDGE, top), (_LEFT + _PLOT, top)], 1.5, RULE)
    lines = _label_lines(lane)
    for number, line in enumerate(lines):
        y = top + laid.height / 2 + (number - (len(lines) - 1) / 2) * _LABEL_LINE
        sheet.text((_EDGE, y), line, _LABEL, lane.colour, bold=True)
    sheet.text((_LEFT - 22, top + laid.height / 2), str(len(lane.signs)), _LABEL, lane.colour, across="right")
    dots: dict[tuple[str, str, str, float], list[Place]] = {}
    for number, sign in enumerate(lane.signs):
        piece, (_, shift) = laid.pieces[number], laid.places[number]
        y = foot - laid.y(number)
        left, right = _LEFT + piece.left, _LEFT + piece.right
        at = ((left + right) / 2 + shift, y)
        if sign.is_span:
            _draw_bar(sheet, sign, (left, right), y, laid.dot)
            at = (left + _BADGE / 2, y)
        if sign.number:
            _draw_badge(sheet, sign, at)
        elif sign.is_undated:
            half = laid.dot / 2
            sheet.line([(at[0], y - half), (at[0], y + half)], _tick_width(laid.dot), sign.fill)
        elif not sign.is_span:
            shape, size = _shape(sign, laid.dot)
            dots.setdefault((sign.fill, sign.rim, shape, size), []).append(at)
    for (fill, rim, shape, size), points in dots.items():
        sheet.dots(points, size, fill, rim, shape=shape)


def _shape(sign: Sign, dot: float) -> tuple[str, float]:
    """A disputed fact is a square on its corner, which is smaller so that it is no wider."""
    return ("D", dot / 1.3) if sign.status is Status.DISPUTED else ("o", dot)


def _draw_bar(sheet: Sheet, sign: Sign, ends: tuple[float, float], y: float, dot: int) -> None:
    """From end to end, dashed where it is vague, with an arrow where it is open."""
    left, right = ends
    colour = sign.tone
    sheet.line([(left, y), (right, y)], dot * 0.45, colour, dashed=sign.is_vague)
    for is_open, x, shape in zip(sign.is_open, (left, right), "<>", strict=True):
        if is_open:
            sheet.dots([(x, y)], dot * 1.1, colour, colour, shape=shape)


def _draw_badge(sheet: Sheet, sign: Sign, at: Place) -> None:
    """A fact's number among those told below, in its dot."""
    sheet.dots([at], _BADGE, sign.fill, sign.rim, rim_width=3)
    ink = sign.rim if sign.is_vague else INK if sign.is_pale else CARD
    sheet.text((at[0], at[1] + 1), str(sign.number), 20, ink, bold=True, across="center")


def _is_dot(sign: Sign) -> bool:
    return not (sign.is_span or sign.is_undated)


_LEGEND: tuple[tuple[str, Callable[[Sign], bool], Sign], ...] = (
    (EVENT, lambda sign: _is_dot(sign) and not (sign.is_vague or sign.is_pale), Sign(0, 0, FAINT, None, None)),
    (VAGUE, lambda sign: _is_dot(sign) and sign.is_vague, Sign(0, 0, FAINT, None, None, is_vague=True)),
    (DISPUTED, lambda sign: sign.status is Status.DISPUTED, Sign(0, 0, FAINT, Status.DISPUTED, None)),
    (SUPERSEDED, lambda sign: sign.status is Status.SUPERSEDED, Sign(0, 0, FAINT, Status.SUPERSEDED, None)),
    (LASTING, lambda sign: sign.is_span and not sign.is_vague, Sign(0, 0, FAINT, None, None, is_span=True)),
    (
        INEXACT,
        lambda sign: sign.is_span and sign.is_vague,
        Sign(0, 0, FAINT, None, None, is_span=True, is_vague=True),
    ),
    (OPEN, lambda sign: any(sign.is_open), Sign(0, 0, FAINT, None, None, is_span=True, is_open=(False, True))),
    (UNDATED, lambda sign: sign.is_undated and not sign.number, Sign(0, 0, FAINT, None, None, is_undated=True)),
)
_LEGEND_DOT = 18
_LEGEND_SPAN = 44


def _legend_lines(signs: Iterable[Sign]) -> list[list[tuple[float, str, Sign]]]:
    """The signs that occur, as lines of how far from the left each stands, what it means, and the sign."""
    lines: list[list[tuple[float, str, Sign]]] = []
    x = float(_WIDTH)
    signs = list(signs)
    for words, occurs, sign in _LEGEND:
        if any(map(occurs, signs)):
            width = _legend_room(sign) + width_of(words, _SMALL)
            if x + width > _WIDTH - _EDGE:
                lines.append([])
                x = _EDGE
            lines[-1].append((x, words, sign))
            x += width + 40
    return lines


def _legend_room(sign: Sign) -> int:
    return (_LEGEND_SPAN if sign.is_span else _LEGEND_DOT) + 12


def _draw_legend(sheet: Sheet, lines: Iterable[Iterable[tuple[float, str, Sign]]], top: float) -> None:
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * _LEGEND_LINE
        for x, words, sign in line:
            sheet.text((x + _legend_room(sign), y), words, _SMALL, FAINT)
            if sign.is_span:
                _draw_bar(sheet, sign, (x, x + _LEGEND_SPAN - 6), y, _LEGEND_DOT)
            elif sign.is_undated:
                half = _LEGEND_DOT / 2
                sheet.line([(x + half, y - half), (x + half, y + half)], _tick_width(_LEGEND_DOT), sign.fill)
            else:
                shape, size = _shape(sign, _LEGEND_DOT)
                sheet.dots([(x + _LEGEND_DOT / 2, y)], size, sign.fill, sign.rim, shape=shape)


def _draw_told(sheet: Sheet, plan: _Plan, foot: float) -> None:
    """The facts that answer best, each with the badge that it has in the plot."""
    signs = {sign.number: sign for laid in plan.lanes for sign in laid.lane.signs}
    y = foot - plan.told_height - _FOOT
    left = _EDGE + _BADGE + 18
    for number, (when, lines) in enumerate(plan.told, start=1):
        y += _LINE / 2
        _draw_badge(sheet, signs[number], (_EDGE + _BADGE / 2, y))
        sheet.text((left, y), when, _BODY, bold=True)
        for place, line in enumerate(lines):
            x = left + (0 if place else width_of(when, _BODY, bold=True) + 16)
            sheet.text((x, y + place * _LINE), line, _BODY)
        y += (len(lines) - 0.5) * _LINE + _BETWEEN
