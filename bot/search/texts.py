"""An inverted index of the facts' texts, with BM25 weights.

Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with fields folded into weighted
term counts beforehand (BM25F).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import ceil, log
from operator import or_

from bot.domain.knowledge import Fact
from bot.domain.text import words_of
from bot.search.fact_words import count_stems
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS, UNPUNCTUATED_CONTRACTIONS
from bot.search.lexicon.thresholds import SHORTEST_TEXT_TYPO
from bot.search.stemming import inflected, stem
from bot.search.tables import Moves, Table, count_in, renew, to_moves, to_set
from bot.search.typos import Vocabulary

_SATURATION = 1.2
_LENGTH_NORM = 0.4
# BM25 weights are kept in so many levels (their impact), which order facts as the weights themselves do.
LEVELS = 2
_MOST_KEPT = 64
# The average length is rounded to so many digits, so that one edit among many facts seldom moves all weights.
_AVERAGE_DIGITS = 1

# Words that a typo may be of though no fact has them, and words that say nothing even where facts have them.
_EVER_SAID = GENERAL_WORDS | (STOP_WORDS - UNPUNCTUATED_CONTRACTIONS)
_NEVER_MEANT = STOP_WORDS - UNPUNCTUATED_CONTRACTIONS


@dataclass(frozen=True, slots=True)
class Texts:
    """For each stem the facts that have it, by its impact there, and its inverse document frequency.

    `postings` are the facts by stem, for each impact from 1 to LEVELS; `related` are those of them that have it in no
    more than a related word. `forms` are the words by the stems that have several forms, inflections aside, and each of
    these: contract, contracting. `words` are the words that facts have, sorted. `vocabulary` are those that typos are
    looked for in, `stems` theirs. `facts_by_word` are the facts that have a word itself, `lengths` is how much text
    each fact has, and `average` how much they have on average.
    """

    postings: Sequence[Table[str]]
    related: Table[str]
    idfs: Mapping[str, float]
    unseen: float
    forms: Mapping[tuple[str, str], Sequence[str]]
    words: Sequence[str]
    vocabulary: Vocabulary
    stems: Sequence[str]
    facts_by_word: Table[str]
    lengths: Sequence[float]
    average: float
    _levels: dict[str, list[tuple[float, int]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __contains__(self, stem: str) -> bool:
        return stem in self.idfs

    def has(self, word: str) -> bool:
        """Return whether a fact has this very form of a word."""
        return word in self.vocabulary

    def words_in(self, text: str) -> tuple[str, ...]:
        """Return the words of a text; a single one with a hyphen is one word where facts have it so: Alma-Ata."""
        words = words_of(text)
        joined = "".join(words)
        return (joined,) if len(words) > 1 and "-" in text and " " not in text and self.has(joined) else words

    def starting_with(self, letters: str) -> Sequence[str]:
        """Return the words that facts have and that begin with these letters."""
        first = bisect_left(self.words, letters)
        return self.words[first : bisect_left(self.words, f"{letters}\U0010ffff", first)]

    def idf(self, stem: str) -> float:
        """Return the inverse document frequency of a stem; that of the rarest for one that no fact has."""
        return self.idfs.get(stem, self.unseen)

    def levels(self, stem: str) -> list[tuple[float, int]]:
        """Return the facts that have a stem, as bits, by the impact that it has there, from 0 to 1.

        Those of the newest stems are kept: an answer and the offers beside it ask for the same ones again and again.
        """
        found = self._levels.get(stem)
        if found is None:
            if len(self._levels) >= _MOST_KEPT:
                self._levels.clear()
            tables = [(level / LEVELS, table) for level, table in enumerate(self.postings, 1) if stem in table]
            found = self._levels[stem] = [(impact, to_set(table[stem])) for impact, table in tables]
        return found

    def facts_with(self, stem: str) -> int:
        """Return the facts that have a stem, as bits."""
        facts = 0
        for _, found in self.levels(stem):
            facts |= found
        return facts

    def facts_saying(self, stem: str) -> int:
        """Return the facts that have a stem in more than a related word, as bits."""
        return self.facts_with(stem) & ~to_set(self.related.get(stem, 0))

    def facts_with_form(self, stem: str, form: str) -> int | None:
        """Return the facts that have a form of a stem, as bits; None where the stem has no other."""
        words = self.forms.get((stem, form))
        return None if words is None else reduce(or_, [to_set(self.facts_by_word[word]) for word in words])

    def facts_saying_all(self, phrase: str) -> int:
        """Return the facts that say every word of a phrase, wherever, as bits."""
        facts = -1
        for word in self.words_in(phrase):
            if word not in STOP_WORDS:
                facts &= self.facts_saying(stem(word))
        return max(facts, 0)

    def match_typo(self, typed: str) -> tuple[str, str] | None:
        """Return the word of the facts nearest to what was typed, and its stem; None where several stems tie.

        Of words that all say nothing it returns one: happend is happen, happened or happens.
        """
        near = self.vocabulary.find_nearest(typed) if len(typed) >= SHORTEST_TEXT_TYPO else []
        words = [self.vocabulary.words[found.position] for found in near]
        if len({self.stems[found.position] for found in near}) == 1:
            return words[0], self.stems[near[0].position]
        says_nothing = bool(words) and _NEVER_MEANT.issuperset(words)
        return (words[0], words[0]) if says_nothing else None


def to_idf(count: int, size: int) -> float:
    """Return the inverse document frequency of what `count` of `size` facts have, as BM25 defines it."""
    return log(1 + (size - count + 0.5) / (count + 0.5))


def build_texts(facts: Sequence[Fact]) -> Texts:
    """Index the statements, keywords, related words and excerpts of facts."""
    nothing = Texts([{}] * LEVELS, {}, {}, 0.0, {}, (), Vocabulary(()), (), {}, (), 0.0)
    return renew_texts(facts, (), nothing, to_moves((), len(facts)))


def renew_texts(facts: Sequence[Fact], was: Sequence[Fact], before: Texts, moves: Moves) -> Texts:
    """Index the texts of facts, given those of an index before, and where these are now."""
    counts = {position: count_stems(facts[position]) for position in moves.added}
    lengths = [0.0] * len(facts)
    for length, position in zip(before.lengths, moves.positions, strict=True):
        if position is not None:
            lengths[position] = length
    for position, (count, _, _) in counts.items():
        lengths[position] = sum(count.values())
    average = round(sum(lengths) / max(1, len(lengths)), _AVERAGE_DIGITS) or 1.0
    if was and average != before.average:
        return build_texts(facts)  # all weights have moved
    removed = [count_stems(was[position]) for position in moves.removed]
    removed_stems = {root for count, _, _ in removed for root in count}
    removed_words = {word for _, said, _ in removed for word in said}
    added: list[dict[str, list[int]]] = [{} for _ in range(LEVELS)]
    came_words: dict[str, list[int]] = {}
    added_related: dict[str, list[int]] = {}
    for position, (count, said, related) in counts.items():
        norm = _SATURATION * (1 - _LENGTH_NORM + _LENGTH_NORM * lengths[position] / average)
        for root, weight in count.items():
            # The BM25 weight, of what it tends to where a fact has the word again and again.
            level = ceil(LEVELS * weight / (weight + norm))
            added[level - 1].setdefault(root, []).append(position)
        for word in said:
            came_words.setdefault(word, []).append(position)
        for root in related:
            added_related.setdefault(root, []).append(position)
    size, changed = len(facts), removed_stems.union(*added)
    postings = [
        renew(table, moves, removed_stems, found, size) for table, found in zip(before.postings, added, strict=True)
    ]
    facts_by_word = renew(before.facts_by_word, moves, removed_words, came_words, size)
    is_same = bool(was) and facts_by_word.keys() == before.facts_by_word.keys()
    # A typo of a word that says nothing is no typo of one that says something.
    vocabulary = before.vocabulary if is_same else Vocabulary(sorted({*_EVER_SAID, *facts_by_word}))
    return Texts(
        postings=postings,
        related=renew(before.related, moves, removed_stems, added_related, size),
        idfs=_renew_idfs(before.idfs if len(was) == size else {}, postings, changed, size),
        unseen=to_idf(0, size),
        forms=before.forms if is_same else _find_forms(facts_by_word),
        words=before.words if is_same else tuple(sorted(facts_by_word.keys() - STOP_WORDS)),
        vocabulary=vocabulary,
        stems=before.stems if is_same else tuple(_stem_meant(word, facts_by_word) for word in vocabulary.words),
        facts_by_word=facts_by_word,
        lengths=lengths,
        average=average,
    )


def _stem_meant(word: str, facts_by_word: Table[str]) -> str:
    """Return the stem of a word that facts have; of one that says nothing, the word itself."""
    return stem(word) if word in facts_by_word and word not in _NEVER_MEANT else word


def _renew_idfs(
    before: Mapping[str, float], postings: Sequence[Table[str]], changed: Collection[str], size: int
) -> dict[str, float]:
    """Return the inverse document frequencies after those of some stems have changed; of all, where none were."""
    idfs = dict(before)
    for root in changed if before else {root for table in postings for root in table}:
        count = sum([count_in(table[root]) for table in postings if root in table])
        if count:
            idfs[root] = to_idf(count, size)
        else:
            idfs.pop(root, None)
    return idfs


def _find_forms(words: Iterable[str]) -> dict[tuple[str, str], Sequence[str]]:
    """Return the words by each form of the stems that have several, and by the stem."""
    forms: dict[str, dict[str, list[str]]] = {}
    for word in words:
        forms.setdefault(stem(word), {}).setdefault(inflected(word), []).append(word)
    return {(root, form): same for root, several in forms.items() if len(several) > 1 for form, same in several.items()}
