"""People whom nobody here knows, though they share a name with somebody."""

from bot.domain.readings import Role
from bot.domain.text import words_of
from bot.search.matches import Matches
from bot.search.rules.draft import Draft, are_parts, partners_of
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if Role.UNKNOWN not in draft.roles.values():
        return
    for position, matches in sorted(draft.named.items()):
        if are_parts(matches) and (_is_first_name(draft, position - 1) or _is_surname(draft, position + 1, matches)):
            draft.take_unknown(position, "part of a name that is not known")


def _is_first_name(draft: Draft, position: int) -> bool:
    """Return whether an unknown word before a name may be somebody's first name: no ordinary word is."""
    return _is_unknown(draft, position) and draft.plain[position] not in draft.index.snapshot.world.words


def _is_surname(draft: Draft, position: int, matches: Matches) -> bool:
    """Return whether an unknown word behind a name may be a surname: behind a first name, an ordinary word may too."""
    if not _is_unknown(draft, position) or draft.between(position - 1, position).strip("., "):
        return False
    persons = [match.partner for match in partners_of(matches)]
    last_words = {words_of(name)[-1] for person in persons for name in (person.name, *person.aliases)}
    return draft.plain[position - 1] not in last_words or draft.plain[position] not in draft.index.snapshot.world.words


def _is_unknown(draft: Draft, position: int) -> bool:
    """Return whether nothing explains a word, which is no number: Elphberg 92."""
    return draft.roles.get(position) is Role.UNKNOWN and not draft.plain[position].isdecimal()


RULE = Rule(
    name="strangers",
    triggers="part of a person's name beside an unknown word",
    yields="unknown words: “Rudolf” in “Rudolf Rassendyll” is nobody we know",
    apply=_apply,
    before={"ordinary words": "a stranger's name is no partner's, so that it does not count as one there"},
    examples=(
        Example("rudolf rassendyll", "rudolf: unknown | rassendyll: unknown"),
        Example("rudolf smith", "rudolf: unknown | smith: unknown"),
        Example("rudolf rassendyll meadow", "rudolf: unknown | rassendyll: unknown | meadow: unknown"),
    ),
)
