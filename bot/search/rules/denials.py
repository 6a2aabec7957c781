"""A word that turns the question round: facts are shown, whichever they say."""

from bot.domain.readings import Role
from bot.search.lexicon.negations import AFTER_EMPTY_DENIALS, DENIALS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_SHORT = ("'t", "’t", "`t", "ʼt")


def _apply(draft: Draft) -> None:
    place = None if draft.excluded else _find_denial(draft)
    if place is not None and draft.roles[place] is Role.STOP_WORD:
        draft.take(place, place, Role.STOP_WORD, "denies something, which is passed over")
        draft.denial = draft.tokens.folded[draft.said[place].start : draft.said[place].end]


def _find_denial(draft: Draft) -> int | None:
    """Return the place of the first word that denies something: not, never, didn't."""
    for place, token in enumerate(draft.said):
        is_short = draft.tokens.folded[token.end - 2 : token.end] in _SHORT
        if not is_short and token.word not in DENIALS:
            continue
        before, after = draft.plain[place - 1] if place else "", draft.plain[min(place + 1, len(draft.plain) - 1)]
        # Isn't Turkey an ally, why not, whether or not, and no. 8.
        is_none = (is_short and not place) or (token.word == "not" and before in ("or", "why")) or after.isdecimal()
        if not is_none and after not in AFTER_EMPTY_DENIALS:
            return place
    return None


RULE = Rule(
    name="denials",
    triggers="“not”, “never”, “didn't” and their like",
    yields="the word that was passed over, for readers to know",
    apply=_apply,
    examples=(Example("sylvania never paid", "sylvania: partner | never: stop word | paid: unknown"),),
)
