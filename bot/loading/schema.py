"""What curators may write, as pydantic models: types, lengths and references, each refusal worded with its cure.

References are checked against the names that the whole folder defines, handed in as the validation context.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)
from pydantic_core import PydanticCustomError
from rapidfuzz import fuzz, process

from bot.domain.dates import Point, Precision, When, parse_point, parse_when
from bot.domain.kinds import FACT, PARTNER, USUAL_KINDS, Members, Noun
from bot.domain.knowledge import Review
from bot.domain.text import INVISIBLE, excerpt_parts, has_words
from bot.domain.world import Scope
from bot.loading.codes import find_code, is_code
from bot.loading.notations import has_short_year, to_edtf
from bot.loading.tally import MAX_PROBLEMS

# Slack carries 3,000 characters in a text object, 150 in a header and some 13,000 in a message, which must hold at
# least one fact with its summary and all its citations uncut.
MAX_URL = 2_000
MAX_SUMMARY = 1_500
MAX_STATEMENT = 1_000
MAX_LINE = 200
MAX_REASON = 300
MAX_TOPIC_LINE = 300
MAX_LOCATOR = 150
MAX_NAME = 120
MAX_EXCERPT_WORDS = 60
MAX_EXCERPT = 600
MAX_CITATIONS = 4
MAX_VOICES = 10
MAX_LIST = 200
# How much alike two words must be, of 100, for one to be a slip for the other; and how often words are compared to find
# such, in a folder.
_ALIKE = 70
_MAX_COMPARISONS = 1_000_000

# A reason has no fewer words than this.
_FEWEST_WORDS = 3
_DAYS = re.compile(r"\d+ (day|week|month|year)s?\b", re.IGNORECASE)

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
COUNT = re.compile(r"\d{1,6}", re.ASCII)
_URL = re.compile(r"https?://[^\s<>|\"']+")
_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
# Without what a system's folder holds beside the zones: copies, the system's own setting, and a zone of nowhere.
_TIME_ZONE = re.compile(r"(?!posix|right/|localtime|Factory)[A-Za-z][\w+-]*(/[\w+-]+)*", re.ASCII)

MEMBERS_OF_USUAL_KINDS: Mapping[str, Members | None] = {kind.id: kind.members for kind in USUAL_KINDS}


@dataclass(slots=True)
class Known:
    """The ids that a folder defines, whatever else is wrong with it; None where not all of a kind can be told.

    Each kind is best a dict, whose keys are found at once and have an order. `cures` remembers what was advised for
    an id, since the search for a near one is slow and a slip is often repeated. `errors` is how many were raised in the
    items of the file that is read with it, and `untold` how many more there are. `kinds` are those of the base, with
    what their members are; it `has_own_kinds` where it lists any. `called` finds the id of a topic, source, partner or
    kind by a name of it. `referred` are the ids that the file refers to, each with what it is an id of.
    """

    topics: Collection[str] | None
    sources: Collection[str] | None
    partners: Collection[str]
    facts: Collection[str] | None
    kinds: Mapping[str, Members | None] | None = None
    has_own_kinds: bool = False
    called: Callable[[str, str], str | None] = lambda what, name: None
    cures: dict[tuple[str, str], str] = field(default_factory=dict)
    errors: int = 0
    untold: int = 0
    referred: set[tuple[str, str]] = field(default_factory=set)

    def ids_of(self, what: str) -> Collection[str] | None:
        """The ids of all topics, sources, partners or facts."""
        match what:
            case "topic":
                return self.topics
            case "source":
                return self.sources
            case "partner":
                return self.partners
        return self.facts


def _refuse(rule: str, message: str) -> PydanticCustomError:
    # The message goes in as a value, since braces in a template are placeholders.
    return PydanticCustomError(rule, "{message}", {"message": message})


def _text(most: int, *, one_line: bool = False) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text.strip():
            raise _refuse("empty", "there is no text here: write it, or leave the key out")
        if len(text) > most:
            raise _refuse("too-long", f"the text has {len(text):,} characters, the most is {most:,}: shorten it")
        invisible = None if text.isprintable() else INVISIBLE.search(text)
        if invisible:
            character = f"U+{ord(invisible[0]):04X}"
            raise _refuse("control-character", f"the text holds the invisible character {character}: delete it")
        if one_line and "\n" in text.strip():
            raise _refuse("line-break", "the text must be one line: write '>-' for '|', or join the lines")
        return text.strip()

    return check


def _id(text: str) -> str:
    if len(text) <= MAX_NAME and not ID.fullmatch(text):
        raise _refuse(
            "bad-id", f"{text!r} is not an id: use small letters, digits and single hyphens, as in gas-talks-2009"
        )
    return _text(MAX_NAME)(text)


def _wordy(text: str) -> str:
    if not has_words(text):
        raise _refuse("empty", f"{text!r} has no letters or digits to find it by: write words")
    return text


def _day(text: object) -> object:
    if isinstance(text, str):
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            raise _refuse("bad-date", f"{text} is not in the calendar: write a day as 2018-07-27") from None
        raise _refuse("bad-date", f"{text!r} is not a day: write it as {to_edtf(text) or '2018-07-27'}")
    return text


def _count(text: object) -> object:
    if isinstance(text, str) and not COUNT.fullmatch(text):
        raise _refuse("wrong-type", f"{text!r} is not a whole number: write digits only")
    return text


def _when(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        return parse_when(text)
    except ValueError as error:
        if day := to_edtf(text):
            raise _refuse("bad-date", f"{text!r} is not a date: write {day}") from None
        if has_short_year(text):
            raise _refuse(
                "bad-date", f"{text!r} is not a date: write its year first and whole, as in 2009-10-10"
            ) from None
        raise _refuse("bad-date", str(error)) from None


def _as_of(text: object) -> object:
    if not isinstance(text, str):
        return text
    try:
        point = parse_point(text)
    except ValueError:
        point = None
    if point is None or point.precision not in (Precision.DAY, Precision.MONTH, Precision.YEAR):
        cure = to_edtf(text) or "2018-07-27, 2018-07 or 2018"
        raise _refuse("bad-date", f"{text!r} is not a day, month or year: write it as {cure}")
    return point


def _url(text: str) -> str:
    if not _URL.fullmatch(text):
        raise _refuse("bad-url", f"{text!r} is not a web address: begin it with https:// and leave out spaces")
    return text


def _iso(text: str, info: ValidationInfo) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text, re.ASCII):
        raise _refuse("bad-iso", f"{text!r} is not a state's code: write two capitals, as in TR (ISO 3166-1 alpha-2)")
    known, kind = _known(info), info.data.get("kind")
    if known.kinds is None or kind is None or not known.has_own_kinds:
        return text
    if known.kinds[kind] is not Members.STATES:
        cure = "leave 'iso' out, or give the kind 'members: states' in knowledge.yaml"
        raise _refuse("bad-iso", f"only a state has a code, and this is of the kind {kind}: {cure}")
    if not is_code(text):
        right = find_code(text, info.data.get("name", ""))
        cure = f"write {right}" if right else "write its code, or leave 'iso' out"
        raise _refuse("bad-iso", f"{text} is no state's code in ISO 3166-1 alpha-2: {cure}")
    return text


def _command(text: str) -> str:
    if not _COMMAND.fullmatch(text):
        raise _refuse("bad-command", f"{text!r} is not a slash command: write a slash and small letters, as in /azrel")
    return text


def _time_zone(text: str) -> str:
    try:
        if _TIME_ZONE.fullmatch(text):
            return ZoneInfo(text).key
    except (KeyError, ValueError, OSError):
        pass  # no such file, one that is no zone, or a folder
    # An abbreviation that looks like another, as UTC+4 like UTC, may be hours away from it.
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
    cure = did_you_mean(text, places) or "write an IANA name, as in Asia/Baku or UTC"
    raise _refuse("bad-time-zone", f"there is no time zone {text!r}: {cure}")


def _review(text: object) -> object:
    if not isinstance(text, str):
        return text
    if text == "never":
        return Review(is_wanted=False)
    if COUNT.fullmatch(text) and int(text):
        return Review(days=int(text))
    if not _is_reason(text):
        message = f"{text!r} is no review: write never, a number of days, or in a sentence why a warning may stand"
        raise _refuse("bad-review", message)
    return Review(reason=_text(MAX_REASON)(text))


def _pace(text: object) -> object:
    if isinstance(text, str):
        if text != "never" and not (COUNT.fullmatch(text) and int(text)):
            raise _refuse("bad-review", f"{text!r} is no review: write never, or a number of days")
        return _review(text)
    return text


def _never(text: object) -> object:
    if isinstance(text, str) and text != "never":
        message = f"{text!r} is no review: write never, or under 'review_interval_days' after how many days"
        raise _refuse("bad-review", message)
    return _review(text)


def _interval(days: int | None, info: ValidationInfo) -> int | None:
    if days is None and info.data.get("review", "refused") is None:
        name = info.field_name
        raise _refuse("missing-key", f"missing key {name!r}: add '{name}: …' to this entry, or 'review: never'")
    return days


def _reason(text: str) -> str:
    if not _is_reason(text):
        raise _refuse("bad-review", f"{text!r} is no reason: write in a sentence why a warning may stand")
    return _text(MAX_REASON)(text)


def _is_reason(text: str) -> bool:
    """Whether a text may be a reason: a slip for `never`, or days with their unit, must not pass for one."""
    return len(text.split()) >= _FEWEST_WORDS and has_words(text) and not _DAYS.match(text)


def _kind(text: str, info: ValidationInfo) -> str:
    kinds = _known(info).kinds
    if kinds is not None and text not in kinds:
        meant = _known(info).called("kind", text) or nearest(text.lower(), tuple(kinds))
        cure = f"did you mean {meant!r}? The kinds are" if meant in kinds else "write one of"
        raise _refuse("unknown-kind", f"{text!r} is not a kind of partner: {cure} {', '.join(kinds)}")
    return text


def _one_of(what: str, values: type[StrEnum]) -> Callable[[object], object]:
    """Check that a text is one of few."""
    known = [value.value for value in values]

    def check(text: object) -> object:
        if isinstance(text, str) and text not in known:
            raise _refuse("unknown-value", f"{text!r} is not {what}: write one of {', '.join(known)}")
        return text

    return check


def _yes_or_no(text: object) -> object:
    if isinstance(text, str):
        if text not in ("true", "false"):
            raise _refuse("wrong-type", f"{text!r} is neither yes nor no: write true, or leave the key out")
        return text == "true"
    return text


def _excerpt(text: str) -> str:
    count = len(text.split())
    if count > MAX_EXCERPT_WORDS:
        raise _refuse(
            "excerpt-too-long",
            f"the excerpt has {count} words, the most is {MAX_EXCERPT_WORDS}: quote less, or elide with […]",
        )
    if not any(map(has_words, excerpt_parts(text))):
        raise _refuse("empty", "the excerpt quotes nothing: write the source's words, or leave the key out")
    return text


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word most like another, the first of several; None where none is."""
    if len(word) > MAX_NAME:
        return None
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def did_you_mean(word: str, known: Collection[str]) -> str:
    """`did you mean …?` with the nearest known word; empty where none is near."""
    near = nearest(word, known)
    return f"did you mean {near!r}?" if near else ""


def _known(info: ValidationInfo) -> Known:
    assert isinstance(info.context, Known)  # noqa: S101 - the decoder always hands it in
    return info.context


def _reference(what: str, where: str) -> Callable[[str, ValidationInfo], str]:
    def check(text: str, info: ValidationInfo) -> str:
        known, cures = _known(info).ids_of(what), _known(info).cures
        _known(info).referred.add((what, text))
        if known is not None and text not in known:
            cure = cures.get((what, text))
            if cure is None:
                cure = f"mend the id, or add it to {where}"
                called = _known(info).called(what, text)
                if called in known:
                    cure = cures[what, text] = f"did you mean {called!r}?"
                elif (len(cures) + 1) * len(known) <= _MAX_COMPARISONS:
                    cure = cures[what, text] = did_you_mean(text, tuple(known)) or cure
            raise _refuse(f"unknown-{what}", f"there is no {what} {text!r}: {cure}")
        return text

    return check


def _read_item(item: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Read one of the many items of a file; after so many errors in those before, only count its own.

    To make all errors of a large file would take pydantic seconds in which nothing else runs.
    """
    try:
        return read(item)
    except ValidationError as error:
        known = _known(info)
        if known.errors > 2 * MAX_PROBLEMS:  # a slip in a key is two errors, and told as one
            known.untold += error.error_count()
            return None
        known.errors += error.error_count()
        raise


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
KindRef = Annotated[str, AfterValidator(_kind), _schema(MAX_NAME, examples=list(MEMBERS_OF_USUAL_KINDS))]
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
TopicRef = Annotated[str, AfterValidator(_reference("topic", "topics.yaml"))]
SourceRef = Annotated[str, AfterValidator(_reference("source", "sources.yaml"))]
PartnerRef = Annotated[str, AfterValidator(_reference("partner", "relations/ as a file of its own"))]
FactRef = Annotated[str, AfterValidator(_reference("fact", "a file in relations/"))]


class Record(BaseModel):
    """A mapping in a curator's file; a key that it does not name is a mistake."""

    # Fields are described by `description`: to read docstrings below them takes pydantic 30 ms at each start.
    # Only what is read as a file of its own needs a validator of its own, and that is built when it is.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Minimum(Record):
    facts: Count = Field(0, description="The fewest facts the base may hold; with fewer it is not served.")
    partners: Count = Field(0, description="The fewest partners the base may hold.")


class NounRecord(Record):
    singular: Name
    plural: Name


def _usual(noun: Noun) -> NounRecord:
    return NounRecord(singular=noun.singular, plural=noun.plural)


class WordsRecord(Record):
    partner: NounRecord = Field(_usual(PARTNER), description="What a partner is called in replies.")
    fact: NounRecord = Field(_usual(FACT), description="What a fact is called.")


class KindRecord(Record):
    id: Id
    singular: Name = Field(description="What one partner of this kind is called, as in library.")
    plural: Name = Field(description="What several are called, as in libraries.")
    members: MembersOf | None = Field(
        None, description="persons, who are also called by parts of their names, or states, which may have a code."
    )


class KnowledgeFile(Record):
    """What the base is about: knowledge.yaml."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["review_interval_days"]}, {"required": ["review"]}]}
    )

    title: Line = Field(description="What the base is called, as readers see it.")
    subject: PartnerRef = Field(description="The partner id of the subject, whose relations these are.")
    command: Command = Field(description="The slash command, as set up in Slack.")
    owner: Line = Field(description="Who answers for the base: a team or an address.")
    review: Never | None = Field(None, description="never, where no fact can grow old, but those that say otherwise.")
    review_interval_days: Annotated[Interval | None, AfterValidator(_interval)] = Field(
        None, validate_default=True, description="After how many days a fact wants verifying again."
    )
    minimum: Minimum = Minimum()
    time_zone: TimeZone = Field(
        "UTC", description="The IANA name of the time zone that decides which day today is, as in Asia/Baku."
    )
    kinds: list[KindRecord] | None = Field(
        None,
        min_length=1,
        max_length=MAX_LIST,
        description="The kinds of partners, in the order in which they are listed. Left out: "
        f"{', '.join(MEMBERS_OF_USUAL_KINDS)}.",
    )
    words: WordsRecord = WordsRecord()
    world: ScopeOf = Field(
        Scope.NAMES_AND_CODES,
        description="What is known of the world's countries: names and codes, names (a code such as AI or PY is then "
        "none but a partner's own), or none.",
    )


class TopicRecord(Record):
    id: Id
    name: Name
    words: list[Name] = Field(
        min_length=1,
        max_length=MAX_LIST,
        description="The words and phrases that people use for the topic, in their base form.",
    )


class TopicsFile(Record):
    """The closed list of topics: topics.yaml."""

    topics: list[TopicRecord] = Field(min_length=1, max_length=MAX_LIST)


class SourceRecord(Record):
    id: Id
    title: Line
    publisher: Line
    url: Url | None = None
    licence: Line = Field(description="On what terms it is quoted.")
    as_of: AsOf = Field(
        description="The day, month or year up to which the source speaks, as exactly as it says: "
        "2018-07-27, 2018-07 or 2018."
    )
    review: Reason | None = Field(None, description="Why a warning of the source may stand.")


class SourcesFile(Record):
    """Every source that facts cite: sources.yaml."""

    sources: list[Annotated[SourceRecord, WrapValidator(_read_item)]] = Field(min_length=1)


class CitationRecord(Record):
    source: SourceRef
    locator: Locator | None = Field(
        None, description="Where in the source, as a reader would cite it: paragraph 6, article 4."
    )
    excerpt: Excerpt | None = Field(
        None,
        description="The source's own words, verbatim; […] marks an elision. "
        "Left out where the text could not be quoted.",
    )


class LinkRecord(Record):
    fact: FactRef
    because: Line


class FactRecord(Record):
    id: Id
    statement: Statement = Field(description="One neutral, dated claim in the curator's own words.")
    involves: list[PartnerRef] = Field(
        [], max_length=MAX_LIST, description="The other partners the fact is about: it is found from their side too."
    )
    topics: list[TopicRef] = Field(min_length=1, max_length=MAX_LIST)
    when: ValidTime | None = Field(
        None,
        description=(
            "When it held: 2009-10-10, 2009-10, 2009-22 (summer: spring is 21, winter 24), 2009, 200X, 20XX, "
            "1992/1993, 1993/.. (with ? or ~ where uncertain).\n"
            "Left out where the source gives no time."
        ),
    )
    keywords: list[Line] = Field([], max_length=MAX_LIST, description="Words that people use and the statement lacks.")
    attributed_to: list[PartnerRef] = Field(
        [], max_length=MAX_VOICES, description="Whose position or contested claim it is."
    )
    supersedes: list[LinkRecord] = Field([], max_length=MAX_LIST)
    contradicts: list[LinkRecord] = Field(
        [], max_length=MAX_LIST, description="Holds in both directions: write it once."
    )
    citations: list[CitationRecord] = Field(min_length=1, max_length=MAX_CITATIONS)
    verified: Day = Field(description="When a curator last checked the fact against its sources.")
    review: ReviewOf | None = Field(
        None,
        description="never, where the fact cannot grow old; after how many days it wants verifying again; "
        "or why its warnings may stand.",
    )


class RelationFile(Record):
    """One partner (or the subject itself) and what is known of it: relations/*.yaml."""

    partner: Id
    name: Name
    kind: KindRef = Field(description="One of the kinds in knowledge.yaml, by its id.")
    iso: Iso | None = Field(None, description="A state's ISO 3166-1 alpha-2 code: it brings the flag.")
    aliases: list[Name] = Field(
        [], max_length=MAX_LIST, description="Other names: official, native, historical, capital, adjective, people."
    )
    shared_names: list[Name] = Field(
        [],
        max_length=MAX_LIST,
        description="Names that other partners bear too, each of which lists them here: azrel then asks back.",
    )
    ordinary_word: YesOrNo = Field(
        False, description="Whether a name that is an ordinary word (Go, Make) counts in small letters too."
    )
    summary: Summary | None = Field(
        None, description="One paragraph in the curator's own words that rests only on the facts below."
    )
    topic_lines: dict[TopicRef, TopicLine] = Field(
        {}, description="For a topic, by its id, one sentence that rests only on the facts below."
    )
    review: PaceOf | None = Field(
        None,
        description="For all its facts that do not say otherwise: never, or after how many days they want verifying.",
    )
    facts: list[Annotated[FactRecord, WrapValidator(_read_item)]] = []
