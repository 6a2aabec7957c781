"""Text as people and chats write it → the text that is read: without mentions, addresses, emoji or the bot's own name.

Flags are the one kind of emoji that means something in a question: each is replaced by its country's name.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.domain.text import words_of
from bot.domain.world import World
from bot.search.english import stem

if TYPE_CHECKING:
    from bot.search.index import Index
    from bot.search.names import Names
    from bot.search.topics import TopicWords

# How chats write mentions (<@U1>, <!here>), channels (<#C1|general>) and links (<https://example.org|label>).
# https://docs.slack.dev/messaging/formatting-message-text/
_MARKUP = re.compile(r"<([@#!]|[a-z][a-z0-9+.-]*:)([^<>|]*)(?:\|([^<>]*))?>", re.I)
_ADDRESS = re.compile(
    r"(?<!\w)(?:https?|ftp|mailto|tel):\S+|(?<!\w)www\.\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.@/-])(?:[a-z0-9-]{2,63}\.){1,8}[a-z]{2,63}/\S*",
    re.I,
)

# Emoji as Slack sends them: a name between colons, custom ones too, and a skin tone as another name right behind.
# Digits alone are one where they stand alone (:100:), for 12:30:45 is a time; `compare:turkey:russia` holds none.
_NAME = r"(?=[^\s:]*[^\s:\d])[a-z0-9_+'\-\u00a1-\uffff]{1,100}"
_SHORTCODE = re.compile(rf"(?<![\w:]):\d{{1,4}}:(?!\w)|(?<!\w):{_NAME}:|:{_NAME}:(?!\w)", re.I)
_FLAG_CODE = re.compile(r":flag-([a-z]{2}):|:(cn|de|es|fr|gb|it|jp|kr|ru|uk|us):", re.I)
_FLAG = re.compile("[\N{REGIONAL INDICATOR SYMBOL LETTER A}-\N{REGIONAL INDICATOR SYMBOL LETTER Z}]{2}")
_LETTERS = {ord("\N{REGIONAL INDICATOR SYMBOL LETTER A}") + offset: chr(ord("A") + offset) for offset in range(26)}
_ALIASES = {"UK": "GB"}
# A character that is shown as an emoji only because a selector follows it: a keycap's digit, or the letter ℹ.
_SELECTED = re.compile(
    "(?s).\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}?|[0-9#*]\N{COMBINING ENCLOSING KEYCAP}"
)
_SYMBOL = "So"


def normalise(text: str, index: "Index") -> str:
    """Drop what carries no meaning from a question, and replace each flag by its country's name."""
    if "<" in text:
        text = strip_markup(text)
    if ":" in text or "." in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    if ":" in text:
        text = _FLAG_CODE.sub(lambda match: _spell_flag((match[1] or match[2]).upper(), index), text)
        text = _SHORTCODE.sub(" ", text)
    if not text.isascii():
        text = _FLAG.sub(lambda match: _spell_flag(match[0].translate(_LETTERS), index), text)
        text = _SELECTED.sub(" ", text)
        symbols = {ord(character): " " for character in set(text) if unicodedata.category(character) == _SYMBOL}
        text = text.translate(symbols) if symbols else text
    return index.own_name.sub(" ", text) if index.own_name else text


def strip_markup(text: str) -> str:
    """Drop mentions, channels and links that a chat put between angle brackets.

    A link's label is kept where a person wrote it, and dropped where the chat repeats the address in it.
    """
    return _MARKUP.sub(lambda match: _label_of(*match.groups("")), text)


def own_name_pattern(command: str, names: "Names", topics: "TopicWords", world: World) -> re.Pattern[str] | None:
    """Match the bot's own name, which is its command's, anywhere in a question; None where that means something else.

    A name that is also a word of English counts only behind an @.
    """
    name = command.lstrip("/")
    words = words_of(name)
    if not words or names.match_exactly(" ".join(words)) or topics.match_exactly(tuple(map(stem, words)), name):
        return None
    at = "@" if all(word in world.words for word in words) else "@?"
    return re.compile(rf"(?<![\w@.-]){at}{re.escape(name)}(?:['’]s)?(?![\w-])", re.I)


def _label_of(kind: str, target: str, label: str) -> str:
    is_prose = kind not in "@#!" and label and not label.lower().rstrip("/").endswith(_host_of(target))
    return f" {label} " if is_prose else " "


def _host_of(target: str) -> str:
    """The part of an address that a chat repeats as the link's label: //example.org/ → example.org."""
    return target.lower().removeprefix("//").rstrip("/")


def _spell_flag(code: str, index: "Index") -> str:
    country = index.snapshot.world.countries.get(_ALIASES.get(code, code))
    return f" {country.name} " if country else " "
