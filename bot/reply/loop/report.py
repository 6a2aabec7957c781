"""How the base is used: counts for terminals, programs and the App Home, and never who."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from bot.domain.knowledge import Snapshot
from bot.domain.watching import Report
from bot.reply import wording
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import counted, day_in_words, quoted
from bot.reply.loop.shown import times_in_words
from bot.reply.texts import clean, cut

_MAX_TEXT = 100
_DAY, _HOUR = 86_400, 3_600


def to_report_record(report: Report, snapshot: Snapshot) -> dict[str, Any]:
    """Return the figures for programs."""
    return {
        "since": report.since,
        "questions": {"by_outcome": _by(report, 0), "by_entry": _by(report, 1), "total": _total(report)},
        "votes": dict(sorted(report.votes.items())),
        "faults": dict(sorted(report.faults.items())),
        "gaps": {
            "opened": report.opened,
            "filled": report.filled,
            "declined": report.declined,
            "seconds_to_fill": report.seconds_to_fill,
            "asked_most": [{"text": text, "asks": asks, "since": since} for text, asks, since in report.gaps],
        },
        "never_shown": _never_shown(report, snapshot),
    }


def to_report_text(report: Report, snapshot: Snapshot, today: date) -> str:
    """Return the figures as lines for a terminal."""
    return "\n".join(line for _, lines in _sections(report, snapshot, today) for line in lines)


def to_report_window(report: Report, snapshot: Snapshot, today: date) -> Element:
    """Return the figures as a window."""
    blocks: list[Element] = []
    for heading, lines in _sections(report, snapshot, today):
        if heading:
            blocks.append({"type": "header", "text": to_plain(heading)})
        blocks += [to_line(line.strip()) for line in lines if not heading or line != heading]
    return {"type": "modal", "title": to_plain("Report"), "close": to_plain(wording.CLOSE), "blocks": blocks}


def _sections(report: Report, snapshot: Snapshot, today: date) -> Iterator[tuple[str, list[str]]]:
    """Yield the parts of a report, each with its heading as the first of its lines, or none."""
    total, votes = _total(report), sum(report.votes.values())
    since = date.fromisoformat(report.since)
    days = (today - since).days
    yield "", [f"Since {day_in_words(since)} ({counted(days, 'day')}): {counted(total, 'question')}."]
    yield "Questions", ["Questions", f"  {_in_words(_by(report, 0))}", f"  {_in_words(_by(report, 1))}"]
    share = f" ({100 * votes / total:.0f} % of questions)" if total else ""
    said = ["Votes", f"  {report.votes.get('up', 0)} up, {report.votes.get('down', 0)} down{share}"]
    yield "Votes", [*said, *([f"  {_in_words(report.faults)}"] if report.faults else [])]
    took = f", half of them within {_duration(report.seconds_to_fill)}" if report.filled else ""
    gaps = [f"  {report.opened} opened, {report.filled} filled{took}, {report.declined} declined"]
    asked = [f"  {quoted(cut(clean(text), _MAX_TEXT))} · {times_in_words(asks)}" for text, asks, _ in report.gaps]
    yield "Asked for", ["Asked for", *gaps, *asked]
    never = len(_never_shown(report, snapshot))
    noun = snapshot.about.fact
    yield "Never shown", ["Never shown", f"  {counted(never, noun)} of {len(snapshot.facts)}"]


def _by(report: Report, part: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for key, count in report.questions.items():
        counts[key[part]] += count
    return dict(counts.most_common())


def _total(report: Report) -> int:
    return sum(report.questions.values())


def _never_shown(report: Report, snapshot: Snapshot) -> list[str]:
    return [id_ for id_ in snapshot.facts if not report.shown.get(id_)]


def _in_words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"


def _duration(seconds: float) -> str:
    if seconds >= _DAY:
        return counted(round(seconds / _DAY), "day")
    return (
        counted(round(seconds / _HOUR), "hour") if seconds >= _HOUR else counted(max(1, round(seconds / 60)), "minute")
    )
