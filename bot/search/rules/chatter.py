"""Chatter, which asks for nothing: greetings, thanks, praise and blame."""

from bot.domain.requests import Chatter, Form
from bot.search.lexicon.conversation import BESIDE_CHATTER, CHATTER
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_BESIDE = BESIDE_CHATTER | CHATTER[Chatter.GREETING] | CHATTER[Chatter.AGREEMENT]


def chatter_of(words: list[str]) -> Chatter | None:
    """Return what kind of chatter words are; None where they are more than that."""
    said = set(words)
    for kind, triggers in CHATTER.items():
        if not triggers.isdisjoint(said) and said <= triggers | _BESIDE:
            return kind
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
