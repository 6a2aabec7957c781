"""The world beyond the base: other countries, and the words of English with their weights."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

# The least weight of a specific word; lighter words only frame a question, and are not named when no fact has them.
SPECIFIC_WEIGHT = 0.5


class Scope(StrEnum):
    """The scope of a base's general knowledge of the world's countries."""

    NAMES_AND_CODES = "names and codes"
    NAMES = "names"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 codes of two and three letters (None if it has none) and its English name.

    `others` are its adjective and further forms in English, `capital` is its capital, both folded.
    """

    code: str
    long_code: str | None
    name: str
    others: tuple[str, ...]
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Namesake:
    """A geographical name that contains or equals a country's name and is another: folded, with the country it lies in.

    If it equals the country's name, it is meant only with one of the words `indicators`.
    """

    name: str
    within: str
    indicators: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class World:
    """All countries by code, their names, and the words of English, folded.

    `names` are codes by each name in each language, `others` by each other form; both as folded words joined by single
    spaces. `combining` are codes by the form before a hyphen and another name (Sino-), `namesakes` names that only
    contain or equal a country's. `words` are ordinary words, `proper` names of people and towns, both with their weight
    from 0 to 1; other words weigh 1. Unless it `has_codes`, letters are never the code of a country that is no partner.
    """

    countries: Mapping[str, Country] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    combining: Mapping[str, str] = field(default_factory=dict)
    namesakes: Mapping[str, Namesake] = field(default_factory=dict)
    words: Mapping[str, float] = field(default_factory=dict)
    proper: Mapping[str, float] = field(default_factory=dict)
    has_codes: bool = True

    def narrowed(self, scope: Scope) -> "World":
        """Return the part of the world that is in a scope; the words of English stay."""
        match scope:
            case Scope.NAMES_AND_CODES:
                return self
            case Scope.NAMES:
                return replace(self, has_codes=False)
        return replace(self, countries={}, names={}, others={}, combining={}, namesakes={}, has_codes=False)

    def weight_of(self, word: str) -> float:
        """Return the weight of a folded word, from 0 to 1: how much it narrows a question."""
        return self.words.get(word) or self.proper.get(word, 1.0)

    def is_specific(self, word: str) -> bool:
        """Return whether a folded word is specific enough to be named when no fact has it."""
        return self.weight_of(word) >= SPECIFIC_WEIGHT

    def __contains__(self, word: str) -> bool:
        """Return whether a folded word is an English word, and so no typo of another."""
        return word in self.words or word in self.proper
