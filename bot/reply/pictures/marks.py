"""Drawing of a timeline's signs: dots, bars, ticks, and badges with a number."""

from bot.domain.knowledge import Status
from bot.reply.pictures.palette import CARD, INK
from bot.reply.pictures.sheet import Position, Sheet
from bot.reply.pictures.signs import Sign

BADGE = 34


def shape_of(sign: Sign, dot: float) -> tuple[str, float]:
    """Return a dot's shape and size: a disputed fact is a diamond, smaller so that it is no wider."""
    return ("D", dot / 1.3) if sign.status is Status.DISPUTED else ("o", dot)


def tick_width(dot: int) -> int:
    """Return the width of a tick beside dots of a diameter."""
    return max(3, dot // 4)


def draw_tick(sheet: Sheet, sign: Sign, at: Position, dot: int) -> None:
    """Draw the sign of a fact without a date."""
    x, y = at
    sheet.line([(x, y - dot / 2), (x, y + dot / 2)], tick_width(dot), sign.fill)


def draw_bar(sheet: Sheet, sign: Sign, ends: tuple[float, float], y: float, dot: int) -> None:
    """Draw a bar from end to end, dashed where it is vague, with an arrow where it is open."""
    left, right = ends
    colour = sign.tone
    sheet.line([(left, y), (right, y)], dot * 0.45, colour, dashed=sign.is_vague)
    for is_open, x, shape in zip(sign.is_open, (left, right), "<>", strict=True):
        if is_open:
            sheet.dots([(x, y)], dot * 1.1, colour, colour, shape=shape)


def draw_badge(sheet: Sheet, sign: Sign, at: Position) -> None:
    """Draw a dot with a fact's number among the key facts."""
    sheet.dots([at], BADGE, sign.fill, sign.rim, rim_width=3)
    ink = sign.rim if sign.is_vague else INK if sign.is_pale else CARD
    sheet.text((at[0], at[1] + 1), str(sign.number), 20, ink, bold=True, across="center")
