"""Ordinary words, which questions rarely use as a partner's name."""

import re

from bot.domain.dates import MONTHS, SEASONS
from bot.domain.text import words_of

# Function words, which mean nothing by themselves.
FUNCTION_WORDS = frozenset(
    "a about above after again against all also an and any are as at be because been before below between both but by "
    "can could did do does down during each few far for from further had has have he her here hers him his how i if in "
    "into is it its just me more most my near no nor not now of off on once only or other our out over own same she so "
    "some such than that the their them then there these they this those through to too under until up us very was we "
    "were what when where which while who whom why will with would yes you your".split()
)
_OF_SPEECH = frozenset("hello hi please since thanks versus vs whose".split())
_TIMES = frozenset(
    [
        *map(str.lower, MONTHS),
        *SEASONS,
        *"monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday".split(),
    ]
)
_SPANS = frozenset("day night week weekend month quarter season year decade century".split())
_RELATIVE = frozenset("coming current last next past present previous recent this".split())
_DECADES = frozenset("twenties thirties forties fifties sixties seventies eighties nineties noughties".split())
_DECADE = re.compile(r"\d\d+0s|\d\d?(?:st|nd|rd|th) century", re.ASCII)


def is_small(name: str) -> bool:
    """Return whether a name consists of function words, and is no acronym in capitals: The, it is."""
    words = words_of(name)
    return bool(words) and not name.isupper() and all(word in FUNCTION_WORDS for word in words)


def why_small(name: str) -> str | None:
    """Describe a name of function words, a number or a time; None for any other name."""
    words = words_of(name)
    if all(word.isdigit() for word in words):
        return "a number or a year"
    if all(word in FUNCTION_WORDS or word in _OF_SPEECH for word in words):
        return "an ordinary word"
    if words[:1] == ("the",):
        words = words[1:]
    is_relative = len(words) == 2 and words[0] in _RELATIVE and words[1] in _SPANS
    if is_relative or " ".join(words) in _TIMES | _DECADES or _DECADE.fullmatch(" ".join(words)):
        return "a word for a time"
    return None
