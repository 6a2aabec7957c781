"""A gap in the review channel: its message, updated in place, and the window in which it is declined."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from bot.domain.gaps import Gap, GapKind, GapState
from bot.domain.knowledge import Snapshot
from bot.reply.controls import Element, to_plain
from bot.reply.curating import Changed, to_changes_block
from bot.reply.curating.rich import to_line, to_paragraph, to_text, to_user
from bot.reply.english import quoted
from bot.reply.fallback import escape_mrkdwn
from bot.reply.fields import read_metadata, read_text, read_values, to_input, to_text_element
from bot.reply.loop.shown import (
    asked_in_words,
    is_web_address,
    names_of,
    text_of,
    to_decline_button,
    to_gap_buttons,
    to_labelled,
    to_quote,
)
from bot.reply.texts import clean, cut

GAP_REASON = "loop-reason"

_MAX_REASON, _MAX_STATEMENT = 500, 1_000
_HEADS = {GapKind.MISS: "Asked for, and not in the base", GapKind.FAULT: "Reported by a reader"}


def to_gap_message(
    gap: Gap, today: date, snapshot: Snapshot, *, proposer: str = "", changes: Sequence[Changed] = ()
) -> Element:
    """Return the message of the review channel, with buttons while the gap is open.

    Where a `proposer` has proposed a fact for it, that is reviewed first, and the gap can only be declined. `changes`
    are those of the reported fact.
    """
    text = text_of(gap, snapshot)
    outcome = _outcome_of(gap)
    blocks: list[Element] = [
        {"type": "header", "text": to_plain(_HEADS[gap.kind])},
        to_quote(text),
        to_line(" · ".join([asked_in_words(gap, today), *names_of(gap, snapshot)])),
        *_details_of(gap, snapshot),
    ]
    if outcome:
        blocks += [*([to_changes_block(changes)] if changes else []), to_line(outcome)]
    else:
        if proposer:
            blocks.append(
                to_paragraph([to_user(proposer), to_text(" has proposed what fills it, which waits for review.")])
            )
        ways = [] if proposer else to_gap_buttons(gap, snapshot)
        blocks.append({"type": "actions", "elements": [*ways, to_decline_button(gap)]})
    text_line = f"{_HEADS[gap.kind]}: {quoted(text)}. {outcome or asked_in_words(gap, today)}"
    return {"text": escape_mrkdwn(text_line), "blocks": blocks}


def to_decline_window(gap: Gap, snapshot: Snapshot) -> Element:
    """Return the window that shows a gap and asks for the reason to decline it."""
    reason = to_text_element("", _MAX_REASON, is_long=True)
    return {
        "type": "modal",
        "callback_id": GAP_REASON,
        "private_metadata": gap.id,
        "title": to_plain("Decline"),
        "submit": to_plain("Decline"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_quote(text_of(gap, snapshot)),
            *_details_of(gap, snapshot),
            to_input(GAP_REASON, "Reason", reason, hint="Those who asked to be notified will read this."),
        ],
    }


def parse_decline(view: Any) -> tuple[str, str]:
    """Read the submitted window: the gap's id, and the reason."""
    return read_metadata(view), read_text(read_values(view), GAP_REASON)[:_MAX_REASON]


def describe_missing_reason() -> dict[str, str]:
    """Return the error, by field, of an empty reason."""
    return {GAP_REASON: "Write the reason: those who asked to be notified will read it."}


def _outcome_of(gap: Gap) -> str:
    """Describe the outcome of a gap; "" while it is open."""
    if gap.state is GapState.OPEN:
        return ""
    if gap.state is GapState.FILLED:
        return "Filled: the base has it now." if gap.kind is GapKind.MISS else "Fixed."
    reason = cut(clean(gap.reason), _MAX_REASON)
    return f"Declined: {reason}" if reason else "Declined."


def _details_of(gap: Gap, snapshot: Snapshot) -> Iterator[Element]:
    """Yield the reported fact, and the readers' notes."""
    fact = snapshot.facts.get(gap.fact)
    if fact:
        yield to_labelled("It says", cut(clean(fact.statement), _MAX_STATEMENT))
    elif gap.fact:
        yield to_line(f"It is about {cut(clean(gap.fact), _MAX_REASON)}, which the base no longer has.")
    if note := cut(clean(gap.note), _MAX_REASON):
        yield to_labelled("Note", note)
    if link := clean(gap.link):
        yield to_labelled("Source", cut(link, _MAX_STATEMENT), link if is_web_address(link) else "")
