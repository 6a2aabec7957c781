"""The weekly digest for owners of partners or topics: due facts, open gaps and waiting proposals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.gaps import Gap
from bot.domain.knowledge import Fact, Snapshot
from bot.reply.acts import EDIT, VERIFY, to_act
from bot.reply.controls import Element, to_plain
from bot.reply.curating.home import Entry
from bot.reply.curating.preview import to_plain_fact_block
from bot.reply.curating.rich import to_line, to_paragraph, to_text
from bot.reply.english import counted, day_in_words, join, quoted
from bot.reply.fallback import to_text as to_message_text
from bot.reply.loop.shown import asked_in_words, count_fitting, text_of, to_gap_buttons
from bot.reply.loop_acts import SNOOZE
from bot.reply.texts import clean, cut

MOST_DUE, MOST_GAPS, MOST_WAITING = 10, 5, 5
_MAX_LINE = 200
_ACTS = ((VERIFY, "Still true"), (EDIT, "Edit"), (SNOOZE, "Snooze for 30 days"))


@dataclass(frozen=True, slots=True)
class DueFact:
    """A fact that is due for verification, and since which day."""

    fact: Fact
    since: date


@dataclass(frozen=True, slots=True)
class Digest:
    """The content of a digest; `snapshot` is the knowledge that the facts belong to."""

    due: Sequence[DueFact]
    gaps: Sequence[Gap]
    waiting: Sequence[Entry]
    snapshot: Snapshot


def to_digest(digest: Digest, today: date) -> Element:
    """Return the message, with the buttons of each item."""
    noun = digest.snapshot.about.fact
    parts = [
        f"{counted(len(digest.due), noun)} to verify" if digest.due else "",
        f"{counted(len(digest.gaps), 'question')} to answer" if digest.gaps else "",
        f"{counted(len(digest.waiting), 'proposal')} to review" if digest.waiting else "",
    ]
    summary = f"This week: {join(filter(None, parts)) or 'nothing'}."
    due = digest.due[: count_fitting([one.fact for one in digest.due], MOST_DUE)]
    gaps, waiting = digest.gaps[:MOST_GAPS], digest.waiting[:MOST_WAITING]
    asked = [f"{quoted(_short(text_of(gap, digest.snapshot)))} · {asked_in_words(gap, today)}" for gap in gaps]
    lines = [_short(entry.line) for entry in waiting]
    blocks: list[Element] = [{"type": "header", "text": to_plain("Your week in the base")}, to_line(summary)]
    if due:
        blocks += [_to_heading("To verify"), *_due_blocks(due, digest.snapshot, today)]
        blocks += _rest(len(digest.due) - len(due))
    if gaps:
        blocks += [_to_heading("Asked for"), *_gap_blocks(gaps, asked, digest.snapshot)]
        blocks += _rest(len(digest.gaps) - len(gaps))
    if waiting:
        blocks += [_to_heading("Waiting for review"), *map(to_line, lines), *_rest(len(digest.waiting) - len(waiting))]
    text_lines = [
        summary,
        *[f"• {_short(one.fact.statement)}" for one in due],
        *[f"• {line}" for line in [*asked, *lines]],
    ]
    return {"text": to_message_text(text_lines), "blocks": blocks}


def _due_blocks(due: Sequence[DueFact], snapshot: Snapshot, today: date) -> Iterator[Element]:
    for number, one in enumerate(due):
        since = f"Due since {day_in_words(one.since)}, last verified on {day_in_words(one.fact.verified)}:\n"
        fact = to_plain_fact_block(one.fact, snapshot, today)
        yield {**fact, "elements": [*to_paragraph([to_text(since)])["elements"], *fact["elements"]]}
        yield {"type": "actions", "elements": [to_act(act, label, one.fact.id, number) for act, label in _ACTS]}


def _gap_blocks(gaps: Sequence[Gap], lines: Sequence[str], snapshot: Snapshot) -> Iterator[Element]:
    for number, (gap, line) in enumerate(zip(gaps, lines, strict=True)):
        yield to_line(line)
        # A removed fact cannot be edited.
        if buttons := [*to_gap_buttons(gap, snapshot, number)]:
            yield {"type": "actions", "elements": buttons}


def _to_heading(text: str) -> Element:
    return {"type": "header", "text": to_plain(text)}


def _rest(more: int) -> list[Element]:
    return [to_line(f"and {more} more")] if more > 0 else []


def _short(text: str) -> str:
    return cut(clean(text), _MAX_LINE)
