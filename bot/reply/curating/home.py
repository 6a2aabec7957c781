"""The curators' part of the App Home: their drafts, and the proposals that wait for review."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.operations import OF_FACTS, decode_operation
from bot.domain.proposals import Proposal
from bot.reply.acts import DISCARD, OPEN, PROPOSE, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.review import describe_kind
from bot.reply.curating.rich import to_line
from bot.reply.texts import cut

_MOST = 8
_MAX_LINE = 150
_STATES = {
    "draft": "draft",
    "open": "waiting for review",
    "changes": "changes asked for",
    "approved": "approved, being published",
    "published": "published",
    "declined": "declined",
    "conflict": "not published: the fact has changed meanwhile",
    "withdrawn": "withdrawn",
}
_CAN_GO_ON, _CAN_DISCARD = ("draft", "changes"), ("draft", "changes", "conflict")


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposal in a list: its id, its state, a line that describes it, and the reason for its state, if any."""

    id: str
    state: str
    line: str
    reason: str = ""


def to_entry(proposal: Proposal) -> Entry:
    """Return a proposal as an entry of a list, described by its statement, or else its fact or partner."""
    return Entry(proposal.id, proposal.state.value, _describe(proposal), proposal.reason)


def _describe(proposal: Proposal) -> str:
    try:
        operation = decode_operation(proposal.operation)
    except ValueError:
        return proposal.fact or "a new fact"
    if operation.kind not in OF_FACTS:
        return f"{describe_kind(operation.kind)}: {operation.target}"
    statement = operation.fields.get("statement")
    return statement if isinstance(statement, str) and statement else proposal.fact or "a new fact"


def to_proposal_blocks(own: Sequence[Entry], waiting: Sequence[Entry] | None) -> list[Element]:
    """Return the curator's own proposals and, for a reviewer (not None), those that wait for review."""
    blocks: list[Element] = [
        {"type": "header", "text": to_plain("Curating")},
        {"type": "actions", "elements": [to_act(PROPOSE, "Propose a fact", "", style="primary")]},
    ]
    for number, entry in enumerate(own[:_MOST], start=1):
        reason = f": {entry.reason}" if entry.reason else ""
        blocks.append(to_line(f"{cut(entry.line, _MAX_LINE)} · {_STATES[entry.state]}{cut(reason, _MAX_LINE)}"))
        buttons = [to_act(OPEN, "Continue", entry.id, number)] if entry.state in _CAN_GO_ON else []
        if entry.state in _CAN_DISCARD:
            discard = to_act(DISCARD, "Discard", entry.id, number)
            buttons.append({**discard, "confirm": _to_confirmation(entry)})
            blocks.append({"type": "actions", "elements": buttons})
    if len(own) > _MOST:
        blocks.append(to_line(f"and {len(own) - _MOST} more, changed longer ago"))
    if not own:
        blocks.append(to_line("You have no drafts or proposals."))
    if waiting is not None:
        blocks.append({"type": "header", "text": to_plain("Waiting for review")})
        blocks += [to_line(entry.line, _MAX_LINE) for entry in waiting[:_MOST]]
        if len(waiting) > _MOST:
            blocks.append(to_line(f"and {len(waiting) - _MOST} more in the review channel"))
        if not waiting:
            blocks.append(to_line("No proposals are waiting."))
    return [*blocks, {"type": "divider"}]


def _to_confirmation(entry: Entry) -> Element:
    """Make the dialog that confirms that a draft is discarded."""
    return {
        "title": to_plain("Discard this draft?"),
        "text": to_plain(f"{cut(entry.line, _MAX_LINE)}: what was written will be gone."),
        "confirm": to_plain("Discard"),
        "deny": to_plain("Keep it"),
    }
