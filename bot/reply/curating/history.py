"""A fact's history: its changes with author, day and reason, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reply import wording
from bot.reply.acts import RESTORE, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.preview import Changed, to_changes_block
from bot.reply.curating.rich import to_line, to_paragraph, to_text, to_user
from bot.reply.texts import clean, cut

# Four blocks a version; Slack allows a hundred in a window.
_MOST = 20
_MAX_LINE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One change of a fact: its day, its author, its approver, and the reason.

    Authors and approvers are user ids where it is `by_users`, else names from git. `changes` are by key, each with the
    values before and after. `id` is the value of *Restore*, which brings back the version before; "" where that is
    impossible.
    """

    id: str
    day: str
    author: str
    approver: str = ""
    note: str = ""
    changes: tuple[Changed, ...] = ()
    by_users: bool = False


def to_history_window(fact: str, versions: Sequence[Version], *, missing: str = "") -> Element:
    """Return a fact's history as a window; `missing` describes the part that could not be read."""
    blocks: list[Element] = [to_line(fact)]
    if missing:
        blocks.append(to_line(missing))
    if not versions:
        blocks.append(to_line("No changes of this fact are on record."))
    for number, version in enumerate(versions[:_MOST]):
        blocks += [{"type": "divider"}, _head(version)]
        if version.changes:
            blocks.append(to_changes_block(version.changes))
        if version.id:
            button = to_act(RESTORE, "Restore the version before this", version.id, number)
            blocks.append({"type": "actions", "elements": [button]})
    if len(versions) > _MOST:
        blocks.append(to_line(f"Earlier changes that are not shown: {len(versions) - _MOST}."))
    return {
        "type": "modal",
        "title": to_plain("History"),
        "close": to_plain(wording.CLOSE),
        "blocks": blocks,
    }


def _head(version: Version) -> Element:
    approved = [to_text(", approved by "), _who(version.approver, version)] if version.approver else []
    note = [to_text(f" · {cut(clean(version.note), _MAX_LINE)}")] if version.note else []
    return to_paragraph([to_text(f"{version.day} · "), _who(version.author, version), *approved, *note])


def _who(person: str, version: Version) -> Element:
    return to_user(person) if version.by_users else to_text(cut(clean(person), _MAX_LINE) or "somebody")
