"""Due days of facts: events and superseded facts never fall due."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.domain.dates import parse_when
from bot.domain.due import due_day
from bot.domain.knowledge import About, Fact, Link, Review
from tests.bases import TODAY, snapshot_of, texts

SNAPSHOT = snapshot_of(texts())
ABOUT = SNAPSHOT.about
FACT = SNAPSHOT.facts["sylvania-gas"]
YEAR = timedelta(days=365)


def dated(when: str | None, **changes: Any) -> Fact:
    return replace(FACT, when=parse_when(when) if when else None, **changes)


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (dated("2005/.."), FACT.verified + YEAR),
        (dated(None), FACT.verified + YEAR),
        (dated("2005/2030"), FACT.verified + YEAR),
        (dated("2005/2010"), None),
        (dated("1993-05"), None),
        (dated("199X~"), None),
        (dated("1993-05", contradicts=(Link("other", "why"),)), None),
        (dated("2005/..", superseded_by=(Link("other", "why"),)), None),
        (dated("2005/..", review=Review(days=30)), FACT.verified + timedelta(days=30)),
        (dated("2005/..", review=Review(is_wanted=False)), None),
        (dated("2005/..", contradicts=(Link("other", "why"),)), FACT.verified + YEAR),
    ],
)
def test_only_facts_that_can_still_change_fall_due(fact: Fact, expected: date | None) -> None:
    assert due_day(fact, ABOUT, TODAY) == expected


def test_nothing_falls_due_in_a_base_that_never_grows_old() -> None:
    about: About = replace(ABOUT, review_interval_days=None)
    assert due_day(dated("2005/.."), about, TODAY) is None
