"""Text as a person types it → text as Slack sends it."""

import re
from collections.abc import Callable, Iterable

from bot.sandbox.emoji import to_shortcodes
from bot.sandbox.workspace import Channel, Person

_EVERYBODY = ("channel", "everyone", "here")
_NAMED = re.compile(r"(?<!\w)([@#])([\w-]+)")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_ADDRESS = re.compile(r"((?<![\w<|])https?://[^\s<>|]+)")


def to_markup(text: str, people: Iterable[Person], channels: Iterable[Channel], *, labelled: bool = False) -> str:
    """Put mentions, channels and addresses into angle brackets, name emoji, and escape &, < and >.

    Code is left as it is, but for the escapes.
    In a slash command (`labelled`) a mention carries the name too, in a message its id alone.
    """
    ids = {person.name.lower(): person.id for person in people}
    rooms = {channel.name.lower(): channel for channel in channels if channel.kind != "im"}

    def name(match: re.Match[str]) -> str:
        sign, word = match.groups()
        if sign == "#" and word.lower() in rooms:
            room = rooms[word.lower()]
            return f"<#{room.id}|{room.name}>"
        if sign == "@" and word.lower() in ids:
            return f"<@{ids[word.lower()]}|{word.lower()}>" if labelled else f"<@{ids[word.lower()]}>"
        return f"<!{word.lower()}>" if sign == "@" and word.lower() in _EVERYBODY else match[0]

    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _convert(escaped, lambda prose: _NAMED.sub(name, to_shortcodes(prose)), lambda address: f"<{address}>")


def to_unescaped(text: str) -> str:
    """Name the emoji and do no more, for a command whose app wants the rest of the text as it was typed."""
    return _convert(text, to_shortcodes, str)


def _convert(text: str, prose: Callable[[str], str], address: Callable[[str], str]) -> str:
    """Convert the text outside code, the addresses apart from the prose, so that neither is read as the other."""
    parts = _CODE.split(text)
    for index in range(0, len(parts), 2):
        pieces = _ADDRESS.split(parts[index])
        parts[index] = "".join((address if position % 2 else prose)(piece) for position, piece in enumerate(pieces))
    return "".join(parts)
