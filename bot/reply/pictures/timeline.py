"""A timeline as a picture: a lane for each topic over an axis of years, and the key facts in words."""

from typing import BinaryIO

from bot.domain.responses import Timeline
from bot.reply.pictures.axis import Axis
from bot.reply.pictures.captions import extent_of, scope_of
from bot.reply.pictures.legend import draw_fold, draw_legend
from bot.reply.pictures.marks import BADGE, draw_badge, draw_bar, draw_tick, shape_of
from bot.reply.pictures.palette import CARD, FAINT, RULE
from bot.reply.pictures.plan import (
    AXIS,
    BODY,
    DATE_GAP,
    EDGE,
    FOOT,
    HEAD,
    KEY_GAP,
    KEY_INDENT,
    KEY_LINE,
    LABEL,
    LABEL_LINE,
    LEFT,
    PLOT,
    WIDTH,
    LaidLane,
    Plan,
    label_lines,
    make_plan,
)
from bot.reply.pictures.sheet import Position, Sheet, fit, width_of, writable

_TITLE, _SUBTITLE, _SMALL = 46, 30, 24


def draw_timeline(timeline: Timeline, to: BinaryIO) -> None:
    """Write the timeline as a PNG, 1600 pixels wide and as high as it needs, at most 1600.

    Raises ValueError for one without facts.
    """
    if not timeline.facts:
        raise ValueError("a timeline without facts is not drawn")
    plan = make_plan(timeline)
    foot = HEAD + sum([lane.height for lane in plan.lanes])
    sheet = Sheet(WIDTH, foot + plan.below)
    _draw_head(sheet, timeline)
    _draw_axis(sheet, plan.axis, foot)
    top = HEAD
    for lane in plan.lanes:
        _draw_lane(sheet, lane, top)
        top += lane.height
    draw_legend(sheet, plan.legend, foot + AXIS)
    _draw_key_facts(sheet, plan, foot + plan.below)
    sheet.save(to)


def _draw_head(sheet: Sheet, timeline: Timeline) -> None:
    title = writable(scope_of(timeline.answer))
    sheet.text((EDGE, 58), fit(title, _TITLE, WIDTH - 2 * EDGE, bold=True), _TITLE, bold=True)
    sheet.text((EDGE, 108), extent_of(timeline), _SUBTITLE, FAINT)


def _draw_axis(sheet: Sheet, axis: Axis, foot: float) -> None:
    """Draw years with a line up through all lanes, and two strokes for folded years."""
    for mark in axis.marks:
        x = LEFT + mark.x
        sheet.line([(x, HEAD), (x, foot + 8)], 1.5, RULE)
        width = width_of(mark.label, _SMALL)
        centre = min(x, WIDTH - EDGE - width / 2 + 20)
        sheet.text((centre, foot + 30), mark.label, _SMALL, FAINT, across="center")
    sheet.line([(LEFT, foot), (LEFT + PLOT, foot)], 2, FAINT)
    for fold in axis.folds:
        x = LEFT + fold
        sheet.line([(x - 10, foot), (x + 10, foot)], 4, CARD)
        draw_fold(sheet, x, foot)


def _draw_lane(sheet: Sheet, laid: LaidLane, top: float) -> None:
    foot, lane = top + laid.height, laid.lane
    sheet.line([(EDGE, top), (LEFT + PLOT, top)], 1.5, RULE)
    lines = label_lines(lane)
    for number, line in enumerate(lines):
        y = top + laid.height / 2 + (number - (len(lines) - 1) / 2) * LABEL_LINE
        sheet.text((EDGE, y), line, LABEL, lane.colour, bold=True)
    sheet.text((LEFT - 22, top + laid.height / 2), str(len(lane.signs)), LABEL, lane.colour, across="right")
    dots: dict[tuple[str, str, str, float], list[Position]] = {}
    for number, sign in enumerate(lane.signs):
        piece, (_, shift) = laid.pieces[number], laid.positions[number]
        y = foot - laid.y(number)
        left, right = LEFT + piece.left, LEFT + piece.right
        at = ((left + right) / 2 + shift, y)
        if sign.is_span:
            draw_bar(sheet, sign, (left, right), y, laid.dot)
            at = (left + BADGE / 2, y)
        if sign.number:
            draw_badge(sheet, sign, at)
        elif sign.is_undated:
            draw_tick(sheet, sign, at, laid.dot)
        elif not sign.is_span:
            shape, size = shape_of(sign, laid.dot)
            dots.setdefault((sign.fill, sign.rim, shape, size), []).append(at)
    for (fill, rim, shape, size), points in dots.items():
        sheet.dots(points, size, fill, rim, shape=shape)


def _draw_key_facts(sheet: Sheet, plan: Plan, foot: float) -> None:
    """Draw the key facts, each with its badge in the plot."""
    signs = {sign.number: sign for laid in plan.lanes for sign in laid.lane.signs}
    y = foot - plan.key_height - FOOT
    left = EDGE + KEY_INDENT
    for number, (when, lines) in enumerate(plan.key_facts, start=1):
        y += KEY_LINE / 2
        draw_badge(sheet, signs[number], (EDGE + BADGE / 2, y))
        sheet.text((left, y), when, BODY, bold=True)
        for position, line in enumerate(lines):
            x = left + (0 if position else width_of(when, BODY, bold=True) + DATE_GAP)
            sheet.text((x, y + position * KEY_LINE), line, BODY)
        y += (len(lines) - 0.5) * KEY_LINE + KEY_GAP
