"""Times, such as “since 1993” or “October 2009”."""

import re

from bot.domain.readings import PeriodMatch, Role
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.times.reading import find_period

_YEAR = re.compile(r"(?:19|20)\d\d")


def take_period(draft: Draft, period: PeriodMatch, span: tuple[int, int]) -> None:
    """Take the words in a span of the folded text for a time, unless one was read already."""
    inside = [place for place in draft.inside(span) if place not in draft.roles]
    if inside and draft.period is None:
        draft.period = period
        draft.take(inside[0], inside[-1], Role.PERIOD, f"the time {period.period.label}")


def _apply(draft: Draft) -> None:
    # What was taken by then stands at the end.
    end = draft.said[min(draft.roles)].start if draft.roles else None
    found = find_period(draft.tokens.folded[:end], draft.today) if draft.period is None else None
    if found is not None:
        take_period(draft, *found)
    if draft.period:
        for place in draft.left():
            if _YEAR.fullmatch(draft.plain[place]):
                draft.take(place, place, Role.STOP_WORD, "another time; one is read at once")


RULE = Rule(
    name="periods",
    triggers="a date, a year, a decade, a century, or words such as “ago” and “last month”",
    yields="the time, one at most: of several the one written in the fullest form",
    apply=_apply,
    before={
        "names": "May is a month and a name, and a number belongs to a date before it is part of a name",
        "words": "a year is no word to be looked for",
    },
    examples=(
        Example("sylvania since 2005", "sylvania: partner | since 2005: period"),
        Example("May 1993", "May 1993: period"),
    ),
)
