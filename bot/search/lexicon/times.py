"""Words of time: what asks for the newest, and what times are called. All are folded."""

import re
from collections.abc import Iterable

from bot.domain.dates import MONTHS

Phrases = dict[str, tuple[tuple[str, ...], ...]]


def by_first(phrases: Iterable[tuple[str, ...]]) -> Phrases:
    """Return phrases by their first words; of those that begin alike the longer come first."""
    found: Phrases = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


NEWEST = re.compile(
    r"\b(?:the )?(?:most )?(?:current|currently|lately|latest|newest|news|now|nowadays|presently|recent|recently)\b"
    r"|\bnewer\b(?! than)"
    r"|\btoday\b"
    r"|\bat (?:present|the moment)\b|\bthese days\b|\bup[ -]to[ -]date\b"
    r"|\b(?:anything|something|what(?:['’]s| is| s)) new\b"
    r"|\bof late\b|\bso far\b|\bto date\b"
)
# These ask for it beside what they say themselves.
NEWEST_TOO = re.compile(r"\b(?:still|again|any ?more|any longer|status of)\b")

# Without one of these words none of that is asked for.
NEWEST_WORDS = frozenset(
    """
    again anymore current currently date days far late lately latest longer moment more new newer newest news now
    nowadays present presently recent recently status still today
    """.split()
)
# These only say when it is: alone they ask for nothing, as the latest and the news do.
MOMENT_WORDS = frozenset("at date days far late moment now nowadays of present presently so the these to today".split())

MONTH_NAMES = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NAMES |= {name[:3]: number for name, number in MONTH_NAMES.items()} | {"sept": 9}
# Behind these, two digits are a year rather than a day; June and July are written out, May has no other form.
ABBREVIATED = frozenset(name for name in MONTH_NAMES if len(name) == 3 or name == "sept")
# These are words as well: since may I ask.
MONTHS_AND_WORDS = frozenset(("may", "march", "mar", "sept", "dec", "jan"))
WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)
WEEKDAY_NAMES = {
    name: place for place, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
FALL, AUTUMN = "fall", "autumn"
SEASONS = {"spring": 3, "summer": 6, AUTUMN: 9, FALL: 9, "winter": 12}
# Behind these words a fall is a season, and nothing that falls.
BEFORE_SEASONS = frozenset("early each every last late next that this".split())

NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        1,
    )
}
COUNTS = NUMBER_WORDS | {"a": 1, "an": 1, "hundred": 100}
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
UNITS_OF_TEN = {word: 10 * number for number, word in enumerate(TENS, 2)}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {"thirtieth": 30}
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
# How few and how many may be meant by counts that are no numbers.
VAGUE = {
    ("a", "couple", "of"): (2, 2),
    ("couple", "of"): (2, 2),
    ("couple",): (2, 2),
    ("a", "few"): (2, 5),
    ("few",): (2, 5),
    ("several",): (3, 7),
    ("a", "dozen"): (12, 12),
    ("dozen",): (12, 12),
}
VAGUE_PHRASES = by_first(VAGUE)
UNITS = {
    form: unit
    for unit in ("day", "week", "month", "quarter", "year", "decade", "century")
    for form in (unit, f"{unit}s", f"{unit[:-1]}ies")
} | {"yr": "year", "yrs": "year", "fortnight": "fortnight", "fortnights": "fortnight"}

DECADES = {
    word: 10 * number
    for number, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
} | {"noughties": 0}
ERAS = frozenset(("ad", "ce"))
# The same with dots: A.D., C.E; the last one may be missing.
_DOTTED_ERAS = [(era[0], ".", era[1]) for era in ERAS]
ERA_PHRASES = by_first((*[(era,) for era in ERAS], *_DOTTED_ERAS, *[(*era, ".") for era in _DOTTED_ERAS]))
APOSTROPHES = frozenset("'’ʼ`‘")
DASHES = frozenset("-‐‑‒–—−/")

# What people mean by parts of a year, as months, and of a decade, as years: they do not agree where its middle begins.
PARTS_OF_YEAR = {"early": (1, 4), "mid": (4, 9), "late": (9, 12), "first": (1, 6), "second": (7, 12)}
PARTS_OF_DECADE = {"early": (0, 4), "mid": (3, 7), "late": (6, 9), "first": (0, 4), "second": (5, 9)}
PARTS = {
    ("early", "in"): "early",
    ("early",): "early",
    ("mid",): "mid",
    ("middle", "of"): "mid",
    ("late", "in"): "late",
    ("late",): "late",
    ("beginning", "of"): "early",
    ("start", "of"): "early",
    ("opening", "months", "of"): "early",
    ("end", "of"): "late",
    ("end",): "late",
    ("close", "of"): "late",
    ("closing", "months", "of"): "late",
    ("first", "half", "of"): "first",
    ("second", "half", "of"): "second",
    ("latter", "half", "of"): "second",
    ("last", "half", "of"): "second",
}
PART_PHRASES = by_first(PARTS)
CIRCA = by_first(
    (
        *(("circa",), ("ca", "."), ("ca",), ("c", "."), ("c",), ("~",)),
        *(("approximately",), ("approx", "."), ("approx",), ("roughly",), ("around",), ("somewhere", "around")),
        *(("almost",), ("nearly",)),
    )
)
