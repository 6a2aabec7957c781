"""Convert dates in other notations to the base's (EDTF)."""

import re

from bot.domain.dates import MONTHS

# The most characters of a date.
_LONGEST = 40
# 10/10/2009, 27.9.2020, 2009/10/10; 07/2023; 10/10/09.
_DAY = re.compile(
    r"(?P<one>\d\d?)[./-](?P<other>\d\d?)[./-](?P<year>\d{4})"
    r"|(?P<first_year>\d{4})[./-](?P<month>\d\d?)[./-](?P<day>\d\d?)",
    re.ASCII,
)
_MONTH = re.compile(r"(?P<month>\d\d?)[./-](?P<year>\d{4})", re.ASCII)
_SHORT_YEAR = re.compile(r"\d\d?[./-]\d\d?[./-]\d\d", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|\d+")


def to_edtf(text: str) -> str | None:
    """Convert a day or month to EDTF; `one or other` for an ambiguous day, None for anything else."""
    if len(text) > _LONGEST:
        return None
    if match := _MONTH.fullmatch(text):
        return _written(match["year"], int(match["month"]))
    if match := _DAY.fullmatch(text):
        year = match["year"] or match["first_year"]
        one, other = (int(match[key]) for key in (("one", "other") if match["year"] else ("day", "month")))
        orders = [(one, other), (other, one)] if match["year"] else [(one, other)]
        found = (_written(year, month, day) for day, month in orders)
        return " or ".join(dict.fromkeys(filter(None, found))) or None
    return _spelt_out(text)


def has_short_year(text: str) -> bool:
    """Return whether a text is a day with a year of two digits."""
    return _SHORT_YEAR.fullmatch(text) is not None


def _spelt_out(text: str) -> str | None:
    """Convert a date with its month in letters: 7 July 2023, Sept. 2023."""
    words = _WORD.findall(text)
    names = [word[:3].lower() for word in words if word.isalpha()]
    years = [word for word in words if word.isdigit() and len(word) == 4]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    months = [at for at, name in enumerate(MONTHS, 1) if [name[:3].lower()] == names]
    if len(months) != 1 or len(years) != 1 or len(days) > 1 or len(words) != 2 + len(days):
        return None
    return _written(years[0], months[0], *days)


def _written(year: str, month: int, day: int | None = None) -> str | None:
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return f"{year}-{month:02}" + ("" if day is None else f"-{day:02}")
