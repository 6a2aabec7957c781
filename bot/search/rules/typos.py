"""Typos of names, of topics' words and of facts' words."""

from bot.domain.readings import Role
from bot.domain.requests import Word
from bot.search.lexicon.abbreviations import spell_out
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import MAX_WORDS_OF_TYPO
from bot.search.rules.draft import Draft, are_parts
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    left = draft.left()
    for position in left:
        if position not in draft.roles and not draft.english[position] and not spell_out(draft.plain[position]):
            _correct(draft, position)
    for position in draft.left() if left else ():
        draft.take_unknown(position, "nothing in the base has this word")


def _correct(draft: Draft, position: int) -> None:
    """Take a word for the name or topic that it is fewest edits away from; a name where both are as near."""
    topics, edits = draft.index.topics.match_typo(draft.plain[position])
    is_torn = False
    for size in range(MAX_WORDS_OF_TYPO, 0, -1):
        for first in range(max(0, position - size + 1), position + 1):
            last = first + size - 1
            if last >= len(draft.said) or any(_is_settled(draft, other) for other in range(first, last + 1)):
                continue
            joined = "".join(draft.plain[first : last + 1])
            if joined.isdecimal() or draft.is_english(first, last):
                continue
            names, slips = draft.index.names.match_typo(joined)
            if names and not (topics and edits < slips):
                draft.take_name(first, last, names)
                return
            is_torn |= slips > 0 and not names
    if topics:
        draft.take_topic(position, position, topics)
    elif not is_torn:
        _correct_text(draft, position)


def _correct_text(draft: Draft, position: int) -> None:
    near = draft.index.texts.match_typo(draft.plain[position])
    is_found = near and near[0] not in STOP_WORDS and near[1] in draft.index.texts
    if near and is_found:
        draft.take(position, position, Role.TEXT, f"nearly “{near[0]}”, looked for in the facts' words")
        draft.words[position] = Word(near[0])
        draft.corrections[position] = (draft.said[position].text, near[0])
    elif near:
        draft.take(position, position, Role.STOP_WORD, f"nearly “{near[0]}”, which carries no meaning of its own")


def _is_settled(draft: Draft, position: int) -> bool:
    # A word that is only looked for in texts, or half of a name, may still be half of a longer one: minsc group.
    is_half = position in draft.named and are_parts(draft.named[position])
    return draft.roles.get(position, Role.TEXT) not in (Role.TEXT, Role.TOPIC) and not is_half


RULE = Rule(
    name="typos",
    triggers="a word that is neither known nor English, of four letters or more",
    yields="partners, countries, topics, words; or words that nothing explains",
    apply=_apply,
    before={
        "shorthand": "a word that is no typo may be cut short",
        "strangers": "the unknown words beside a name show who is a stranger",
        "exclusions": "what is left out may be typed wrong",
    },
    examples=(
        Example("sylvanja fronteir", "sylvanja: partner | fronteir: topic"),
        Example("xylophone", "xylophone: unknown"),
    ),
)
