"""Find dates in a text, with the parts (day, month, year, decade) that the text gives."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.dates import MONTHS, Point, Precision
from bot.loading.claims.numbers import find_numbers

# A part of a date: ("day", 5, 12), ("month", 5), ("year", 2021) or ("decade", 199).
Part = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class DateClaim:
    """A date in a text: its parts, and the span of its characters."""

    parts: frozenset[Part]
    span: tuple[int, int]


_MONTH_NUMBERS = {name[:length].lower(): number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))}
_MONTH_NUMBERS["sept"] = 9
_MONTH = (
    "(?P<month>" + "|".join((*MONTHS, *(rf"{name[:3]}\b\.?" for name in MONTHS if len(name) > 3), r"Sept\b\.?")) + ")"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DAYS = rf"(?P<days>{_DAY}(?:(?:,| and| to| or|\s?[-–/]) ?{_DAY})*)"
_YEAR = r"(?P<year>1[5-9]\d\d|2[01]\d\d)"
_DATES = (
    re.compile(rf"\b{_YEAR}-(?P<number>0[1-9]|1[0-2])(?:-(?P<days>\d\d))?\b(?!-)"),
    re.compile(rf"\b(?P<days>\d{{1,2}})[./](?P<number>\d{{1,2}})[./]{_YEAR}\b"),
    # In "29 July to 1 August 1997", each day is found with its own month, and the year with the second.
    re.compile(rf"\b{_DAYS}(?: day)?(?: of)? {_MONTH}(?:,? (?:of )?{_YEAR})?\b"),
    re.compile(rf"\b{_MONTH} (?:the )?{_DAYS}\b(?!\d|,\d)(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?\b"),
    re.compile(r"\b(?P<decade>1[5-9]\d|20\d)0['’]?s\b"),
    re.compile(
        rf"(?<![\w$€£.,]){_YEAR}(?:[/–-](?P<short>\d\d)(?!\d))?"
        r"(?![\w,]*\d)(?!\.\d| (?:km|kilomet\w+|troops|soldiers|men)\b)"
    ),
)
# Times relative to the day of speaking.
_RELATIVE = re.compile(
    r"\b(?:last|this|next|previous|past|coming) (?:\w+ ){0,2}?(?:year|month|week|spring|summer|autumn|fall|winter|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|" + "|".join(MONTHS) + r")s?\b|"
    r"\b(?:ago|today|yesterday|tomorrow|recent|recently|earlier this|anniversary|just)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?P<count>[\w-]+) years ago\b|\bfor (?:\w+ ){0,2}?(?P<span>[\w-]+) years\b", re.IGNORECASE)


def find_dates(text: str) -> list[DateClaim]:
    """Find the dates in a text, in order."""
    found: list[DateClaim] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in (date.span for date in found)):
                found.append(DateClaim(frozenset(_parts_of(match.groupdict())), match.span()))
    return sorted(found, key=lambda date: date.span)


def _parts_of(groups: Mapping[str, str | None]) -> Iterator[Part]:
    if decade := groups.get("decade"):
        yield "decade", int(decade)
    if year := groups.get("year"):
        yield "year", int(year)
        if short := groups.get("short"):
            yield "year", int(year[:2] + short)
    name, number = groups.get("month"), groups.get("number")
    month = _MONTH_NUMBERS[name.rstrip(".").lower()] if name else int(number) if number else None
    if month:
        yield "month", month
        for day in re.findall(r"\d+", groups.get("days") or ""):
            yield "day", month, int(day)


def parts_of_point(point: Point) -> frozenset[Part]:
    """Return the parts of a source's date, down to its precision."""
    parts: list[Part] = [("year", point.first.year)]
    if point.precision in (Precision.DAY, Precision.MONTH):
        parts.append(("month", point.first.month))
    if point.precision is Precision.DAY:
        parts.append(("day", point.first.month, point.first.day))
    return frozenset(parts)


def has_relative_time(text: str) -> bool:
    """Return whether a text has a relative time such as "last month", which the source's date resolves."""
    return _RELATIVE.search(text) is not None


def years_ago(text: str) -> frozenset[int]:
    """Return the numbers of years a text looks back: 25 for "25 years ago", 3 for "for almost three years"."""
    counts = (number.value for match in _AGO.finditer(text) for number in find_numbers(match["count"] or match["span"]))
    return frozenset(map(int, counts))


def format_parts(parts: Collection[Part]) -> str:
    """Format the parts of a date in words: 12 May 2021."""
    days = sorted(part for part in parts if part[0] == "day")
    months = {part[1] for part in parts if part[0] == "month"} - {part[1] for part in days}
    named = [f"{day} {MONTHS[int(month) - 1]}" for _, month, day in days]
    named += [MONTHS[int(month) - 1] for month in sorted(months)]
    named += [
        f"{part[1]}0s" if part[0] == "decade" else str(part[1])
        for part in sorted(parts)
        if len(part) == 2 and part[0] != "month"
    ]
    return " ".join(named)
