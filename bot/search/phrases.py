"""The phrases that curators gave for keywords, and which facts have them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.domain.knowledge import Fact
from bot.domain.text import words_of
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.stemming import stem
from bot.search.tables import Moves, Table, renew, to_set
from bot.search.tokens import reach_of

_LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """The facts by each keyword of several words, as stems joined by single spaces.

    `reach` is how many words the longest has that begins with a stem.
    """

    facts: Table[str] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self.facts

    def having(self, phrase: str) -> int:
        """Return the facts that have a phrase for a keyword, as bits."""
        return to_set(self.facts.get(phrase, 0))


def build_phrases(facts: Sequence[Fact], was: Sequence[Fact], before: Phrases, moves: Moves) -> Phrases:
    """Index the keywords of several words; those of stop words alone say nothing.

    `was` are the facts of the index `before`, none where this is the first, and `moves` tell where they are now.
    """
    came: dict[str, list[int]] = {}
    for position in moves.came:
        for phrase in _phrases_of(facts[position]):
            came.setdefault(phrase, []).append(position)
    gone = chain.from_iterable(_phrases_of(was[position]) for position in moves.gone)
    found = renew(before.facts, moves, gone, came, len(facts))
    is_same = found.keys() == before.facts.keys()
    return Phrases(found, before.reach if is_same else reach_of(phrase.split(" ") for phrase in found))


def _phrases_of(fact: Fact) -> set[str]:
    """Return the keywords of several words of a fact, as stems."""
    several = [words_of(keyword) for keyword in fact.keywords if not keyword.isalnum()]
    return {
        " ".join(map(stem, keyword))
        for keyword in several
        if 1 < len(keyword) <= _LONGEST_PHRASE and not STOP_WORDS.issuperset(keyword)
    }
