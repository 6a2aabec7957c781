"""The knowledge: immutable once loaded, and the same for everyone who reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from bot.domain.dates import Point, When
from bot.domain.kinds import FACT, PARTNER, USUAL_KINDS, Kind, Noun
from bot.domain.problems import Location
from bot.domain.world import World


class Status(StrEnum):
    """The status of a fact on a day; derived, never written. An event has none."""

    SUPERSEDED = "superseded"
    DISPUTED = "disputed"
    ENDED = "ended"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class About:
    """The subject and settings of a base, from `knowledge.yaml`.

    `time_zone`, an IANA name, decides which day it is. `kinds` are the kinds of partners in order; `partner` and `fact`
    are the words for these in this base. `review_interval_days` is None for a base whose facts never grow old.
    """

    title: str
    subject: str
    command: str
    owner: str
    review_interval_days: int | None
    time_zone: str = "UTC"
    kinds: tuple[Kind, ...] = USUAL_KINDS
    partner: Noun = PARTNER
    fact: Noun = FACT


@dataclass(frozen=True, slots=True)
class Topic:
    """One of the closed list of topics, with the words that questions use for it."""

    id: str
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The review interval of a fact, and a reason to silence its warnings.

    `days` replaces the base's review interval; None keeps it. `is_wanted` is false for facts that never grow old. A
    `reason` silences all warnings.
    """

    days: int | None = None
    is_wanted: bool = True
    reason: str | None = None


AS_USUAL = Review()


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A publication. `as_of` is the day, month or year up to which it speaks.

    `review` is the reason that silences its warnings.
    """

    id: str
    title: str
    publisher: str
    url: str | None
    licence: str
    as_of: Point
    location: Location
    review: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """A source, a locator in it and, if the text could be quoted, an excerpt.

    An excerpt is verified once it was found in its source's text.
    """

    source: Source
    locator: str | None
    excerpt: str | None
    is_verified: bool
    location: Location


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a fact that this one supersedes, is superseded by or contradicts, with the reason."""

    fact: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fact:
    """One sourced, dated claim. Facts, citations and sources compare by identity, since each exists once.

    `home` is the partner in whose file the fact is. `partners` are all partners it is about except the subject: empty
    for a fact about the subject alone. `position` is its index in its file, which curators order by importance.
    `keywords` say what the statement says in other words; `related` words are of the same field, and find the fact
    without making it an answer. Derived are `about`, the home and the partners, under each of which it is found;
    `as_of`, the day, month or year up to which its newest source speaks; and `is_quoted`, true if a citation has an
    excerpt.
    """

    id: str
    home: str
    position: int
    statement: str
    partners: tuple[str, ...]
    topics: tuple[str, ...]
    when: When | None
    keywords: tuple[str, ...]
    attributed_to: tuple[str, ...]
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    contradicts: tuple[Link, ...]
    citations: tuple[Citation, ...]
    verified: date
    location: Location
    related: tuple[str, ...] = ()
    review: Review = AS_USUAL
    about: tuple[str, ...] = field(init=False, repr=False, compare=False)
    as_of: Point = field(init=False, repr=False, compare=False)
    is_quoted: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Each question reads these of many facts, so they are computed once.
        points = (citation.source.as_of for citation in self.citations)
        object.__setattr__(self, "about", tuple(dict.fromkeys((self.home, *self.partners))))
        object.__setattr__(self, "as_of", max(points, key=lambda point: (point.last, point.first)))
        object.__setattr__(self, "is_quoted", any(citation.excerpt for citation in self.citations))

    @property
    def texts(self) -> tuple[str, ...]:
        """The statement, and the excerpts."""
        return (self.statement, *[citation.excerpt for citation in self.citations if citation.excerpt])

    def status(self, today: date) -> Status | None:
        """Return the fact's status on a day; None for an event, which neither lasts nor ends."""
        if self.superseded_by:
            return Status.SUPERSEDED
        if self.contradicts:
            return Status.DISPUTED
        if self.when is None:
            return Status.CURRENT
        if not self.when.is_interval:
            return None
        end = self.when.period.end
        return Status.ENDED if end and end < today else Status.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The other side of a relation, or the subject itself. `iso` is a state's ISO 3166-1 alpha-2 code.

    `topic_lines` sum up, by topic id and in one sentence each, the facts of the partner on a topic. `aliases` are its
    other names, including those that other partners share. A name that is an ordinary word matches in lower case only
    if the partner `is_ordinary_word`.
    """

    id: str
    name: str
    kind: Kind
    iso: str | None
    aliases: tuple[str, ...]
    summary: str | None
    location: Location
    topic_lines: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_ordinary_word: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the main one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The loaded knowledge. Mappings are by id and in order of id; `revision` is the hash of the content.

    `world` holds general knowledge: the names of other countries, and the words of English.
    """

    about: About
    topics: Mapping[str, Topic]
    sources: Mapping[str, Source]
    partners: Mapping[str, Partner]
    facts: Mapping[str, Fact]
    revision: str
    world: World = field(default_factory=World, repr=False)

    @property
    def subject(self) -> Partner:
        """The partner entry of the subject itself."""
        return self.partners[self.about.subject]

    @property
    def partner_count(self) -> int:
        """The number of partners; the subject is none."""
        return len(self.partners) - 1

    @property
    def citations(self) -> Iterator[Citation]:
        """All citations of all facts."""
        return (citation for fact in self.facts.values() for citation in fact.citations)

    @property
    def quotations(self) -> Iterator[Citation]:
        """All citations that have an excerpt."""
        return (citation for citation in self.citations if citation.excerpt)

    def citing(self, source_id: str) -> "Snapshot":
        """Return the same knowledge with only the facts that cite one source.

        Partners keep their names. Summaries and topic lines are dropped where a fact they may rest on is dropped, and
        so are links to facts that are dropped.
        """
        facts = self.facts.values()
        kept = {fact.id: fact for fact in facts if any(cited.source.id == source_id for cited in fact.citations)}
        thinned = {partner for fact in facts if fact.id not in kept for partner in fact.about}
        return replace(
            self,
            facts={fact.id: _without_links_beyond(fact, kept) for fact in kept.values()},
            partners={
                partner.id: replace(partner, summary=None, topic_lines={}) if partner.id in thinned else partner
                for partner in self.partners.values()
            },
        )


def _without_links_beyond(fact: Fact, ids: Mapping[str, Fact]) -> Fact:
    def kept(links: tuple[Link, ...]) -> tuple[Link, ...]:
        return tuple(link for link in links if link.fact in ids)

    return replace(
        fact,
        supersedes=kept(fact.supersedes),
        superseded_by=kept(fact.superseded_by),
        contradicts=kept(fact.contradicts),
    )
