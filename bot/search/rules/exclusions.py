"""What a question leaves out: everything but, except, not about."""

from collections.abc import Iterable, Sequence

from bot.search.lexicon.negations import ALL_BUT, EXCEPTING, NOTHING, RATHER_THAN
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.tokens import Token

_LAST_WORDS = frozenset(phrase[-1] for phrase in (*EXCEPTING, *ALL_BUT, *RATHER_THAN))


def _apply(draft: Draft) -> None:
    if _LAST_WORDS.isdisjoint(draft.plain):
        return
    last_out = None
    known = {place for place, word in draft.words.items() if word.is_known}
    is_alone = len(draft.named) + len(draft.words) == 1
    for first in sorted(draft.readings.keys() & {*draft.named, *known}):
        is_name = first in draft.named
        goes_on = last_out is not None and _goes_on(draft, last_out, first)
        if goes_on or _is_left_out(draft.plain, first, is_name=is_name, is_alone=is_alone):
            last_out = max([place for place, start in draft.starts.items() if start == first])
            draft.exclude(first)


def _is_left_out(words: Sequence[str], first: int, *, is_name: bool, is_alone: bool) -> bool:
    """Return whether the words before what begins at a place leave it out: everything but not Iran.

    It is a name or else a word or a topic, and may be all that the question names.
    """
    before = tuple(words[:first])
    before = before[:-1] if before[-1:] == ("the",) else before
    of_names = ALL_BUT if is_alone and before not in RATHER_THAN else (*ALL_BUT, *RATHER_THAN)
    if is_name and _ends_with_any(before, of_names) and before[-2:] != ("or", "not"):
        return True
    found = [phrase for phrase in EXCEPTING if before[-len(phrase) :] == phrase]
    # Nothing except oil is oil.
    return bool(found) and NOTHING.isdisjoint(before[-1 - len(found[0]) : -len(found[0])])


def _ends_with_any(words: tuple[str, ...], phrases: Iterable[tuple[str, ...]]) -> bool:
    return any(words[-len(phrase) :] == phrase for phrase in phrases)


def _goes_on(draft: Draft, last: int, first: int) -> bool:
    """Return whether what begins at a place is left out with what ended at another: joined to it, or of one topic."""
    if first > last + 1:
        return _joins(draft.said[last + 1 : first])
    before, here = draft.words.get(draft.starts[last]), draft.words.get(first)
    return before is not None and here is not None and before.topics == here.topics


def _joins(tokens: Sequence[Token]) -> bool:
    """Return whether the words between two names, or words, only join them: Armenia or Russia."""
    said = {token.word for token in tokens} - {"the"}
    return bool(said) and said <= {"and", "or", "nor"}


RULE = Rule(
    name="exclusions",
    triggers="“except”, “not”, “but” and their like, before a name, a topic or a word",
    yields="partners and words that are left out",
    apply=_apply,
    before={
        "speakers": "whoever is left out does not speak",
        "denials": "a denial that leaves something out has been read",
    },
    examples=(
        Example("everything but graustark", "everything: stop word | but: stop word | graustark: excluded"),
        Example("sylvania except gas", "sylvania: partner | except: stop word | gas: excluded"),
        Example("gas, not graustark", "gas: topic | not: stop word | graustark: excluded"),
        Example("gas except graustark says", "gas: topic | except: stop word | graustark: excluded | says: stop word"),
    ),
)
