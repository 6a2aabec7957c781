"""Words of people about themselves around a question: “My supervisor asked”, “remind me”, “I doubt”."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.readings import Role
from bot.domain.world import SPECIFIC_WEIGHT
from bot.search.lexicon.conversation import (
    ASKING_BEFORE_SUBJECT,
    EMPHASES,
    QUESTION_WORDS,
    SPEAKERS,
    SPEAKERS_ALONE,
    SPOKEN_TO,
)
from bot.search.lexicon.thresholds import SPECIFIC_OF_SPEAKER
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_WHY = "said beside the question"
# “Or is it hype” asks again, in other words, whether it is so.
_TAG = re.compile(r"(?<=[,;?.] )or (?:are|is|was|were) (?:it|people|that|they|this)\b[^.?!]*[.?!\s]*$")
# Between two words this ends a clause.
_CLAUSE_END = re.compile(r"[.,;:!?…()\[\]\n]|\s[-–—]+\s|—")


def _apply(draft: Draft) -> None:
    tag = _TAG.search(draft.tokens.folded)
    if tag and not _says_something(draft, draft.inside(tag.span())):
        _pass_over(draft, draft.inside(tag.span()))
    for position, word in enumerate(draft.plain, start=1):
        if word in QUESTION_WORDS:
            _pass_over(draft, range(position, position + draft.phrase_at(position, EMPHASES)))
    clauses = [*_clauses_of(draft)]
    for clause in clauses:
        if len(clauses) > 1 and _is_aside(draft, clause):
            _pass_over(draft, clause)
        _pass_over(draft, _opening_of(draft, clause))
        for position in clause:
            if _speaks(draft, position):
                _pass_over(draft, _frame_of(draft, clause, position))


def _clauses_of(draft: Draft) -> Iterator[range]:
    """Yield the positions of each clause's words."""
    first = 0
    ends = _CLAUSE_END.search(draft.tokens.folded[: draft.said[-1].start]) if draft.said else None
    for position in range(1, len(draft.said)) if ends else ():
        if _CLAUSE_END.search(draft.between(position - 1, position)):
            yield range(first, position)
            first = position
    yield range(first, len(draft.said))


def _is_aside(draft: Draft, clause: range) -> bool:
    """Return whether a clause is about who asks: it names nothing, and facts have none of its specific words."""
    if not any(_speaks(draft, position) or draft.plain[position] in SPOKEN_TO for position in clause):
        return False
    if draft.plain[clause.start] in ASKING_BEFORE_SUBJECT and _speaks(draft, clause.start + 1):
        return False  # “do we support each other” is what is asked
    return not _says_something(draft, clause)


def _says_something(draft: Draft, positions: Iterable[int]) -> bool:
    """Return whether some words name somebody or something, or facts have a specific one of them."""
    world, texts = draft.index.snapshot.world, draft.index.texts
    return any(
        draft.roles.get(position, Role.STOP_WORD) is not Role.STOP_WORD
        or (
            position not in draft.roles
            and not draft.is_stop_word(position)
            and texts.has(draft.plain[position])
            and world.is_specific(draft.plain[position])
        )
        for position in positions
    )


def _opening_of(draft: Draft, clause: range) -> range:
    """Return the words with which somebody leads up to a question: “I would be grateful to learn | when it began”.

    They are of one who speaks of themselves, name nothing, and end where the question begins.
    """
    first = draft.plain[clause.start : clause.start + 1]
    if not ASKING_BEFORE_SUBJECT.isdisjoint(first) or not QUESTION_WORDS.isdisjoint(first):
        return range(0)
    end = next((position for position in clause if draft.plain[position] in QUESTION_WORDS), clause.start)
    opening = range(clause.start, end)
    is_own = any(draft.plain[position] in SPEAKERS_ALONE for position in opening)
    names_nothing = all(draft.roles.get(position, Role.STOP_WORD) is Role.STOP_WORD for position in opening)
    return opening if is_own and names_nothing else range(0)


def _speaks(draft: Draft, position: int) -> bool:
    """Return whether a word is one for whoever asks: us, and not the US."""
    return (
        position < len(draft.plain)
        and draft.plain[position] in SPEAKERS
        and (draft.plain[position] == "i" or not draft.said[position].text.isupper())
    )


def _frame_of(draft: Draft, clause: range, position: int) -> Iterator[int]:
    """Yield the verb that goes with a word for whoever asks: I doubt, we would like, remind me, run me through."""
    if draft.plain[position] in ("me", "us"):
        before = position - 1
        is_verb = before in clause and not draft.is_stop_word(before)
        found, most = [before] if is_verb else [], SPECIFIC_WEIGHT
    elif draft.plain[position] in ("i", "we"):
        ahead = [other for other in range(position + 1, clause.stop) if not draft.is_stop_word(other)]
        found, most = ahead[:1], SPECIFIC_OF_SPEAKER
    else:
        return
    yield from [other for other in found if draft.index.snapshot.world.weight_of(draft.plain[other]) < most]


def _pass_over(draft: Draft, positions: Iterable[int]) -> None:
    for position in positions:
        if position not in draft.roles:
            draft.take(position, position, Role.STOP_WORD, _WHY)


RULE = Rule(
    name="asides",
    triggers="“I”, “me”, “my”, “we” and their like; “or is it …” at the end; “on earth” behind a question word",
    yields="stop words: clauses about whoever asks or about their doubts, and the verbs that frame what they ask",
    apply=_apply,
    before={"words": "what somebody says of themselves is not looked for in facts"},
    examples=(
        Example(
            "I doubt Sylvania, my sister wonders",
            "I: stop word | doubt: stop word | Sylvania: partner | my: stop word | sister: stop word"
            " | wonders: stop word",
        ),
    ),
)
