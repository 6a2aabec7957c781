"""A word that denies: facts are shown whether they deny or confirm."""

from bot.domain.readings import Role
from bot.search.lexicon.negations import AFTER_EMPTY_DENIALS, DENIALS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_SHORT = ("'t", "’t", "`t", "ʼt")


def _apply(draft: Draft) -> None:
    position = None if draft.excluded else _find_denial(draft)
    if position is not None and draft.roles[position] is Role.STOP_WORD:
        draft.take(position, position, Role.STOP_WORD, "denies something, which is passed over")
        draft.denial = draft.tokens.folded[draft.said[position].start : draft.said[position].end]


def _find_denial(draft: Draft) -> int | None:
    """Return the position of the first word that denies something: not, never, didn't."""
    for position, token in enumerate(draft.said):
        is_short = draft.tokens.folded[token.end - 2 : token.end] in _SHORT
        if not is_short and token.word not in DENIALS:
            continue
        before, after = (
            draft.plain[position - 1] if position else "",
            draft.plain[min(position + 1, len(draft.plain) - 1)],
        )
        # Isn't Turkey an ally, why not, whether or not, and no. 8.
        is_none = (is_short and not position) or (token.word == "not" and before in ("or", "why")) or after.isdecimal()
        if not is_none and after not in AFTER_EMPTY_DENIALS:
            return position
    return None


RULE = Rule(
    name="denials",
    triggers="“not”, “never”, “didn't” and their like",
    yields="the word that was passed over, for readers to know",
    apply=_apply,
    examples=(Example("sylvania never paid", "sylvania: partner | never: stop word | paid: unknown"),),
)
