"""Requests: questions as data, and their encoding in buttons, menus and addresses.

Only typed text is parsed. Everything else carries a request, so that it asks for exactly what it shows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any

import orjson

from bot.domain.dates import Period

# The version of the encoding: raised whenever an older value would be read as another request.
VERSION = 1
MAX_PAGE = 999
# The most facts on a page of any request.
MAX_SIZE = 20


class Form(StrEnum):
    """The form that a response has. Most are asked for by their name, which `bot.search.rules.forms` finds."""

    ANSWER = "answer"
    TIMELINE = "timeline"
    COMPARE = "compare"
    TOPICS = "topics"
    PARTNERS = "partners"
    SOURCES = "sources"
    SOURCE = "source"
    MAP = "map"
    ABOUT = "about"
    HELP = "help"
    MENTIONED = "mentioned"  # everything that a message names, as the message shortcut finds it
    CHATTER = "chatter"  # a greeting or thanks, which asks for nothing


class Chatter(StrEnum):
    """The kind of a message that asks for nothing."""

    GREETING = "greeting"
    THANKS = "thanks"
    PRAISE = "praise"
    BLAME = "blame"
    AGREEMENT = "agreement"
    FAREWELL = "farewell"


class Amount(StrEnum):
    """The kind of value that a question asks for: money, a number, any figures, a share, a span of time and so on."""

    MONEY = "money"
    NUMBER = "number"
    FIGURE = "figure"
    SHARE = "share"
    DURATION = "duration"
    DATE = "date"
    HOUR = "hour"
    DISTANCE = "distance"
    PERSON = "person"
    OUTLOOK = "outlook"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that facts must have, or else one of the topics it stands for.

    It is not `is_known` if nothing in the base has it and no topic has that name.
    """

    text: str
    topics: tuple[str, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question as data. Partners, topics and sources are ids, countries without a file ISO 3166-1 codes.

    A fact must be about one of `partners`, or about two of them if there are such facts and it is not `any_partner`
    that is asked about; about all of `involving`, on all `topics` and within `period`; of the `words` it must have as
    many as the best fact has. `either` are groups of partners, of which one is meant in each. `aliases` are partners'
    names other than the main one, and `phrases` curators' keywords, as stems, and directions: facts that have them
    come first. Only facts that give the `amounts` and have those of the words that are `needed` answer the request.
    `names_subject` is set if the base's subject is named. `without_partners` and `without_words` are exclusions;
    `speakers` are those whose word is asked for. `kind` is the kind's id for a list of partners; empty for all.
    `page` counts from 1; `size` is the number of facts on a page, 0 for the default of the surface; `shown` is the
    number of facts in the answer that offered this request, 0 if none did.
    """

    form: Form = Form.ANSWER
    kind: str = ""
    partners: tuple[str, ...] = ()
    any_partner: bool = False
    involving: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    aliases: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    needed: tuple[str, ...] = ()
    period: Period | None = None
    newest_first: bool = False
    speakers: tuple[str, ...] = ()
    names_subject: bool = False
    without_partners: tuple[str, ...] = ()
    without_words: tuple[Word, ...] = ()
    source: str = ""
    chatter: Chatter | None = None
    page: int = 1
    size: int = 0
    shown: int = 0

    def change(self, **changes: Any) -> "Request":
        """Return this request with some fields changed.

        It takes a quarter of the time of `dataclasses.replace`, and every answer has ten offers that need it.
        """
        return Request(**(dict(zip(_FIELDS, _values_of(self), strict=True)) | changes))

    @property
    def is_narrowed(self) -> bool:
        """True if it asks for less than everything about the partners and countries it names."""
        return bool(
            self.involving
            or self.topics
            or self.words
            or self.period
            or self.newest_first
            or self.speakers
            or self.without_partners
            or self.without_words
        )

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that nothing in the base explains."""
        return tuple([word.text for word in self.words if not word.is_known])

    @property
    def all_topics(self) -> tuple[str, ...]:
        """The ids of the topics asked for, by name or by another word."""
        named = [topic for word in self.words for topic in word.topics]
        return tuple(dict.fromkeys([*self.topics, *named]))


def encode_request(request: Request) -> str:
    """Encode a request as short text: a JSON object of its version and of the fields that differ from the default."""
    fields: dict[str, Any] = {"v": VERSION}
    for codec, value, default in zip(_CODEC, _values_of(request), _DEFAULTS, strict=True):
        # Most values are the default object itself.
        if value is not default and value != default:
            _, key, write, _ = codec
            fields[key] = write(value)
    # A reply carries thirty requests, and json takes ten times as long as orjson.
    return orjson.dumps(fields).decode()


def decode_request(text: Any) -> Request | None:
    """Decode what `encode_request` wrote; None for anything else, including another version's encoding."""
    try:
        fields = orjson.loads(text)
        if not isinstance(fields, dict) or fields.pop("v", None) != VERSION:
            return None
        values = {field: read(fields.pop(key)) for field, key, _, read in _CODEC if key in fields}
    except (ValueError, TypeError):
        return None
    return Request(**values) if not fields else None


def _read_texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple([_read_text(item) for item in value])


def _read_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _read_groups(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple([_read_texts(item) for item in value])


def _read_amounts(value: Any) -> tuple[Amount, ...]:
    return tuple([Amount(text) for text in _read_texts(value)])


def _write_words(words: Iterable[Word]) -> list[list[Any]]:
    return [[word.text, *([list(word.topics)] if word.topics else [] if word.is_known else [False])] for word in words]


def _read_words(value: Any) -> tuple[Word, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple([_read_word(*item) for item in value])


def _read_word(text: Any, *more: Any) -> Word:
    if not more:
        return Word(_read_text(text))
    if more == (False,):
        return Word(_read_text(text), is_known=False)
    (topics,) = more
    return Word(_read_text(text), _read_texts(topics))


def _write_period(period: Period) -> list[str]:
    """Return a period's first and last day, "" for an open bound, followed by those of its gaps."""
    return [day.isoformat() if day else "" for time in (period, *period.gaps) for day in (time.start, time.end)]


def _read_period(value: Any) -> Period:
    first, last, *others = [date.fromisoformat(day) if day else None for day in _read_texts(value)]
    gaps = tuple([Period(start, end) for start, end in zip(others[::2], others[1::2], strict=True)])
    period = Period(first, last, gaps)
    if any(part.ordinals[0] > part.ordinals[1] for part in (*period.parts, *gaps)) or last == date.max:
        raise ValueError("not a period that is ever asked for")
    return period


def _read_flag(value: Any) -> bool:
    if value is not True:
        raise TypeError("not true")
    return True


def _read_number(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise TypeError("not a number from 1 on")
    return value


def _read_page(value: Any) -> int:
    return min(_read_number(value), MAX_PAGE)


def _read_size(value: Any) -> int:
    if _read_number(value) > MAX_SIZE:
        raise ValueError("more facts than a page has")
    return int(value)


# Each field with its key in the encoding, and how its value is written and read.
_CODEC: tuple[tuple[str, str, Callable[[Any], Any], Callable[[Any], Any]], ...] = (
    ("form", "f", str, Form),
    ("kind", "q", str, _read_text),
    ("partners", "p", list, _read_texts),
    ("any_partner", "r", bool, _read_flag),
    ("involving", "i", list, _read_texts),
    ("either", "e", list, _read_groups),
    ("countries", "c", list, _read_texts),
    ("topics", "t", list, _read_texts),
    ("words", "w", _write_words, _read_words),
    ("aliases", "a", list, _read_texts),
    ("phrases", "k", list, _read_texts),
    ("amounts", "m", list, _read_amounts),
    ("needed", "j", list, _read_texts),
    ("period", "d", _write_period, _read_period),
    ("newest_first", "n", bool, _read_flag),
    ("speakers", "s", list, _read_texts),
    ("names_subject", "u", bool, _read_flag),
    ("without_partners", "x", list, _read_texts),
    ("without_words", "y", _write_words, _read_words),
    ("source", "o", str, _read_text),
    ("chatter", "h", str, Chatter),
    ("page", "g", int, _read_page),
    ("size", "l", int, _read_size),
    ("shown", "z", int, _read_number),
)
_FIELDS = tuple([field for field, *_ in _CODEC])
_values_of = attrgetter(*_FIELDS)
_DEFAULTS = _values_of(Request())
