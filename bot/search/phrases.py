"""The phrases that curators gave for keywords, and which facts have them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.knowledge import Fact
from bot.domain.text import words_of
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.stemming import stem
from bot.search.tables import Moves, Table, renew, to_moves, to_set
from bot.search.tokens import reach_of

_LONGEST_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """The facts by each keyword or related word that is several words, as stems joined by single spaces.

    `related` are those of them that have it for a related word only. `reach` is how many words the longest has that
    begins with a stem.
    """

    facts: Table[str] = field(default_factory=dict)
    related: Table[str] = field(default_factory=dict)
    reach: Mapping[str, int] = field(default_factory=dict)

    def __contains__(self, phrase: str) -> bool:
        return phrase in self.facts

    def having(self, phrase: str) -> int:
        """Return the facts that have a phrase for a keyword or a related word, as bits."""
        return to_set(self.facts.get(phrase, 0))

    def saying(self, phrase: str) -> int:
        """Return the facts that have a phrase for a keyword, as bits."""
        return self.having(phrase) & ~to_set(self.related.get(phrase, 0))


def build_phrases(facts: Sequence[Fact]) -> Phrases:
    """Index the keywords and related words that are several words; those of stop words alone say nothing."""
    return renew_phrases(facts, (), Phrases(), to_moves((), len(facts)))


def renew_phrases(facts: Sequence[Fact], was: Sequence[Fact], before: Phrases, moves: Moves) -> Phrases:
    """Index the keywords of facts, given the facts of an index before, its phrases, and where these facts are now."""
    added: dict[str, list[int]] = {}
    added_related: dict[str, list[int]] = {}
    for position in moves.added:
        said, related = _phrases_of(facts[position])
        for phrase in said | related:
            added.setdefault(phrase, []).append(position)
        for phrase in related - said:
            added_related.setdefault(phrase, []).append(position)
    removed = {phrase for position in moves.removed for phrases in _phrases_of(was[position]) for phrase in phrases}
    found = renew(before.facts, moves, removed, added, len(facts))
    is_same = found.keys() == before.facts.keys()
    return Phrases(
        facts=found,
        related=renew(before.related, moves, removed, added_related, len(facts)),
        reach=before.reach if is_same else reach_of(phrase.split(" ") for phrase in found),
    )


def _phrases_of(fact: Fact) -> tuple[set[str], set[str]]:
    """Return the keywords of several words of a fact, and its related ones, as stems."""
    return {*_to_phrases(fact.keywords)}, {*_to_phrases(fact.related)}


def _to_phrases(texts: Iterable[str]) -> Iterator[str]:
    for words in [words_of(text) for text in texts if not text.isalnum()]:
        if 1 < len(words) <= _LONGEST_PHRASE and not STOP_WORDS.issuperset(words):
            yield " ".join(map(stem, words))
