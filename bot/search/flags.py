"""Flags in a question → the names of their countries."""

import re
from collections.abc import Mapping

from bot.domain.world import Country

_EMOJI = re.compile("[\N{REGIONAL INDICATOR SYMBOL LETTER A}-\N{REGIONAL INDICATOR SYMBOL LETTER Z}]{2}")
_LETTERS = {ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + place: chr(ord("A") + place) for place in range(26)}
# As Slack writes them.
_SHORTCODE = re.compile(r":flag-([a-z]{2}):")


def spell_flags(text: str, countries: Mapping[str, Country]) -> str:
    """The text with a country's name for each flag, given the countries by code; what is no country's flag stays."""

    def spell(flag: str, code: str) -> str:
        return f" {countries[code].name} " if code in countries else flag

    if ":flag-" in text:
        text = _SHORTCODE.sub(lambda match: spell(match[0], match[1].upper()), text)
    if not text.isascii():
        text = _EMOJI.sub(lambda match: spell(match[0], match[0].translate(_LETTERS)), text)
    return text
