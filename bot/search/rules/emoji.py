"""Emoji, as characters or as chats name them."""

import re
import unicodedata

from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

# Emoji as Slack sends them: a name between colons, custom ones too, and a skin tone as another name right behind.
# Digits are one where nothing adjoins the colons (:100:), for 12:30:45 is a time; `compare:turkey:russia` holds none.
_NAME = r"(?=[^\s:]*[^\s:\d])[\w+'-]{1,100}"
_SHORTCODE = re.compile(rf"(?<![\w:]):\d{{1,4}}:(?!\w)|(?<!\w):{_NAME}:|:{_NAME}:(?!\w)")
# A character that is shown as an emoji only because a selector follows it: a keycap's digit, or the letter ℹ.
_SELECTED = re.compile(
    "(?s).\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}?|[0-9#*]\N{COMBINING ENCLOSING KEYCAP}"
)
_SYMBOL = "So"


def _apply(draft: Draft) -> None:
    if ":" in draft.text:
        draft.text = _SHORTCODE.sub(" ", draft.text)
    if not draft.text.isascii():
        text = _SELECTED.sub(" ", draft.text)
        symbols = {ord(character): " " for character in set(text) if unicodedata.category(character) == _SYMBOL}
        draft.text = text.translate(symbols) if symbols else text


RULE = Rule(
    name="emoji",
    triggers="an emoji, as a character or as chats name it (:fire:)",
    yields="nothing: they are dropped",
    apply=_apply,
    before={"addressee": "the name of an emoji is no word, whatever it says"},
    examples=(Example(":fire: sylvania \N{OIL DRUM} :gas_pump:", "sylvania: partner"),),
)
