"""People and bodies that nobody here knows, though they share part of a name with somebody or something."""

from bot.domain.readings import Role
from bot.domain.text import words_of
from bot.search.lexicon.name_words import BODIES
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.matches import Matches
from bot.search.rules.draft import Draft, are_parts, partners_of
from bot.search.rules.rule import Example, Rule

_WHY = "part of a name that is not known"


def _apply(draft: Draft) -> None:
    _take_people(draft)
    if Role.UNKNOWN in draft.roles.values() and not BODIES.isdisjoint(draft.plain):
        _take_bodies(draft)


def _take_bodies(draft: Draft) -> None:
    """Take a name in capitals that ends with what a body is, and has a word that nobody knows, as one unknown name."""
    for last in [at for at, word in enumerate(draft.plain) if word in BODIES and _may_be_in_body(draft, at)]:
        first = last
        while first and _may_be_in_body(draft, first - 1) and draft.between(first - 1, first) == " ":
            first -= 1
        if any(draft.roles.get(at) is Role.UNKNOWN for at in range(first, last)):
            draft.take_stranger(first, last, "a body that is not known")


def _may_be_in_body(draft: Draft, position: int) -> bool:
    is_free = draft.starts.get(position) not in draft.named and draft.plain[position] not in STOP_WORDS
    return is_free and draft.said[position].text.istitle()


def _take_people(draft: Draft) -> None:
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
    return word in {words_of(name)[-1] for person in persons for name in person.names}


def _is_unknown(draft: Draft, position: int) -> bool:
    """Return whether nothing explains a word, which is no number: Elphberg 92."""
    return draft.roles.get(position) is Role.UNKNOWN and not draft.plain[position].isdecimal()


RULE = Rule(
    name="strangers",
    triggers="part of a person's name beside an unknown word or a name; and an unknown word in the name of a body",
    yields="one unknown name: Rudolf Rassendyll is nobody we know",
    apply=_apply,
    before={"ordinary words": "a stranger's name is no partner's, so that it does not count as one there"},
    examples=(
        Example("rudolf rassendyll", "rudolf rassendyll: unknown"),
        Example("rudolf smith", "rudolf: unknown | smith: unknown"),
        Example(
            "in the Whale Treaty Organisation", "in: stop word | the: stop word | Whale Treaty Organisation: unknown"
        ),
        Example("rudolf rassendyll meadow", "rudolf rassendyll: unknown | meadow: unknown"),
    ),
)
