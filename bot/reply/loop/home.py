"""The curators' list of gaps in the App Home."""

from collections.abc import Sequence

from bot.domain.gaps import Gap, GapKind
from bot.domain.knowledge import Snapshot
from bot.reply.acts import to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import quoted
from bot.reply.loop.shown import text_of, times_in_words
from bot.reply.loop_acts import REPORT

_MOST = 5


def to_gap_blocks(gaps: Sequence[Gap], snapshot: Snapshot) -> list[Element]:
    """Return the most requested gaps, the reported facts, and the button for the report of usage."""
    asked, reported = ([gap for gap in gaps if gap.kind is kind] for kind in (GapKind.MISS, GapKind.FAULT))
    blocks = _to_list("Asked for", asked, snapshot)
    if not asked:
        blocks.append(to_line("Nothing is asked for that the base does not have."))
    if reported:
        blocks += _to_list("Reported by readers", reported, snapshot)
    return [*blocks, {"type": "actions", "elements": [to_act(REPORT, "Report", "")]}, {"type": "divider"}]


def _to_list(title: str, gaps: Sequence[Gap], snapshot: Snapshot) -> list[Element]:
    """Return the first gaps under a title, and the number of the others."""
    lines = [f"{quoted(text_of(gap, snapshot))} · {times_in_words(max(gap.asks, 1))}" for gap in gaps[:_MOST]]
    if len(gaps) > _MOST:
        lines.append(f"and {len(gaps) - _MOST} more in the review channel")
    return [{"type": "header", "text": to_plain(title)}, *map(to_line, lines)]
