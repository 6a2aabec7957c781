"""The review of a proposal: one message in the review channel, changed in place, and what its author is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.operations import Kind
from bot.reply.controls import Element, to_plain
from bot.reply.curating.controls import APPROVE, ASK_CHANGES, DECLINE, EDIT, OPEN, to_act
from bot.reply.curating.preview import Preview, to_preview_blocks
from bot.reply.fallback import escape_mrkdwn
from bot.reply.texts import cut

REASON = "curate-reason"

_MAX_REASON, _MAX_HEADER = 500, 150
_KINDS = {
    Kind.ADD: "a new fact",
    Kind.EDIT: "an edit",
    Kind.REMOVE: "the removal of a fact",
    Kind.VERIFY: "that a fact is still true",
    Kind.RESTORE: "an earlier version of a fact",
}
# What became of it, by state: what everybody in the channel reads. {} is who decided.
_OUTCOMES = {
    "open": "Waiting for review",
    "changes": "{} asks for changes",
    "approved": "Approved by {}, being written into the files",
    "published": "Approved by {} and published",
    "declined": "Declined by {}",
    "conflict": "The fact has changed meanwhile, so this was not applied",
    "withdrawn": "Withdrawn by its author",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A proposal under review: its version, who wrote and who decided it (user ids), its state and both notes.

    `preview` is what it comes to today; None where that can no longer be told. `problem` is why it could not be
    applied, in words for the reviewer.
    """

    id: str
    version: int
    kind: Kind
    fact: str
    state: str
    author: str
    note: str = ""
    decided_by: str = ""
    reason: str = ""
    problem: str = ""
    preview: Preview | None = None


def to_review_message(review: Review, today: date) -> Element:
    """Return the message of the review channel, with buttons while there is something to decide."""
    blocks = [
        {"type": "header", "text": to_plain(cut(f"Proposed: {_KINDS[review.kind]}", _MAX_HEADER))},
        _people([_user(review.author), _text(f" · {review.fact}"), _text(f" · {review.note}" if review.note else "")]),
    ]
    if review.preview is not None:
        blocks += to_preview_blocks(review.preview, today)
    blocks.append(_people([*_outcome(review), _text(f": {review.reason}" if review.reason else "")]))
    if review.problem:
        blocks.append(_people([_text(review.problem, bold=True)]))
    if review.state == "open":
        blocks.append({"type": "actions", "elements": list(_decisions(review))})
    return {"text": _to_text(review), "blocks": blocks}


def to_reason_window(act: str, proposal: str, version: int) -> Element:
    """Return the window that asks a reviewer for the reason."""
    is_decline = act == DECLINE
    element = {"type": "plain_text_input", "action_id": REASON, "max_length": _MAX_REASON, "multiline": True}
    return {
        "type": "modal",
        "callback_id": REASON,
        "private_metadata": f"{act} {proposal} {version}",
        "title": to_plain("Decline" if is_decline else "Ask for changes"),
        "submit": to_plain("Decline" if is_decline else "Ask"),
        "close": to_plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": REASON,
                "label": to_plain("Why" if is_decline else "What is to be changed"),
                "hint": to_plain("The author reads it."),
                "element": element,
            }
        ],
    }


def parse_reason(values: Mapping[str, Any]) -> str:
    """Read the reason that a reviewer gives."""
    block = values.get(REASON)
    value = block.get(REASON) if isinstance(block, dict) else None
    text = value.get("value") if isinstance(value, dict) else None
    return " ".join(text.split())[:_MAX_REASON] if isinstance(text, str) else ""


def to_told_message(review: Review, *, both: tuple[str, str] | None = None) -> Element:
    """Return what the author is told, with a button to go on where it is theirs to act.

    `both` are the fact as it is now and as it was proposed, where the two are in conflict.
    """
    words = [*_outcome(review), _text(f": {review.reason}" if review.reason else ".")]
    blocks = [_people([_text(f"Your proposal of {_KINDS[review.kind]} ({review.fact}). "), *words])]
    if both:
        now, proposed = both
        blocks.append(_people([_text("Now: ", bold=True), _text(cut(now, 1_500))]))
        blocks.append(_people([_text("Proposed: ", bold=True), _text(cut(proposed, 1_500))]))
    if review.state == "changes" or (review.state == "conflict" and review.kind is Kind.ADD):
        blocks.append({"type": "actions", "elements": [to_act(OPEN, "Change it", review.id, style="primary")]})
    elif review.state == "conflict":
        blocks.append({"type": "actions", "elements": [to_act(EDIT, "Edit the fact as it is now", review.fact)]})
    return {"text": _to_text(review), "blocks": blocks}


def _decisions(review: Review) -> Iterator[Element]:
    value = f"{review.id} {review.version}"
    yield to_act(APPROVE, "Approve", value, style="primary")
    yield to_act(ASK_CHANGES, "Ask for changes", value)
    yield to_act(DECLINE, "Decline", value, style="danger")


def _outcome(review: Review) -> list[Element]:
    before, who, after = _OUTCOMES[review.state].partition("{}")
    named = [_user(review.decided_by)] if who and review.decided_by else [_text("a reviewer")] if who else []
    return [part for part in (_text(before), *named, _text(after)) if part.get("text") != ""]


def _to_text(review: Review) -> str:
    outcome = _OUTCOMES[review.state].format(f"<@{review.decided_by}>" if review.decided_by else "a reviewer")
    return f"Proposed: {_KINDS[review.kind]} ({escape_mrkdwn(review.fact)}). {outcome}"


def _people(elements: list[Element]) -> Element:
    kept = [element for element in elements if element.get("text") != ""]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": kept}]}


def _user(user: str) -> Element:
    return {"type": "user", "user_id": user}


def _text(text: str, *, bold: bool = False) -> Element:
    return {"type": "text", "text": text, "style": {"bold": True}} if bold else {"type": "text", "text": text}
