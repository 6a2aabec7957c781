"""The world beyond the base: countries that it may know nothing of, and words that mean nothing special."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

# A word of less weight only frames a question, and is not named where no fact has it.
TELLING = 0.5


class Scope(StrEnum):
    """What a base knows of the world's countries."""

    NAMES_AND_CODES = "names and codes"
    NAMES = "names"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 codes of two and three letters (None where there is none) and its English name.

    `others` are its adjective and further forms in English, `capital` is its capital, both folded.
    """

    code: str
    long_code: str | None
    name: str
    others: tuple[str, ...]
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Namesake:
    """A place that bears or holds a country's name and is another: its folded name, and the country it lies in.

    Where it bears the very name, it is meant only beside one of the words `told_by`.
    """

    name: str
    within: str
    told_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class World:
    """All countries by code, what they are called, and the words of English, folded.

    `names` are the codes by each name in each language, `others` by each other form; both as their folded words, joined
    by single spaces. `combining` are the codes by what stands before a hyphen and another name (Sino-), `namesakes` the
    places that are taken for countries by mistake, by name. `words` are ordinary words, `proper` names of people and
    places, both with how much they narrow what is asked for, from 0 to 1; all else narrows by 1. Unless it `has_codes`,
    no letters are the code of a country that is no partner.
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
        """The world of which a base knows no more than it says; the words of English stay."""
        match scope:
            case Scope.NAMES_AND_CODES:
                return self
            case Scope.NAMES:
                return replace(self, has_codes=False)
        return replace(self, countries={}, names={}, others={}, combining={}, namesakes={}, has_codes=False)

    def weight_of(self, word: str) -> float:
        """How much a folded word narrows what is asked for, from 0 to 1."""
        return self.words.get(word) or self.proper.get(word, 1.0)

    def is_telling(self, word: str) -> bool:
        """Whether a folded word narrows what is asked for enough to be worth naming."""
        return self.weight_of(word) >= TELLING

    def __contains__(self, word: str) -> bool:
        """Whether a folded word is one of English, so that it is no slip for another."""
        return word in self.words or word in self.proper
