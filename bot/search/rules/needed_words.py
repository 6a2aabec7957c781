"""Words for the very thing that a question asks for, and names: a fact without them is no answer."""

import re

from bot.domain.dates import MONTHS
from bot.domain.requests import Amount
from bot.domain.text import words_of
from bot.search.lexicon.amounts import PAID
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.needed import CHOSEN, COUNTED, EVER, FIRST, SOUGHT, WHY
from bot.search.lexicon.offices import SHORT_TITLES, TITLES
from bot.search.lexicon.thresholds import BARELY_SPECIFIC
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import singular

_TITLES = TITLES | frozenset(SHORT_TITLES)


def _apply(draft: Draft) -> None:
    sought, counted = _found_by(SOUGHT, draft), _found_by(COUNTED, draft)
    chosen, world = _found_by(CHOSEN, draft) | _found_by(EVER, draft), draft.index.snapshot.world
    asks_for_person = Amount.PERSON in draft.amounts
    explained = _behind_why(draft)
    capitals_mark_names = sum([token.text[:1].isupper() for token in draft.said]) <= len(draft.said) / 2
    for position, word in draft.words.items():
        if asks_for_person and draft.plain[position] == FIRST:
            draft.needed.add(position)
        if draft.plain[position] in GENERAL_WORDS:
            continue
        if position in explained and not word.topics:
            draft.needed.add(position)
        if not word.is_known:
            continue
        is_title = asks_for_person and not _TITLES.isdisjoint(map(singular, words_of(word.text)))
        is_paid = singular(draft.plain[position]) in PAID
        is_counted = position in counted and not word.topics and world.is_specific(draft.plain[position])
        is_chosen = position in chosen and not word.topics and world.weight_of(draft.plain[position]) >= BARELY_SPECIFIC
        is_called = (capitals_mark_names and _is_name(draft, position)) or _is_number_of_noun(draft, position)
        if position in sought or is_title or is_paid or is_counted or is_chosen or is_called:
            draft.needed.add(position)


def _behind_why(draft: Draft) -> range:
    """Return the positions behind “why” or “what is the reason” to the end of the sentence."""
    asked = WHY.search(draft.tokens.folded)
    first = draft.inside(asked.span())[-1] + 1 if asked else len(draft.plain)
    ends = (end for end in range(first, len(draft.plain)) if draft.begins_sentence(end))
    return range(first, next(ends, len(draft.plain)))


def _found_by(pattern: re.Pattern[str], draft: Draft) -> set[int]:
    """Return the positions of the words that a pattern finds."""
    found = pattern.finditer(draft.tokens.folded)
    return {position for match in found for position in draft.inside(match.span(match.lastindex or 0))}


def _is_name(draft: Draft, position: int) -> bool:
    """Return whether a word is a name by itself: it has a capital, is no English word, and no name goes before it."""
    word, token = draft.words[position], draft.said[position]
    is_word = draft.plain[position] in draft.index.snapshot.world.words or draft.said[position].text in MONTHS
    if word.topics or not token.text[:1].isupper() or token.text.isupper() or is_word:
        return False
    before = draft.said[position - 1].text if position else ""
    return not (before[:1].isupper() and not draft.begins_sentence(position - 1))


def _is_number_of_noun(draft: Draft, position: int) -> bool:
    """Return whether a digit right behind a noun belongs to it: formula 1."""
    before = draft.words.get(position - 1)
    is_digit = draft.plain[position].isdecimal() and len(draft.plain[position]) == 1
    if before is None or not is_digit or before.topics or not draft.said[position - 1].text.islower():
        return False
    return draft.between(position - 1, position) == " " and draft.index.snapshot.world.is_specific(
        draft.plain[position - 1]
    )


RULE = Rule(
    name="needed words",
    triggers="what is asked for: “what is the”, “how many”, “which”, “who”, “why”, “reason”, “ever”, a price; names",
    yields="the words that a fact must have to be an answer",
    apply=_apply,
    examples=(
        Example(
            "what is the friendship of sylvania",
            "what: stop word | is: stop word | the: stop word | friendship: text | of: stop word | sylvania: partner",
        ),
    ),
)
