"""Find numbers in a text, in digits or words."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number in a text; `is_exact` is false beside words such as about and nearly."""

    text: str
    value: float
    is_exact: bool


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_UNITS = {word: value for value, word in enumerate(f"{_ONES} eighteen nineteen".split())}
_UNITS |= {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}
_UNITS |= {"dozen": 12, "dozens": 12}
_ORDINALS = {word: value for value, word in enumerate("third fourth fifth sixth seventh eighth ninth tenth".split(), 3)}
_ORDINALS |= {"eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fiftieth": 50}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "bn": 1e9,
    "mn": 1e6,
    "mln": 1e6,
    "bln": 1e9,
}
_SCALES |= {f"{word}s": value for word, value in [*_SCALES.items()] if len(word) > 3}
_FRACTIONS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_FRACTIONS |= {f"{word}s": value for word, value in [*_FRACTIONS.items()]}
_DIGITS = (
    r"(?<![\w.,-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:\.\d+)?)(?:st|nd|rd|th)?"
)
_NUMBER_WORD = "|".join(sorted({*_UNITS, *_ORDINALS, *_SCALES}, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?:{_DIGITS}|(?<![\w])(?P<words>(?:{_NUMBER_WORD})(?:(?:[ -]| and )(?:{_NUMBER_WORD}))*)\b)"
    rf"(?:[ -]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})\b)?(?P<percent>\s?%| ?per ?cent\b)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?P<count>a|one|two|three|four|five|six|seven|eight|nine)"
    rf"[ -](?P<part>{'|'.join(_FRACTIONS)})\b|\b(?P<half>half)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|more than|less than|roughly|approximately|under|estimated)\s+\S?$",
    re.IGNORECASE,
)
# 10.000 is ten thousand, as in much of Europe. So is 3.142 then, but in statement and excerpt alike.
_THOUSANDS = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_THIRD_PARTY = re.compile(r"third[ -](?:stat|countr|part|side|power|nation)", re.IGNORECASE)
# Number words that refer rather than count: one another, the two.
_NO_COUNTS = frozenset({"one", "two", "zero"})


def find_numbers(text: str) -> list[NumberClaim]:
    """Find the numbers in a text except "one" and "two", which rarely count; blank the dates before."""
    found: list[NumberClaim] = []
    blank = list(text)
    for match in _FRACTION.finditer(text):
        count = match["count"]
        value = 0.5 if match["half"] else _UNITS.get(count.lower(), 1) / _FRACTIONS[match["part"].lower()]
        if match["half"] or not _THIRD_PARTY.match(text, match.start("part")):
            found.append(NumberClaim(match[0], round(value, 4), is_exact=True))
            blank[match.start() : match.end()] = " " * len(match[0])
    text = "".join(blank)
    for match in _NUMBER.finditer(text):
        words = match["words"]
        points_at = words and words.lower() in _NO_COUNTS and not match["scale"] and not match["percent"]
        if points_at or _THIRD_PARTY.match(text, match.start()):
            continue
        value = _value_of_words(words) if words else float(_THOUSANDS.sub("", match["digits"]))
        if match["scale"]:
            value *= _SCALES[match["scale"].lower()]
        is_exact = not _ABOUT.search(text, 0, match.start())
        found.append(NumberClaim(match[0].strip(), value, is_exact))
        if match["percent"]:
            found.append(NumberClaim(match[0].strip(), round(value / 100, 4), is_exact))
    return found


def _value_of_words(words: str) -> float:
    total, group = 0.0, 0.0
    for word in re.split(r"[ -]", words.lower()):
        if word in _SCALES and _SCALES[word] > 100:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word in _SCALES:
            group = (group or 1) * 100
        else:
            group += _UNITS.get(word, 0) or _ORDINALS.get(word, 0)
    return total + group
