"""Codes of states, in two or three letters."""

from bot.domain.readings import CountryMatch
from bot.search.lexicon.name_words import BEFORE_CODES, OBJECT_PRONOUN, SENTENCE_OPENERS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import LONGEST_CODE, SHORT_CODE
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    for place in draft.left():
        typed = draft.said[place].text
        if len(typed) <= LONGEST_CODE and _may_be_code(draft, place):
            matches = draft.index.names.match_code(typed.upper())
            if matches:
                draft.take_name(place, place, matches)


def _may_be_code(draft: Draft, place: int) -> bool:
    """Return whether a short word can be a code: in capitals or the whole question, and then no word of English.

    NO and IN are names among small letters, though not at the head of a sentence; and two letters are none of a
    country that is no partner: PM and TV are abbreviations more often.
    """
    token = draft.said[place]
    if len(draft.said) == 1:
        return True
    found = draft.index.names.match_code(token.text.upper())
    if not found:
        return False
    if token.word == OBJECT_PRONOUN and _is_object(draft, place):
        return True
    if not token.text.isupper() or (isinstance(found[0], CountryMatch) and len(token.text) == SHORT_CODE):
        return False
    if token.word not in STOP_WORDS and token.word not in draft.index.snapshot.world.words:
        return True
    is_partner = not isinstance(found[0], CountryMatch)
    return is_partner and not draft.is_shouted() and not (place == 0 and token.word in SENTENCE_OPENERS)


def _is_object(draft: Draft, place: int) -> bool:
    """Return whether "us" is the country: behind an article, or before "and" and a name."""
    before = draft.plain[place - 1] if place else "the"
    is_paired = place + 2 < len(draft.said) and draft.plain[place + 1] == "and" and place + 2 in draft.named
    return before in BEFORE_CODES or is_paired


RULE = Rule(
    name="codes",
    triggers="two or three letters in capitals, or as the whole question",
    yields="partners, or countries that the base has no file on",
    apply=_apply,
    before={"topics": "a code is no word", "words": "a code may be a stop word in small letters"},
    examples=(
        Example("treaty with SY", "treaty: topic | with: stop word | SY: partner"),
        Example("treaty with GAS", "treaty: topic | with: stop word | GAS: partner"),
        Example("sylvania and the US", "sylvania: partner | and: stop word | the: stop word | US: country"),
    ),
)
