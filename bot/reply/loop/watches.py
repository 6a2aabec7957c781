"""Messages about watches: their start and end, the notices of changes, and the list in the App Home."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.answers import FactMatch, because
from bot.domain.knowledge import About, Fact, Snapshot
from bot.domain.watching import ChangeKind, FactChange, Pace, Watch
from bot.reply.acts import to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.elements import MAX_HEADER, to_fact_block
from bot.reply.english import counted, join
from bot.reply.facts import to_fact_view
from bot.reply.fallback import escape_mrkdwn, to_text
from bot.reply.loop.shown import count_fitting, name_of
from bot.reply.loop_acts import PACE, UNWATCH
from bot.reply.texts import clean, cut

MOST_CHANGES, MOST_WATCHES = 10, 15
_MAX_LINE, _MAX_NAME = 300, 200
_PACES = {Pace.AT_ONCE: "at once", Pace.WEEKLY: "in a weekly message, on Mondays"}
_LABELS = {Pace.AT_ONCE: "At once", Pace.WEEKLY: "Weekly"}


def to_watching(name: str, watch: Watch, *, is_new: bool) -> Element:
    """Return the confirmation of a new watch, or of a changed pace."""
    begun = "You watch" if is_new else "You are watching"
    text = f"{begun} {cut(clean(name), _MAX_NAME)}: news and changes come {_PACES[watch.pace]}."
    buttons = [_change_pace(watch), _stop("Stop", watch)]
    return {"text": escape_mrkdwn(text), "blocks": [to_line(text), {"type": "actions", "elements": buttons}]}


def to_unwatched(name: str, *, was_watched: bool) -> Element:
    """Return the confirmation of the end of a watch; `was_watched` is False where there was none."""
    text = f"You {'no longer' if was_watched else 'did not'} watch {cut(clean(name), _MAX_NAME)}."
    return {"text": escape_mrkdwn(text), "blocks": [to_line(text)]}


def describe_watch_usage(about: About) -> str:
    """Describe what can be watched."""
    return escape_mrkdwn(
        f"Name one {about.partner.singular} or one topic to watch: {about.command} watch …, and to end it "
        f"{about.command} unwatch …. {about.command} partners and {about.command} topics list them."
    )


def to_watch_notice(
    watches: Sequence[Watch],
    changes: Sequence[tuple[FactChange, Fact | None]],
    snapshot: Snapshot,
    today: date,
    *,
    more: int = 0,
) -> Element:
    """Return the notice to a watcher: new, changed and removed facts, as they are now.

    `watches` are those that the notice is for, each with a button that ends it; `more` is the number of further changed
    facts.
    """
    there = [(change, fact) for change, fact in changes if fact is not None]
    gone = [change.fact for change, fact in changes if fact is None]
    noun = snapshot.about.fact
    shown = there[: count_fitting([fact for _, fact in there], MOST_CHANGES)]
    counts = [
        f"{counted(len(there) + more, noun)} new or changed" if there or more else "",
        f"{counted(len(gone), noun)} removed" if gone else "",
    ]
    head = f"Of what you watch: {join(filter(None, counts)) or 'nothing new'}"
    more += len(there) - len(shown)
    rest = [*_gone_lines(gone), *([f"and {more} more"] if more else [])]
    stops = [
        _stop(f"Stop watching {name_of(watch.partner, watch.topic, snapshot)}", watch, number)
        for number, watch in enumerate(watches[:MOST_WATCHES])
    ]
    blocks: list[Element] = [
        {"type": "header", "text": to_plain(cut(head, MAX_HEADER))},
        *[_to_changed_block(change, fact, snapshot, today) for change, fact in shown],
        *map(to_line, rest),
        *([{"type": "actions", "elements": stops}] if stops else []),
    ]
    said = [f"• {_LEADS[change.kind]}: {cut(clean(fact.statement), _MAX_LINE)}" for change, fact in shown]
    return {"text": to_text([head, *said, *rest]), "blocks": blocks}


def to_watch_blocks(watches: Sequence[Watch], snapshot: Snapshot) -> list[Element]:
    """Return the App Home's list of a reader's watches; empty where there are none."""
    if not watches:
        return []
    blocks: list[Element] = [{"type": "header", "text": to_plain("You watch")}]
    for number, watch in enumerate(watches[:MOST_WATCHES]):
        name = name_of(watch.partner, watch.topic, snapshot)
        buttons = [_change_pace(watch, number), _stop("Stop", watch, number)]
        blocks += [to_line(f"{name} · notified {_PACES[watch.pace]}"), {"type": "actions", "elements": buttons}]
    if len(watches) > MOST_WATCHES:
        blocks.append(to_line(f"and {len(watches) - MOST_WATCHES} more"))
    return [*blocks, {"type": "divider"}]


# The labels of facts in the base; a removed fact may be back by now.
_LEADS = {ChangeKind.NEW: "New", ChangeKind.CHANGED: "Changed", ChangeKind.REMOVED: "Changed"}


def _to_changed_block(change: FactChange, fact: Fact, snapshot: Snapshot, today: date) -> Element:
    match = FactMatch(fact, 1.0, because("watched", "it is watched"), fact.status(today))
    return to_fact_block(replace(to_fact_view(match, snapshot, today), relation=_LEADS[change.kind]))


def _gone_lines(gone: Sequence[str]) -> Iterator[str]:
    if gone:
        named = ", ".join([cut(clean(fact), _MAX_NAME) for fact in gone[:MOST_CHANGES]])
        others = f" and {len(gone) - MOST_CHANGES} more" if len(gone) > MOST_CHANGES else ""
        yield f"Removed: {named}{others}"


def _change_pace(watch: Watch, number: int = 0) -> Element:
    """Make the button that changes the pace of the notices."""
    other = Pace.WEEKLY if watch.pace is Pace.AT_ONCE else Pace.AT_ONCE
    return to_act(PACE, _LABELS[other], f"{other} {_to_value(watch)}", number)


def _stop(label: str, watch: Watch, number: int = 0) -> Element:
    return to_act(UNWATCH, label, _to_value(watch), number)


def _to_value(watch: Watch) -> str:
    return f"partner {watch.partner}" if watch.partner else f"topic {watch.topic}"
