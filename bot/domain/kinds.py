"""What the partners of a base may be, and what they are called."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.text import capitalised


class Members(StrEnum):
    """What the partners of a kind are, as far as their names differ from all others by it."""

    PERSONS = "persons"
    STATES = "states"


@dataclass(frozen=True, slots=True)
class Noun:
    """What one of something is called, and what several are."""

    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What a partner may be, and what one and several of these are called."""

    id: str
    noun: Noun
    members: Members | None = None

    @property
    def heading(self) -> str:
        """What several are called, at the head of a list."""
        return capitalised(self.noun.plural)

    @property
    def is_person(self) -> bool:
        """Whether partners of this kind are persons, who are also called by parts of their names."""
        return self.members is Members.PERSONS

    @property
    def is_state(self) -> bool:
        """Whether partners of this kind are states, which may have a code and official names."""
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
# What a base without words of its own calls them.
PARTNER, FACT = Noun("partner", "partners"), Noun("fact", "facts")
