"""Venues: “what did Sylvania say at the assembly” asks about the assembly only where a fact is about both."""

from collections.abc import Iterable
from functools import reduce
from operator import and_

from bot.domain.readings import Role
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule

_SAYING = frozenset(("about", "of", "on"))
_AT = frozenset(("at", "before", "in"))


def _apply(draft: Draft) -> None:
    named = [position for position in draft.named if position not in draft.excluded]
    asked = [position for position in named if draft.roles[position] is not Role.SUBJECT]
    venues = [position for position in asked if _is_venue(draft, position)]
    others = [position for position in asked if position not in venues]
    facts = _facts_about(draft, others) if venues and others else 0
    for position in venues if facts else ():
        if not facts & draft.facts_about(position):
            draft.take(position, draft.last_of(position), Role.STOP_WORD, "where it was, with no fact about both")


def _is_venue(draft: Draft, position: int) -> bool:
    """Return whether a name is of a body, no state and no person, and stands behind “at”, “in” or “before”.

    Behind the name of a state, “in” says that it belongs there: Sylvania in the assembly.
    """
    matches = partners_of(draft.named[position])
    before = draft.before_article(position)
    is_body = len(matches) == 1 and not (matches[0].partner.kind.is_state or matches[0].partner.kind.is_person)
    if not is_body or before < 0 or draft.plain[before] not in _AT:
        return False
    return not (draft.plain[before] == "in" and _is_member(draft, before - 1))


def _is_member(draft: Draft, position: int) -> bool:
    """Return whether a state's name ends at a position, and nothing is said about it: what is said about Sylvania."""
    named = draft.name_at(position)
    if named is None or not _SAYING.isdisjoint(draft.plain[max(0, named - 1) : named]):
        return False
    return any(match.partner.kind.is_state for match in partners_of(draft.named[named]))


def _facts_about(draft: Draft, positions: Iterable[int]) -> int:
    """Return the facts about all who are named at some positions, as bits."""
    return reduce(and_, map(draft.facts_about, positions), draft.index.all_facts)


RULE = Rule(
    name="venues",
    triggers="“at”, “in” or “before” and the name of a body, beside another name; “in” not right behind a state's",
    yields="stop words, where no fact is about both",
    apply=_apply,
    before={"speakers": "the place where something was said says nothing"},
    examples=(
        Example("sylvania gas at zenda", "sylvania: partner | gas: topic | at: stop word | zenda: stop word"),
        Example(
            "sylvania gas at zenda says",
            "sylvania: partner | gas: topic | at: stop word | zenda: stop word | says: stop word",
        ),
    ),
)
