"""What a text claims that can be looked up in a quotation: dates, numbers and proper names.

A statement and the excerpts that bear it are read in the same way, so that 7 and seven, 12 May 2021 and May 12, or
Türkiye and Turkey are the same claim.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from bot.domain.dates import MONTHS, Point, Precision
from bot.domain.knowledge import Snapshot
from bot.domain.text import words_of
from bot.domain.world import World
from bot.loading.ordinary import is_small

# A part of a date: ("day", 5, 12), ("month", 5), ("year", 2021) or ("decade", 199).
Part = tuple[str | int, ...]
Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a text has it, in its parts, and where it stands."""

    parts: frozenset[Part]
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text has it; `is_exact` is false beside words such as about and nearly."""

    text: str
    value: float
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A proper name as a text has it.

    `entities` are the partners, or the codes of other countries, that may be meant. Of a name that is none of theirs,
    `words` are the words by which it is told, folded, and `needed` how many of them must be found.
    """

    text: str
    entities: frozenset[str]
    words: Name = ()
    needed: int = 0


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
    # The first day of "29 July to 1 August", and the year of both, are found with the month that each stands beside.
    re.compile(rf"\b{_DAYS}(?: day)?(?: of)? {_MONTH}(?:,? (?:of )?{_YEAR})?\b"),
    re.compile(rf"\b{_MONTH} (?:the )?{_DAYS}\b(?!\d|,\d)(?:,? {_YEAR}\b)?"),
    re.compile(rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?\b"),
    re.compile(r"\b(?P<decade>1[5-9]\d|20\d)0['’]?s\b"),
    re.compile(
        rf"(?<![\w$€£.,]){_YEAR}(?:[/–-](?P<short>\d\d)(?!\d))?"
        r"(?![\w,]*\d)(?!\.\d| (?:km|kilomet\w+|troops|soldiers|men)\b)"
    ),
)
# Words that tell a time by the day on which they are said.
_RELATIVE = re.compile(
    r"\b(?:last|this|next|previous|past|coming) (?:\w+ ){0,2}?(?:year|month|week|spring|summer|autumn|fall|winter|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|" + "|".join(MONTHS) + r")s?\b|"
    r"\b(?:ago|today|yesterday|tomorrow|recent|recently|earlier this|anniversary|just)\b",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?P<count>[\w-]+) years ago\b|\bfor (?:\w+ ){0,2}?(?P<span>[\w-]+) years\b", re.IGNORECASE)


def find_dates(text: str) -> list[Dated]:
    """Every date of a text, in the order in which they stand."""
    found: list[Dated] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in (date.span for date in found)):
                found.append(Dated(frozenset(_parts_of(match.groupdict())), match.span()))
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
    """The parts of a source's own date, as exactly as it is given."""
    parts: list[Part] = [("year", point.first.year)]
    if point.precision in (Precision.DAY, Precision.MONTH):
        parts.append(("month", point.first.month))
    if point.precision is Precision.DAY:
        parts.append(("day", point.first.month, point.first.day))
    return frozenset(parts)


def tells_time_by_its_own_day(text: str) -> bool:
    """Whether a text says when by words such as last month, so that its source's date decides which is meant."""
    return _RELATIVE.search(text) is not None


def years_before(text: str) -> frozenset[int]:
    """By how many years a text looks back: 25 for "25 years ago", 3 for "for almost three years"."""
    counts = (number.value for match in _AGO.finditer(text) for number in find_numbers(match["count"] or match["span"]))
    return frozenset(map(int, counts))


def name_parts(parts: Collection[Part]) -> str:
    """Parts of a date in words: 12 May 2021."""
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
# 10.000 is ten thousand, as in much of Europe; 3.142 is too, which matters little, since both texts are read alike.
_THOUSANDS = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_THIRD_PARTY = re.compile(r"third[ -](?:stat|countr|part|side|power|nation)", re.IGNORECASE)
# Words that point at what was named rather than count it: one another, the two, the first time.
_NO_COUNTS = frozenset({"one", "two", "zero"})


def find_numbers(text: str) -> list[Number]:
    """Every number of a text but one and two in words, which mostly count nothing; dates are to be blanked before."""
    found: list[Number] = []
    blank = list(text)
    for match in _FRACTION.finditer(text):
        count = match["count"]
        value = 0.5 if match["half"] else _UNITS.get(count.lower(), 1) / _FRACTIONS[match["part"].lower()]
        if match["half"] or not _THIRD_PARTY.match(text, match.start("part")):
            found.append(Number(match[0], round(value, 4), is_exact=True))
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
        found.append(Number(match[0].strip(), value, is_exact))
        if match["percent"]:
            found.append(Number(match[0].strip(), round(value / 100, 4), is_exact))
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


# Offices and forms of address: they name nobody by themselves.
_TITLES = frozenset(
    "president presidents prime minister ministers foreign deputy vice secretary assistant ambassador ambassadors king "
    "prince queen chancellor chairman speaker general mr mrs ms dr sir his her excellency majesty head state states "
    "government governments parliament north south east west northern southern eastern western i".split()
)
# What follows an adjective in a country's full name, French Republic, and what stands there and is none of a country.
_STATES = frozenset({"republic", "kingdom", "federation", "confederation"})
_KINDS_OF_STATES = frozenset({"united", "islamic", "arab", "federal", "democratic", "socialist", "people's", "central"})
# How much alike, of 100, a name and a slip for it are, and from which length on that is looked at.
_NEAR, _LONG = 83, 6
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)?")
# What may stand between two words of one name.
_JOINT = re.compile(r"(?: |-|–|\.|\. | of | of the | for | on the )?")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|[\"“‘«(]|\[…\]\s*)$")


@dataclass(frozen=True, slots=True)
class NameTable:
    """Whom names may mean, by their folded words: partners by id, other countries by their codes."""

    entities: Mapping[Name, frozenset[str]]
    longest: int
    capitals: frozenset[Name]
    world: World
    spellings: Mapping[str, frozenset[str]]
    codes: Mapping[str, frozenset[str]]

    def find(self, text: str, *, is_source: bool = False) -> list[Named]:
        """Every proper name of a text, each mention of a partner or country on its own; dates are to be blanked.

        A source may write names of several words without capitals, and with slips.
        """
        tokens = [(match, words_of(match[0])) for match in _TOKEN.finditer(text)]
        found: list[Named] = []
        rest: list[tuple[re.Match[str], Name] | None] = []
        index = 0
        while index < len(tokens):
            size, entities = self._longest_at(tokens, index, is_source=is_source)
            if not size:
                rest.append(tokens[index])
                index += 1
                continue
            name = text[tokens[index][0].start() : tokens[index + size - 1][0].end()]
            words = tuple(word for _, words in tokens[index : index + size] for word in words)
            is_capital = words in self.capitals
            found.append(Named(name, entities, words if is_capital else (), len(words) if is_capital else 0))
            rest.append(None)
            index += size
        return [*found, *self._plain_names(text, rest)]

    def _longest_at(
        self, tokens: list[tuple[re.Match[str], Name]], index: int, *, is_source: bool
    ) -> tuple[int, frozenset[str]]:
        is_capital = _is_capital(tokens[index][0][0])
        if tokens[index][0][0] in self.codes:
            return 1, self.codes[tokens[index][0][0]]
        for size in range(min(self.longest, len(tokens) - index), 0, -1):
            if not is_capital and not (is_source and size > 1):
                break
            words = tuple(word for _, words in tokens[index : index + size] for word in words)
            for key in (words, (*words[:-1], words[-1].removesuffix("s")) if words else words):
                if key in self.entities:
                    return size, self.entities[key]
        word = tokens[index][1][:1]
        if is_source and is_capital and word and len(word[0]) >= _LONG and word[0] not in self.world:
            near = process.extractOne(word[0], self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
            if near:
                return 1, self.spellings[near[0]]
        return 0, frozenset()

    def _plain_names(self, text: str, tokens: list[tuple[re.Match[str], Name] | None]) -> Iterator[Named]:
        run: list[tuple[re.Match[str], Name]] = []
        for before, token in pairwise([None, *tokens, None]):
            joined = token and before and _JOINT.fullmatch(text, before[0].end(), token[0].start())
            if token and _is_capital(token[0][0]) and (joined or not run):
                pass
            elif run and not (token and token[1] and token[0][0] in ("of", "the", "for", "on")):
                yield from self._plain_name(text, run)
                run = []
            if token and _is_capital(token[0][0]):
                if run and not _JOINT.fullmatch(text, run[-1][0].end(), token[0].start()):
                    yield from self._plain_name(text, run)
                    run = []
                run.append(token)
        if run:
            yield from self._plain_name(text, run)

    def _plain_name(self, text: str, run: list[tuple[re.Match[str], Name]]) -> Iterator[Named]:
        begins = _SENTENCE_END.search(text, 0, run[0][0].start()) is not None
        if begins and run[0][1] and run[0][1][0] in self.world.words:
            run = run[1:] if run[0][1][0] not in _TITLES else run
        words = tuple(word for _, found in run for word in found if word not in _TITLES)
        if not words:
            return
        wanted = tuple(word for word in words if word not in self.world.words) or words
        yield Named(text[run[0][0].start() : run[-1][0].end()], frozenset(), wanted, (len(wanted) + 1) // 2)


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not (len(word) == 1 and word in "IA")


def name_table(snapshot: Snapshot) -> NameTable:
    """Whom the names of a base and of the world's countries may mean."""
    table: dict[Name, set[str]] = {}
    by_code = {partner.iso: partner.id for partner in snapshot.partners.values() if partner.iso}
    world = snapshot.world
    for names in (world.names, world.others):
        for name, code in names.items():
            if len(name) > 3:
                words = tuple(name.split())
                table.setdefault(words, set()).add(by_code.get(code, code))
                if len(words) == 2 and words[1] in _STATES and words[0] not in _KINDS_OF_STATES:
                    table.setdefault(words[:1], set()).add(by_code.get(code, code))
    for partner in snapshot.partners.values():
        for name in (partner.name, *partner.aliases):
            if is_small(name):
                continue  # a slip of its own, and no name of whatever begins with it
            table.setdefault(words_of(name), set()).add(partner.id)
        if partner.kind.is_person:
            table.setdefault(words_of(partner.name)[-1:], set()).add(partner.id)
    table.pop((), None)
    capitals = frozenset(tuple(country.capital.split()) for country in world.countries.values() if country.capital)
    entities = {name: frozenset(found) for name, found in table.items()}
    spellings = {
        name[0]: found
        for name, found in entities.items()
        if len(name) == 1 and len(name[0]) >= _LONG and found & snapshot.partners.keys()
    }
    return NameTable(
        entities=entities,
        longest=max(map(len, entities), default=0),
        capitals=capitals,
        world=world,
        spellings=spellings,
        codes={code: frozenset({id_}) for code, id_ in by_code.items()},
    )
