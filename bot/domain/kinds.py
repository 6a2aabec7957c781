"""The kinds of partners in a base, and their names."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text import capitalised


class Members(StrEnum):
    """The class of a kind's partners, as far as their names follow rules of their own."""

    PERSONS = "persons"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun in singular and plural."""

    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of partner, with its noun."""

    id: str
    noun: Noun
    members: Members | None = None

    @property
    def heading(self) -> str:
        """The plural, capitalised as the heading of a list."""
        return capitalised(self.noun.plural)

    @property
    def is_person(self) -> bool:
        """True for a kind of persons, who may be called by parts of their names."""
        return self.members is Members.PERSONS

    @property
    def is_state(self) -> bool:
        """True for a kind of states, which may have a code and official names."""
        return self.members is Members.STATES


# The kinds of a base that lists none.
USUAL_KINDS = (
    Kind("state", Noun("state", "states"), Members.STATES),
    Kind("organisation", Noun("organisation", "organisations")),
    Kind("company", Noun("company", "companies")),
    Kind("person", Noun("person", "people"), Members.PERSONS),
    Kind("place", Noun("place", "places")),
    Kind("people", Noun("people", "peoples")),
    Kind("project", Noun("project", "projects")),
)
# The words of a base that sets none of its own.
PARTNER, FACT = Noun("partner", "partners"), Noun("fact", "facts")
