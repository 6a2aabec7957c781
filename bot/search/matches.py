"""One name, and the match of words with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from bot.domain.knowledge import Partner
from bot.domain.readings import CountryMatch, PartnerMatch
from bot.domain.world import Country

Matches = tuple[PartnerMatch | CountryMatch, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a partner, or of a country that is no partner (its `entity`), and in words what kind of name it is.

    It `is_derived` where no curator wrote it: a state's code, or one word of a person's name.
    """

    text: str
    kind: str
    entity: Partner | Country
    is_part: bool = False
    is_derived: bool = False

    @property
    def is_main(self) -> bool:
        """Return whether it is the main name of its partner or country."""
        return self.text == self.entity.name

    def to_match(self, matched: str, reason: str, *, exact: bool) -> PartnerMatch | CountryMatch:
        """Return the match of words with this name."""
        if isinstance(self.entity, Country):
            return CountryMatch(self.entity, matched, exact, reason)
        return PartnerMatch(self.entity, matched, exact, reason, self.is_part)


def meanings(names: Collection[Name]) -> Matches:
    """Return what names mean, each for what it is."""
    return to_matches([(name, name.kind) for name in names]) if names else ()


def to_matches(names: Iterable[tuple[Name, str]], *, exact: bool = True) -> Matches:
    """Return the matches of the words with names, each for a reason."""
    return tuple([name.to_match(name.text, reason, exact=exact) for name, reason in names])


def resolve_ties(names: Collection[tuple[Name, str]], *, exact: bool) -> Matches:
    """Return what names that are equally near mean: nothing where one is a country's, since to choose is to guess."""
    is_torn = len(names) > 1 and any(isinstance(name.entity, Country) for name, _ in names)
    return () if is_torn else to_matches(names, exact=exact)
