"""The time of weekly messages: Monday morning in the base's time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR = 9


def week_of(now: float, zone: str) -> tuple[str, float]:
    """Return the week whose messages are due, as 2026-W48, and when they became due, in seconds since 1970."""
    here = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(zone))
    monday = (here - timedelta(days=here.weekday())).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if here < monday:
        monday -= timedelta(days=7)
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}", monday.timestamp()
