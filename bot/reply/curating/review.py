"""The review of a proposal: one message in the review channel, updated in place, and the notices to its author."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.operations import Kind
from bot.reply.acts import APPROVE, ASK_CHANGES, DECLINE, EDIT, OPEN, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.preview import Changed, Preview, to_changes_block, to_preview_blocks
from bot.reply.curating.rich import MAX_TEXT, to_paragraph, to_text, to_user
from bot.reply.fallback import escape_mrkdwn
from bot.reply.fields import read_text, to_input, to_text_element
from bot.reply.texts import clean, cut

REASON = "curate-reason"

_MAX_REASON = 500
_KINDS = {
    Kind.ADD: "new fact",
    Kind.EDIT: "edit",
    Kind.REMOVE: "removal",
    Kind.VERIFY: "still true",
    Kind.RESTORE: "restore an earlier version",
    Kind.ADD_KEYWORD: "new keywords",
    Kind.ADD_ALIAS: "new names of a partner",
    Kind.ADD_TOPIC_WORD: "new words of a topic",
    Kind.ADD_PARTNER: "new partner",
    Kind.ADD_SOURCE: "new source",
}
# The outcome by state, as everybody in the channel reads it. {} is the reviewer.
_OUTCOMES = {
    "open": "Waiting for review",
    "changes": "{} asks for changes",
    "approved": "Approved by {}, being published",
    "published": "Approved by {} and published",
    "declined": "Declined by {}",
    "conflict": "Not published, because the fact has changed meanwhile",
    "withdrawn": "Withdrawn by its author",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A proposal under review: its version, its author and reviewer (user ids), its state and both notes.

    `fact` is the id of its fact; for some kinds that is a partner, a topic or a source. `preview` is its result as of
    today, None once it is decided; then `changes` are the changes that it proposed. `problem` says why it could not be
    applied, in words for the reviewer. `gap` is the question or report that it fills, "" for none.
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
    changes: tuple[Changed, ...] = ()
    gap: str = ""


def describe_kind(kind: Kind) -> str:
    """Describe the kind of a proposal."""
    return _KINDS[kind]


def to_review_message(review: Review, today: date) -> Element:
    """Return the message of the review channel, with buttons while the proposal is undecided."""
    details = "".join([f" · {_shortened(text)}" for text in (review.fact, review.note) if text])
    blocks = [
        {"type": "header", "text": to_plain(f"Proposal: {_KINDS[review.kind]}")},
        to_paragraph([to_user(review.author), to_text(details)]),
    ]
    if gap := _shortened(review.gap):
        blocks.append(to_paragraph([to_text("For what readers asked or reported: ", bold=True), to_text(gap)]))
    if review.preview is not None:
        blocks += to_preview_blocks(review.preview, today)
    elif review.changes:
        blocks.append(to_changes_block(review.changes))
    blocks.append(to_paragraph(_outcome(review)))
    if problem := cut(clean(review.problem), MAX_TEXT):
        blocks.append(to_paragraph([to_text(problem, bold=True)]))
    if review.state == "open":
        blocks.append({"type": "actions", "elements": list(_decisions(review))})
    return {"text": _to_text(_named("Proposal", review), review), "blocks": blocks}


def to_reason_window(act: str, proposal: str, version: int) -> Element:
    """Return the window that asks a reviewer for the reason."""
    is_decline = act == DECLINE
    label = "Reason" if is_decline else "What should change"
    reason = to_text_element("", _MAX_REASON, is_long=True)
    return {
        "type": "modal",
        "callback_id": REASON,
        "private_metadata": f"{act} {proposal} {version}",
        "title": to_plain("Decline" if is_decline else "Ask for changes"),
        "submit": to_plain("Decline" if is_decline else "Ask"),
        "close": to_plain("Cancel"),
        "blocks": [to_input(REASON, label, reason, hint="The author will read this.")],
    }


def parse_reason(values: Mapping[str, Any]) -> str:
    """Read the reviewer's reason."""
    return read_text(values, REASON)[:_MAX_REASON]


def describe_missing_reason() -> dict[str, str]:
    """Return the error of an empty reason."""
    return {REASON: "Write the reason: the author will read it."}


def to_decision_message(review: Review, *, both: tuple[str, str] | None = None) -> Element:
    """Return the notice to the author, with a button where the next step is theirs.

    `both` are the fact as it is now and as it was proposed, where the two are in conflict.
    """
    named = _named("Your proposal", review)
    blocks = [to_paragraph([to_text(f"{named} "), *_outcome(review)])]
    for label, version in zip(("Now: ", "Proposed: "), both or (), strict=False):
        blocks.append(to_paragraph([to_text(label, bold=True), to_text(cut(clean(version), MAX_TEXT))]))
    if review.state == "changes" or (review.state == "conflict" and review.kind is Kind.ADD):
        blocks.append({"type": "actions", "elements": [to_act(OPEN, "Make changes", review.id, style="primary")]})
    elif review.state == "conflict":
        blocks.append({"type": "actions", "elements": [to_act(EDIT, "Edit the fact as it is now", review.fact)]})
    return {"text": _to_text(named, review), "blocks": blocks}


def to_again_message(review: Review) -> Element:
    """Return the notice to the channel that a changed proposal waits for review again."""
    pieces = [to_user(review.author), to_text(" has changed the proposal: it waits for review again.")]
    return {"text": _to_mrkdwn(pieces), "blocks": [to_paragraph(pieces)]}


def _decisions(review: Review) -> Iterator[Element]:
    value = f"{review.id} {review.version}"
    yield to_act(APPROVE, "Approve", value, style="primary")
    yield to_act(ASK_CHANGES, "Ask for changes", value)
    yield to_act(DECLINE, "Decline", value, style="danger")


def _named(name: str, review: Review) -> str:
    return f"{name} ({', '.join(filter(None, (_KINDS[review.kind], _shortened(review.fact))))}):"


def _outcome(review: Review) -> list[Element]:
    """Describe the outcome of a proposal, with the reviewer and the reason."""
    before, who, after = _OUTCOMES[review.state].partition("{}")
    decided = [to_user(review.decided_by)] if who else []
    reason = f": {_shortened(review.reason)}" if review.reason else ""
    return [to_text(before), *decided, to_text(after + reason)]


def _to_text(named: str, review: Review) -> str:
    """Return the same as a message's text, in which a person is a mention."""
    return _to_mrkdwn([to_text(f"{named} "), *_outcome(review)])


def _to_mrkdwn(pieces: Iterable[Element]) -> str:
    return "".join([f"<@{one['user_id']}>" if "user_id" in one else escape_mrkdwn(one["text"]) for one in pieces])


def _shortened(text: str) -> str:
    return cut(clean(text), _MAX_REASON)
