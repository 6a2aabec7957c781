"""Patterns by which questions ask for amounts, dates and names (in folded text), and by which facts give them."""

import re
from collections.abc import Mapping

from bot.domain.dates import MONTHS
from bot.domain.requests import Amount
from bot.search.lexicon.irregular_forms import BASE_FORMS
from bot.search.lexicon.offices import CALLED, SHORT_TITLES, TITLES

_MONTH = f"(?:{'|'.join(MONTHS)})"
# Days, months and years: they are numbers, and no amounts.
DATES = rf"(?i)\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b|\b(?:1[89]|20)\d\d(?:s|[-–/]\d\d)?\b|\d+(?:st|nd|rd|th)\b"

# Shares of something: they tell nothing of how many or how much it is.
SHARES = r"(?i)\b\d+(?:[.,]\d+)?(?: ?%| per ?cent\b)"

# Spans of time and ages: they tell nothing of how many there are of anything else.
_UNITS_OF_TIME = "(?:second|minute|hour|day|night|week|month|quarter|year|yr|decade|centur(?:y|ie))s?"
SPANS_OF_TIME = (
    rf"(?i)\b[\w.,]+(?: (?:more|consecutive|full|successive))?[ -]{_UNITS_OF_TIME}\b|\b(?:aged?|age of) \d+\b"
)

# Numbers of documents and of houses: they count nothing.
LABELS = (
    r"(?i)\b(?:article|no\.|number|page|paragraph|resolution|section|session)s? \d+(?:(?:, | and |, and )\d+)*\b"
    r"|\b\d+ (?:\w+ ){1,2}(?:avenue|boulevard|road|square|street)\b"
)

# These are paid in money, where “how much” is not followed by what else there is much of: how much gas.
_PAYING = (
    "charge|cost|costs|costing|earn|earned|fined|invest|invested|lend|lent|owe|owed|owes|paid|pay|pays|paying|sink|sunk|"
    "spend|spending|spends|spent|worth"
)
_AUXILIARIES = "are|did|do|does|had|has|have|he|in|is|it|she|they|was|were|will|would"
# What is asked for ends here: date?  dates pls  name and date
_END = r"(?=\s*(?:$|[?!.,;:)+&/–—-]|(?:and|or|only|please|pls)\b))"
_TITLE = f"(?:{'|'.join([*sorted(TITLES), *SHORT_TITLES])})"
# How long one of these is has nothing to do with time; how long it was shut has.
_LONG_THINGS = (
    "(?:border|bridge|cable|coast|coastline|corridor|frontier|line|pipe|pipeline|railway|river|road|route|tunnel)s?"
)
_PARTICIPLE = rf"(?:\w+(?:ed|ing)|cut|put|set|shut|split|{'|'.join(BASE_FORMS)})"
_BETWEEN = r"(?: (?!(?:by|for|from|of|that|the|to|who|with)\b)[\w'’-]+){0,4}?"
ASKED: Mapping[Amount, re.Pattern[str]] = {
    Amount.MONEY: re.compile(
        rf"\bhow much (?:money|cash)\b|\bhow much (?:{_AUXILIARIES})\b[^.?!]*\b(?:{_PAYING})\b"
        r"|\b(?:what|how much|how many)\b[^.?!]*\bcost(?:s|ing)?\b|\bfor how much\b(?! of\b)"
        r"|\b(?:total|overall|combined) (?:bill|value|worth)\b|\bwhat(?:'s|s| is| was) the value of\b"
        r"|\b(?:price|fee|fees)\b|\bhow many (?:[mb]illion )?(?:dollars|euros|manats?|roubles|rubles)\b|\b(?:usd|eur)\b"
    ),
    Amount.NUMBER: re.compile(
        rf"\bhow many\b(?! (?:of )?per ?cent| (?:\w+ )?costs?\b| (?:\w+ )?{_UNITS_OF_TIME}\b)"
        rf"|(?<!for )\bhow much\b(?! (?:{_AUXILIARIES}|a|as|better|cash|longer|money|more|of|so|worse)\b| per ?cent)"
    ),
    Amount.FIGURE: re.compile(
        rf"(?<!a )\b(?:numbers?|figures?|nos)(?: of\b|{_END})|\bno\. of\b"
        r"|\bwhat(?:'s|s| is| was) the (?:gdp|length|population)\b"
    ),
    Amount.SHARE: re.compile(
        r"\b(?:what|which) (?:chunk|fraction|per ?cent|percentage|portion|proportion|share|slice)\b|\bpercentage\b"
        r"|\bhow (?:many|much) (?:of )?per ?cent\b|%"
    ),
    Amount.DURATION: re.compile(
        rf"\bhow long\b(?! ago| (?:is|are|was|were)\b[^.?!]*\b{_LONG_THINGS}\b(?![^.?!]*\b{_PARTICIPLE}\b))"
        rf"|\bhow many {_UNITS_OF_TIME}\b(?! ago)|(?<![a-z] of )\bduration{_END}|\bfor how long\b"
    ),
    Amount.DATE: re.compile(
        rf"\bwhen (?:exactly |precisely )?(?:{_AUXILIARIES})\b|\bsince when\b|\bhow long ago\b|\bwhen\s*(?:$|[?!.,;:)])"
        rf"|\b(?:what|which) (?:date|day|month|year)\b|(?<!to )\bdates?{_END}|^(?:the )?date\b(?! back)"
    ),
    Amount.DISTANCE: re.compile(
        r"\bhow far (?:away )?(?:are|is)\b|\bhow many (?:km|kilomet(?:er|re)s|miles)\b|\bwhat is the distance\b"
    ),
    Amount.HOUR: re.compile(
        r"\bwhat time\b(?! (?:frame|limit|line|of|period|span|zone)\b)|\b(?:opening|office|working) hours\b"
    ),
    Amount.PERSON: re.compile(
        rf"\bwho(?:'s|s| is| are| was| were| the)(?: (?:currently|now|then|today))?(?: (?:the|a|an))?"
        rf"{_BETWEEN} {_TITLE}s?\b"
        rf"|\bnames? of(?: the)?{_BETWEEN} {_TITLE}s?\b|\b{_TITLE}\b[^.?!]*(?:\bnames?|, who){_END}|\bby name\b"
    ),
    # A will that is somebody's tells nothing of what is to come: political will, the will of the people.
    Amount.OUTLOOK: re.compile(
        r"(?:^|[.?!,;:] ?|\b(?:and|but|how|so|what|when|where|which|who|why) |\bwhen (?:\w+ ){1,4}?)will\b(?! of\b)"
        r"|\bdo you (?:expect|think)\b[^.?!]*\bwill\b"
    ),
}
# Words by which it is asked, and which facts need not have.
ASKING = re.compile(
    rf"(?<=\bwhat )(?:chunk|fraction|per ?cent|percentage|portion|proportion|slice)\b"
    rf"|(?<=\bhow (?:many|much) )per ?cent\b|(?<=\bhow many )(?:people|persons)\b|^(?:the )?date\b(?! back)"
    rf"|(?<=\bhow )long(?: ago)?\b|(?<=\bhow many ){_UNITS_OF_TIME}\b|\bduration{_END}"
    rf"|(?<=\bwhat )(?:date|day|month|year)\b|(?<=\bwhich )(?:date|day|month|year)\b|(?<!to )\bdates?{_END}"
    rf"|\b(?:figures?|nos){_END}|(?<=\bby )name\b"
)
# Nouns for what is paid: a fact about something else that was paid is no answer.
PAID = frozenset("debt fare fee pension price rent salary tariff wage".split())

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion billions"
)
# Digits that a word ends with are a part of its name: COP29, S-300.
_NUMBER = rf"(?i)(?<![^\W\d_])(?<![^\W\d_]-)(?<!\d)\d|\b(?:{_NUMBERS.replace(' ', '|')})\b"
_NAME = r"[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ][\w’'-]*"
_CALLED = f"(?:{'|'.join([*sorted(TITLES), *CALLED])})".replace("attache", "attach[eé]")
# How they are given where the numbers of dates are left out. Few questions ask for them: `re` compiles these when used.
GIVEN: Mapping[Amount, str] = {
    Amount.MONEY: (
        r"(?i)[$€£₽₼¥₺]|\b(?:usd|eur|(?:dollar|euro|manat|rouble|ruble|pound|franc|crown|lira|krone)s?|yuan|yen)\b"
    ),
    Amount.NUMBER: _NUMBER,
    Amount.FIGURE: _NUMBER,
    Amount.DURATION: SPANS_OF_TIME,
    Amount.DISTANCE: r"(?i)\d ?(?:km|kilomet(?:er|re)s?|miles?|met(?:er|re)s?)\b",
    Amount.HOUR: r"(?i)\b\d{1,2}:\d\d\b|\b\d{1,2}(?:\.\d\d)? ?(?:[ap]\.?m\b|o['’]clock)|\b(?:noon|midnight)\b",
    # A share of something: not the third meeting, what we share, or what is most important.
    Amount.SHARE: (
        r"(?i)%|\bper ?cent\b|\bhalf\b|\b(?:shares?|most|(?:third|quarter|fifth|tenth)s?) of\b"
        r"|\ball (?:its|of|the|their)\b|\b(?:a|one|two|three|four)[ -](?:third|quarter|fifth|tenth)s?\b"
    ),
    Amount.OUTLOOK: (
        r"(?i)\b(?:aims?|expect(?:s|ed)?|forecasts?|future|intends?|plan(?:s|ned)?|project(?:s|ed)|prospects?|scheduled|seek(?:s|ing)?|target|"
        r"will|would)\b|\b(?:is|are|was|were) to\b|\bready to\b"
    ),
    # Ambassador Smith; the minister of Ruritania, Ann Smith; Ann Smith, the minister.
    Amount.PERSON: (
        rf"\b(?i:{_CALLED})s? {_NAME}|\b(?i:{_CALLED})(?: of (?:the )?[\w’' -]{{1,40}}?)?,? {_NAME} {_NAME}"
        rf"|\b{_NAME} {_NAME}(?:,|,? (?i:who )?(?i:is|was|as|became|to be))?"
        rf" (?:(?i:a|an|its|the|their) )?(?:[\w-]+ ){{0,3}}?(?i:{_CALLED})\b"
    ),
}
