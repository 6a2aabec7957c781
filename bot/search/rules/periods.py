"""Times, such as “since 1993”, “October 2009” or “except 2020”."""

import re

from bot.domain.dates import Period
from bot.domain.readings import PeriodMatch, Role
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.time_phrases import DETERMINERS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.times.combining import combine
from bot.search.times.reading import Time, find_times

# With these before it a number may be a name as well as a time.
_BESIDE_NAMES = frozenset(("of", "the"))
# Behind these the only year is what something is compared with, and not when it was: 5 per cent up vs 2021.
_COMPARED = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|relative to|than)\s$")
_NOT_IN_CALENDAR = "looks like a time, and is none in the calendar"


def _apply(draft: Draft) -> None:
    asked: list[tuple[Time, Period]] = []
    left_out: list[tuple[Time, Period]] = []
    impossible: list[Time] = []
    times = [*find_times(_text_beside_names(draft), draft.today)]
    for time in times:
        if len(times) == 1 and time.year and _COMPARED.search(draft.tokens.folded[: time.span[0]]):
            continue
        if (
            not (positions := _free(draft, time))
            or _describes(draft, time, positions[-1])
            or _is_name(draft, positions)
        ):
            continue
        if time.period is None:
            impossible.append(time)
        else:
            (left_out if time.is_left_out else asked).append((time, time.period))
    _take_times(draft, asked, left_out)
    for time in impossible:
        positions = _free(draft, time)
        if len(positions) == 2 and draft.plain[positions[1]] == "ago":
            draft.take_stranger(positions[0], positions[1], "says no time that can be reckoned")
        else:
            for position in positions:
                draft.take_unknown(position, _NOT_IN_CALENDAR)


def _text_beside_names(draft: Draft) -> str:
    """Return the folded text with each name in it made one that has no number."""
    text = draft.tokens.folded[: draft.said[-1].end + 1] if draft.said else ""
    for first in draft.named:
        start, end = draft.said[first].start, draft.said[draft.last_of(first)].end
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def _take_times(draft: Draft, asked: list[tuple[Time, Period]], left_out: list[tuple[Time, Period]]) -> None:
    """Take the words of the times for one time, unless what is left out leaves nothing of it."""
    if not (asked or left_out):
        return
    period = combine([period for _, period in asked], [period for _, period in left_out])
    if period is None or period == Period(None, None):
        for time, _ in (*asked, *left_out):
            for position in _free(draft, time):
                draft.take_unknown(position, "no time is left")
        return
    typed = []
    for time, own in sorted([*asked, *left_out], key=lambda it: it[0].span):
        positions = draft.inside(time.span)
        meaning = f"without the time {own.label}" if time.is_left_out else f"the time {own.label}"
        draft.take(positions[0], positions[-1], Role.PERIOD, meaning)
        typed.append(draft.tokens.folded[slice(*time.span)].strip())
    draft.period = PeriodMatch(period, ", ".join(typed))


def _free(draft: Draft, time: Time) -> list[int]:
    """Return the positions of a time's words; none of them where another rule took one."""
    positions = draft.inside(time.span)
    return [] if any(position in draft.roles for position in positions) else positions


def _is_name(draft: Draft, positions: list[int]) -> bool:
    """Return whether a single number is the name of a partner: 1102, the training of 1102."""
    said = [draft.plain[position] for position in positions if draft.plain[position] not in _BESIDE_NAMES]
    return len(said) == 1 and bool(draft.index.names.match_exactly(said[0]))


def _describes(draft: Draft, time: Time, position: int) -> bool:
    """Return whether a year belongs to the name of what follows it: “the 2009 protocol”.

    So it does where facts of other times have both words, which are then looked for; or else it is a time.
    """
    if (
        not time.year
        or not time.period
        or position + 1 >= len(draft.plain)
        or draft.plain[position - 1] not in DETERMINERS
        or not position
    ):
        return False
    noun = draft.plain[position + 1]
    if noun in STOP_WORDS or noun in GENERAL_WORDS:
        return False
    texts, spans = draft.index.texts, draft.index.spans
    having = texts.facts_with(draft.stems[position]) & texts.facts_with(draft.stems[position + 1])
    return bool(having & ~spans.overlapping(time.period, draft.today))


RULE = Rule(
    name="periods",
    triggers="a date, a year, a decade, a season, “ago”, “last month”; what opens, joins or leaves out times: !2018",
    yields="the time: of several that overlap what they have in common, else all of them; and what is left out of it",
    apply=_apply,
    before={
        "newest": "“until now” is where a time ends",
        "names": "May is a month and a name, and a number belongs to a date before it is part of a name",
        "words": "a year is no word to be looked for",
    },
    examples=(
        Example("sylvania since 2005", "sylvania: partner | since 2005: period"),
        Example("May 1993", "May 1993: period"),
        Example("sylvania except 1993", "sylvania: partner | except 1993: period"),
        Example("sylvania since 1993 until now", "sylvania: partner | since 1993 until now: period"),
        Example("the may 1993 treaty", "the may 1993: period | treaty: topic"),
    ),
)
