"""How people write times: patterns of folded text."""

from bot.domain.dates import MONTHS

MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, MONTHS)) + r"|sept)\.?"
YEAR = r"(?:0\d\d[1-9]|0\d[1-9]0|0[1-9]00|[12]\d{3}|3000)"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
IN_NUMBERS = (
    r"(?<![\d./])(?<!\b\d-)(?<!\b\d\d-)(?:"
    rf"\d\d?\.\d\d?\.{YEAR}|\d\d?/\d\d?/{YEAR}|\d\d?-\d\d?-{YEAR}|(?:0[1-9]|1[0-2])[./]{YEAR}|[1-9]/{YEAR}"
    rf"|{YEAR}/\d\d?/\d\d?|{YEAR}\.\d\d?\.\d\d?)"
)
DATE = (
    rf"{IN_NUMBERS}|{YEAR}(?:-\d\d(?:-\d\d)?)?|{DAY} (?:of )?{MONTH},? {YEAR}|{MONTH} {DAY},? {YEAR}"
    rf"|{MONTH},? {YEAR}"
)
DASH = "[-‐‑‒–—/]"

SHORT_RANGE = rf"\b({YEAR})( ?{DASH} ?)(\d\d)\b(?![-/]|\.\d)"
RANGE = (
    rf"\b(?:between |from )?({DATE})(?: ?{DASH} ?| to | until | till | through )({DATE})\b"
    rf"|\bbetween ({DATE}) and ({DATE})\b"
)
UP_TO_NOW = (
    rf"\b(?:between |from |since )?({DATE})(?: ?{DASH} ?| to | and | until | till | through )"
    r"(?:now|today|(?:the )?present)\b"
)
DECADE = r"\b(?:(early|mid|late)[ -])?(?:the )?(?:(1\d|20)(\d)0|['’]?([2-9])0)['’]?s\b"
TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
OPEN_DECADE = r"\bfrom[ -](?:the )?(1\d|20)(\d)0s\b"
SPELT_DECADE = rf"\b(?:(early|mid|late)[ -])?(?:the )?({'|'.join(TENS)})\b"
CENTURY = r"\b(?:in |during )?(?:the )?(1\d|20|21)(?:st|th)[ -]century\b"
PART_OF_YEAR = rf"\b(?:in )?(?:the )?(early|mid|late)[ -](?:in )?({YEAR})\b(?![-–]\d|s)"
OPEN = rf"\b(since|after|post|before|prior to|pre|until|till|up to|from)[ -](?:the )?({DATE})\b(?: on(?:wards?)?\b)?"
YEARS = rf"\b({YEAR}(?:(?:,| and|, and) {YEAR})+)\b"
SINGLE = rf"\b(?:in |by |during )?({DATE})\b"
COUNTS = "one two three four five six seven eight nine ten".split()
COUNT = rf"[1-9]\d?|an?|{'|'.join(COUNTS)}"
RELATIVE = (
    r"\b(?:in |over |during |within )?(?:the )?(this|last|past|previous|next|coming) "
    rf"(?:(week|month|year|decade)|({COUNT}) (day|week|month|year|decade)s?)\b(?! (?:after|of)\b)"
)
YESTERDAY = r"\b((?:the )?day before )?yesterday\b"
LAST_MONTH = rf"\b(?:in )?last ({MONTH})(?!\w)"
AGO = rf"\b({COUNT}) (day|week|month|year)s? ago\b"
# What stands before a time that is not a date, and makes it begin or end there.
OPENING = r"(?<!\bday )(?<!week )(?<!month )(?<!year )\b(since|after|before|prior to|until|till|up to)[ -](?:the )?$"
