"""Which facts have a word: an inverted index with BM25 weights; and the phrases that curators gave.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with fields folded into weighted
term counts beforehand (BM25F).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, log

from bot.domain.knowledge import Fact
from bot.domain.text import fold, lies_within, words_of
from bot.search.bits import to_bits
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS, UNPUNCTUATED_CONTRACTIONS
from bot.search.lexicon.thresholds import LONGEST_FUNCTION_WORD, SHORTEST_TEXT_TYPO
from bot.search.lexicon.times import AUTUMN, BEFORE_SEASONS, FALL
from bot.search.stemming import singular, stem
from bot.search.tokens import reach_of
from bot.search.typos import Vocabulary

_SATURATION = 1.2
_LENGTH_NORM = 0.4
_STATEMENT, _KEYWORD, _EXCERPT = 1.0, 0.9, 0.6
_LONGEST_PHRASE = 5
# BM25 weights are told apart in so many levels (their impact), which order facts as the weights themselves do.
LEVELS = 2
# A stem that fewer than one fact in so many has is kept as positions, which take less room than bits.
_RARE = 256

# Two words with a hyphen between them.
_COMPOUND = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W_]+)(?![\w-])")

# The facts that have a stem by its impact, from 1 to LEVELS: as positions or as bits.
Postings = Mapping[int, Sequence[int] | int]


@dataclass(frozen=True, slots=True)
class Phrases:
    """The facts (as bits) by each keyword of several words, as stems joined by single spaces.

    `reach` is how many words the longest has that begins with a stem.
    """

    facts: Mapping[str, int]
    reach: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Texts:
    """For each stem the facts that have it, by its impact there, and its inverse document frequency.

    `forms` are the facts (as bits) by each form of a stem that has several, its plural aside: contract, contracting.
    `words` are the words that facts have, sorted. `vocabulary` are those that typos are looked for in, `stems` theirs.
    """

    postings: Mapping[str, Postings]
    idfs: Mapping[str, float]
    unseen: float
    forms: Mapping[str, int]
    words: Sequence[str]
    vocabulary: Vocabulary
    stems: Sequence[str]

    def __contains__(self, stem: str) -> bool:
        return stem in self.postings

    def has(self, word: str) -> bool:
        """Return whether a fact has this very form of a word."""
        return word in self.vocabulary

    def starting_with(self, letters: str) -> Sequence[str]:
        """Return the words that facts have and that begin with these letters."""
        first = bisect_left(self.words, letters)
        return self.words[first : bisect_left(self.words, f"{letters}\U0010ffff", first)]

    def idf(self, stem: str) -> float:
        """Return the inverse document frequency of a stem; that of the rarest for one that no fact has."""
        return self.idfs.get(stem, self.unseen)

    def levels(self, stem: str) -> list[tuple[float, int]]:
        """Return the facts that have a stem, as bits, by the impact that it has there, from 0 to 1."""
        postings = self.postings.get(stem, {})
        return [
            (level / LEVELS, found if isinstance(found, int) else to_bits(found)) for level, found in postings.items()
        ]

    def facts_with(self, stem: str) -> int:
        """Return the facts that have a stem, as bits."""
        facts = 0
        for _, found in self.levels(stem):
            facts |= found
        return facts

    def facts_with_all_words(self, phrase: str) -> int:
        """Return the facts that have every word of a phrase, wherever, as bits."""
        facts = -1
        for word in words_of(phrase):
            if word not in STOP_WORDS:
                facts &= self.facts_with(stem(word))
        return max(facts, 0)

    def match_typo(self, typed: str) -> tuple[str, str] | None:
        """Return the word of the facts nearest to what was typed, and its stem; None where several stems tie."""
        near = self.vocabulary.find_nearest(typed) if len(typed) >= SHORTEST_TEXT_TYPO else []
        if len({self.stems[found.place] for found in near}) != 1:
            return None
        return self.vocabulary.words[near[0].place], self.stems[near[0].place]


def long_keywords(facts: Sequence[Fact]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the keywords of several words, each with the position of its fact."""
    several = [
        (position, words_of(keyword))
        for position, fact in enumerate(facts)
        for keyword in fact.keywords
        if not keyword.isalnum()
    ]
    return [(position, keyword) for position, keyword in several if len(keyword) > 1]


def to_idf(count: int, size: int) -> float:
    """Return the inverse document frequency of what `count` of `size` facts have, as BM25 defines it."""
    return log(1 + (size - count + 0.5) / (count + 0.5))


def build_phrases(keywords: Iterable[tuple[int, tuple[str, ...]]]) -> Phrases:
    """Index the keywords of several words; those of stop words alone say nothing."""
    found: dict[str, set[int]] = {}
    for position, keyword in keywords:
        if len(keyword) <= _LONGEST_PHRASE and not STOP_WORDS.issuperset(keyword):
            found.setdefault(" ".join(map(stem, keyword)), set()).add(position)
    return Phrases(
        facts={phrase: to_bits(positions) for phrase, positions in found.items()},
        reach=reach_of(phrase.split(" ") for phrase in found),
    )


def build_texts(facts: Sequence[Fact]) -> Texts:
    """Index the statements, keywords and excerpts of facts."""
    stems: dict[str, str] = {}
    places: dict[str, set[int]] = {}
    counts = [_count_stems(fact, position, stems, places) for position, fact in enumerate(facts)]
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts))
    postings: dict[str, dict[int, list[int]]] = {}
    for position, count in enumerate(counts):
        norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * sum(count.values()) / average)
        for root, weight in count.items():
            # The BM25 weight, of what it tends to where a fact has the word again and again.
            level = ceil(LEVELS * weight / (weight + norm))
            postings.setdefault(root, {}).setdefault(level, []).append(position)
    sizes = {root: sum(map(len, found.values())) for root, found in postings.items()}
    # A typo of a word that says nothing is no typo of one that says something.
    words = {word: word for word in GENERAL_WORDS} | stems
    words |= {word: word for word in STOP_WORDS - UNPUNCTUATED_CONTRACTIONS}
    rare = len(facts) / _RARE
    return Texts(
        postings={
            root: {level: tuple(held) if sizes[root] < rare else to_bits(held) for level, held in found.items()}
            for root, found in postings.items()
        },
        idfs={root: to_idf(size, len(facts)) for root, size in sizes.items()},
        unseen=to_idf(0, len(facts)),
        forms=_find_forms(places, stems),
        words=tuple(sorted(stems.keys() - STOP_WORDS)),
        vocabulary=Vocabulary(words),
        stems=tuple(words.values()),
    )


def _find_forms(places: Mapping[str, Iterable[int]], stems: Mapping[str, str]) -> dict[str, int]:
    """Return the facts (as bits) by each form of the stems that have several, given the facts' positions by word."""
    forms: dict[str, dict[str, list[str]]] = {}
    for word, root in stems.items():
        forms.setdefault(root, {}).setdefault(singular(word), []).append(word)
    return {
        form: to_bits(chain.from_iterable([places[word] for word in words]))
        for several in forms.values()
        if len(several) > 1
        for form, words in several.items()
    }


def has_phrase(fact: Fact, phrase: str) -> bool:
    """Return whether a fact has the words of a phrase one after the other."""
    return any(lies_within(phrase, text) for text, _ in texts_of(fact))


def _count_stems(fact: Fact, position: int, stems: dict[str, str], places: dict[str, set[int]]) -> dict[str, float]:
    """Count a fact's stems, weighted by where they stand; `stems` takes each word's stem, `places` where it is."""
    count: dict[str, float] = {}
    for text, weight in texts_of(fact):
        for word in _words_in(text):
            root = stems.get(word)
            if root is None:
                # A stop word of a question may be none in a fact: who thanked whom is found by “thanks”.
                if word in STOP_WORDS and len(word) <= LONGEST_FUNCTION_WORD:
                    continue
                root = stems[word] = stem(word)
                places[word] = set()
            count[root] = count.get(root, 0.0) + weight
            places[word].add(position)
    return count


def _words_in(text: str) -> list[str]:
    """Return the words by which a text is found; words with a hyphen together too, and numbers with it only together.

    A MiG-29 is neither of the 29th nor 29 in number.
    """
    words = list(words_of(text))
    if FALL in words:
        words = [AUTUMN if _is_season(words, place) else word for place, word in enumerate(words)]
    for one, other in _COMPOUND.findall(fold(text)) if "-" in text else ():
        words.append(one + other)
        if other.isdecimal() and other in words:
            words.remove(other)
    return words


def _is_season(words: Sequence[str], place: int) -> bool:
    """Return whether a word is what Americans call autumn: this fall; the fall of a city is none."""
    is_fall = words[place] == FALL and place > 0 and words[place - 1] in BEFORE_SEASONS
    return is_fall and words[place + 1 : place + 2] != ["of"]


def texts_of(fact: Fact) -> list[tuple[str, float]]:
    """Return what is read of a fact, and how much it counts."""
    texts = [(fact.statement, _STATEMENT), *((keyword, _KEYWORD) for keyword in fact.keywords)]
    return texts + [(citation.excerpt, _EXCERPT) for citation in fact.citations if citation.excerpt]
