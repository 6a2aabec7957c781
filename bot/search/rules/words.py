"""Words that facts have."""

from bot.domain.readings import Role
from bot.search.lexicon.general_words import GENERAL_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    for place in draft.left():
        word = draft.plain[place]
        if draft.is_stop_word(place):
            draft.take(place, place, Role.STOP_WORD, "carries no meaning of its own")
        elif draft.stems[place] in draft.index.texts and (draft.english[place] or draft.index.texts.has(word)):
            draft.take_text(place)
        elif word in GENERAL_WORDS:
            draft.take(place, place, Role.STOP_WORD, "asks for whatever there is")


RULE = Rule(
    name="words",
    triggers="any word that a fact has, in any inflection; and stop words",
    yields="words to look for in the facts, and stop words, which are passed over",
    apply=_apply,
    before={"typos": "what is a word as it stands is no typo of another"},
    examples=(
        Example("who ruled the mountains", "who: stop word | ruled: text | the: stop word | mountains: unknown"),
    ),
)
