"""People whom nobody here knows, though they share a name with somebody."""

from bot.domain.readings import Role
from bot.search.rules.draft import Draft, are_parts
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if Role.UNKNOWN not in draft.roles.values():
        return
    for place, matches in sorted(draft.named.items()):
        if are_parts(matches) and any(_is_strange(draft, beside) for beside in (place - 1, place + 1)):
            draft.take_unknown(place, "part of a name that is not known")


def _is_strange(draft: Draft, place: int) -> bool:
    """Return whether a word is unknown and no ordinary word, so that it may be part of a name."""
    is_unknown = draft.roles.get(place) is Role.UNKNOWN
    return is_unknown and draft.plain[place] not in draft.index.snapshot.world.words


RULE = Rule(
    name="strangers",
    triggers="part of a person's name beside an unknown word",
    yields="unknown words: “Rudolf” in “Rudolf Rassendyll” is nobody we know",
    apply=_apply,
    before={"ordinary words": "a stranger's name is no partner's, so that it does not count as one there"},
    examples=(
        Example("rudolf rassendyll", "rudolf: unknown | rassendyll: unknown"),
        Example("rudolf rassendyll meadow", "rudolf: unknown | rassendyll: unknown | meadow: unknown"),
    ),
)
