"""What readers ask for and the base lacks or has wrong, and who wants to hear when that is mended."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.requests import Request
from bot.domain.text import fold, words_of

MAX_TEXT = 300

# What Slack makes of mentions, channels and links, and addresses as people type them.
_MARKUP = re.compile(r"<[^<>\n]*>")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"[@#][\w.-]+")
# Telephone and account numbers, but also dates and years beside one another.
_NUMBER = re.compile(r"\+?\d[\d ()/-]{7,}\d")
_GROUP = re.compile(r"\d+")
_YEAR = re.compile(r"1\d{3}|20\d\d")
_SPACE = re.compile(r"\s+")


class GapKind(StrEnum):
    """What a gap is of: a question that is not answered, or not whole; or a fact that somebody reports."""

    MISS = "miss"
    FAULT = "fault"


class GapState(StrEnum):
    """Where a gap stands."""

    OPEN = "open"
    FILLED = "filled"
    DECLINED = "declined"


class KeepMisses(StrEnum):
    """What a workspace keeps of questions that were not answered: nothing, how many, or their words too."""

    OFF = "off"
    COUNTS = "counts"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that is wanted, before it is kept: how often it was asked, and what it is about.

    `key` is the same for questions that ask the same; `request` is the encoded request, with which it is asked again.
    `fact` is the fact that is reported, `link` a source that somebody proposes. What does not apply is "".
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
    """A miss or a report as it is kept, without who asked.

    `asks` counts how often it was asked since `first_at`; `message` tells where it is shown to reviewers, as
    "channel/ts", and `shown` which `version` is shown there. `reason` says why it was declined. Times are
    seconds since 1970.
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
    """Who is told when a gap is closed, and where: in a thread of a channel, or "" for a direct message."""

    team: str
    user: str
    channel: str = ""
    thread: str = ""


def redact(text: str) -> str:
    """Return what somebody asked without mentions, addresses, links and long numbers, in one line.

    It is kept apart from who asked, so it must not name them or others. Dates stay: 1993-2005, 2020-11-10.
    """
    for pattern in (_MARKUP, _ADDRESS, _MENTION):
        text = pattern.sub(" ", text)
    text = _SPACE.sub(" ", text)  # so that a number is seen whole: 0207\n 946 0958
    text = _NUMBER.sub(lambda match: match[0] if _is_of_dates(match[0]) else " ", text)
    return _SPACE.sub(" ", text).strip()[:MAX_TEXT].rstrip()


def redact_request(request: Request, text: str) -> Request:
    """Return what was asked without the words that stand only in what `redact` takes from its text."""
    gone = set(words_of(text)) - set(words_of(redact(text)))
    if not gone:
        return request
    words, without = (
        tuple([word for word in some if gone.isdisjoint(words_of(word.text))])
        for some in (request.words, request.without_words)
    )
    return request.change(words=words, without_words=without)


def to_key(request: Request, text: str) -> str:
    """Return what is the same for questions that ask the same: of whom, on what, when, by whom, and for which words.

    What is not recognised at all is told apart by its own words, in any order.
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
    """Whether a number is of years, each with at most a month and a day beside it."""
    groups = _GROUP.findall(number)
    years = len([group for group in groups if _YEAR.fullmatch(group)])
    small = len([group for group in groups if len(group) <= 2])
    return years + small == len(groups) and small <= 2 * years
