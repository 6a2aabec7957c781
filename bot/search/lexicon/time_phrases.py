"""Phrases around times, folded: what makes one begin or end there, what joins two, what precedes one."""

from bot.search.lexicon.negations import ALL_BUT, EXCEPTED, EXCEPTING, RATHER_THAN
from bot.search.lexicon.times import (
    APOSTROPHES,
    CIRCA,
    COUNTS,
    DECADES,
    ERAS,
    MONTH_NAMES,
    ORDINALS,
    PART_PHRASES,
    SEASONS,
    UNITS,
    UNITS_OF_TEN,
    WEEKDAY_NAMES,
    WEEKDAYS,
    by_first,
)

SINCE, AFTER, BEFORE, UNTIL, FROM = "since", "after", "before", "until", "from"
# What makes a time begin or end there; of two phrases that begin alike the longer comes first.
HOW_OPENED = {
    ("no", "later", "than"): UNTIL,
    ("not", "later", "than"): UNTIL,
    ("no", "earlier", "than"): SINCE,
    ("not", "earlier", "than"): SINCE,
    ("on", "or", "after"): SINCE,
    ("in", "or", "after"): SINCE,
    ("at", "or", "after"): SINCE,
    ("on", "or", "before"): UNTIL,
    ("in", "or", "before"): UNTIL,
    ("at", "or", "before"): UNTIL,
    ("no", "sooner", "than"): SINCE,
    ("not", "sooner", "than"): SINCE,
    ("not", "any", "earlier", "than"): SINCE,
    ("not", "any", "later", "than"): UNTIL,
    ("not", "before"): SINCE,
    ("not", "until"): SINCE,
    ("not", "after"): UNTIL,
    ("nothing", "before"): SINCE,
    ("nothing", "after"): UNTIL,
    ("nothing", "since"): BEFORE,
    ("as", "from"): SINCE,
    ("ever", "since"): SINCE,
    ("since",): SINCE,
    ("starting", "in"): SINCE,
    ("starting", "from"): SINCE,
    ("starting", "with"): SINCE,
    ("starting",): SINCE,
    ("beginning", "in"): SINCE,
    ("beginning", "with"): SINCE,
    ("later", "than"): AFTER,
    ("newer", "than"): AFTER,
    ("more", "recent", "than"): AFTER,
    ("subsequent", "to"): AFTER,
    ("after", "or", "in"): SINCE,
    ("after", "or", "on"): SINCE,
    ("after",): AFTER,
    ("post",): AFTER,
    ("prior", "to"): BEFORE,
    ("earlier", "than"): BEFORE,
    ("older", "than"): BEFORE,
    ("ahead", "of"): BEFORE,
    ("before", "or", "in"): UNTIL,
    ("before", "or", "on"): UNTIL,
    ("before",): BEFORE,
    ("pre",): BEFORE,
    ("up", "to", "and", "including"): UNTIL,
    ("until", "and", "including"): UNTIL,
    ("beyond",): AFTER,
    ("up", "until"): UNTIL,
    ("up", "till"): UNTIL,
    ("up", "to"): UNTIL,
    ("until",): UNTIL,
    ("till",): UNTIL,
    ("til",): UNTIL,
    ("through",): UNTIL,
    ("thru",): UNTIL,
    ("by",): UNTIL,
    ("at", "the", "latest"): UNTIL,
    ("at", "the", "earliest"): SINCE,
    ("from",): FROM,
    (">", "="): SINCE,
    ("≥",): SINCE,
    (">",): AFTER,
    ("<", "="): UNTIL,
    ("≤",): UNTIL,
    ("<",): BEFORE,
}
OPENINGS = by_first(HOW_OPENED)
# The same behind a time.
HOW_ENDED = {
    ("onwards",): SINCE,
    ("onward",): SINCE,
    ("and", "onwards"): SINCE,
    ("and", "later"): SINCE,
    ("or", "later"): SINCE,
    ("and", "after"): SINCE,
    ("or", "after"): SINCE,
    ("and", "beyond"): SINCE,
    ("or", "newer"): SINCE,
    ("and", "newer"): SINCE,
    ("and", "since"): SINCE,
    ("and", "earlier"): UNTIL,
    ("or", "earlier"): UNTIL,
    ("and", "before"): UNTIL,
    ("or", "before"): UNTIL,
    ("or", "older"): UNTIL,
    ("at", "the", "latest"): UNTIL,
    ("at", "the", "earliest"): SINCE,
    ("at", "latest"): UNTIL,
    ("at", "earliest"): SINCE,
}
ENDINGS = by_first(HOW_ENDED)
# The same before so many years ago.
HOW_COMPARED = {
    ("more", "than"): UNTIL,
    ("over",): UNTIL,
    ("at", "least"): UNTIL,
    ("less", "than"): SINCE,
    ("under",): SINCE,
    ("not", "more", "than"): SINCE,
    ("no", "more", "than"): SINCE,
}
COMPARISONS = by_first(HOW_COMPARED)
EXCEPTING_TIMES = by_first(
    (
        *EXCEPTING,
        *RATHER_THAN,
        ("excl", "."),
        ("other", "years", "than"),
        ("before", "and", "after"),
        ("before", "or", "after"),
        ("but", "not"),
        *ALL_BUT,
        ("all", "years", "but"),
        ("every", "year", "but"),
        ("any", "year", "but"),
        ("any", "time", "but"),
        ("neither",),
        ("w", "/", "o"),
        ("outside", "of"),
        ("outside",),
        ("besides",),
        ("!", "="),
        ("<", ">"),
    )
)
# The same behind a time.
EXCEPTED_BEHIND = by_first(EXCEPTED)
# What may precede a time and says nothing.
FRAMES = frozenset("in on during throughout within of for at over dated".split())
ARROWS = (("-", ">"), ("=", ">"), (">", ">"), ("→",), ("⇒",))
TO = by_first(
    (*ARROWS, ("to",), ("until",), ("till",), ("til",), ("through",), ("thru",), ("up", "to"), ("up", "until"))
)
PRESENT = by_first(
    (
        ("now",),
        ("today",),
        ("present",),
        ("the", "present"),
        ("the", "present", "day"),
        ("date",),
        ("this", "day"),
    )
)
JOINS = by_first(
    (
        (",", "and"),
        (",", "or"),
        ("nor",),
        ("as", "well", "as"),
        ("and", "also"),
        ("and",),
        ("or",),
        ("&",),
        (",",),
        ("plus",),
        ("versus",),
        ("vs", "."),
        ("vs",),
        ("but",),
    )
)

YEAR_FRAMES = by_first(
    (
        ("the", "years"),
        ("the", "year"),
        ("year", ":"),
        ("years",),
        ("year",),
        ("the", "month", "of"),
        ("month", "of"),
        ("date", ":"),
    )
)
WHICH = frozenset("coming current last next past previous this".split())
# Without a number or one of these a text names no time; and only these and what may precede them begin one.
CORES = (
    MONTH_NAMES.keys()
    | DECADES.keys()
    | WHICH
    | SEASONS.keys()
    | WEEKDAY_NAMES.keys()
    | frozenset("ago back century centuries millennium c yesterday nineteen eighteen twenty thousand".split())
)
BEGINNERS = (
    FRAMES
    | APOSTROPHES
    | WEEKDAYS
    | SEASONS.keys()
    | COUNTS.keys()
    | UNITS_OF_TEN.keys()
    | ORDINALS.keys()
    | UNITS.keys()
    | ERAS
    | WHICH
    | frozenset("q h the turn date year years couple few several half between two".split())
    | frozenset("xvi xvii xviii xix xx xxi - !".split())
    | CIRCA.keys()
    | PART_PHRASES.keys()
    | OPENINGS.keys()
    | COMPARISONS.keys()
    | EXCEPTING_TIMES.keys()
)

# Behind these a two-digit decade is an age: in his forties.
POSSESSIVES = frozenset("her his my our their your".split())
DETERMINERS = frozenset("a an its our that the their this those these his her".split())
# Before this word May and March are no months.
PRONOUNS = frozenset("be have he i it not she the there they we you".split())

# Behind these, two digits may be a year: back in 92, early 09.
SHORT_YEAR_FRAMES = frozenset("after before by during early from in late mid since till until".split())
