"""Which facts speak of a word: an inverted index with BM25 weights.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with fields folded into weighted
term counts beforehand (BM25F).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from bot.domain.knowledge import Fact
from bot.search.english import FILLERS
from bot.search.tokens import tokenise

_SATURATION = 1.2
# What a word's weight tends to where a fact has it again and again.
SATURATED = _SATURATION + 1
_LENGTH_NORM = 0.4
_STATEMENT, _KEYWORD, _EXCERPT = 1.0, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Texts:
    """For each stem, the facts (by position) that have it with its BM25 weight there, and how rare it is."""

    postings: Mapping[str, Mapping[int, float]]
    rarity: Mapping[str, float]
    unseen: float

    def __contains__(self, stem: str) -> bool:
        return stem in self.postings

    def rarity_of(self, stem: str) -> float:
        """The inverse document frequency of a stem; that of the rarest for one that no fact has."""
        return self.rarity.get(stem, self.unseen)


def build_texts(facts: Sequence[Fact]) -> Texts:
    """Index the statements, keywords and excerpts of facts."""
    counts = [_count_stems(fact) for fact in facts]
    average = sum(sum(count.values()) for count in counts) / max(1, len(counts))
    postings: dict[str, dict[int, float]] = {}
    for index, count in enumerate(counts):
        norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * sum(count.values()) / average)
        for stem, weight in count.items():
            postings.setdefault(stem, {})[index] = weight * SATURATED / (weight + norm)
    rarity = {stem: log(1 + (len(facts) - len(found) + 0.5) / (len(found) + 0.5)) for stem, found in postings.items()}
    return Texts(postings, rarity, unseen=log(1 + (len(facts) + 0.5) / 0.5))


def _count_stems(fact: Fact) -> dict[str, float]:
    fields = [(fact.statement, _STATEMENT), *((keyword, _KEYWORD) for keyword in fact.keywords)]
    fields += [(citation.excerpt, _EXCERPT) for citation in fact.citations if citation.excerpt]
    count: dict[str, float] = {}
    for text, weight in fields:
        for token in tokenise(text).words:
            if token.word not in FILLERS:
                count[token.stem] = count.get(token.stem, 0.0) + weight
    return count
