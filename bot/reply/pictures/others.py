"""The names of the partners that a map names in no label, or cut there: all of them, by kind, below it."""

from collections.abc import Sequence

from bot.domain.kinds import Kind
from bot.domain.responses import PartnerSummary
from bot.reply.pictures.palette import FAINT
from bot.reply.pictures.sheet import Sheet, name_of, width_of, wrap

LINE_HEIGHT = 34
_LETTERS = 24
# A base of very many partners has no more lines of them.
_MOST_LINES = 24
_GAP = 14


def other_lines(summaries: Sequence[PartnerSummary], kinds: Sequence[Kind], width: float) -> list[tuple[str, str]]:
    """Lay out the names in lines: the heading of a kind, "" where a line goes on with it, and names."""
    lines: list[tuple[str, str]] = []
    for kind in kinds:
        names = [
            name_of(summary.partner.name, summary.partner.id) for summary in summaries if summary.partner.kind == kind
        ]
        if names and len(lines) < _MOST_LINES:
            room = width - heading_width(kind.heading)
            wrapped = wrap(", ".join(names), _LETTERS, room, _MOST_LINES)
            lines += [(kind.heading if number == 0 else "", line) for number, line in enumerate(wrapped)]
    return lines[:_MOST_LINES]


def heading_width(heading: str) -> float:
    """Return the distance from the edge at which the names of a kind begin."""
    return width_of(heading, _LETTERS, bold=True) + _GAP


def draw_others(sheet: Sheet, lines: Sequence[tuple[str, str]], left: float, top: float) -> None:
    """Draw the lines from the top downwards, each below the names of its kind."""
    indent = 0.0
    for number, (heading, names) in enumerate(lines):
        y = top + (number + 0.5) * LINE_HEIGHT
        if heading:
            indent = heading_width(heading)
            sheet.text((left, y), heading, _LETTERS, FAINT, bold=True)
        sheet.text((left + indent, y), names, _LETTERS)
