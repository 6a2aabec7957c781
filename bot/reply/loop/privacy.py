"""The rows that the store keeps about a reader, shown to them, with the button that deletes them."""

from bot.domain.knowledge import Snapshot
from bot.domain.watching import PersonalRows
from bot.reply.acts import to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import counted, quoted
from bot.reply.fallback import to_text
from bot.reply.loop.shown import name_of
from bot.reply.loop_acts import FORGET, OPT_OUT
from bot.reply.texts import clean, cut

_TITLE = "Your data"
_MOST, _MAX_TEXT = 10, 100
_CONFIRM = {
    "title": to_plain("Delete all this?"),
    "text": to_plain(
        "You will not be notified of what you asked for, nor of what you watch. Your votes are deleted too."
    ),
    "confirm": to_plain("Delete"),
    "deny": to_plain("Cancel"),
}


def to_privacy(rows: PersonalRows, snapshot: Snapshot) -> Element:
    """Return the message: the rows about a reader, and how long each is kept."""
    followed = [quoted(cut(clean(text), _MAX_TEXT) or "…") for text in rows.followed]
    watched = [name_of(watch.partner, watch.topic, snapshot) for watch in rows.watches]
    lines = [
        f"You asked to be notified of: {_listed(followed)}. Kept until you are notified, 90 days at most.",
        f"You watch: {_listed(watched)}. Kept until you end it.",
        f"You gave {counted(rows.votes, 'vote')}. Kept for 30 days under a code, not your name, then only counted.",
        f"Your role: {cut(clean(rows.role), _MAX_TEXT) or 'none'}. What curators do is kept for two years.",
        "What you asked last in a thread is kept for 6 hours, so that you can ask on.",
        "Your questions that are not answered are not kept."
        if rows.is_left_out
        else "Your questions that are not answered are kept for 180 days, without your name.",
    ]
    way, label = ("in", "Keep my questions again") if rows.is_left_out else ("out", "Leave my questions out")
    buttons = [to_act(OPT_OUT, label, way)]
    if rows.followed or rows.watches or rows.votes:
        buttons.insert(0, {**to_act(FORGET, "Delete all this", "", style="danger"), "confirm": _CONFIRM})
    blocks = [
        {"type": "header", "text": to_plain(_TITLE)},
        *map(to_line, lines),
        {"type": "actions", "elements": buttons},
    ]
    return {"text": to_text([_TITLE, *lines]), "blocks": blocks}


def _listed(items: list[str]) -> str:
    more = f" and {len(items) - _MOST} more" if len(items) > _MOST else ""
    return f"{', '.join(items[:_MOST]) or 'nothing'}{more}"
