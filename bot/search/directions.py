"""Directions between a partner and the subject: gas to Turkey, and gas from Turkey."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.knowledge import Fact
from bot.domain.readings import PartnerMatch
from bot.domain.text import words_of
from bot.search.lexicon.articles import ARTICLE
from bot.search.names import Names

# What goes one way is said with one of these words before a name.
_WAYS = {"to": "to", "into": "to", "towards": "to", "toward": "to", "from": "from"}
# Behind a name that something comes from, these lead to the end of a route.
ROUTE = frozenset(("till", "to", "until"))


def to_direction(word: str, partner: str) -> str | None:
    """Return the key of what goes to or from a partner, given by its id; None where the word does not say so."""
    way = _WAYS.get(word)
    return f"{way} > {partner}" if way else None


def find_partner(words: Sequence[str], first: int, names: Names) -> tuple[str, int] | None:
    """Return the one partner that the longest name at a position names, by its id, and where the name ends."""
    reach = names.longest_exactly(words[first]) if first < len(words) else 0
    for end in range(min(first + reach, len(words)), first, -1):
        matches = names.match_exactly(" ".join(words[first:end]))
        if len(matches) == 1 and isinstance(matches[0], PartnerMatch):
            return matches[0].partner.id, end - 1
    return None


def find_directions(facts: Iterable[Fact], names: Names) -> Mapping[str, Sequence[int]]:
    """Return the positions of the facts whose statements say which way something goes, by its key."""
    found: dict[str, list[int]] = {}
    for position, fact in enumerate(facts):
        for key in dict.fromkeys(_directions_in(words_of(fact.statement), names)):
            found.setdefault(key, []).append(position)
    return found


def _directions_in(words: Sequence[str], names: Names) -> Iterator[str]:
    for position, word in enumerate(words[:-1]):
        if word in _WAYS:
            first = position + 2 if words[position + 1] == ARTICLE else position + 1
            if named := find_partner(words, first, names):
                yield f"{_WAYS[word]} > {named[0]}"
