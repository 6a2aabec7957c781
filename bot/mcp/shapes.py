"""The structured results of tools, which the SDK turns into JSON schemas: the output of `azrel ask --json`, paged."""

from typing import NotRequired

from typing_extensions import TypedDict


class Paged(TypedDict):
    """The number of all items, the number of this page, and whether another follows."""

    total: int
    page: int
    has_more: bool
    revision: str


class Source(TypedDict):
    """A publication, and the day, month or year up to which it speaks."""

    id: str
    title: str
    publisher: str
    url: str | None
    as_of: str


class Citation(TypedDict):
    """The support of a fact: the source, its words (null where it is cited without quotation), and the locator."""

    excerpt: str | None
    locator: str | None
    source: Source


class Link(TypedDict):
    """Another fact, and why it is linked."""

    fact: str
    because: str


class Fact(TypedDict):
    """One sourced, dated claim."""

    id: str
    statement: str
    partners: list[str]
    topics: list[str]
    when: str | None
    status: str | None
    verified: str
    attributed_to: list[str]
    supersedes: list[Link]
    superseded_by: list[Link]
    contradicts: list[Link]
    score: float
    reason: str
    citations: list[Citation]


class AskedPartner(TypedDict):
    """A partner that was asked about, and the words that named it."""

    id: str
    name: str
    matched: str
    exact: bool
    reason: str


class Suggestion(TypedDict):
    """A question that leads on, for the tool ask."""

    label: str
    query: str


class Cell(TypedDict):
    """A partner under a topic: how many facts it has on it, and the id of the one that is shown."""

    partner: str
    count: int
    fact: str | None


class Row(TypedDict):
    """A topic, and each partner that is compared on it."""

    topic: str
    cells: list[Cell]


class Answered(Paged):
    """An answer: `answer`, `near`, `choice`, `none` or `help` is its outcome; only the first two have facts."""

    id: str | int | None
    query: str
    outcome: str
    partners: list[AskedPartner]
    topics: list[str]
    period: str | None
    span: list[str | None] | None
    unmatched: list[str]
    summary: str | None
    facts: list[Fact]
    suggestions: list[Suggestion]
    elapsed_ms: float
    comparison: NotRequired[list[Row]]


class Partner(TypedDict):
    """A partner, its kind, and how many facts are about it."""

    id: str
    name: str
    kind: str
    facts: int


class Topic(TypedDict):
    """A topic, words that people use for it, and how many facts are on it."""

    id: str
    name: str
    words: list[str]
    facts: int


class ListedSource(Source):
    """A source, and how many facts rest on it."""

    facts: int


class Partners(Paged):
    """A page of the partners, kind by kind, the best known first."""

    partners: list[Partner]


class Topics(Paged):
    """A page of the topics, those with the most facts first."""

    topics: list[Topic]


class Sources(Paged):
    """A page of the sources, those with the most facts first."""

    sources: list[ListedSource]
