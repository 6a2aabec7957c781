"""Types of the curators' fields: each with a check, whose refusal names the cure."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    InstanceOf,
    ValidationInfo,
    WithJsonSchema,
)

from bot.domain.dates import Point, Precision, When, parse_point, parse_when
from bot.domain.kinds import Members
from bot.domain.knowledge import Review
from bot.domain.text import INVISIBLE, excerpt_parts, has_words
from bot.domain.world import Scope
from bot.loading.codes import find_code, is_code
from bot.loading.field_limits import (
    MAX_EXCERPT,
    MAX_EXCERPT_WORDS,
    MAX_LINE,
    MAX_LOCATOR,
    MAX_NAME,
    MAX_REASON,
    MAX_STATEMENT,
    MAX_SUMMARY,
    MAX_TOPIC_LINE,
    MAX_URL,
)
from bot.loading.notations import has_short_year, to_edtf
from bot.loading.references import MEMBERS_OF_USUAL_KINDS, check_kind, did_you_mean, known_of, refer_to, refuse

# The fewest words of a reason.
_MIN_WORDS = 3
_DAYS = re.compile(r"\d+ (day|week|month|year)s?\b", re.IGNORECASE)

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
COUNT = re.compile(r"\d{1,6}", re.ASCII)
_URL = re.compile(r"https?://[^\s<>|\"']+")
_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
# Excludes the other files in a system's folder of zones: copies, the system's setting, and a placeholder.
_TIME_ZONE = re.compile(r"(?!posix|right/|localtime|Factory)[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)


def _text(most: int, *, one_line: bool = False) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text.strip():
            raise refuse("empty", "there is no text here: write it, or leave the key out")
        if len(text) > most:
            raise refuse("too-long", f"the text has {len(text):,} characters, the most is {most:,}: shorten it")
        invisible = None if text.isprintable() else INVISIBLE.search(text)
        if invisible:
            character = f"U+{ord(invisible[0]):04X}"
            raise refuse("control-character", f"the text holds the invisible character {character}: delete it")
        if one_line and "\n" in text.strip():
            raise refuse("line-break", "the text must be one line: write '>-' for '|', or join the lines")
        return text.strip()

    return check


def _id(text: str) -> str:
    if len(text) <= MAX_NAME and not ID.fullmatch(text):
        raise refuse(
            "bad-id", f"{text!r} is not an id: use small letters, digits and single hyphens, as in gas-talks-2009"
        )
    return _text(MAX_NAME)(text)


def _wordy(text: str) -> str:
    if not has_words(text):
        raise refuse("empty", f"{text!r} has no letters or digits to find it by: write words")
    return text


def _day(text: object) -> object:
    if isinstance(text, str):
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            raise refuse("bad-date", f"{text} is not in the calendar: write a day as 2018-07-27") from None
        raise refuse("bad-date", f"{text!r} is not a day: write it as {to_edtf(text) or '2018-07-27'}")
    return text


def _count(text: object) -> object:
    if isinstance(text, str) and not COUNT.fullmatch(text):
        raise refuse("wrong-type", f"{text!r} is not a whole number: write digits only")
    return text


def _when(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        return parse_when(text)
    except ValueError as error:
        if day := to_edtf(text):
            raise refuse("bad-date", f"{text!r} is not a date: write {day}") from None
        if has_short_year(text):
            raise refuse(
                "bad-date", f"{text!r} is not a date: write its year first and whole, as in 2009-10-10"
            ) from None
        raise refuse("bad-date", str(error)) from None


def _as_of(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        point = parse_point(text)
    except ValueError:
        point = None
    if point is None or point.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        cure = to_edtf(text) or "2018-07-27, 2018-07 or 2018"
        raise refuse("bad-date", f"{text!r} is not a day, month or year: write it as {cure}")
    return point


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise refuse("bad-url", f"{text!r} is not a web address: begin it with https:// and leave out spaces")
    return text


def _iso(text: str, info: ValidationInfo) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise refuse("bad-iso", f"{text!r} is not a state's code: write two capitals, as in TR (ISO 3166-1 alpha-2)")
    known, kind = known_of(info), info.data.get("kind")
    if known.kinds is None or kind is None or not known.has_own_kinds:
        return text
    if known.kinds[kind] is not Members.STATES:
        cure = "leave 'iso' out, or give the kind 'members: states' in knowledge.yaml"
        raise refuse("bad-iso", f"only a state has a code, and this is of the kind {kind}: {cure}")
    if not is_code(text):
        right = find_code(text, info.data.get("name", ""))
        cure = f"write {right}" if right else "write its code, or leave 'iso' out"
        raise refuse("bad-iso", f"{text} is no state's code in ISO 3166-1 alpha-2: {cure}")
    return text


def _command(text: str) -> str:
    if not _COMMAND.fullmatch(text):
        raise refuse("bad-command", f"{text!r} is not a slash command: write a slash and small letters, as in /azrel")
    return text


def _time_zone(text: str) -> str:
    try:
        if _TIME_ZONE.fullmatch(text):
            return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        pass  # a missing file, one that is no zone, or a folder
    # Suggest names of regions only: similar abbreviations, as UTC+4 and UTC, may be hours apart.
    zones = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    cure = did_you_mean(text, zones) or "write an IANA name, as in Asia/Baku or UTC"
    raise refuse("bad-time-zone", f"there is no time zone {text!r}: {cure}")


def _review(text: object) -> object:
    if not isinstance(text, str):
        return text
    if text == "never":
        return Review(is_wanted=False)
    if COUNT.fullmatch(text) and int(text):
        return Review(days=int(text))
    if not _is_reason(text):
        message = (
            f"{text!r} is no review: write never, a number of days, or in a sentence why it is exempt from warnings"
        )
        raise refuse("bad-review", message)
    return Review(reason=_text(MAX_REASON)(text))


def _pace(text: object) -> object:
    if isinstance(text, str):
        if text != "never" and not (COUNT.fullmatch(text) and int(text)):
            raise refuse("bad-review", f"{text!r} is no review: write never, or a number of days")
        return _review(text)
    return text


def _never(text: object) -> object:
    if isinstance(text, str) and text != "never":
        message = f"{text!r} is no review: write never, or under 'review_interval_days' after how many days"
        raise refuse("bad-review", message)
    return _review(text)


def check_interval(days: int | None, info: ValidationInfo) -> int | None:
    """Check that an interval is given unless `review` is."""
    if days is None and info.data.get("review", "refused") is None:
        name = info.field_name
        raise refuse("missing-key", f"missing key {name!r}: add '{name}: …' to this entry, or 'review: never'")
    return days


def _reason(text: str) -> str:
    if not _is_reason(text):
        raise refuse("bad-review", f"{text!r} is no reason: write in a sentence why it is exempt from warnings")
    return _text(MAX_REASON)(text)


def _is_reason(text: str) -> bool:
    """Return whether a text may be a reason; a typo of `never`, or days with their unit, may not."""
    return len(text.split()) >= _MIN_WORDS and has_words(text) and not _DAYS.match(text)


def _one_of(what: str, values: type[StrEnum]) -> Callable[[object], object]:
    """Make a check that a text is one of an enumeration's values."""
    known = [value.value for value in values]

    def check(text: object) -> object:
        if isinstance(text, str) and text not in known:
            raise refuse("unknown-value", f"{text!r} is not {what}: write one of {', '.join(known)}")
        return text

    return check


def _yes_or_no(text: object) -> object:
    if isinstance(text, str):
        if text not in ("true", "false"):
            raise refuse("wrong-type", f"{text!r} is neither yes nor no: write true, or leave the key out")
        return text == "true"
    return text


def _excerpt(text: str) -> str:
    count = len(text.split())
    if count > MAX_EXCERPT_WORDS:
        raise refuse(
            "excerpt-too-long",
            f"the excerpt has {count} words, the most is {MAX_EXCERPT_WORDS}: quote less, or elide with […]",
        )
    if not any(map(has_words, excerpt_parts(text))):
        raise refuse("empty", "the excerpt quotes nothing: write the source's words, or leave the key out")
    return text


_REASON_SCHEMA = {"type": "string", "maxLength": MAX_REASON, "pattern": r"\S\s+\S+\s+\S"}


def _schema(most: int, **more: Any) -> Any:
    # Editors read `1915` as a number and would otherwise want it in quotes.
    return WithJsonSchema({"type": ["string", "number"], "maxLength": most, **more})


Summary = Annotated[str, AfterValidator(_text(MAX_SUMMARY)), _schema(MAX_SUMMARY)]
Statement = Annotated[str, AfterValidator(_text(MAX_STATEMENT)), AfterValidator(_wordy), _schema(MAX_STATEMENT)]
Line = Annotated[str, AfterValidator(_text(MAX_LINE, one_line=True)), _schema(MAX_LINE)]
TopicLine = Annotated[str, AfterValidator(_text(MAX_TOPIC_LINE, one_line=True)), _schema(MAX_TOPIC_LINE)]
Locator = Annotated[str, AfterValidator(_text(MAX_LOCATOR, one_line=True)), _schema(MAX_LOCATOR)]
Name = Annotated[str, AfterValidator(_text(MAX_NAME, one_line=True)), AfterValidator(_wordy), _schema(MAX_NAME)]
Id = Annotated[str, AfterValidator(_id), _schema(MAX_NAME, pattern=f"^{ID.pattern}$")]
Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count)]
Url = Annotated[str, AfterValidator(_text(MAX_URL)), AfterValidator(_url), _schema(MAX_URL, pattern="^https?://")]
Iso = Annotated[str, AfterValidator(_iso), _schema(2, pattern="^[A-Z]{2}$")]
Command = Annotated[str, AfterValidator(_command), _schema(32, pattern=f"^{_COMMAND.pattern}$")]
TimeZone = Annotated[str, AfterValidator(_text(MAX_NAME)), AfterValidator(_time_zone), _schema(MAX_NAME)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"type": "boolean"})]
MembersOf = Annotated[Members, BeforeValidator(_one_of("what members of a kind are", Members))]
ScopeOf = Annotated[Scope, BeforeValidator(_one_of("what is known of the world", Scope))]
KindRef = Annotated[str, AfterValidator(check_kind), _schema(MAX_NAME, examples=list(MEMBERS_OF_USUAL_KINDS))]
AsOf = Annotated[InstanceOf[Point], BeforeValidator(_as_of), WithJsonSchema({"type": ["string", "integer"]})]
ReviewOf = Annotated[
    InstanceOf[Review],
    BeforeValidator(_review),
    WithJsonSchema({"anyOf": [{"const": "never"}, {"type": "integer", "minimum": 1}, _REASON_SCHEMA]}),
]
PaceOf = Annotated[
    InstanceOf[Review],
    BeforeValidator(_pace),
    WithJsonSchema({"anyOf": [{"const": "never"}, {"type": "integer", "minimum": 1}]}),
]
Never = Annotated[InstanceOf[Review], BeforeValidator(_never), WithJsonSchema({"const": "never"})]
Interval = Annotated[int, BeforeValidator(_count), Field(gt=0), WithJsonSchema({"type": "integer", "minimum": 1})]
Reason = Annotated[str, AfterValidator(_reason), WithJsonSchema(_REASON_SCHEMA)]
ValidTime = Annotated[InstanceOf[When], BeforeValidator(_when), WithJsonSchema({"type": ["string", "integer"]})]
Excerpt = Annotated[str, AfterValidator(_text(MAX_EXCERPT)), AfterValidator(_excerpt), _schema(MAX_EXCERPT)]
TopicRef = Annotated[str, AfterValidator(refer_to("topic", "topics.yaml"))]
SourceRef = Annotated[str, AfterValidator(refer_to("source", "sources.yaml"))]
PartnerRef = Annotated[str, AfterValidator(refer_to("partner", "relations/ as a file of its own"))]
FactRef = Annotated[str, AfterValidator(refer_to("fact", "a file in relations/"))]
