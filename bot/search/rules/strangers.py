"""People whom nobody here knows, though they share a name with somebody."""

from bot.domain.readings import Role
from bot.domain.text import words_of
from bot.search.matches import Matches
from bot.search.rules.draft import Draft, are_parts, partners_of
from bot.search.rules.rule import Example, Rule

_WHY = "part of a name that is not known"


def _apply(draft: Draft) -> None:
    for position, matches in sorted(draft.named.items()):
        if not are_parts(matches):
            continue
        if _is_first_name_of_another(draft, position, matches):
            draft.take_unknown(position, "the first name of somebody else")
            continue
        first = position - 1 if _is_first_name(draft, position - 1) else position
        last = position + 1 if _is_surname(draft, position + 1, matches) else position
        if first == last:
            continue
        words = draft.index.snapshot.world.words
        if all(draft.said[at].text[:1].isupper() or draft.plain[at] not in words for at in (first, last)):
            draft.take_stranger(first, last, _WHY)
        else:
            draft.take_unknown(position, _WHY)


def _is_first_name(draft: Draft, position: int) -> bool:
    """Return whether an unknown word before a name may be somebody's first name: no ordinary word is."""
    return _is_unknown(draft, position) and draft.plain[position] not in draft.index.snapshot.world.words


def _is_surname(draft: Draft, position: int, matches: Matches) -> bool:
    """Return whether an unknown word behind a name may be a surname: behind a first name, an ordinary word may too."""
    if not _is_unknown(draft, position) or draft.between(position - 1, position).strip("., "):
        return False
    is_word = draft.plain[position] in draft.index.snapshot.world.words
    return not (is_word and _may_be_surname(draft.plain[position - 1], matches))


def _is_first_name_of_another(draft: Draft, position: int, matches: Matches) -> bool:
    """Return whether a first name stands before the surname of somebody whom facts only mention."""
    after = position + 1
    if draft.roles.get(after) is not Role.TEXT or draft.between(position, after) != " ":
        return False
    is_name = draft.said[after].text.istitle() and draft.plain[after] not in draft.index.snapshot.world.words
    return is_name and draft.said[position].text.istitle() and not _may_be_surname(draft.plain[position], matches)


def _may_be_surname(word: str, matches: Matches) -> bool:
    """Return whether a word is the last of a name of one of the persons."""
    persons = [match.partner for match in partners_of(matches)]
    return word in {words_of(name)[-1] for person in persons for name in (person.name, *person.aliases)}


def _is_unknown(draft: Draft, position: int) -> bool:
    """Return whether nothing explains a word, which is no number: Elphberg 92."""
    return draft.roles.get(position) is Role.UNKNOWN and not draft.plain[position].isdecimal()


RULE = Rule(
    name="strangers",
    triggers="part of a person's name beside an unknown word, or before a name that facts mention",
    yields="one unknown name: Rudolf Rassendyll is nobody we know; or the name that facts mention alone",
    apply=_apply,
    before={"ordinary words": "a stranger's name is no partner's, so that it does not count as one there"},
    examples=(
        Example("rudolf rassendyll", "rudolf rassendyll: unknown"),
        Example("rudolf smith", "rudolf: unknown | smith: unknown"),
        Example("rudolf rassendyll meadow", "rudolf rassendyll: unknown | meadow: unknown"),
    ),
)
