"""Chatter, which asks for nothing: greetings, thanks, praise and blame."""

from bot.domain.requests import Chatter, Form
from bot.search.lexicon.conversation import BESIDE_CHATTER, CHATTER
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.times import MOMENT_WORDS, NEWEST_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_OPENERS = CHATTER[Chatter.GREETING] | CHATTER[Chatter.THANKS]
_BESIDE = BESIDE_CHATTER.union(*CHATTER.values())
# Behind a greeting or thanks, stop words ask for nothing either: hello, how are you today?
_BESIDE_OPENERS = (_BESIDE | STOP_WORDS | MOMENT_WORDS) - (NEWEST_WORDS - MOMENT_WORDS)


def chatter_of(words: list[str]) -> Chatter | None:
    """Return what kind of chatter words are; None where they are more than that."""
    said = set(words)
    beside = _BESIDE_OPENERS if words and words[0] in _OPENERS else _BESIDE
    if said <= beside and "help" not in said:
        return next((kind for kind, triggers in CHATTER.items() if not triggers.isdisjoint(said)), None)
    return None


def _apply(draft: Draft) -> None:
    if not draft.named and not draft.topics and draft.form is Form.ANSWER:
        draft.chatter = chatter_of(draft.plain)


RULE = Rule(
    name="chatter",
    triggers="“hello”, “thanks”, “bad bot” and their like, and nothing but words that go with them",
    yields="the kind of chatter",
    apply=_apply,
    examples=(Example("hello", "hello: stop word"),),
)
