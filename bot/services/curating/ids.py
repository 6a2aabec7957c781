"""The id of a new fact, made of its partner, its specific words and its year."""

import re
from collections.abc import Collection

from bot.domain.text import fold, words_of
from bot.search.lexicon.stop_words import STOP_WORDS

_WORDS = 3


def suggest_fact_id(partner: str, statement: str, when: str, taken: Collection[str]) -> str:
    """Suggest an id that no fact has; "" where no word of the statement is fit for one."""
    begun = partner.split("-")
    specific = [
        word for word in words_of(statement) if word not in STOP_WORDS and word not in begun and not word.isdigit()
    ]
    year = re.match(r"\d{4}", when)
    return suggest_id((*begun, *specific[:_WORDS], *([year[0]] if year else [])), taken)


def suggest_id(words: Collection[str], taken: Collection[str]) -> str:
    """Join words to an id that is not taken; "" where no word is fit for one."""
    usable = [part for word in words for part in re.findall(r"[a-z0-9]+", fold(word))]
    if not usable:
        return ""
    names = ("-".join(usable), *(f"{'-'.join(usable)}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
