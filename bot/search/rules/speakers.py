"""Whose word a question asks for."""

from collections.abc import Sequence

from bot.domain.readings import Role
from bot.search.lexicon.speech import ACCORDING
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule
from bot.search.terms import SPEECH_STEMS

# How many words at most are from a speaker to the word of speech: what does Sylvania really say.
_NEAR = 5
# “I am thinking of Egypt” says what the asker thinks, and asks for no word of Egypt's.
_WHO_ASKS = frozenset("i im ive we weve you".split())


def _apply(draft: Draft) -> None:
    for position, word in enumerate(draft.plain if draft.named else ()):
        root = draft.stems[position]
        if root not in SPEECH_STEMS and word != ACCORDING:
            continue
        is_speech = root in SPEECH_STEMS and not draft.index.topics.has(root)
        is_taken = draft.name_at(position) is not None or draft.roles.get(position) is Role.KIND
        is_keyword = is_speech and _is_keyword(draft, position)
        is_own = not _WHO_ASKS.isdisjoint(draft.plain[max(position - 2, 0) : position])
        if (is_speech or word == ACCORDING) and not (is_taken or is_own or is_keyword):
            speakers = _find_speakers(draft, position)
            if speakers:
                draft.speakers |= speakers
                if draft.roles[position] in (Role.STOP_WORD, Role.UNKNOWN):
                    draft.take(position, position, Role.SPEECH, "asks for what is said by the one named")


def _is_keyword(draft: Draft, position: int) -> bool:
    """Return whether a word and the one before it are a keyword: the Strelsau declaration."""
    return position > 0 and " ".join(draft.stems[position - 1 : position + 1]) in draft.phrases


def _find_speakers(draft: Draft, position: int) -> set[int]:
    """Return where the names begin whose word is asked for by a word of speech.

    A speaker precedes it, or follows it where it is followed by `of` or `by` or is `according to`.
    """
    if draft.plain[position] == ACCORDING:
        return _after(draft, position + 1, ("to",))
    return (
        _after(draft, position + 1, ("by",))
        or _before(draft, position - 1)
        or _after(draft, position + 1, ("of", "from"))
    )


def _after(draft: Draft, position: int, joints: Sequence[str]) -> set[int]:
    if position >= len(draft.plain) or draft.plain[position] not in joints:
        return set()
    for ahead in range(position + 1, min(position + 3, len(draft.plain))):
        start = draft.name_at(ahead)
        if start is not None:
            return {start}
        if draft.plain[ahead] not in STOP_WORDS:
            return set()
    return set()


def _before(draft: Draft, position: int) -> set[int]:
    found: set[int] = set()
    for back in range(position, max(position - _NEAR, -1), -1):
        start = draft.name_at(back)
        if start is not None:
            found.add(start)
        elif (found and draft.plain[back] not in ("and", "or")) or draft.plain[back] not in STOP_WORDS:
            break
    return found


RULE = Rule(
    name="speakers",
    triggers="a word of speech beside a name: says, told, position, according to",
    yields="the partners whose word is asked for",
    apply=_apply,
    examples=(
        Example("what does sylvania say", "what: stop word | does: stop word | sylvania: partner | say: speech"),
    ),
)
