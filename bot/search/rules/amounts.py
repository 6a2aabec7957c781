"""Questions for an amount, a time, a name or what is to come: how much, how many, when, how long, who, will they."""

from bot.domain.readings import Role
from bot.domain.requests import Amount
from bot.search.lexicon.amounts import ASKED, ASKING
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule

_BESIDE_PLACES = STOP_WORDS | {"away", "distance", "far", "kilometers", "kilometres", "km", "miles"}


def _apply(draft: Draft) -> None:
    asked = [amount for amount, pattern in ASKED.items() if pattern.search(draft.tokens.folded)]
    draft.amounts = tuple([amount for amount in asked if amount is not Amount.DISTANCE or _names_places(draft)])
    for match in ASKING.finditer(draft.tokens.folded) if draft.amounts else ():
        for position in draft.inside(match.span()):
            if position not in draft.roles:
                draft.take(position, position, Role.STOP_WORD, "asks for what a fact must give")


def _names_places(draft: Draft) -> bool:
    """Return whether a question about a distance names two places and says nothing else: how far from peace is none."""
    rest = [word for position, word in enumerate(draft.plain) if draft.name_at(position) is None]
    return len(draft.named) > 1 and _BESIDE_PLACES.issuperset(rest)


RULE = Rule(
    name="amounts",
    triggers="“how much”, “what share”, “when”, “what time”, “how far”, “who is the minister” and their like",
    yields="the kind of amount, the time, the name or the outlook that a fact must give to be an answer",
    apply=_apply,
    examples=(
        Example("how many treaties", "how: stop word | many: stop word | treaties: topic"),
        Example("friendship, date?", "friendship: text | date: stop word"),
        Example("which month of 1993", "which: stop word | month of 1993: period"),
    ),
)
