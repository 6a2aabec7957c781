"""The weekly message of whoever owns partners or topics: what is due, what was asked for, what waits for review."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.gaps import Gap
from bot.domain.knowledge import Fact, Snapshot
from bot.reply.acts import EDIT, VERIFY, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.desk import Entry
from bot.reply.curating.preview import to_plain_fact_block
from bot.reply.curating.rich import to_line
from bot.reply.english import counted, day_in_words, quoted
from bot.reply.fallback import escape_mrkdwn
from bot.reply.loop.shown import asked_in_words, text_of, to_gap_buttons
from bot.reply.loop_acts import SNOOZE

MOST_DUE, MOST_GAPS, MOST_WAITING = 10, 5, 5


@dataclass(frozen=True, slots=True)
class DueFact:
    """A fact that is to be verified again, and since which day."""

    fact: Fact
    since: date


@dataclass(frozen=True, slots=True)
class Digest:
    """What an owner is told of; `snapshot` is the knowledge that the facts are of."""

    due: Sequence[DueFact]
    gaps: Sequence[Gap]
    waiting: Sequence[Entry]
    snapshot: Snapshot


def to_digest(digest: Digest, today: date) -> Element:
    """Return the message, with what can be done about each thing in it."""
    noun = digest.snapshot.about.fact
    parts = [
        f"{counted(len(digest.due), noun)} to verify" if digest.due else "",
        f"{counted(len(digest.gaps), 'question')} to fill" if digest.gaps else "",
        f"{counted(len(digest.waiting), 'proposal')} to review" if digest.waiting else "",
    ]
    summary = f"This week: {', '.join(filter(None, parts))}."
    blocks = [
        {"type": "header", "text": to_plain("Your week in the base")},
        to_line(summary),
        *_due_blocks(digest, today),
        *_gap_blocks(digest, today),
        *_waiting_blocks(digest),
    ]
    return {"text": escape_mrkdwn(summary), "blocks": blocks}


def _due_blocks(digest: Digest, today: date) -> Iterator[Element]:
    if digest.due:
        yield {"type": "header", "text": to_plain("To verify")}
    for number, due in enumerate(digest.due[:MOST_DUE]):
        yield to_line(f"Due since {day_in_words(due.since)}, last verified on {day_in_words(due.fact.verified)}:")
        yield to_plain_fact_block(due.fact, digest.snapshot, today)
        acts = ((VERIFY, "Still true"), (EDIT, "Edit"), (SNOOZE, "Snooze for 30 days"))
        yield {"type": "actions", "elements": [to_act(act, label, due.fact.id, number) for act, label in acts]}
    yield from _rest(len(digest.due) - MOST_DUE)


def _gap_blocks(digest: Digest, today: date) -> Iterator[Element]:
    if digest.gaps:
        yield {"type": "header", "text": to_plain("Asked for")}
    for number, gap in enumerate(digest.gaps[:MOST_GAPS]):
        yield to_line(f"{quoted(text_of(gap, digest.snapshot))} · {asked_in_words(gap, today)}")
        if buttons := [*to_gap_buttons(gap, digest.snapshot, number)]:
            yield {"type": "actions", "elements": buttons}
    yield from _rest(len(digest.gaps) - MOST_GAPS)


def _waiting_blocks(digest: Digest) -> Iterator[Element]:
    if digest.waiting:
        yield {"type": "header", "text": to_plain("Waiting for review")}
    yield from (to_line(entry.line) for entry in digest.waiting[:MOST_WAITING])
    yield from _rest(len(digest.waiting) - MOST_WAITING)


def _rest(more: int) -> Iterator[Element]:
    if more > 0:
        yield to_line(f"and {more} more")
