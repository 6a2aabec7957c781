"""The words of a fact: what is read of it, how much each text counts, and the stems by which it is found."""

import re
from collections.abc import Sequence

from bot.domain.knowledge import Fact
from bot.domain.text import fold, lies_within, words_of
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import LONGEST_FUNCTION_WORD
from bot.search.lexicon.times import AUTUMN, BEFORE_SEASONS, FALL
from bot.search.stemming import stem

_STATEMENT, _KEYWORD, _EXCERPT, _RELATED = 1.0, 0.9, 0.6, 0.8

# Two words with a hyphen between them.
_COMPOUND = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W_]+)(?![\w-])")


def texts_of(fact: Fact) -> list[tuple[str, float]]:
    """Return what is read of a fact, and how much it counts."""
    texts = [(fact.statement, _STATEMENT), *((keyword, _KEYWORD) for keyword in fact.keywords)]
    texts += [(word, _RELATED) for word in fact.related]
    return texts + [(citation.excerpt, _EXCERPT) for citation in fact.citations if citation.excerpt]


def has_phrase(fact: Fact, phrase: str) -> bool:
    """Return whether a fact says the words of a phrase one after the other."""
    return any(lies_within(phrase, text) for text, weight in texts_of(fact) if weight != _RELATED)


def count_stems(fact: Fact) -> tuple[dict[str, float], set[str], set[str]]:
    """Count a fact's stems, weighted by where they are; return its words too, and the stems of related words alone."""
    count: dict[str, float] = {}
    words: set[str] = set()
    said: set[str] = set()
    for text, weight in texts_of(fact):
        for word in _words_in(text):
            # A stop word of a question may be none in a fact: who thanked whom is found by “thanks”.
            if word in STOP_WORDS and len(word) <= LONGEST_FUNCTION_WORD:
                continue
            root = stem(word)
            count[root] = count.get(root, 0.0) + weight
            words.add(word)
            if weight != _RELATED:
                said.add(root)
    return count, words, count.keys() - said


def _words_in(text: str) -> list[str]:
    """Return the words by which a text is found; words with a hyphen together too, and numbers with it only together.

    A MiG-29 is neither of the 29th nor 29 in number.
    """
    words = list(words_of(text))
    if FALL in words:
        words = [AUTUMN if _is_season(words, position) else word for position, word in enumerate(words)]
    for one, other in _COMPOUND.findall(fold(text)) if "-" in text else ():
        words.append(one + other)
        if other.isdecimal() and other in words:
            words.remove(other)
    return words


def _is_season(words: Sequence[str], position: int) -> bool:
    """Return whether a word is what Americans call autumn: this fall; the fall of a city is none."""
    is_fall = words[position] == FALL and position > 0 and words[position - 1] in BEFORE_SEASONS
    return is_fall and words[position + 1 : position + 2] != ["of"]
