"""The time of weekly messages."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.loop.times import HOUR, week_of

ZONES = ("UTC", "Asia/Baku", "Pacific/Auckland", "America/Los_Angeles", "Europe/Berlin")


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("now", "zone", "week"),
    [
        ("2026-11-23T08:59:59+00:00", "UTC", "2026-W47"),
        ("2026-11-23T09:00:00+00:00", "UTC", "2026-W48"),
        ("2026-11-23T05:00:00+00:00", "Asia/Baku", "2026-W48"),
        ("2026-11-29T23:00:00+00:00", "UTC", "2026-W48"),
        ("2027-01-01T12:00:00+00:00", "UTC", "2026-W53"),
    ],
)
def test_a_week_begins_on_monday_morning_at_the_base(now: str, zone: str, week: str) -> None:
    assert week_of(at(now), zone)[0] == week


@given(st.floats(0, 4e9), st.sampled_from(ZONES))
def test_a_moment_lies_in_its_week(now: float, zone: str) -> None:
    week, monday = week_of(now, zone)
    began = datetime.fromtimestamp(monday, UTC).astimezone(ZoneInfo(zone))
    assert monday <= now < monday + timedelta(days=7, hours=2).total_seconds()
    assert (began.weekday(), began.hour) == (0, HOUR)
    assert week_of(monday, zone) == (week, monday)
