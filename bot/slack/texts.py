"""Text as Slack sends it → text as a person typed it."""

import re

_MARKUP = re.compile(r"<([@#!])?([^<>|]*)(?:\|([^<>]*))?>")


def to_typed(text: str) -> str:
    """The text without mentions of people, with links and channels as they read, and with &, < and > as typed."""

    def unwrap(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        return " " if sign in ("@", "!") else label or target.removeprefix("mailto:") if not sign else label or " "

    plain = _MARKUP.sub(unwrap, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
