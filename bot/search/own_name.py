"""The bot's own name, which is its command's."""

import re

from bot.domain.text import words_of
from bot.domain.world import World
from bot.search.names import Names
from bot.search.stemming import stem
from bot.search.topics import TopicWords


def own_name_pattern(command: str, names: Names, topics: TopicWords, world: World) -> re.Pattern[str] | None:
    """Match the bot's own name anywhere in a question; None where that means something else.

    A name that is also a word of English counts only behind an @.
    """
    name = command.lstrip("/")
    words = words_of(name)
    if not words or names.match_exactly(" ".join(words)) or topics.match_exactly(tuple(map(stem, words)), name):
        return None
    at = "@" if all(word in world.words for word in words) else "@?"
    return re.compile(rf"(?<![\w@.-]){at}{re.escape(name)}(?:['’]s)?(?![\w-])", re.I)
