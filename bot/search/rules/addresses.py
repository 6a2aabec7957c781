"""Addresses, and the markup that chats put around them, mentions and channels."""

import re

from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

# How chats write mentions (<@U1>, <!here>), channels (<#C1|general>) and links (<https://example.org|label>).
# https://docs.slack.dev/messaging/formatting-message-text/
_MARKUP = re.compile(r"<([@#!]|[a-z][a-z0-9+.-]*:)([^<>|]*)(?:\|([^<>]*))?>", re.I)
_ADDRESS = re.compile(
    r"(?:\b(?:cf|see|source|via)\b[.:]? )?"  # see https://example.org
    r"(?:(?<!\w)(?:file|https?|mailto|s?ftp|tel):\S+|(?<!\w)www\.\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@/-])(?:[a-z0-9-]{2,63}\.){1,8}[a-z]{2,63}/\S*)",
    re.I,
)
# Of a bare domain the name is kept, which may be a partner's: Gazprom.com.
_ENDING = re.compile(r"(?<=\w\w)\.(?:com|gov|net|org)\b", re.I)


def strip_markup(text: str) -> str:
    """Drop mentions, channels and links that a chat put between angle brackets.

    A link's label is kept where a person wrote it, and dropped where the chat repeats the address in it.
    """
    return _MARKUP.sub(lambda match: _label_of(*match.groups("")), text)


def _apply(draft: Draft) -> None:
    if "<" in draft.text:
        draft.text = strip_markup(draft.text)
    if ":" in draft.text or "." in draft.text or "@" in draft.text:
        draft.text = _ENDING.sub("", _ADDRESS.sub(" ", draft.text))


def _label_of(kind: str, target: str, label: str) -> str:
    is_prose = kind not in "@#!" and label and not label.lower().rstrip("/").endswith(_host_of(target))
    return f" {label} " if is_prose else " "


def _host_of(target: str) -> str:
    """Return the part of an address that a chat repeats as the link's label: //example.org/ → example.org."""
    return target.lower().removeprefix("//").rstrip("/")


RULE = Rule(
    name="addresses",
    triggers="links, also behind “see” or “source”, mail addresses, mentions and channels; .com and the like",
    yields="nothing: they are dropped, but for a link's label and the name of a bare domain",
    apply=_apply,
    before={
        "flags": "what looks like a flag in an address is part of the address",
        "emoji": "what looks like an emoji in an address is part of the address",
    },
    examples=(
        Example("sylvania https://example.org/graustark", "sylvania: partner"),
        Example("<@U1> <https://example.org|graustark>", "graustark: partner"),
        Example("sylvania https://example.org/:flag-no:", "sylvania: partner"),
        Example("sylvania https://example.org/:fire:graustark", "sylvania: partner"),
    ),
)
