"""The test whether a fact gives the amounts that a question asks for: a price, a number, a share; or a date."""

import re
from collections.abc import Iterable

from bot.domain.knowledge import Fact
from bot.domain.requests import Amount
from bot.search.lexicon.amounts import DATES, GIVEN, LABELS, SHARES, SPANS_OF_TIME


def gives_amounts(fact: Fact, amounts: Iterable[Amount]) -> bool:
    """Return whether a fact gives all of these amounts in its texts.

    The numbers of a date are no amounts, those of shares give none but shares, spans of time tell of time alone, and
    those of documents and houses count nothing. A fact of a known time gives a date, and one of a time with a
    beginning and an end says how long.
    """
    asked = {*amounts}
    text = "; ".join(fact.texts)
    if Amount.DATE in asked and not (fact.when or re.search(DATES, text)):
        return False
    text = re.sub(DATES, " ", text)
    given = {Amount.DATE}
    if fact.when is not None and fact.when.is_interval:
        given.add(Amount.DURATION)
    if Amount.NUMBER in asked and Amount.SHARE not in asked:
        for pattern in (SHARES, SPANS_OF_TIME, LABELS):
            text = re.sub(pattern, " ", text)
    return all(re.search(GIVEN[amount], text) for amount in asked - given)
