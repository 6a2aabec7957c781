"""The curators' files as pydantic models: types, lengths and references, each refusal with its cure.

References are checked against the ids that the whole folder defines, which are the validation context.
"""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from bot.domain.kinds import FACT, PARTNER, Noun
from bot.domain.world import Scope
from bot.loading.field_limits import MAX_CITATIONS, MAX_LIST, MAX_VOICES
from bot.loading.fields import (
    AsOf,
    Command,
    Count,
    Day,
    Excerpt,
    FactRef,
    Id,
    Interval,
    Iso,
    KindRef,
    Line,
    Locator,
    MembersOf,
    Name,
    Never,
    PaceOf,
    PartnerRef,
    Reason,
    ReviewOf,
    ScopeOf,
    SourceRef,
    Statement,
    Summary,
    TimeZone,
    TopicLine,
    TopicRef,
    Url,
    ValidTime,
    YesOrNo,
    check_interval,
)
from bot.loading.references import MEMBERS_OF_USUAL_KINDS, known_of
from bot.loading.tally import MAX_PROBLEMS


def _read_item(item: object, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
    """Read one of the many items of a file; after too many errors in earlier items, only count its own.

    To create all errors of a large file would take pydantic seconds in which nothing else runs.
    """
    try:
        return read(item)
    except ValidationError as error:
        known = known_of(info)
        if known.errors > 2 * MAX_PROBLEMS:  # a typo in a key is two errors, reported as one
            known.omitted += error.error_count()
            return None
        known.errors += error.error_count()
        raise


class Record(BaseModel):
    """A mapping in a curator's file; unknown keys are errors."""

    # Fields are described by `description`: reading docstrings of fields takes pydantic 30 ms at each start.
    # Only models of whole files need their own validators, which are built at first use.
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
    """The description of the base: knowledge.yaml."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": ["review_interval_days"]}, {"required": ["review"]}]}
    )

    title: Line = Field(description="What the base is called, as readers see it.")
    subject: PartnerRef = Field(description="The partner id of the subject, whose relations these are.")
    command: Command = Field(description="The slash command, as set up in Slack.")
    owner: Line = Field(description="Who answers for the base: a team or an address.")
    review: Never | None = Field(
        None, description="never, where no fact can grow old, except those that say otherwise."
    )
    review_interval_days: Annotated[Interval | None, AfterValidator(check_interval)] = Field(
        None, validate_default=True, description="After how many days a fact is to be verified again."
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
    review: Reason | None = Field(None, description="Why it is exempt from warnings.")


class SourcesFile(Record):
    """The sources that facts cite: sources.yaml."""

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
    related: list[Line] = Field(
        [],
        max_length=MAX_LIST,
        description="Words of the same field for what the statement does not say: they find the fact, "
        "and never make it an answer.",
    )
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
        description="never, where the fact cannot grow old; after how many days it is to be verified again; "
        "or why it is exempt from warnings.",
    )


class RelationFile(Record):
    """One partner (or the subject itself) with its facts: relations/*.yaml."""

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
        description="Names that other partners have too, each of which lists them: azrel then asks which is meant.",
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
        description="For all its facts that do not say otherwise: never, or after how many days to verify them again.",
    )
    facts: list[Annotated[FactRecord, WrapValidator(_read_item)]] = []
