"""What is kept of a reader, shown to them, with the way to delete it."""

from bot.domain.knowledge import Snapshot
from bot.domain.watching import PersonalRows
from bot.reply.acts import to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import counted, quoted
from bot.reply.fallback import escape_mrkdwn
from bot.reply.loop.shown import name_of
from bot.reply.loop_acts import FORGET, OPT_OUT
from bot.reply.texts import clean, cut

_MOST, _MAX_TEXT = 10, 100


def to_privacy(rows: PersonalRows, snapshot: Snapshot) -> Element:
    """Return the message: what is kept of somebody, and how long."""
    watched = [name_of(watch.partner, watch.topic, snapshot) for watch in rows.watches]
    lines = [
        _listed("You asked to be told of", [quoted(cut(clean(text), _MAX_TEXT)) for text in rows.followed])
        + " (kept until you are, 90 days at most)",
        _listed("You watch", watched) + " (kept until you end it)",
        f"You gave {counted(rows.votes, 'vote')} (under a keyed hash of who you are; after 30 days only counted)",
        f"Your role: {rows.role or 'none'}",
        "Your questions that are not answered are not kept."
        if rows.is_left_out
        else "Your questions that are not answered are kept for 180 days, without your name.",
    ]
    way, label = ("in", "Keep my questions again") if rows.is_left_out else ("out", "Leave my questions out")
    buttons = [to_act(FORGET, "Delete all this", "", style="danger"), to_act(OPT_OUT, label, way)]
    blocks = [
        {"type": "header", "text": to_plain("What is kept of you")},
        *map(to_line, lines),
        {"type": "actions", "elements": buttons},
    ]
    return {"text": escape_mrkdwn("\n".join(["What is kept of you", *lines])), "blocks": blocks}


def _listed(head: str, items: list[str]) -> str:
    more = f" and {len(items) - _MOST} more" if len(items) > _MOST else ""
    return f"{head}: {', '.join(items[:_MOST]) or 'nothing'}{more}"
