"""The bot's own name, by which people address it."""

from bot.search.rules.draft import Draft
from bot.search.rules.rule import Example, Rule


def _apply(draft: Draft) -> None:
    if draft.index.own_name:
        draft.text = draft.index.own_name.sub(" ", draft.text)
    draft.tokenise()


RULE = Rule(
    name="addressee",
    triggers="the bot's own name, with an @ or not",
    yields="nothing: it is dropped; and the text is split into its words",
    apply=_apply,
    before={"pages": "all rules from there on read words, which are made of the text that is left"},
    examples=(Example("@ruri sylvania page 2, ruri?", "sylvania: partner | page 2: page"),),
)
