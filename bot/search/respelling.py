"""Other ways to write the same name: without umlauts' dots, in Cyrillic letters, or joined with what a state is."""

import re
from collections.abc import Iterator

from bot.domain.text import fold
from bot.search.lexicon.name_words import CYRILLIC, JOINED_POLITIES, PLAIN_UMLAUTS

# Letters that Azerbaijani has and Russian has not.
_CYRILLIC_LETTER = re.compile("[әғҝҹһөүј]")
_POLITIES = tuple(fold(word) for word in JOINED_POLITIES)


def respell(words: str) -> Iterator[str]:
    """Yield what folded words may be the same as: tuerkei → turkei, әлијев → eliyev."""
    if words.isascii():
        plain = words
        for typed, vowel in PLAIN_UMLAUTS:
            plain = plain.replace(typed, vowel)
        if plain != words:
            yield plain
    elif _CYRILLIC_LETTER.search(words):
        latin = words.translate(CYRILLIC)
        if latin.isascii():
            yield from dict.fromkeys((latin, latin.replace("q", "g")))
    else:
        for polity in _POLITIES:
            rest = words.removeprefix(polity).removesuffix(polity)
            if rest and rest != words:
                yield rest
