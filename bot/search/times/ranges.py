"""Times with a beginning and an end, lists of times, and what is open: from May to June 2021, 1992 or 1994, >2020."""

from bot.domain.dates import Period
from bot.search.lexicon.time_phrases import (
    AFTER,
    ARROWS,
    BEFORE,
    COMPARISONS,
    ENDINGS,
    FRAMES,
    FROM,
    HOW_COMPARED,
    HOW_ENDED,
    HOW_OPENED,
    JOINS,
    OPENINGS,
    PRONOUNS,
    SINCE,
    UNTIL,
)
from bot.search.lexicon.times import MONTHS_AND_WORDS, UNITS, WEEKDAY_NAMES
from bot.search.times.combining import join
from bot.search.times.first_to_last import read_between, read_range
from bot.search.times.guards import skip_no_time
from bot.search.times.moments import Moment, complete, complete_before
from bot.search.times.numbers import read_year
from bot.search.times.relative import last_weekday, read_relative, shift
from bot.search.times.scanning import Text
from bot.search.times.single import read_moment, to_open

_MOST_ITEMS = 8
# The shaft of an arrow, behind which ">" opens no time.
_SHAFTS = frozenset([arrow[0] for arrow in ARROWS if len(arrow) > 1])
_ONWARDS = frozenset(("on", "onward", "onwards"))
# Behind a season or a weekday these begin something else.
_BEHIND_NAMES = frozenset("and between did do does for has have how in is on or to was were what with".split())
Item = Moment | Period


def read_times(text: Text, at: int) -> tuple[Period, int] | None:
    """Read a time, a range or a list of them at a position; ValueError where the calendar lacks what is there."""
    items: list[Item] = []
    ends: list[int] = []
    behind = at
    while len(items) < _MOST_ITEMS:
        found = _read_following(text, behind, items) or _read_item(text, behind, is_first=not items)
        if found is None:
            break
        found = _read_day_of_same_month(text, items, found) or found
        items.append(found[0])
        ends.append(found[1])
        behind = text.skip_phrase(found[1], JOINS)
        if behind == found[1]:
            break
    while items and isinstance(last := items[-1], Moment) and not last.is_whole:
        items.pop()
        ends.pop()
    if not items:
        return None
    for position in range(len(items) - 2, -1, -1):
        item, later = items[position], items[position + 1]
        if isinstance(item, Moment) and isinstance(later, Moment):
            items[position] = complete(item, later, is_range=False)
    if any(isinstance(item, Moment) and not item.is_whole for item in items):
        return None
    return join([item if isinstance(item, Period) else item.to_period() for item in items]), ends[-1]


def _read_day_of_same_month(text: Text, items: list[Item], found: tuple[Item, int]) -> tuple[Moment, int] | None:
    """Read the year behind a day whose month precedes the day before it: December 3rd and 4th, 2020."""
    before, day = items[-1] if items else None, found[0]
    if not (isinstance(before, Moment) and before.day and before.month and before.year is None):
        return None
    if not (isinstance(day, Moment) and day.day and day.month is None):
        return None
    year = read_year(text, text.skip(found[1], (",",)))
    return (Moment(year[0], before.month, day=day.day), year[1]) if year else None


def _read_following(text: Text, at: int, items: list[Item]) -> tuple[Period, int] | None:
    """Read a time that is reckoned from the one before it: in 1994 and the next year."""
    unit = UNITS.get(text[at + 2].text)
    if not (items and unit and text.has(at, "the") and text[at + 1].text in {"next", "following"}):
        return None
    before = items[-1] if isinstance(items[-1], Period) else items[-1].to_period() if items[-1].is_whole else None
    return (shift(before, unit, 1), at + 3) if before and before.end else None


def _read_item(text: Text, at: int, *, is_first: bool) -> tuple[Item, int] | None:
    start = at if text.phrase(at, OPENINGS) else text.skip(at, FRAMES)
    if not is_first and skip_no_time(text, start) > start:
        return None
    return (
        _read_compared(text, at)
        or read_between(text, start)
        or _read_opened(text, start)
        or read_range(text, start, how="")
        or _read_one(text, start)
    )


def _read_compared(text: Text, at: int) -> tuple[Period, int] | None:
    """Read what lies further back, or less far: more than ten years ago."""
    phrase = text.phrase(at, COMPARISONS)
    found = read_relative(text, at + len(phrase)) if phrase else None
    if found is None or text[found[1] - 1].text not in {"ago", "back"}:
        return None
    return to_open(HOW_COMPARED[phrase], found[0]), found[1]


def _read_opened(text: Text, at: int) -> tuple[Period, int] | None:
    """Read what begins or ends at a time: since 2010, no later than May 2020, after:2020, >2020, pre-1995."""
    phrase = text.phrase(at, OPENINGS)
    if not phrase:
        return None
    how = HOW_OPENED[phrase]
    behind = at + len(phrase)
    if text.has(at, ">") and text[at].glued and text[at - 1].text in _SHAFTS:
        return None  # an arrow
    if how == FROM and text.has(behind, "in"):
        return None  # whom did they buy from in 2022
    if text[behind].text in {":", "-"} and text[behind + 1].glued:
        behind += 1
    behind = text.skip(behind, ("in", "on", "of"))
    if how in (FROM, SINCE, AFTER):
        found = read_range(text, behind, how=how)
        if found:
            return found
    moment = _read_weekday(text, behind) if how in (SINCE, AFTER, BEFORE) else None
    moment = moment or read_moment(text, behind)
    if moment is None:
        return None
    when, end = moment
    if when.months > 1 and not when.is_whole and (text.has(text.skip(behind, ("the",)), "fall") or _goes_on(text, end)):
        return None
    is_month_alone = not when.is_whole and text[end].text in PRONOUNS
    goes_onward = text[end].text in _ONWARDS and not text[end + 1].is_word
    if is_month_alone or (not when.is_whole and how == FROM and not goes_onward):
        return None
    when = complete_before(when, text.today)
    if not when.is_whole:
        return None
    if how == AFTER and when.is_year and text.has(behind, "the") and read_year(text, behind + 1) and text[end].is_word:
        how = SINCE  # the war of 2020 was in 2020, and so is what came after it
    if how == BEFORE and when.is_month and text.has(behind, "the") and _goes_on(text, end):
        how = UNTIL  # and what came just before the clash of September 2023 was in that month
    if text[end].text in _ONWARDS and (when.exact or goes_onward):
        end, how = end + 1, SINCE if how == FROM else how
    return to_open(how, when), end


def _read_weekday(text: Text, at: int) -> tuple[Moment, int] | None:
    """Read the last day of a name: since Monday."""
    name = text[at].text
    if name not in WEEKDAY_NAMES or text[at + 1].is_number or _goes_on(text, at + 1):
        return None
    return Moment(span=last_weekday(name, text.today), exact=False), at + 1


def _goes_on(text: Text, at: int) -> bool:
    """Return whether a word follows that the one before may describe: before the spring offensive."""
    return text[at].is_word and text[at].text not in _BEHIND_NAMES


def _read_one(text: Text, at: int) -> tuple[Item, int] | None:
    """Read a single time, and what may follow it: 2020+, 2020 onwards, 2020 or earlier."""
    found = read_moment(text, at)
    if found is None:
        return None
    moment, end = found
    may_be_verb = text[at].text in MONTHS_AND_WORDS and at > 0
    if moment.is_month and not moment.is_whole and text[end].text in _ONWARDS - {"on"} and not may_be_verb:
        return to_open(SINCE, complete_before(moment, text.today)), end + 1
    if not moment.is_whole:
        return found
    if text.has(end, "+") and text[end].glued and not (text[end + 1].glued and text[end + 1].is_number):
        return to_open(SINCE, moment), end + 1
    ending = text.phrase(end, ENDINGS)
    # “2009 and after 2012” is a list.
    if ending and read_moment(text, end + len(ending)) is None:
        return to_open(HOW_ENDED[ending], moment), end + len(ending)
    if text.is_dash(end) and text[end].glued and text[end].text != "/" and not text[end + 1].text and moment.is_year:
        return to_open(SINCE, moment), end + 1
    return moment, end
