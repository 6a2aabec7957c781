"""Messages about missing inputs of a form or a workflow's step: in the base's nouns, with the cure."""

from dataclasses import replace

import pytest

from bot.domain.kinds import Noun
from bot.reply import wording
from tests.bases import snapshot_of, texts

RELATIONS = snapshot_of(texts()).about
TOOLS = replace(RELATIONS, partner=Noun("tool", "tools"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (wording.fill_in(TOOLS.partner), "Choose a tool, a topic or a time, or type a few words."),
        (
            wording.step_without_query(RELATIONS),
            "The step “Look up a relation” needs a query: fill in a name or a question in a few words.",
        ),
        (
            wording.step_without_query(TOOLS),
            "The step “Look up a tool” needs a query: fill in a name or a question in a few words.",
        ),
        (
            wording.step_period(TOOLS, "the day when"),
            "The step “Look up a tool” cannot read “the day when” as a time. Try 1993, October 2009 or since 2020.",
        ),
        (
            wording.step_choice(TOOLS, ["Ada King", "Stephen King", "King"]),
            "The query of the step “Look up a tool” could mean Ada King, Stephen King or King: "
            "name one of them in full.",
        ),
    ],
)
def test_names_missing_value_with_cure(said: str, words: str) -> None:
    assert said == words
