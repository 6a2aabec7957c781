"""All times that a text names."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.dates import Period
from bot.search.lexicon.negations import ACTS, ORDERS, PUTTING_ASIDE
from bot.search.lexicon.time_phrases import BEGINNERS, CORES, EXCEPTED_BEHIND, EXCEPTING_TIMES, FRAMES, OPENINGS
from bot.search.lexicon.times import MONTH_NAMES
from bot.search.lexicon.verbs import PREDICATING
from bot.search.times.guards import skip_clock, skip_no_time
from bot.search.times.numbers import read_year
from bot.search.times.ranges import read_times
from bot.search.times.scanning import Text

# Looking for part of a word is many times as fast as splitting the text: without a digit or one of these there is no
# time in it.
_DIGIT = re.compile(r"\d")
_IN_WORDS = (
    *("ties", "this", "last", "past", "previous", "next", "coming", "yesterday", "ago", "centur", "nineteen", "twenty"),
    *("millennium", "thousand", " back", "since", "after", "before", "until", "till", "between", "from", "by "),
    *("starting", "onward", "through", "up to"),
)
_LONGEST_UNREAD = 6
# A time has so many words and marks at most behind its first word: by the end of the first half of the 1990s.
_FARTHEST = 12


@dataclass(frozen=True, slots=True)
class Time:
    """A stretch of a folded text that names a time.

    `period` is None where it looks like a time that is not in the calendar. It `is_left_out` behind “except”. `year` is
    the year where it is a year and nothing else: the 2009 protocol.
    """

    span: tuple[int, int]
    period: Period | None = None
    is_left_out: bool = False
    year: str = ""


def find_times(folded: str, today: date) -> list[Time]:
    """Return the times that a folded text names, in order; a stretch that looks like a time and is none too."""
    if not (_DIGIT.search(folded) or any(map(folded.__contains__, _IN_WORDS))):
        return []
    text = Text(folded, today)
    cores = [position for position, piece in enumerate(text.pieces) if piece.is_number or piece.text in CORES]
    return list(_find(text, cores)) if cores else []


def _find(text: Text, cores: list[int]) -> Iterator[Time]:
    """Read the times of a text, given the positions of what every time has one of."""
    at = taken = 0  # what is read, and the end of the last time found
    while at <= cores[-1]:
        if text[at].is_number and (behind := skip_clock(text, at)) > at:
            yield Time(_span(text, at, behind))
            at = taken = behind
            continue
        if (behind := skip_no_time(text, at)) > at:
            at = behind
            continue
        core = cores[bisect_left(cores, at)]
        if core > at and (core > at + _FARTHEST or text[at].text not in BEGINNERS):
            at += 1
            continue
        try:
            found = _read_at(text, at)
        except (ValueError, OverflowError):
            end = _end_of_unread(text, at)
            if any(text[position].is_number for position in range(at, end)):
                yield Time(_span(text, at, end))
                taken = end
            at = max(at + 1, end)
            continue
        if found is None:
            if text.has(at, "ago") and not text.has(at - 2, "how", "long"):
                first = at - 1 if at > taken and text[at - 1].is_word else at
                yield Time(_span(text, first, at + 1))
                taken = at + 1
            at += 1
        else:
            time, at = found
            taken = at
            yield time


def _read_at(text: Text, at: int) -> tuple[Time, int] | None:
    excepting = text.skip_phrase(at, EXCEPTING_TIMES)
    if text[at].text in {"-", "!"} and not text[at].glued and text[at + 1].glued and len(text[at + 1].text) == 4:
        excepting = at + 1
    if text.has(at, "not") and text.phrase(excepting, OPENINGS):
        excepting = at  # they have not met since 2020
    if text.has(excepting - 1, "outside") and text.has(excepting, "in"):
        excepting = at  # sold outside in 2020
    found = read_times(text, at)
    if found:
        period, end = found
        behind = text.skip_phrase(end, EXCEPTED_BEHIND)
        is_put_aside = text[at - 1].text in PUTTING_ASIDE and not text[at - 2].is_word  # Sylvania, setting 2020 aside
        first = at - 1 if is_put_aside else at
        if behind > end and not text[behind].is_word and not _has_verb(text, first):
            return Time(_span(text, first, behind), period, is_left_out=True), behind
        return Time(_span(text, at, end), period, year=_year_of(text, at, end)), end
    if excepting > at and not _is_act(text, at, excepting) and (found := read_times(text, excepting)):
        return Time(_span(text, at, found[1]), found[0], is_left_out=True), found[1]
    return None


def _is_act(text: Text, at: int, behind: int) -> bool:
    """Return whether a verb that leaves out says what somebody does: which summit did they skip in 2025.

    So does a participle behind somebody and before “the”: who is skipping the 2025 summit.
    """
    if text.phrase(at, EXCEPTING_TIMES) in ORDERS:
        return _has_verb(text, at) or text[behind].text in FRAMES
    if text[at].text in PUTTING_ASIDE:
        return text[at - 1].is_word
    return text[at].text in ACTS and text[at - 1].is_word and text.has(behind, "the")


def _has_verb(text: Text, at: int) -> bool:
    """Return whether a verb that makes a statement is before a position: an auxiliary, a form of “be”, or “put”."""
    return any(piece.text in PREDICATING for piece in text.pieces[:at])


def _year_of(text: Text, at: int, end: int) -> str:
    """Return the year where a stretch is a year in digits with at most “in” and an article before it."""
    start = text.skip(text.skip(at, FRAMES), ("the",))
    return text[start].text if end == start + 1 and text[start].is_number and read_year(text, start) else ""


def _end_of_unread(text: Text, at: int) -> int:
    end = at
    while end < at + _LONGEST_UNREAD and (
        text[end].is_number
        or text[end].text in MONTH_NAMES
        or (text[end].glued and text[end].text in {".", "/", "-"} and text[end + 1].glued)
        or (end == at and text[end].is_word)
    ):
        end += 1
    return max(end, at + 1)


def _span(text: Text, at: int, end: int) -> tuple[int, int]:
    return text[at].start, text[end - 1].end
