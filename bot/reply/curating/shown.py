"""The window that lists the acts on each fact of a reply."""

from collections.abc import Iterable
from datetime import date

from bot.domain.knowledge import Fact, Snapshot
from bot.reply import wording
from bot.reply.acts import EDIT, HISTORY, PROPOSE, REMOVE, VERIFY, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.preview import to_plain_fact_block

# Three blocks a fact; Slack allows a hundred in a window.
_MOST = 20
_ACTS = ((EDIT, "Edit"), (VERIFY, "Still true"), (HISTORY, "History"), (REMOVE, "Remove"))


def to_shown_window(facts: Iterable[Fact], snapshot: Snapshot, today: date, partner: str = "") -> Element:
    """Return the facts with the buttons of each, and the button for a new fact about the same partner."""
    blocks: list[Element] = [
        {"type": "actions", "elements": [to_act(PROPOSE, "Propose a fact", partner, style="primary")]}
    ]
    for number, fact in enumerate(list(facts)[:_MOST]):
        blocks += [{"type": "divider"}, to_plain_fact_block(fact, snapshot, today), _acts_on(fact, number)]
    return {
        "type": "modal",
        "title": to_plain("Curate"),
        "close": to_plain(wording.CLOSE),
        "blocks": blocks,
    }


def _acts_on(fact: Fact, number: int) -> Element:
    return {"type": "actions", "elements": [to_act(act, label, fact.id, number) for act, label in _ACTS]}
