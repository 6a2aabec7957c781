"""Flags: the one kind of emoji that means something in a question, which is its country."""

import re

from bot.search.index import Index
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_FLAG_CODE = re.compile(r":flag-([a-z]{2}):|:(cn|de|es|fr|gb|it|jp|kr|ru|uk|us):", re.I)
_FLAG = re.compile("[\N{REGIONAL INDICATOR SYMBOL LETTER A}-\N{REGIONAL INDICATOR SYMBOL LETTER Z}]{2}")
_LETTERS = {ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + offset: chr(ord("A") + offset) for offset in range(26)}
_ALIASES = {"UK": "GB"}


def _apply(draft: Draft) -> None:
    if ":" in draft.text:
        draft.text = _FLAG_CODE.sub(lambda match: _spell((match[1] or match[2]).upper(), draft.index), draft.text)
    if not draft.text.isascii():
        draft.text = _FLAG.sub(lambda match: _spell(match[0].translate(_LETTERS), draft.index), draft.text)


def _spell(code: str, index: Index) -> str:
    country = index.snapshot.world.countries.get(_ALIASES.get(code, code))
    return f" {country.name} " if country else " "


RULE = Rule(
    name="flags",
    triggers="a flag, as a character or as chats name it (:flag-no:)",
    yields="the country's name, for the rule of names to read",
    apply=_apply,
    before={
        "emoji": "a flag is an emoji, and would be dropped with them",
        "names": "a flag is replaced by a name",
    },
    examples=(
        Example(
            "\N{REGIONAL INDICATOR SYMBOL LETTER N}\N{REGIONAL INDICATOR SYMBOL LETTER O} :flag-no:",
            "Norway: country | Norway: country",
        ),
    ),
)
