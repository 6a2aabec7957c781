"""What readers ask for and the base lacks or has wrong, and who wants to hear when that is mended."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.requests import Request
from bot.domain.text import fold

MAX_TEXT = 300

# What Slack makes of mentions, channels and links, and addresses as people type them.
_MARKUP = re.compile(r"<[^<>\n]*>")
_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"[@#][\w.-]+")
# Telephone and account numbers; a year, or a range of years, is shorter or has words around it.
_NUMBER = re.compile(r"\+?\d[\d ()/-]{7,}\d")
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

    It is kept apart from who asked, so it must not name them or others.
    """
    for pattern in (_MARKUP, _ADDRESS, _MENTION, _NUMBER):
        text = pattern.sub(" ", text)
    return _SPACE.sub(" ", text).strip()[:MAX_TEXT]


def to_key(request: Request, text: str) -> str:
    """Return what is the same for questions that ask the same: of whom, on what, when, and for which words.

    What is not recognised at all is told apart by its own words, in any order.
    """
    period = request.period.label if request.period else ""
    parts = (
        request.form,
        *sorted((*request.partners, *request.involving)),
        *sorted(request.countries),
        *sorted(request.topics),
        *sorted(fold(word.text) for word in request.words),
        *sorted(request.amounts),
        period,
    )
    if any(parts[1:]):
        return "|".join(filter(None, parts))[:MAX_TEXT]
    return " ".join(sorted(set(fold(redact(text)).split())))[:MAX_TEXT]
