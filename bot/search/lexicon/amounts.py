"""How questions ask for amounts, and how facts give them. What is asked is matched in folded text."""

import re
from collections.abc import Mapping

from bot.domain.dates import MONTHS
from bot.domain.requests import Amount

_MONTH = f"(?:{'|'.join(MONTHS)})"
# Days, months and years: they are numbers, and no amounts.
DATES = re.compile(
    rf"\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{1,2}}\b|\b(?:1[89]|20)\d\d(?:s|[-–/]\d\d)?\b|\d+(?:st|nd|rd|th)\b",
    re.IGNORECASE,
)

# These are paid in money, where “how much” is not followed by what else there is much of: how much gas.
_PAYING = (
    "charge|cost|costs|costing|earn|earned|fined|invest|invested|lend|lent|owe|owed|owes|paid|pay|pays|paying|sink|sunk|"
    "spend|spending|spends|spent|worth"
)
_AUXILIARIES = "are|did|do|does|had|has|have|he|in|is|it|she|they|was|were|will|would"
ASKED: Mapping[Amount, re.Pattern[str]] = {
    Amount.MONEY: re.compile(
        rf"\bhow much (?:money|cash)\b|\bhow much (?:{_AUXILIARIES})\b[^.?!]*\b(?:{_PAYING})\b"
        r"|\b(?:what|how much|how many)\b[^.?!]*\bcost(?:s|ing)?\b|\bfor how much\b(?! of\b)"
        r"|\b(?:price|fee|fees)\b|\bhow many (?:[mb]illion )?(?:dollars|euros|manats?|roubles|rubles)\b|\b(?:usd|eur)\b"
    ),
    Amount.NUMBER: re.compile(r"\bhow many\b(?! (?:of )?per ?cent| (?:\w+ )?costs?\b)"),
    Amount.SHARE: re.compile(
        r"\b(?:what|which) (?:share|percentage|per ?cent|proportion|fraction)\b|\bpercentage\b"
        r"|\bhow (?:many|much) (?:of )?per ?cent\b|%"
    ),
    Amount.DATE: re.compile(
        rf"\bwhen (?:exactly |precisely )?(?:{_AUXILIARIES})\b|\bsince when\b|\bwhen\s*(?:$|[?!.,;:)])"
        r"|\b(?:what|which) (?:date|day|month|year)\b"
    ),
}

_NUMBERS = (
    "two three four five six seven eight nine ten eleven twelve dozen dozens twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred hundreds thousand thousands million millions billion billions"
)
# How they are given where the numbers of dates are left out.
GIVEN: Mapping[Amount, re.Pattern[str]] = {
    Amount.MONEY: re.compile(
        r"[$€£₽₼¥₺]|\b(?:usd|eur|(?:dollar|euro|manat|rouble|ruble|pound|franc|crown|lira|krone)s?|yuan|yen)\b",
        re.IGNORECASE,
    ),
    Amount.NUMBER: re.compile(rf"\d|\b(?:{_NUMBERS.replace(' ', '|')})\b", re.IGNORECASE),
    Amount.SHARE: re.compile(r"%|\bper ?cent\b|\b(?:half|third|quarter|fifth|tenth|share|most|all)s?\b", re.IGNORECASE),
}
