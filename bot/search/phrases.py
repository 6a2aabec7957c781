"""What the words around a name or a word make of it: left out of the question, asked for what it says, or denied."""

from collections.abc import Callable, Iterable, Sequence

from bot.search.english import FILLERS, SPEECH, stem
from bot.search.tokens import Token

# These leave out whatever follows them.
_EXCEPT = (
    ("not", "about"),
    ("except",),
    ("except", "for"),
    ("excluding",),
    ("excl",),
    ("minus",),
    ("other", "than"),
    ("apart", "from"),
    ("aside", "from"),
)
# These leave out nothing but a name: all but forgotten.
_ALL_BUT = (("everything", "but"), ("all", "but"))
# Nor do these, and that only beside something else that is asked for, or at the head of it all: why not NATO?
_BESIDE = (("not",), ("but", "no"), ("without",), ("rather", "than"), ("instead", "of"))
_LAST_OF_THEM = frozenset(phrase[-1] for phrase in (*_EXCEPT, *_ALL_BUT, *_BESIDE))
_NOTHING = frozenset("nobody none nothing".split())
_DENYING = frozenset(
    """
    aint arent cannot cant couldnt didnt doesnt dont hadnt hardly hasnt havent isnt neither never no nobody none nor not
    shouldnt wasnt werent wont wouldnt
    """.split()
)
# Not only, no later than, I don't know, didn't it: these deny nothing of what is asked about.
_DENYING_NOTHING_BEFORE = frozenset(
    "far fewer find idea it just know later less long mention more only sure yet you".split()
)
# How far from a word of saying its speaker stands: what does Armenia really say.
_NEAR = 5


def may_leave_out(words: Iterable[str]) -> bool:
    """Whether any of a question's words could leave something out of it."""
    return not _LAST_OF_THEM.isdisjoint(words)


def is_left_out(words: Sequence[str], first: int, *, is_name: bool, is_alone: bool) -> bool:
    """Whether the words before what begins at a place except it from the question: everything but not Iran.

    It is a name or else a word or a topic, and may be all that the question names.
    """
    before = tuple(words[:first])
    before = before[:-1] if before[-1:] == ("the",) else before
    of_names = _ALL_BUT if is_alone and before not in _BESIDE else (*_ALL_BUT, *_BESIDE)
    if is_name and any(_ends(before, phrase) for phrase in of_names) and before[-2:] != ("or", "not"):
        return True
    found = [phrase for phrase in _EXCEPT if _ends(before, phrase)]
    # Nothing except oil is oil.
    return bool(found) and _NOTHING.isdisjoint(before[-1 - len(found[0]) : -len(found[0])])


def _ends(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return words[-len(phrase) :] == phrase


def find_denial(words: Sequence[Token], folded: str) -> int | None:
    """The place of the first word that denies something: not, never, didn't."""
    for place, word in enumerate(words):
        is_short = folded[word.end - 2 : word.end] in ("'t", "’t", "`t", "ʼt")
        if not is_short and word.word not in _DENYING:
            continue
        before, after = words[place - 1].word if place else "", words[min(place + 1, len(words) - 1)].word
        # Isn't Turkey an ally, why not, whether or not, and no. 8.
        is_none = (is_short and not place) or (word.word == "not" and before in ("or", "why")) or after.isdecimal()
        if not is_none and after not in _DENYING_NOTHING_BEFORE:
            return place
    return None


def joins(words: Sequence[Token]) -> bool:
    """Whether the words between two names, or words, only join them: Armenia or Russia."""
    said = {word.word for word in words} - {"the"}
    return bool(said) and said <= {"and", "or", "nor"}


def find_speakers(words: Sequence[Token], name_at: Callable[[int], int | None]) -> tuple[set[int], set[int]]:
    """Where the names stand whose word is asked for, and where the words that ask for it.

    `name_at` tells where a name begins that covers a place, or None. A speaker stands before the word of saying, or
    after it where that is followed by `of` or `by` or is `according to`.
    """
    speakers: set[int] = set()
    asking: set[int] = set()
    for place, word in enumerate(words):
        is_asking = stem(word.word) in SPEECH or word.word == "according"
        if not is_asking or name_at(place) is not None:
            continue
        if word.word == "according":
            found = _after(words, place + 1, name_at, ("to",))
        else:
            found = (
                _after(words, place + 1, name_at, ("by",))
                or _before(words, place - 1, name_at)
                or _after(words, place + 1, name_at, ("of", "from"))
            )
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
