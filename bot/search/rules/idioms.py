"""Idioms before a name: “been to Ruritania”, “set foot in Sylvania”."""

from bot.domain.readings import Role
from bot.domain.requests import Word
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.idioms import BESIDE_MOVING, IDIOMS, MOVING, VISITORS
from bot.search.lexicon.offices import TITLES
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule
from bot.search.stemming import stem


def _apply(draft: Draft) -> None:
    for idiom, plain in IDIOMS.items():
        if idiom[0] not in draft.plain:
            continue  # true of most questions
        for first in range(len(draft.plain) - len(idiom)):
            end = first + len(idiom)
            is_left = draft.roles.keys().isdisjoint(range(first, end))
            is_said = is_left and tuple(draft.plain[first:end]) == idiom and _is_before_name(draft, end)
            if is_said and (idiom[0] not in MOVING or _is_behind_visitor(draft, first - 1)):
                _take(draft, first, end - 1, plain)


def _is_before_name(draft: Draft, position: int) -> bool:
    """Return whether a name begins at a position, or behind an article there; but no owner: came to Zenda's aid."""
    position += draft.plain[position] == ARTICLE
    if position not in draft.named:
        return False
    last = draft.said[draft.last_of(position)]
    return last.end - last.start == len(last.text)


def _is_behind_visitor(draft: Draft, position: int) -> bool:
    """Return whether somebody who may visit is named at a position, or before adverbs that end there."""
    while position > 0 and draft.plain[position] in BESIDE_MOVING:
        position -= 1
    if position < 0:
        return False
    start = draft.name_at(position)
    if start is None:
        return draft.plain[position] in VISITORS or draft.plain[position] in TITLES
    kinds = [match.partner.kind for match in partners_of(draft.named[start])]
    return any(kind.is_person or kind.is_state for kind in kinds)


def _take(draft: Draft, first: int, last: int, plain: str) -> None:
    topics = draft.index.topics.match_exactly((stem(plain),), draft.tokens.typed(first, last))
    if topics:
        draft.take_topic(first, last, topics)
    elif stem(plain) in draft.index.texts:
        draft.take(first, last, Role.TEXT, f"“{plain}”, looked for in the facts' words")
    else:
        return
    draft.words[first] = Word(plain, tuple([match.topic.id for match in topics]))


RULE = Rule(
    name="idioms",
    triggers="an idiom before a name, such as “been to”",
    yields="the plain word for it, or the topics that this stands for",
    apply=_apply,
    before={"words": "the words of an idiom are stop words, each alone"},
    examples=(
        Example(
            "has michael been to sylvania", "has: stop word | michael: partner | been to: topic | sylvania: partner"
        ),
    ),
)
