"""Combining forms of countries' names before a hyphen: Sino-Russian."""

from bot.domain.text import words_of
from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    combining = draft.index.snapshot.world.combining
    for position in reversed(draft.left()):
        code = combining.get(draft.plain[position])
        if code and position + 1 in draft.named:
            country = draft.index.snapshot.world.countries[code]
            matches = draft.index.names.match_exactly(" ".join(words_of(country.name)))
            draft.take_name(position, position, matches)


RULE = Rule(
    name="compounds",
    triggers="Sino-, Franco- and their like before another name",
    yields="the partner or country",
    apply=_apply,
    before={"typos": "a form of a name is no typo of another word"},
    examples=(Example("Franco-Sylvanian gas", "Franco: country | Sylvanian: partner | gas: topic"),),
)
