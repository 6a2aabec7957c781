"""Exclusions: everything but, except, not about."""

from collections.abc import Sequence

from bot.domain.readings import Role
from bot.search.lexicon.negations import (
    ALL_BUT,
    CONTRASTING,
    EXCEPTED,
    EXCEPTING,
    EXCEPTING_SIGNS,
    NOTHING,
    ORDERS,
    PUTTING_ASIDE,
    RATHER_THAN,
    RELATIVE,
)
from bot.search.lexicon.verbs import AUXILIARIES, DOERS, FORMS_OF_BE, MODALS, PREDICATING, SETTING, YOU
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.tokens import Token

_LEAVING_OUT = (*EXCEPTING, *ALL_BUT, *RATHER_THAN)
_TRIGGERS = frozenset(["neither", *[phrase[0] for phrase in (*_LEAVING_OUT, *EXCEPTED)]])
# These may stand between such a phrase and what is left out: gas except from Zenda.
_PREPOSITIONS = frozenset("by for from in of on to with".split())
_DOING = AUXILIARIES | MODALS
_CUES = frozenset(word for phrase in EXCEPTING for word in phrase)


def _apply(draft: Draft) -> None:
    has_signs = any(sign in draft.tokens.folded for sign in EXCEPTING_SIGNS)
    if not has_signs and _TRIGGERS.isdisjoint(draft.plain):
        return
    last_out = None
    known = {position for position, word in draft.words.items() if word.is_known}
    is_alone = len(draft.named) + len(draft.words) == 1
    said = sorted(draft.readings.keys() & {*draft.named, *known})
    signed = [first for first in said if has_signs and draft.is_signed_out(first)]
    signed = signed if len(signed) < len(said) or draft.period else []
    out = {*signed, *_neither_in(draft)}
    for first in said:
        is_name = first in draft.named
        goes_on = last_out is not None and _goes_on(draft, last_out, first)
        if first in out:
            draft.exclude(first)
        elif not is_alone and (count := _count_excepting_behind(draft, draft.last_of(first) + 1)):
            draft.exclude(first)
            behind = draft.last_of(first) + 1
            draft.take(behind, behind + count - 1, Role.STOP_WORD, "leaves out what precedes")
            if (putting := _find_putting(draft, first)) is not None:
                draft.take(putting, putting, Role.STOP_WORD, "leaves out what follows")
        elif goes_on or _is_left_out(draft, first, is_name=is_name, is_alone=is_alone):
            last_out = draft.last_of(first)
            draft.exclude(first)
            _take_cue(draft, first)


def _neither_in(draft: Draft) -> set[int]:
    """Return where the names begin that are left out for another: neither Sylvania nor Graustark but Zenda."""
    first = draft.plain.index("neither") if "neither" in draft.plain else len(draft.plain)
    if "but" not in draft.plain[first:]:
        return set()
    end = draft.plain.index("but", first)
    is_another_named = any(position > end for position in draft.named)
    return {position for position in draft.named if first < position < end} if is_another_named else set()


def _count_excepting_behind(draft: Draft, position: int) -> int:
    """Count the words at a position that leave out what precedes them, such as “excluded”.

    They end a clause without a verb: gas, Sylvania excluded; but not: Sylvania was excluded, aside from Sylvania.
    """
    count = draft.phrase_at(position, EXCEPTED)
    end = position + count
    ends_clause = end == len(draft.said) or not set(",;:)?!").isdisjoint(draft.between(end - 1, end))
    putting = _find_putting(draft, position)
    before = [word for at, word in enumerate(draft.plain[:position]) if at != putting]
    return count if count and ends_clause and PREDICATING.isdisjoint(before) else 0


def _find_putting(draft: Draft, position: int) -> int | None:
    """Return where a clause before a position begins with a verb that puts something aside; None if none does."""
    return next((at for at in range(position) if draft.plain[at] in PUTTING_ASIDE and _begins_clause(draft, at)), None)


def _begins_clause(draft: Draft, position: int) -> bool:
    return draft.begins_sentence(position) or "," in draft.between(position - 1, position)


def _take_cue(draft: Draft, first: int) -> None:
    """Take the words that introduce what is left out, so that they are not looked for."""
    for position in range(max(first - 3, 0), first):
        if draft.plain[position] in _CUES and draft.roles.get(position) in (Role.UNKNOWN, Role.TEXT):
            draft.take(position, position, Role.STOP_WORD, "leaves out what follows")


def _is_left_out(draft: Draft, first: int, *, is_name: bool, is_alone: bool) -> bool:
    """Return whether the words before what begins at a position leave it out: everything but not Iran.

    It is a name or else a word or a topic, and may be all that the question names.
    """
    end = draft.before_article(first) + 1
    if end and draft.plain[end - 1] in _PREPOSITIONS and not draft.follows_any(end, _LEAVING_OUT):
        end -= 1
    before = tuple(draft.plain[:end])
    of_names = ALL_BUT if is_alone and before not in RATHER_THAN else (*ALL_BUT, *RATHER_THAN)
    if is_name and draft.follows_any(end, of_names):
        return before[-2:] != ("or", "not") and not (_is_contrast(draft, end) or _is_predicate(before))
    if not is_alone and draft.roles.get(first) is Role.TOPIC and _is_denied_last(draft, first, before):
        return True
    found = [phrase for phrase in EXCEPTING if before[-len(phrase) :] == phrase]
    if found == [("apart", "from")] and not SETTING.isdisjoint(before):
        return False  # what sets the two apart
    start = len(before) - len(found[0]) if found else 0
    if not found or (found[0] in ORDERS and _is_act(draft, start)):
        return False
    if found[0][0] in PUTTING_ASIDE and not _begins_clause(draft, start):
        return False  # what they are setting aside
    # Nothing except oil is oil.
    return NOTHING.isdisjoint(before[-1 - len(found[0]) : -len(found[0])])


def _is_denied_last(draft: Draft, first: int, before: tuple[str, ...]) -> bool:
    """Return whether a topic is denied at the end of a question without a verb: Sylvania, but not gas; all but gas.

    A time may follow: not gas, since 2020.
    """
    denial = len(before) - 1
    after = range(draft.last_of(first) + 1, len(draft.said))
    if denial < 1 or not all(draft.roles.get(position) in (Role.STOP_WORD, Role.PERIOD) for position in after):
        return False
    if draft.follows_any(len(before), ALL_BUT):
        return True
    if before[-1] not in ("not", "no") or not PREDICATING.isdisjoint(before):
        return False
    is_joined = before[-2] == "but" or draft.between(denial - 1, denial).strip() == ","
    return is_joined or (before[-1] == "not" and draft.name_at(denial - 1) is not None)


def _is_contrast(draft: Draft, end: int) -> bool:
    """Return whether a sentence with a verb contrasts something with what is named, or says that it was not there."""
    return not _DOING.isdisjoint(draft.plain[:end]) and draft.follows_any(end, CONTRASTING)


def _is_predicate(before: tuple[str, ...]) -> bool:
    """Return whether words end by denying what something is: the gas is not Ruritanian; but: gas that is not."""
    verb, owner = before[-2:-1], before[-3:-2]
    return before[-1:] == ("not",) and not FORMS_OF_BE.isdisjoint(verb) and RELATIVE.isdisjoint(owner)


def _is_act(draft: Draft, position: int) -> bool:
    """Return whether a verb says what others do, and is no order: did Sylvania ignore Graustark, they ignore gas.

    They are named behind an auxiliary in the same sentence, or by a pronoun; whoever is told “you” is given an order.
    """
    if not DOERS.isdisjoint(draft.plain[max(0, position - 1) : position]):
        return True
    for before in range(position - 1, -1, -1):
        if draft.begins_sentence(before + 1) or draft.plain[before] == YOU:
            return False
        if draft.plain[before] in _DOING:
            return True
    return False


def _goes_on(draft: Draft, last: int, first: int) -> bool:
    """Return whether what begins here is left out with what ended before: joined to it, or of one topic."""
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
    triggers="“except”, “not”, “but” or a minus before a name, topic or word, or “excluded” behind it; “neither … but”",
    yields="partners, topics and words that are left out",
    apply=_apply,
    before={
        "speakers": "whoever is left out does not speak",
        "denials": "a denial that leaves something out has been read",
    },
    examples=(
        Example("everything but graustark", "everything: stop word | but: stop word | graustark: excluded"),
        Example("sylvania except gas", "sylvania: partner | except: stop word | gas: excluded"),
        Example("sylvania -gas", "sylvania: partner | gas: excluded"),
        Example("gas, graustark excluded", "gas: topic | graustark: excluded | excluded: stop word"),
        Example("gas, not graustark", "gas: topic | not: stop word | graustark: excluded"),
        Example("gas except graustark says", "gas: topic | except: stop word | graustark: excluded | says: stop word"),
    ),
)
