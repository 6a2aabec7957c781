"""What somebody watches: that it is begun or ended, what has changed, and the list in the App Home."""

from collections.abc import Sequence
from datetime import date

from bot.domain.knowledge import About, Fact, Snapshot
from bot.domain.watching import ChangeKind, FactChange, Pace, Watch
from bot.reply.acts import to_act
from bot.reply.controls import MAX_VALUE, Element, to_plain
from bot.reply.curating.preview import to_plain_fact_block
from bot.reply.curating.rich import to_line
from bot.reply.english import counted
from bot.reply.fallback import escape_mrkdwn
from bot.reply.loop.shown import name_of
from bot.reply.loop_acts import PACE, UNWATCH
from bot.reply.texts import clean, cut

MOST_CHANGES, MOST_WATCHES = 10, 15
_MAX_LINE = 300
_PACES = {Pace.AT_ONCE: "at once", Pace.WEEKLY: "in a weekly message, on Mondays"}
_KINDS = {ChangeKind.NEW: "New", ChangeKind.CHANGED: "Changed"}


def to_watching(name: str, watch: Watch, *, is_new: bool) -> Element:
    """Return what is said to who begins to watch something, or changes how soon they are told."""
    begun = "You watch" if is_new else "You are watching"
    text = f"{begun} {clean(name)}: what is new and what changes you are told {_PACES[watch.pace]}."
    other = Pace.WEEKLY if watch.pace is Pace.AT_ONCE else Pace.AT_ONCE
    label = "Weekly" if other is Pace.WEEKLY else "At once"
    buttons = [to_act(PACE, label, f"{other} {_to_value(watch)}"), _stop(watch, 1)]
    return {"text": escape_mrkdwn(text), "blocks": [to_line(text), {"type": "actions", "elements": buttons}]}


def to_unwatched(name: str, *, was_watched: bool) -> Element:
    """Return what is said to who ends a watch, or would and has none."""
    text = f"You no longer watch {clean(name)}." if was_watched else f"You did not watch {clean(name)}."
    return {"text": escape_mrkdwn(text), "blocks": [to_line(text)]}


def describe_watch_usage(about: About) -> str:
    """Say what can be watched."""
    return escape_mrkdwn(
        f"Name one {about.partner.singular} or one topic to watch: {about.command} watch …, and to end it "
        f"{about.command} unwatch …. {about.command} partners and {about.command} topics list them."
    )


def to_watch_notice(
    watch: Watch, changes: Sequence[tuple[FactChange, Fact | None]], snapshot: Snapshot, today: date, *, more: int = 0
) -> Element:
    """Return what somebody who watches is told: the facts that are new or changed, as they are by now.

    `more` is how many have changed beside these.
    """
    shown = [(change, fact) for change, fact in changes if fact is not None]
    more += len(shown) - len(shown[:MOST_CHANGES])
    name = name_of(watch.partner, watch.topic, snapshot)
    total = len(shown[:MOST_CHANGES]) + more
    head = f"{counted(total, snapshot.about.fact)} new or changed of what you watch ({name})"
    blocks: list[Element] = [{"type": "header", "text": to_plain(cut(head, 150))}]
    lines = [head]
    for change, fact in shown[:MOST_CHANGES]:
        blocks += [to_line(_KINDS.get(change.kind, "Changed")), to_plain_fact_block(fact, snapshot, today)]
        lines.append(f"• {cut(clean(fact.statement), _MAX_LINE)}")
    if more > 0:
        blocks.append(to_line(f"and {more} more"))
    blocks.append({"type": "actions", "elements": [_stop(watch)]})
    return {"text": escape_mrkdwn("\n".join(lines)), "blocks": blocks}


def to_watch_blocks(watches: Sequence[Watch], snapshot: Snapshot) -> list[Element]:
    """Return what the App Home shows of somebody's watches; nothing where there are none."""
    if not watches:
        return []
    blocks: list[Element] = [{"type": "header", "text": to_plain("You watch")}]
    for number, watch in enumerate(watches[:MOST_WATCHES]):
        name = name_of(watch.partner, watch.topic, snapshot)
        blocks.append({**to_line(f"{name} · told {_PACES[watch.pace]}"), "accessory": _stop(watch, number)})
    if len(watches) > MOST_WATCHES:
        blocks.append(to_line(f"and {len(watches) - MOST_WATCHES} more"))
    return [*blocks, {"type": "divider"}]


def _stop(watch: Watch, number: int = 0) -> Element:
    return to_act(UNWATCH, "Stop", _to_value(watch), number)


def _to_value(watch: Watch) -> str:
    value = f"partner {watch.partner}" if watch.partner else f"topic {watch.topic}"
    return value[: MAX_VALUE - len("weekly ")]
