"""The legend of a timeline's signs, below its axis."""

from collections.abc import Callable, Iterable

from bot.domain.knowledge import Status
from bot.reply.pictures.captions import UNDATED
from bot.reply.pictures.marks import draw_bar, draw_tick, shape_of
from bot.reply.pictures.palette import FAINT
from bot.reply.pictures.sheet import Sheet, width_of
from bot.reply.pictures.signs import Sign

EVENT = "event"
LASTING = "lasting"
OPEN = "no end or beginning known"
VAGUE = "uncertain or about then"
INEXACT = "within these years"
DISPUTED = "disputed"
SUPERSEDED = "superseded"
FOLDED = "years without facts left out"

LINE_HEIGHT = 40

_LETTERS = 24
_DOT = 18
_SPAN = 44
_BETWEEN = 40

# The position of a sign from the left, its meaning, and the sign; None for the strokes across the axis.
LegendEntry = tuple[float, str, Sign | None]


def _is_dot(sign: Sign) -> bool:
    return not (sign.is_span or sign.is_undated)


_ENTRIES: tuple[tuple[str, Callable[[Sign], bool], Sign], ...] = (
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


def legend_lines(
    signs: Iterable[Sign], left: float, right: float, *, is_folded: bool = False
) -> list[list[LegendEntry]]:
    """Lay out the signs that occur, and the strokes across an axis that is folded, in lines between two edges."""
    lines: list[list[LegendEntry]] = []
    x = right
    signs = list(signs)
    entries: list[tuple[str, Sign | None]] = [
        (words, sign) for words, occurs, sign in _ENTRIES if any(map(occurs, signs))
    ]
    for words, sign in [*entries, *([(FOLDED, None)] if is_folded else [])]:
        width = _room_of(sign) + width_of(words, _LETTERS)
        if not lines or x + width > right:
            lines.append([])
            x = left
        lines[-1].append((x, words, sign))
        x += width + _BETWEEN
    return lines


def draw_legend(sheet: Sheet, lines: Iterable[Iterable[LegendEntry]], top: float) -> None:
    """Draw the lines from the top downwards."""
    for number, line in enumerate(lines):
        y = top + (number + 0.5) * LINE_HEIGHT
        for x, words, sign in line:
            sheet.text((x + _room_of(sign), y), words, _LETTERS, FAINT)
            _draw_sign(sheet, sign, x, y)


def draw_fold(sheet: Sheet, x: float, y: float) -> None:
    """Draw the two strokes for years that an axis leaves out, about a point."""
    for side in (-10, 10):
        sheet.line([(x + side - 5, y + 10), (x + side + 5, y - 10)], 2, FAINT)


def _draw_sign(sheet: Sheet, sign: Sign | None, x: float, y: float) -> None:
    if sign is None:
        draw_fold(sheet, x + _SPAN / 2 - 6, y)
    elif sign.is_span:
        draw_bar(sheet, sign, (x, x + _SPAN - 6), y, _DOT)
    elif sign.is_undated:
        draw_tick(sheet, sign, (x + _DOT / 2, y), _DOT)
    else:
        shape, size = shape_of(sign, _DOT)
        sheet.dots([(x + _DOT / 2, y)], size, sign.fill, sign.rim, shape=shape)


def _room_of(sign: Sign | None) -> int:
    return (_SPAN if sign is None or sign.is_span else _DOT) + 12
