"""Persons named more fully than the base has them: with a title, initials, more first names, or their father's name."""

from dataclasses import replace

from bot.domain.readings import PartnerMatch, Role
from bot.domain.text import words_of
from bot.search.lexicon.name_words import ABBREVIATIONS, OFFICES, PATRONYMIC_ENDINGS, PATRONYMIC_WORDS, TITLES
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.names import CODE
from bot.search.rules.draft import Draft, are_parts, partners_of
from bot.search.rules.rule import Example, Rule

# Between a first name and a surname are a father's name and a word that says so, at most.
_MOST_BETWEEN = 2
_LONGEST_INITIALS = 3
_PATRONYMIC = "a father's name, which names nobody here"


def _apply(draft: Draft) -> None:
    _pass_over_titles(draft)
    for position in sorted(draft.named):
        _add_given_names(draft, position)
    if not any(are_parts(matches) for matches in draft.named.values()):
        return
    _pass_over_patronymics(draft)
    _join_parts(draft)
    _join_first_names(draft)
    for position in sorted(draft.named):
        if position in draft.named and are_parts(draft.named[position]) and draft.last_of(position) == position:
            _add_initials(draft, position)


def _pass_over_titles(draft: Draft) -> None:
    for position in draft.left() if draft.named and not TITLES.isdisjoint(draft.plain) else ():
        matches = draft.named.get(position + 1, ())
        if draft.plain[position] in TITLES and any(match.partner.kind.is_person for match in partners_of(matches)):
            draft.take(position, position, Role.STOP_WORD, "a title")


def _add_given_names(draft: Draft, position: int) -> None:
    """Take the initials before a person's name, and the first name before these: Rudolf B. Elphberg.

    Where there is no first name, the first of the initials must be that of the person's first name.
    """
    first = position
    while position - first < _LONGEST_INITIALS and _is_initial(draft, first - 1):
        first -= 1
    if first == position:
        return
    persons = [match for match in partners_of(draft.named[position]) if match.partner.kind.is_person]
    named = [(match, words_of(name)) for match in persons for name in match.partner.names]
    last = draft.last_of(position)
    named = [(match, words) for match, words in named if words[-1] == draft.plain[last]]
    initial, given = draft.plain[first], draft.plain[first - 1] if first else ""
    fitting = [match for match, words in named if words[0] == given]
    if fitting and (first - 1 not in draft.roles or first - 1 in draft.named):
        first -= 1
    elif are_parts(draft.named[position]):
        return
    else:
        fitting = [match for match, words in named if words[0][0] == initial[0]]
    if len({match.partner.id for match in fitting}) == 1:
        draft.take_name(first, last, (replace(fitting[0], is_part=False),))


def _pass_over_patronymics(draft: Draft) -> None:
    for position, word in enumerate(draft.plain):
        if word in PATRONYMIC_WORDS:
            draft.take(
                position - 1 if _may_be_father(draft, position - 1) else position, position, Role.STOP_WORD, _PATRONYMIC
            )
        elif word.endswith(PATRONYMIC_ENDINGS) and position not in draft.roles and _is_beside_name(draft, position):
            draft.take(position, position, Role.STOP_WORD, _PATRONYMIC)


def _may_be_father(draft: Draft, position: int) -> bool:
    """Return whether the word before “oglu” may be a father's name, which names nobody: no surname is."""
    if position < 0 or draft.plain[position] in STOP_WORDS:
        return False
    matches = draft.named.get(position, ())
    if not matches:
        return position not in draft.roles
    is_surname = all(draft.plain[position] in words_of(match.partner.name)[1:] for match in partners_of(matches))
    return are_parts(matches) and not is_surname


def _is_beside_name(draft: Draft, position: int) -> bool:
    return any(draft.name_at(beside) is not None for beside in (position - 1, position + 1))


def _join_parts(draft: Draft) -> None:
    """Take what is between the first name and the surname of one person as part of the name."""
    for first in sorted(draft.named):
        for last in range(first + 1, min(first + _MOST_BETWEEN + 2, len(draft.said))):
            ends = draft.named.get(first, ()), draft.named.get(last, ())
            if all(ends) and all(map(are_parts, ends)) and _may_be_within(draft, first, last):
                common = {match.partner.id for match in partners_of(ends[1])}
                person = [match for match in partners_of(ends[0]) if match.partner.id in common]
                if len(person) == 1:
                    draft.take_name(first, last, (replace(person[0], is_part=False),))


def _join_first_names(draft: Draft) -> None:
    """Take a first name before another's full name for whom it fits: Rudolf Michael Elphberg is Michael's son."""
    for first in sorted(draft.named):
        matches, behind = draft.named.get(first, ()), draft.last_of(first) + 1
        if not are_parts(matches) or behind not in draft.named or draft.between(behind - 1, behind) != " ":
            continue
        last = draft.last_of(behind)
        person = [match for match in partners_of(matches) if _has_ends(match, draft.plain[first], draft.plain[last])]
        if last > behind and len(person) == 1:
            draft.take_name(first, last, (replace(person[0], is_part=False),))


def _has_ends(match: PartnerMatch, first: str, last: str) -> bool:
    """Return whether a person's name begins and ends with these words."""
    names = [words_of(name) for name in match.partner.names]
    return any((words[0], words[-1]) == (first, last) for words in names)


def _may_be_within(draft: Draft, first: int, last: int) -> bool:
    """Return whether the words between two positions, if any, may be another name of a person."""
    for position in range(first + 1, last):
        is_patronymic = (
            draft.roles.get(position) is Role.STOP_WORD
            and draft.readings[draft.starts[position]].meaning == _PATRONYMIC
        )
        is_free = position not in draft.roles and draft.plain[position] not in STOP_WORDS
        is_word = draft.plain[position] in draft.index.snapshot.world.words and not draft.said[position].text.istitle()
        is_name = is_free and (not is_word or _is_initial(draft, position))
        if not (is_patronymic or is_name):
            return False
    return last > first + 1


def _add_initials(draft: Draft, position: int) -> None:
    """Take a surname and the initials beside it for whom they fit; where they fit nobody, it is a stranger's."""
    for step in (-1, 1):
        end = position
        while abs(end - position) < _LONGEST_INITIALS and _is_initial(draft, end + step):
            end += step
        is_apart = step < 0 < position and draft.between(position - 1, position).strip()
        if end == position and not is_apart and _may_be_joined_initials(draft, position + step):
            end += step
        if end != position:
            first, last = sorted((position, end))
            initial = first if step < 0 else position + 1
            fitting = [match for match in partners_of(draft.named[position]) if _fits(match, draft, initial, position)]
            if fitting:
                draft.take_name(first, last, tuple([replace(match, is_part=False) for match in fitting]))
            elif _is_initial(draft, initial):
                draft.take_stranger(first, last, "nobody here has that initial")
            return


def _is_initial(draft: Draft, position: int) -> bool:
    """Return whether a word is initials: letters with dots, or a capital that is no word (A, I)."""
    if not 0 <= position < len(draft.said) or draft.roles.get(position, Role.TEXT) is not Role.TEXT:
        return False
    token = draft.said[position]
    if token.is_dotted:
        is_acronym = draft.index.names.match_code(token.word.upper(), is_curated=True)
        return len(token.word) <= _LONGEST_INITIALS and not is_acronym
    has_dot = draft.tokens.folded[token.end : token.end + 1] == "."
    return (
        len(token.word) == 1 and token.word.isalpha() and (has_dot or (token.text.isupper() and token.word not in "ai"))
    )


def _may_be_joined_initials(draft: Draft, position: int) -> bool:
    """Return whether a word is two or three capitals that mean nothing else, in facts either: DJ, but not PM."""
    if not 0 <= position < len(draft.said) or position in draft.roles or draft.is_shouted():
        return False
    token = draft.said[position]
    is_short = CODE.fullmatch(token.text) and token.word not in OFFICES and token.word not in ABBREVIATIONS
    is_word = token.word in STOP_WORDS or token.word in draft.index.snapshot.world.words
    return bool(is_short) and not is_word and draft.stems[position] not in draft.index.texts


def _fits(match: PartnerMatch, draft: Draft, initial: int, position: int) -> bool:
    """Return whether a person with this surname has a first name that begins so.

    An alias that begins with a small letter has none: elder Elphberg.
    """
    for name in match.partner.names:
        words = words_of(name) if not name[:1].islower() else ()
        if draft.plain[position] in words[1:] and words[0][0] == draft.plain[initial][0]:
            return True
    return False


RULE = Rule(
    name="fuller names",
    triggers="a title, initials or a first name before a person's name; initials or a father's name beside part of it",
    yields="the person; or an unknown one, where the initials fit nobody",
    apply=_apply,
    before={
        "words": "initials and fathers' names are not looked for",
        "strangers": "a father's name is unknown, and makes nobody a stranger",
    },
    examples=(
        Example("R. Elphberg", "R Elphberg: partner"),
        Example("Rudolf Ottovich Elphberg", "Rudolf Ottovich Elphberg: partner"),
        Example("Rudolf Michael Elphberg", "Rudolf Michael Elphberg: partner"),
        Example("Mr Elphberg", "Mr: stop word | Elphberg: partner"),
        Example("U. Elphberg", "U Elphberg: unknown"),
    ),
)
