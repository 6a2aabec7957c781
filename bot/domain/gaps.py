"""Gaps: questions that the base does not answer, facts that readers report as wrong, and who follows them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.requests import Request
from bot.domain.text import fold, words_of

MAX_TEXT = 300

# Slack's encoding of mentions, channels and links, and addresses as people type them.
_MARKUP = re.compile(r"<[^<>\n]*>")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"[@#][\w.-]+")
# Telephone and account numbers, but also dates and years beside one another.
_NUMBER = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_GROUP = re.compile(r"\d+")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_SPACE = re.compile(r"\s+")


class GapKind(StrEnum):
    """The kind of a gap: a question without a whole answer, or a reported fact."""

    MISS = "miss"
    FAULT = "fault"


class GapState(StrEnum):
    """The state of a gap in its review."""

    OPEN = "open"
    FILLED = "filled"
    DECLINED = "declined"


class KeepMisses(StrEnum):
    """The part of unanswered questions that a workspace keeps: nothing, their count, or their words too."""

    OFF = "off"
    COUNTS = "counts"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A wanted piece of knowledge before it is stored: how often it was asked for, and its subject.

    `key` is equal for questions that ask the same; `request` is the encoded request, to ask it again. `fact` is the
    reported fact, `link` a proposed source. Unused fields are "".
    """

    team: str
    kind: GapKind
    key: str
    text: str
    request: str = ""
    partner: str = ""
    topic: str = ""
    fact: str = ""
    asks: int = 1
    note: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A miss or a report as stored, without who asked.

    `asks` counts how often it was asked since `first_at`; `message` is the address of its message to reviewers, as
    "channel/ts", and `shown` the `version` shown there. `reason` is that of declining it. Times are seconds since 1970.
    """

    id: str
    team: str
    kind: GapKind
    key: str
    text: str
    request: str
    partner: str
    topic: str
    fact: str
    note: str
    link: str
    asks: int
    first_at: float
    last_at: float
    state: GapState
    reason: str = ""
    message: str = ""
    version: int = 1
    shown: int = 0
    closed_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Follower:
    """A person to notify when a gap is closed, in a thread of a channel, or in a direct message ("")."""

    team: str
    user: str
    channel: str = ""
    thread: str = ""


def redact(text: str) -> str:
    """Remove mentions, addresses, links and long numbers from a question, and return it as one line.

    The text is kept apart from who asked, so it must name neither them nor others. Dates stay: 1993-2005, 2020-11-10.
    """
    for pattern in (_MARKUP, _ADDRESS, _MENTION):
        text = pattern.sub(" ", text)
    text = _SPACE.sub(" ", text)  # joins numbers that white space splits: 0207\n 946 0958
    text = _NUMBER.sub(lambda match: match[0] if _is_of_dates(match[0]) else " ", text)
    return _SPACE.sub(" ", text).strip()[:MAX_TEXT].rstrip()


def redact_request(request: Request, text: str) -> Request:
    """Remove from a request the words that occur only in what `redact` removes from its text."""
    gone = set(words_of(text)) - set(words_of(redact(text)))
    if not gone:
        return request
    words, without = (
        tuple([word for word in some if gone.isdisjoint(words_of(word.text))])
        for some in (request.words, request.without_words)
    )
    return request.change(words=words, without_words=without)


def to_key(request: Request, text: str) -> str:
    """Return a key that is equal for questions with the same partners, topics, period, speakers and words.

    A question of which nothing is recognised is identified by its own words, in any order.
    """
    request = redact_request(request, text)
    asked = (
        *(request.partners, request.involving, request.countries, request.topics),
        *(map("+".join, map(sorted, request.either)), [request.kind, request.source], request.amounts),
        [fold(word.text) for word in request.words],
        [f"by {speaker}" for speaker in request.speakers],
        [f"without {partner}" for partner in request.without_partners],
        [f"without {fold(word.text)}" for word in request.without_words],
        [request.period.label if request.period else ""],
    )
    parts = sorted({part for some in asked for part in some if part})
    if not parts:
        own = redact(text)
        return " ".join(sorted(set(words_of(own) or fold(own).split())))[:MAX_TEXT]
    return "|".join([request.form, *parts])[:MAX_TEXT]


def _is_of_dates(number: str) -> bool:
    """Return whether a number consists of years, each with at most a month and a day."""
    groups = _GROUP.findall(number)
    years = len([group for group in groups if _YEAR.fullmatch(group)])
    small = len([group for group in groups if len(group) <= 2])
    return years + small == len(groups) and small <= 2 * years
