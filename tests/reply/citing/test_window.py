"""The window of citations keeps inside Slack's limits, whatever a base holds."""

import json

import pytest

from bot.domain.requests import Request
from bot.reply import CitingStyle, to_citing_window
from bot.sandbox import check_view
from tests.bases import FACT, index, relation

# As long as an excerpt may be, with signs that BibTeX writes as words.
_LONGEST = " ".join(["wond~ring"] * 60)
_FACTS = "".join(FACT.replace("the keep above the moat", _LONGEST).replace("castle", f"castle-{n}") for n in range(60))


@pytest.mark.parametrize("style", CitingStyle)
def test_longest_citations_stay_within_slacks_limits(style: CitingStyle) -> None:
    facts = index(relations__zenda=relation(_FACTS)).snapshot.facts.values()
    window = to_citing_window(facts, Request(partners=("zenda",), size=60), style)

    assert check_view(window) == []
    assert len(json.dumps(window)) < 250_000
    assert len(window["blocks"]) == 1 + 2 * 40
