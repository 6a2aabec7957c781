"""Codes of states, in two or three letters; and offices that are called in short."""

from bot.domain.readings import CountryMatch, Role
from bot.domain.requests import Word
from bot.search.lexicon.name_words import (
    ABBREVIATIONS,
    BEFORE_CODES,
    CODE_JOINTS,
    GOVERNING_CODES,
    OBJECT_PRONOUN,
    OFFICES,
    PHRASES_LIKE_CODES,
    POSSESSIVES,
)
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import SHORT_CODE
from bot.search.matches import Matches
from bot.search.names import CODE
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem


def _apply(draft: Draft) -> None:
    for position in draft.left():
        matches = _match(draft, position)
        if matches:
            draft.take_name(position, position, matches)
        elif draft.plain[position] in OFFICES and _is_office(draft, position):
            _spell_out(draft, position)


def _is_office(draft: Draft, position: int) -> bool:
    """Return whether a short word is an office: in capitals beside a name, or before “of”."""
    is_beside = any(
        beside in draft.starts and draft.name_at(beside) is not None for beside in (position - 1, position + 1)
    )
    is_before_of = draft.plain[position + 1 : position + 2] == ["of"]
    return is_before_of or (is_beside and draft.said[position].text.isupper())


def _spell_out(draft: Draft, position: int) -> None:
    """Take a short word for the office that it stands for, where facts or a topic have that."""
    words = OFFICES[draft.plain[position]]
    stems = tuple(map(stem, words))
    topics = draft.index.topics.match_exactly(stems, " ".join(words))
    if topics:
        draft.take_topic(position, position, topics)
    elif all(root in draft.index.texts for root in stems):
        draft.take(position, position, Role.TEXT, f"short for {' '.join(words)}")
        draft.words[position] = Word(" ".join(words))


def _match(draft: Draft, position: int) -> Matches:
    """Return whose code a word is, if it can be one.

    Letters with dots are only what a curator wrote without them: p.m. is no code.
    """
    token, names = draft.said[position], draft.index.names
    if token.is_dotted:
        return names.match_code(token.word.upper(), is_curated=True)
    if token.word == OBJECT_PRONOUN and len(draft.said) > 1 and _is_object(draft, position):
        return names.match_code(token.word.upper())
    matches = _code_at(draft, position)
    is_alone = len(draft.said) == 1 and token.word not in OFFICES
    return matches if matches and (is_alone or _is_said(draft, position, matches)) else ()


def _code_at(draft: Draft, position: int) -> Matches:
    typed = draft.said[position].text if 0 <= position < len(draft.said) else ""
    return draft.index.names.match_code(typed) if CODE.fullmatch(typed) else ()


def _is_said(draft: Draft, position: int, matches: Matches) -> bool:
    """Return whether a code among other words is meant as one.

    It is beside another code, or among small letters. There, two letters are none of a country that is no partner (PM
    and TV are abbreviations more often), and what is a word too must be where no word could be: with IT, but not IT
    companies. What is somebody's is no country: my IR class.
    """
    if _is_beside_code(draft, position):
        return True
    if position and draft.plain[position - 1] in POSSESSIVES:
        return False
    if _is_numbered(draft, position) or tuple(draft.plain[position : position + 2]) in PHRASES_LIKE_CODES:
        return False
    is_abbreviation = isinstance(matches[0], CountryMatch) and len(draft.plain[position]) == SHORT_CODE
    if draft.is_shouted() or is_abbreviation:
        return False
    is_curated = bool(draft.index.names.match_code(draft.said[position].text, is_curated=True))
    is_clear = is_curated or not _is_word(draft, position) or _is_governed(draft, position)
    may_be_code = len(draft.plain[position]) > SHORT_CODE and draft.plain[position] not in STOP_WORDS
    return is_clear or (may_be_code and _has_other_code(draft, position))


def _is_numbered(draft: Draft, position: int) -> bool:
    """Return whether a number is tied to a word, as in the name of a model: IL-76."""
    after = position + 1
    is_number = after < len(draft.said) and draft.plain[after].isdecimal()
    return is_number and draft.between(position, after) in ("-", "")


def _has_other_code(draft: Draft, position: int) -> bool:
    """Return whether another word is a code that is no word, so that whoever asks writes states so."""
    others = [other for other in range(len(draft.said)) if other != position]
    return any(_code_at(draft, other) and not _is_word(draft, other) for other in others)


def _is_word(draft: Draft, position: int) -> bool:
    word = draft.plain[position]
    return word in STOP_WORDS or word in ABBREVIATIONS or word in draft.index.snapshot.world.words


def _is_beside_code(draft: Draft, position: int) -> bool:
    """Return whether the next word is a code too, or the next but one: TR AM, TR and AM, NO-SE.

    Of two with nothing but a space between one must be no word; among other words in capitals, neither may be one.
    """
    if draft.plain[position] in CODE_JOINTS:
        return False
    enough = all if draft.is_shouted() and not _are_codes(draft) else any
    for step in (-1, 1):
        joint = position + step
        is_joined = 0 <= joint < len(draft.plain) and draft.plain[joint] in CODE_JOINTS
        other = joint + step if is_joined else joint
        if _code_at(draft, other):
            is_tied = abs(other - position) == 1 and draft.between(*sorted((position, other))).strip()
            if is_tied or enough(not _is_word(draft, each) for each in (position, other)):
                return True
    return False


def _are_codes(draft: Draft) -> bool:
    """Return whether the whole question is codes, and words that join them."""
    return all(word in CODE_JOINTS or _code_at(draft, position) for position, word in enumerate(draft.plain))


def _is_governed(draft: Draft, position: int) -> bool:
    """Return whether a preposition goes before a word, and no noun after it that it would describe."""
    before = draft.plain[position - 1] if position else ""
    after = draft.plain[position + 1] if position + 1 < len(draft.plain) else ""
    return before in GOVERNING_CODES and (not after or after in STOP_WORDS)


def _is_object(draft: Draft, position: int) -> bool:
    """Return whether "us" is the country: behind an article, or before "and" and a name in small letters too."""
    before = draft.plain[position - 1] if position else ""
    if not position:
        return draft.plain[1] not in STOP_WORDS or (2 in draft.named and draft.plain[1] in CODE_JOINTS)
    is_paired = position + 2 in draft.named and draft.plain[position + 1] == "and"
    is_paired = is_paired and draft.said[position + 2].text.islower()  # who writes Georgia writes US
    return before in BEFORE_CODES or is_paired


RULE = Rule(
    name="codes",
    triggers="two or three capitals that nothing makes a word, or the whole question; “the us”; U.S. with dots",
    yields="partners, or countries that the base has no file on",
    apply=_apply,
    before={
        "namesakes": "a code may be of the country that a namesake lies in",
        "topics": "a code is no word",
        "words": "a code may be a stop word in small letters",
    },
    examples=(
        Example("treaty with SY", "treaty: topic | with: stop word | SY: partner"),
        Example("treaty with GAS", "treaty: topic | with: stop word | GAS: partner"),
        Example("sylvania and the US", "sylvania: partner | and: stop word | the: stop word | US: country"),
    ),
)
