"""Seasons of the northern hemisphere, as meteorologists count them: winter 2020 begins in December 2020."""

import re
from datetime import date

from bot.domain.dates import Period, end_of_month
from bot.domain.readings import PeriodMatch
from bot.search.rules.draft import Draft
from bot.search.rules.periods import take_period
from bot.search.rules.rule import Example, Rule

_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(
    rf"\b(?:in |during )?(?:the )?({'|'.join(_FIRST_MONTHS)})(?: of|,)? ([12]\d{{3}})(?: ?[-–/] ?(?:\d\d)?\d\d)?\b"
)


def _apply(draft: Draft) -> None:
    match = _SEASON.search(draft.tokens.folded)
    if match:
        month, year = _FIRST_MONTHS[match[1]], int(match[2])
        last = date(year + 1, 2, 1) if month == 12 else date(year, month + 2, 1)
        period = Period(date(year, month, 1), end_of_month(last))
        take_period(draft, PeriodMatch(period, match[0]), match.span())


RULE = Rule(
    name="seasons",
    triggers="a season and a year: summer 2020, winter 2020-21",
    yields="the time: three months",
    apply=_apply,
    before={"periods": "the year alone would be read as the whole year"},
    examples=(Example("sylvania in summer 2005", "sylvania: partner | in summer 2005: period"),),
)
