"""The report of the base's usage, as counts without users, for terminals, programs and the App Home."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.domain.answers import Outcome
from bot.domain.feedback import Fault, Vote
from bot.domain.knowledge import Snapshot
from bot.domain.watching import Report
from bot.reply import wording
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.english import counted, day_in_words, quoted
from bot.reply.loop.feedback import describe_fault
from bot.reply.loop.shown import day_of
from bot.reply.texts import clean, cut

_MAX_TEXT, _MAX_SECTION = 80, 3_000
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_ANSWERED = (Outcome.ANSWER, Outcome.NEAR)
_OUTCOMES = {
    Outcome.ANSWER: "answered",
    Outcome.NEAR: "nearest facts alone",
    Outcome.CHOICE: "asked back",
    Outcome.NONE: "nothing found",
    Outcome.HELP: "help",
}
# A label and its count.
_Rows = list[tuple[str, str]]


def to_report_record(report: Report, snapshot: Snapshot) -> dict[str, Any]:
    """Return the figures for programs."""
    return {
        "since": report.since,
        "questions": {"total": _total(report), "by_outcome": _by(report, 0), "by_entry": _by(report, 1)},
        "feedback": {
            "share_of_answers": round(_voted(report), 4),
            "votes": dict(sorted(report.votes.items())),
            "faults": dict(sorted(report.faults.items())),
        },
        "gaps": {
            "opened": report.opened,
            "filled": report.filled,
            "declined": report.declined,
            "median_seconds_to_fill": report.seconds_to_fill,
            "asked_most": [
                {"text": text, "asks": asks, "since": day_of(since).isoformat()} for text, asks, since in report.gaps
            ],
        },
        "never_shown": _never_shown(report, snapshot),
    }


def to_report_text(report: Report, snapshot: Snapshot, today: date) -> str:
    """Return the figures as lines of a terminal."""
    lines = [_to_head(report, today)]
    for heading, rows in _sections(report, snapshot):
        wide, narrow = (max(map(len, column)) for column in zip(*rows, strict=True))
        lines += ["", heading, *[f"  {label:<{wide}}  {figure:>{narrow}}" for label, figure in rows]]
    return "\n".join(lines)


def to_report_window(report: Report, snapshot: Snapshot, today: date) -> Element:
    """Return the figures as a window."""
    blocks = [to_line(_to_head(report, today))]
    for heading, rows in _sections(report, snapshot):
        listed = cut("\n".join([f"{label}: {figure}" for label, figure in rows]), _MAX_SECTION)
        blocks += [{"type": "header", "text": to_plain(heading)}, {"type": "section", "text": to_plain(listed)}]
    return {"type": "modal", "title": to_plain("Report"), "close": to_plain(wording.CLOSE), "blocks": blocks}


def _to_head(report: Report, today: date) -> str:
    since = date.fromisoformat(report.since)
    return (
        f"Since {day_in_words(since)} ({counted((today - since).days, 'day')}): {counted(_total(report), 'question')}."
    )


def _sections(report: Report, snapshot: Snapshot) -> Iterator[tuple[str, _Rows]]:
    """Yield the parts of a report, each with its heading."""
    if report.questions:
        yield "Questions by outcome", [(_in_words(outcome), str(count)) for outcome, count in _by(report, 0).items()]
        yield "Questions by way in", [(_line(entry), str(count)) for entry, count in _by(report, 1).items()]
    yield "Feedback", [*_feedback_rows(report)]
    filled = [("median time to fill", _duration(report.seconds_to_fill))] if report.filled else []
    gaps = {"opened": report.opened, "filled": report.filled, "declined": report.declined}
    yield "What was asked for", [*[(label, str(count)) for label, count in gaps.items()], *filled]
    if report.gaps:
        yield "Asked for most", [(quoted(_line(text)), str(asks)) for text, asks, _ in report.gaps]
    fact = snapshot.about.fact
    yield (
        f"Use of {fact.plural}",
        [
            ("never shown", str(len(_never_shown(report, snapshot)))),
            ("in all", str(len(snapshot.facts))),
        ],
    )


def _feedback_rows(report: Report) -> Iterator[tuple[str, str]]:
    yield "answers with feedback", f"{_voted(report):.0%}"
    yield "good", str(report.votes.get(Vote.UP, 0))
    yield "bad", str(report.votes.get(Vote.DOWN, 0))
    yield from [(describe_fault(fault), str(report.faults[fault])) for fault in Fault if report.faults.get(fault)]


def _by(report: Report, part: int) -> dict[str, int]:
    """Count questions by outcome (0) or entry point (1), the most frequent first."""
    counts: Counter[str] = Counter()
    for key, count in report.questions.items():
        counts[key[part]] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _total(report: Report) -> int:
    return sum(report.questions.values())


def _voted(report: Report) -> float:
    """Return the share of answers with facts that have a vote, at most 1."""
    answered = sum([count for (outcome, _), count in report.questions.items() if outcome in _ANSWERED])
    return min(sum(report.votes.values()) / answered, 1.0) if answered else 0.0


def _never_shown(report: Report, snapshot: Snapshot) -> list[str]:
    return [id_ for id_ in snapshot.facts if not report.shown.get(id_)]


def _in_words(outcome: str) -> str:
    return _OUTCOMES[Outcome(outcome)] if outcome in list(Outcome) else _line(outcome)


def _line(text: str) -> str:
    return cut(clean(text), _MAX_TEXT) or "…"


def _duration(seconds: float) -> str:
    for unit, noun in ((_DAY, "day"), (_HOUR, "hour")):
        if seconds >= unit:
            return counted(round(seconds / unit), noun)
    return counted(max(1, round(seconds / _MINUTE)), "minute")
