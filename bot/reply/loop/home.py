"""What the App Home shows curators of what is asked for."""

from collections.abc import Sequence

from bot.domain.gaps import Gap
from bot.domain.knowledge import Snapshot
from bot.reply.acts import to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import quoted
from bot.reply.loop.shown import text_of, times_in_words
from bot.reply.loop_acts import REPORT

_MOST = 5


def to_gap_blocks(gaps: Sequence[Gap], snapshot: Snapshot) -> list[Element]:
    """Return what is asked for most, and the button for the report."""
    blocks: list[Element] = [
        {"type": "header", "text": to_plain("Asked for")},
        *[to_line(f"{quoted(text_of(gap, snapshot))} · {times_in_words(max(gap.asks, 1))}") for gap in gaps[:_MOST]],
    ]
    if len(gaps) > _MOST:
        blocks.append(to_line(f"and {len(gaps) - _MOST} more in the review channel"))
    if not gaps:
        blocks.append(to_line("Nothing is asked for that the base does not have."))
    return [*blocks, {"type": "actions", "elements": [to_act(REPORT, "Report", "")]}, {"type": "divider"}]
