"""Emoji as a person types them → Slack's short names for them."""

import json
import re
from importlib.resources import files

_SELECTOR, _TEXT_SELECTOR, _JOINER, _KEYCAP = "\ufe0f", "\ufe0e", "\u200d", "\u20e3"
_LETTER, _TAG = "[\U0001f1e6-\U0001f1ff]", "[\U000e0020-\U000e007f]"


def _read_names() -> dict[str, str]:
    """Read each emoji's primary name: the page's file lists it before the emoji's other names."""
    names: dict[str, str] = {}
    for name, characters in json.loads((files("bot.sandbox") / "page" / "emoji.json").read_bytes()).items():
        names.setdefault(characters.replace(_SELECTOR, ""), name)
    return names


_NAMES = _read_names()
_TONES = {characters: name for characters, name in _NAMES.items() if name.startswith("skin-tone-")}


def _write_pattern() -> re.Pattern[str]:
    """Match whole emoji, whether or not they have a name, so that no part of an unnamed one is named."""
    others = rf"[\0-\x7f{_JOINER}{_KEYCAP}]|{_LETTER}|{_TAG}"
    symbol = f"[{''.join(sorted(set(re.sub(others, '', ''.join(_NAMES)))))}]"
    drawn = f"{symbol}{_SELECTOR}?[{''.join(_TONES)}]?{_SELECTOR}?"
    sequence = f"{drawn}(?:{_JOINER}{drawn})*"
    return re.compile(f"(?>{_LETTER}{{2}}|[0-9#*]{_SELECTOR}?{_KEYCAP}|{symbol}{_TAG}+|{sequence})(?!{_TEXT_SELECTOR})")


_EMOJI = _write_pattern()


def to_shortcodes(text: str) -> str:
    """Replace each emoji by its short name between colons, as Slack does before an app sees the text."""
    return text if text.isascii() else _EMOJI.sub(_name, text)


def _name(match: re.Match[str]) -> str:
    """Name one emoji; keep it as it is where Slack has no name for it, as for people of two skin tones."""
    characters = match[0].replace(_SELECTOR, "")
    if name := _NAMES.get(characters):
        return f":{name}:"
    # A skin tone follows the first character, also where others are joined to it.
    name, tone = _NAMES.get(characters[:1] + characters[2:]), _TONES.get(characters[1:2])
    return f":{name}::{tone}:" if name and tone else match[0]
