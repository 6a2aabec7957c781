"""Words that facts have."""

import re

from bot.domain.readings import Role
from bot.domain.requests import Word
from bot.search.lexicon.abbreviations import spell_out
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.lexicon.irregular_forms import BASE_FORMS
from bot.search.lexicon.thresholds import MERE_FRAMING
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_PLURAL_OF_NUMBER = re.compile(r"(?<=\d)s$")


def _apply(draft: Draft) -> None:
    world = draft.index.snapshot.world
    for position in draft.left():
        word = draft.plain[position]
        if position in draft.roles or _take_compound(draft, position):
            continue
        if draft.is_stop_word(position):
            draft.take(position, position, Role.STOP_WORD, "carries no meaning of its own")
        elif draft.stems[position] in draft.index.texts and (
            draft.english[position] or word in BASE_FORMS or _is_of_facts(draft, word)
        ):
            draft.take_text(position)
        elif word in GENERAL_WORDS or world.weight_of(word) <= MERE_FRAMING:
            draft.take(position, position, Role.STOP_WORD, "asks for whatever there is")


def _is_of_facts(draft: Draft, word: str) -> bool:
    """Return whether facts have a word that is not English, or its plural or singular: IDP, IDPs."""
    texts = draft.index.texts
    return texts.has(word) or (not spell_out(word) and (texts.has(f"{word}s") or texts.has(word.removesuffix("s"))))


def _take_compound(draft: Draft, position: int) -> bool:
    """Take a word with the one behind it, where facts have them as one: cease-fire, MiG 29s, COP 29."""
    after = position + 1
    if after >= len(draft.said) or after in draft.roles:
        return False
    between = draft.between(position, after)
    if between != "-" and not (between == " " and draft.plain[after][0].isdecimal()):
        return False
    second = _PLURAL_OF_NUMBER.sub("", draft.plain[after])
    joined = draft.plain[position] + second
    is_number = second.isdecimal() and not draft.plain[position].isdecimal()
    if (between == " " and not is_number) or not draft.index.texts.has(joined):
        return False
    draft.take(position, after, Role.TEXT, "looked for in the facts' words")
    first, last = draft.said[position].text, draft.said[after].text
    # It is shown as it was typed, unless it has a space or an ending that facts have not.
    draft.words[position] = Word(f"{first}-{last}" if between == "-" and second == draft.plain[after] else joined)
    return True


RULE = Rule(
    name="words",
    triggers="any word that a fact has, in any inflection; and stop words",
    yields="words to look for in the facts, and stop words, which are passed over",
    apply=_apply,
    before={"typos": "what is a word as typed is no typo of another"},
    examples=(
        Example("who ruled the mountains", "who: stop word | ruled: text | the: stop word | mountains: unknown"),
    ),
)
