"""Names with a number in them: Windows 2000, Resolution 2699."""

from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    numbers = [position for position, word in enumerate(draft.plain) if word[0].isdecimal()]
    if not numbers:
        return
    names = draft.index.names
    reaches = [(position, names.reach.get(draft.plain[position], 0)) for position in draft.left()]
    for first, last in draft.windows(reaches):
        if first < last and any(first <= position <= last for position in numbers):
            matches = names.match_exactly(" ".join(draft.plain[first : last + 1]))
            if matches:
                draft.take_name(first, last, matches)


RULE = Rule(
    name="numbered names",
    triggers="a name of several words of which one is a number, letter for letter",
    yields="partners, or countries that the base has no file on",
    apply=_apply,
    before={"periods": "a number belongs to the name that has it before it is a year"},
    examples=(Example("Hall 1897 gas", "Hall 1897: partner | gas: topic"),),
)
