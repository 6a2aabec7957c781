"""Which facts speak of a word: an inverted index with BM25 weights; and the phrases that curators gave.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with fields folded into weighted
term counts beforehand (BM25F).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from bot.domain.knowledge import Fact
from bot.domain.text import lies_within, words_of
from bot.search.english import FILLERS, GENERIC, HASTY, stem
from bot.search.tokens import reach_of
from bot.search.typos import Lexicon

_SATURATION = 1.2
# What a word's weight tends to where a fact has it again and again.
SATURATED = _SATURATION + 1
_LENGTH_NORM = 0.4
_STATEMENT, _KEYWORD, _EXCERPT = 1.0, 0.9, 0.6
_LONGEST_PHRASE = 5
# A shorter word has too many neighbours among words that mean something else.
_SHORTEST_TYPO = 6


@dataclass(frozen=True, slots=True)
class Phrases:
    """The facts (by position) by each keyword of several words, as stems joined by single spaces.

    `reach` is how many words the longest has that begins with a stem.
    """

    facts: Mapping[str, frozenset[int]]
    reach: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Texts:
    """For each stem, the facts (by position) that have it with its BM25 weight there, and how rare it is.

    `vocabulary` are the words to look for slips in, and `stems` their stems.
    """

    postings: Mapping[str, Mapping[int, float]]
    rarity: Mapping[str, float]
    unseen: float
    vocabulary: Lexicon
    stems: Sequence[str]

    def __contains__(self, stem: str) -> bool:
        return stem in self.postings

    def has(self, word: str) -> bool:
        """Whether a fact has this very form of a word."""
        return word in self.vocabulary

    def rarity_of(self, stem: str) -> float:
        """The inverse document frequency of a stem; that of the rarest for one that no fact has."""
        return self.rarity.get(stem, self.unseen)

    def having_all(self, phrase: str) -> set[int]:
        """The facts that have every word of a phrase, wherever."""
        roots = [stem(word) for word in words_of(phrase) if word not in FILLERS]
        each = [set(self.postings.get(root, ())) for root in roots]
        return set.intersection(*each) if each else set()

    def match_typo(self, typed: str) -> tuple[str, str] | None:
        """The word of the facts nearest to what was typed, and its stem; None where several stems tie."""
        near = self.vocabulary.find_nearest(typed) if len(typed) >= _SHORTEST_TYPO else []
        if len({self.stems[place] for place, _ in near}) != 1:
            return None
        return self.vocabulary.words[near[0].place], self.stems[near[0].place]


def long_keywords(facts: Sequence[Fact]) -> list[tuple[int, tuple[str, ...]]]:
    """The keywords of several words, each with the position of its fact."""
    each = [(position, words_of(keyword)) for position, fact in enumerate(facts) for keyword in fact.keywords]
    return [(position, keyword) for position, keyword in each if len(keyword) > 1]


def build_phrases(keywords: Iterable[tuple[int, tuple[str, ...]]]) -> Phrases:
    """Index the keywords of several words."""
    found: dict[str, set[int]] = {}
    for position, keyword in keywords:
        if len(keyword) <= _LONGEST_PHRASE:
            found.setdefault(" ".join(map(stem, keyword)), set()).add(position)
    return Phrases(
        facts={phrase: frozenset(positions) for phrase, positions in found.items()},
        reach=reach_of(phrase.split(" ") for phrase in found),
    )


def build_texts(facts: Sequence[Fact]) -> Texts:
    """Index the statements, keywords and excerpts of facts."""
    surface: dict[str, str] = {}
    counts: list[dict[str, float]] = []
    for fact in facts:
        count: dict[str, float] = {}
        for text, weight in _texts_of(fact):
            for word in words_of(text):
                if word not in FILLERS:
                    root = surface.get(word) or surface.setdefault(word, stem(word))
                    count[root] = count.get(root, 0.0) + weight
        counts.append(count)
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts))
    postings: dict[str, dict[int, float]] = {}
    for index, count in enumerate(counts):
        norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * sum(count.values()) / average)
        for root, weight in count.items():
            postings.setdefault(root, {})[index] = weight * SATURATED / (weight + norm)
    rarity = {root: log(1 + (len(facts) - len(found) + 0.5) / (len(found) + 0.5)) for root, found in postings.items()}
    # A slip for a word that says nothing is none for one that says something.
    stems = {**{word: word for word in (FILLERS - HASTY) | GENERIC}, **surface}
    return Texts(
        postings=postings,
        rarity=rarity,
        unseen=log(1 + (len(facts) + 0.5) / 0.5),
        vocabulary=Lexicon(stems),
        stems=tuple(stems.values()),
    )


def has_phrase(fact: Fact, phrase: str) -> bool:
    """Whether a fact has the words of a phrase one after the other."""
    return any(lies_within(phrase, text) for text, _ in _texts_of(fact))


def _texts_of(fact: Fact) -> list[tuple[str, float]]:
    """What is read of a fact, and how much it counts."""
    texts = [(fact.statement, _STATEMENT), *((keyword, _KEYWORD) for keyword in fact.keywords)]
    return texts + [(citation.excerpt, _EXCERPT) for citation in fact.citations if citation.excerpt]
