"""Text as Slack sends it → text as a person typed it."""

import re

_MARKUP = re.compile(r"<([@#!])?([^<>|]*)(?:\|([^<>]*))?>")


def to_typed(text: str) -> str:
    """The text without mentions of people, with links and channels as they read, and with &, < and > as typed."""
    if "<" not in text and "&" not in text:
        return text.strip()

    def unwrap(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign in ("@", "!"):
            return " "
        return label or ("" if sign else target.removeprefix("mailto:"))

    plain = _MARKUP.sub(unwrap, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
