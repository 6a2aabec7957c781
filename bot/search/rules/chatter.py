"""Chatter, which asks for nothing: greetings, thanks, praise and blame, and what the time or the weather is."""

from collections.abc import Sequence

from bot.domain.requests import Chatter, Form
from bot.search.lexicon.conversation import (
    ASKING_WORDS,
    BEHIND_TIME_OF_DAY,
    BESIDE_CHATTER,
    CHATTER,
    CHATTER_PHRASES,
    DRAWN_OUT,
    FEW_TALK_WORDS,
    LAUGHTER,
    LONGEST_CHATTER_PHRASE,
    SIGNS,
    TALK_BEGINNINGS,
    TALK_BESIDE_NAMES,
    TIME_OF_DAY,
    TIME_WORDS,
    WEATHER,
)
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.times import MOMENT_WORDS, NEWEST_WORDS
from bot.search.rules.draft import Draft, partners_of
from bot.search.rules.rule import Example, Rule

_OPENERS = CHATTER[Chatter.GREETING] | CHATTER[Chatter.THANKS]
_FIRST_WORDS = frozenset(phrase.partition(" ")[0] for phrase in CHATTER_PHRASES)
_BESIDE = BESIDE_CHATTER.union(*CHATTER.values())
# Behind a greeting or thanks, stop words ask for nothing either: hello, how are you today?
_BESIDE_OPENERS = (_BESIDE | STOP_WORDS | MOMENT_WORDS) - (NEWEST_WORDS - MOMENT_WORDS)


def chatter_of(words: Sequence[str]) -> Chatter | None:
    """Return what kind of chatter words are; None where they are more than that."""
    rest, kinds = _split_phrases(words)
    said = set(map(_shorten, rest))
    beside = _BESIDE_OPENERS if rest and _shorten(rest[0]) in _OPENERS else _BESIDE
    if not said <= beside or "help" in said:
        return None
    kinds |= {kind for kind, triggers in CHATTER.items() if not triggers.isdisjoint(said)}
    return next((kind for kind in CHATTER if kind in kinds), None)


def _split_phrases(words: Sequence[str]) -> tuple[list[str], set[Chatter]]:
    """Return the words that are in no phrase of chatter, and the kinds of the phrases."""
    rest: list[str] = []
    kinds: set[Chatter] = set()
    position = 0
    while position < len(words):
        longest = LONGEST_CHATTER_PHRASE if words[position] in _FIRST_WORDS else 0
        for size in range(longest, 0, -1):
            kind = CHATTER_PHRASES.get(" ".join(words[position : position + size]))
            if kind and position + size <= len(words):
                kinds.add(kind)
                position += size
                break
        else:
            rest.append(words[position])
            position += 1
    return rest, kinds


def _shorten(word: str) -> str:
    """Return a word as it is written where nothing is drawn out: hellooo, haha."""
    if word in _BESIDE:
        return word
    if LAUGHTER.fullmatch(word):
        return "lol"
    shortened = DRAWN_OUT.sub(r"\1", word)
    return shortened if shortened in _BESIDE else DRAWN_OUT.sub(r"\1\1", word)


def _apply(draft: Draft) -> None:
    if draft.form is not Form.ANSWER or draft.topics:
        return
    is_talk = not (draft.named or draft.period) and _is_talk(draft.plain)
    if is_talk or TALK_BESIDE_NAMES.fullmatch(" ".join(draft.plain)) or _asks_for_time_of_day(draft):
        draft.form = Form.HELP
    elif not draft.named:
        draft.chatter = Chatter.AGREEMENT if SIGNS.fullmatch(draft.text) else chatter_of(draft.plain)
    elif _greets_subject(draft):
        draft.chatter = Chatter.GREETING


def _is_talk(words: Sequence[str]) -> bool:
    """Return whether somebody speaks of themselves or to the bot, in a few words: i'm bored, are you a human?"""
    begins = next((len(phrase) for phrase in TALK_BEGINNINGS if tuple(words[: len(phrase)]) == phrase), 0)
    is_chatter = bool(begins) and chatter_of(words) is not None
    return bool(begins) and not is_chatter and len(words) - begins <= FEW_TALK_WORDS and ASKING_WORDS.isdisjoint(words)


def _asks_for_time_of_day(draft: Draft) -> bool:
    """Return whether the time of day, today's date or the weather is asked for, wherever."""
    if TIME_WORDS.isdisjoint(draft.plain):
        return False
    rest = [word for position, word in enumerate(draft.plain) if draft.name_at(position) is None]
    asked = TIME_OF_DAY.match(" ".join(rest))
    if asked:
        behind = " ".join(rest)[asked.end() :].split()
        return BEHIND_TIME_OF_DAY.issuperset(behind[:1]) and STOP_WORDS.issuperset(behind)
    return not WEATHER.isdisjoint(rest) and all(word in WEATHER or word in STOP_WORDS for word in rest)


def _greets_subject(draft: Draft) -> bool:
    """Return whether a greeting is for the subject itself: good morning, Strelsau."""
    subject = draft.index.snapshot.about.subject
    named = {match.partner.id for matches in draft.named.values() for match in partners_of(matches)}
    words = [word for position, word in enumerate(draft.plain) if draft.name_at(position) is None]
    return named == {subject} and not _OPENERS.isdisjoint(words) and chatter_of(words) is Chatter.GREETING


RULE = Rule(
    name="chatter",
    triggers="“hello”, “thanks”, “bad bot” and nothing but words that go with them; the time of day; do you speak …",
    yields="the kind of chatter, or a request for help",
    apply=_apply,
    examples=(
        Example("hello", "hello: stop word"),
        Example("good morning Strelsau", "good: stop word | morning: stop word | Strelsau: subject"),
    ),
)
