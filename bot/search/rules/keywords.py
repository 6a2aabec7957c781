"""Curators' keywords of several words."""

from bot.domain.readings import Role
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

# For a question of fewer words the keywords of several need not be indexed.
_FEWEST_WORDS = 2


def _apply(draft: Draft) -> None:
    if len(draft.said) < _FEWEST_WORDS:
        return
    phrases = draft.index.phrases
    for first, last in draft.windows(draft.reaches(phrases.reach)):
        phrase = " ".join(draft.stems[first : last + 1])
        name = " ".join(draft.plain[first : last + 1])
        if phrase in phrases and not draft.index.names.match_exactly(name):
            draft.phrases.append(phrase)
            if draft.index.is_saying(phrase, draft.plain[first : last + 1]):
                for position in range(first, last + 1):
                    if draft.plain[position] in STOP_WORDS:
                        draft.take(position, position, Role.STOP_WORD, "part of a keyword")
                    else:
                        draft.take_text(position)


RULE = Rule(
    name="keywords",
    triggers="the words of a fact's keyword, one after the other",
    yields="the keyword, whose facts come first; its words only where a name in it means nobody that its fact is about",
    apply=_apply,
    before={"names": "in “Rome Statute” nobody is asked about Rome"},
    examples=(Example("statute of graustark", "statute: text | of: stop word | graustark: text"),),
)
