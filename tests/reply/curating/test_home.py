import pytest

from bot.domain.operations import Kind, Operation
from bot.domain.proposals import Proposal, ProposalState
from bot.reply import to_home
from bot.reply.curating import Entry, to_entry, to_proposal_blocks
from bot.sandbox import check_view
from bot.search import greet
from tests.bases import TODAY, index
from tests.reply.curating.drafts import buttons, lines

PROPOSE = ("Propose a fact", "propose", "")
HOME = to_home(greet(index(), TODAY))["blocks"]


@pytest.mark.parametrize(
    ("state", "said", "pressed"),
    [
        ("draft", "draft", ["Continue", "Discard"]),
        ("open", "waiting for review", []),
        ("changes", "changes asked for", ["Continue", "Discard"]),
        ("approved", "approved, being published", []),
        ("published", "published", []),
        ("declined", "declined", []),
        ("conflict", "not published: the fact has changed meanwhile", ["Discard"]),
        ("withdrawn", "withdrawn", []),
    ],
)
def test_lists_own_proposals_with_their_state(state: str, said: str, pressed: list[str]) -> None:
    assert state in [*ProposalState]
    blocks = to_proposal_blocks([Entry("P7", state, "zenda-castle", "Which year?")], None)

    assert lines(blocks) == ["Curating", f"zenda-castle · {said}: Which year?"]
    assert [(label, value) for label, _, value in buttons(blocks)[1:]] == [(label, "P7") for label in pressed]


def test_shows_empty_lists() -> None:
    assert lines(to_proposal_blocks([], None)) == ["Curating", "You have no drafts or proposals."]
    blocks = to_proposal_blocks([], [])
    assert lines(blocks)[2:] == ["Waiting for review", "No proposals are waiting."]
    assert buttons(blocks) == [PROPOSE]


def test_lists_waiting_proposals_for_reviewers() -> None:
    waiting = [Entry(f"P{number}", "open", f"fact-{number}") for number in range(10)]

    assert lines(to_proposal_blocks([], waiting[:8]))[3:] == [f"fact-{number}" for number in range(8)]
    assert lines(to_proposal_blocks([], waiting))[10:] == ["fact-7", "and 2 more in the review channel"]


def test_fits_full_list_of_proposals_above_the_home() -> None:
    own = [Entry(f"P{number}", "draft", "x" * 4_000, "y" * 4_000) for number in range(30)]
    blocks = to_proposal_blocks(own, [Entry("P", "open", "")] * 30)

    assert "and 22 more, changed longer ago" in lines(blocks)
    assert check_view({"type": "home", "blocks": [*blocks, *HOME]}) == []


@pytest.mark.parametrize(
    ("operation", "fact", "line"),
    [
        (Operation(Kind.ADD, "zenda", "", {"statement": "Zenda has a castle."}).encode(), "", "Zenda has a castle."),
        (Operation(Kind.REMOVE, "zenda", "zenda-castle").encode(), "zenda-castle", "zenda-castle"),
        (Operation(Kind.ADD, "zenda", "", {"statement": ["odd"]}).encode(), "", "a new fact"),
        (Operation(Kind.ADD_ALIAS, "zenda", "", {"aliases": ["Z"]}).encode(), "", "new names of a partner: zenda"),
        ("{}", "zenda-castle", "zenda-castle"),
        ("", "", "a new fact"),
    ],
)
def test_lists_proposal_by_its_statement(operation: str, fact: str, line: str) -> None:
    proposal = Proposal(
        "P7", "T1", ProposalState.CHANGES, 2, "U1", operation, "zenda", fact, "", "", "Which year?", "", 0.0, 0.0
    )

    assert to_entry(proposal) == Entry("P7", "changes", line, "Which year?")
