"""What the words around a name make of it: left out of the question, or asked for what it says."""

from collections.abc import Callable, Sequence

from bot.search.english import FILLERS, SPEECH
from bot.search.tokens import Token

_LEAVING_OUT = (
    ("but", "not"),
    ("not", "about"),
    ("except",),
    ("except", "for"),
    ("excluding",),
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
)
# How far from a word of saying its speaker stands: what does Armenia really say.
_NEAR = 5


def count_leaving_out(words: Sequence[Token], first: int) -> int:
    """How many words before the name that begins at a place except it from the question: everything but not Iran."""
    before = tuple(word.word for word in words[:first])
    return max((len(phrase) for phrase in _LEAVING_OUT if before[-len(phrase) :] == phrase), default=0)


def find_speakers(words: Sequence[Token], name_at: Callable[[int], int | None]) -> tuple[set[int], set[int]]:
    """Where the names stand whose word is asked for, and where the words that ask for it.

    `name_at` tells where a name begins that covers a place, or None. A speaker stands before the word of saying, or
    after it where that is followed by `of` or `by` or is `according to`.
    """
    speakers: set[int] = set()
    asking: set[int] = set()
    for place, word in enumerate(words):
        if word.word == "according":
            found = _after(words, place + 1, name_at, ("to",))
        elif word.stem in SPEECH:
            found = _after(words, place + 1, name_at, ("of", "by", "from")) or _before(words, place - 1, name_at)
        else:
            continue
        if found:
            speakers |= found
            asking.add(place)
    return speakers, asking


def _after(
    words: Sequence[Token], place: int, name_at: Callable[[int], int | None], joints: tuple[str, ...]
) -> set[int]:
    if place >= len(words) or words[place].word not in joints:
        return set()
    for ahead in range(place + 1, min(place + 3, len(words))):
        start = name_at(ahead)
        if start is not None:
            return {start}
        if words[ahead].word not in FILLERS:
            return set()
    return set()


def _before(words: Sequence[Token], place: int, name_at: Callable[[int], int | None]) -> set[int]:
    found: set[int] = set()
    for back in range(place, max(place - _NEAR, -1), -1):
        start = name_at(back)
        if start is not None:
            found.add(start)
        elif (found and words[back].word not in ("and", "or")) or words[back].word not in FILLERS:
            break
    return found
