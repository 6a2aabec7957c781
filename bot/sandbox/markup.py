"""Text as a person types it → text as Slack sends it."""

import re
from collections.abc import Iterable

from bot.sandbox.workspace import Channel, Person

_EVERYBODY = ("channel", "everyone", "here")
_NAMED = re.compile(r"(?<!\w)([@#])([\w-]+)")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_ADDRESS = re.compile(r"(?<![\w<|])https?://[^\s<>|]+")


def to_markup(text: str, people: Iterable[Person], channels: Iterable[Channel], *, labelled: bool = False) -> str:
    """The text with mentions, channels and addresses in angle brackets, and &, < and > escaped.

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

    def mark(part: str) -> str:
        pieces: list[str] = []
        end = 0
        for match in _ADDRESS.finditer(part):
            pieces += [_NAMED.sub(name, part[end : match.start()]), f"<{match[0]}>"]
            end = match.end()
        return "".join([*pieces, _NAMED.sub(name, part[end:])])

    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parts = _CODE.split(escaped)
    return "".join(part if place % 2 else mark(part) for place, part in enumerate(parts))
