from dataclasses import replace
from typing import Any

import pytest

from bot.domain.operations import Kind
from bot.domain.proposals import ProposalState
from bot.reply.curating import (
    ASK_CHANGES,
    DECLINE,
    Review,
    describe_missing_reason,
    parse_reason,
    to_again_message,
    to_decision_message,
    to_reason_window,
    to_review_message,
)
from bot.sandbox import check_message, check_view
from tests.bases import TODAY
from tests.reply.curating.drafts import SHOWN, buttons, inputs, lines, preview

REVIEW = Review(id="P7", version=3, kind=Kind.EDIT, fact="sylvania-gas", state="open", author="UADA")
OUTCOMES = {
    "open": "Waiting for review",
    "changes": "@UBEN asks for changes",
    "approved": "Approved by @UBEN, being published",
    "published": "Approved by @UBEN and published",
    "declined": "Declined by @UBEN",
    "conflict": "Not published, because the fact has changed meanwhile",
    "withdrawn": "Withdrawn by its author",
}
DECISIONS = [
    ("Approve", "approve", "P7 3"),
    ("Ask for changes", "changes", "P7 3"),
    ("Decline", "decline", "P7 3"),
]


def test_every_state_except_draft_has_a_message() -> None:
    assert {*OUTCOMES} == {*ProposalState} - {ProposalState.DRAFT}


@pytest.mark.parametrize("state", OUTCOMES)
@pytest.mark.parametrize("reason", ["", "Two\nwords <!here>"])
def test_message_shows_the_outcome(state: str, reason: str) -> None:
    message = to_review_message(replace(REVIEW, state=state, decided_by="UBEN", reason=reason), TODAY)
    outcome = OUTCOMES[state] + (": Two words <!here>" if reason else "")

    assert check_message(message) == []
    assert lines(message["blocks"]) == ["Proposal: edit", "@UADA · sylvania-gas", outcome]
    assert buttons(message["blocks"]) == (DECISIONS if state == "open" else [])
    assert message["text"] == "Proposal (edit, sylvania-gas): " + outcome.replace("@UBEN", "<@UBEN>").replace(
        "<!here>", "&lt;!here&gt;"
    )


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        (Kind.ADD, "Proposal: new fact"),
        (Kind.EDIT, "Proposal: edit"),
        (Kind.REMOVE, "Proposal: removal"),
        (Kind.VERIFY, "Proposal: still true"),
        (Kind.RESTORE, "Proposal: restore an earlier version"),
        (Kind.ADD_KEYWORD, "Proposal: new keywords"),
        (Kind.ADD_ALIAS, "Proposal: new names of a partner"),
        (Kind.ADD_TOPIC_WORD, "Proposal: new words of a topic"),
        (Kind.ADD_PARTNER, "Proposal: new partner"),
        (Kind.ADD_SOURCE, "Proposal: new source"),
    ],
)
def test_message_shows_preview_and_problem(kind: Kind, header: str) -> None:
    shown = preview(kind, ("when", "2005", "2006"))
    review = replace(REVIEW, kind=kind, note="Since June.", problem="The file is locked.", preview=shown)
    message = to_review_message(review, TODAY)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [
        header,
        "@UADA · sylvania-gas · Since June.",
        "The fact as answers will show it",
        SHOWN,
        "What changes",
        "when: 2005 2006 \n",
        "Waiting for review",
        "The file is locked.",
    ]
    assert buttons(message["blocks"]) == DECISIONS


def test_names_unknown_author_as_somebody() -> None:
    message = to_review_message(replace(REVIEW, state="published", author="", fact=""), TODAY)

    assert lines(message["blocks"])[1:] == ["somebody", "Approved by somebody and published"]
    assert message["text"] == "Proposal (edit): Approved by somebody and published"


@pytest.mark.parametrize(
    ("state", "both", "said", "pressed"),
    [
        ("changes", None, ["@UBEN asks for changes: Which year?"], [("Make changes", "open", "P7")]),
        ("published", None, ["Approved by @UBEN and published: Which year?"], []),
        ("declined", None, ["Declined by @UBEN: Which year?"], []),
        (
            "conflict",
            ("id: a", "id: b"),
            ["Not published, because the fact has changed meanwhile: Which year?", "Now: id: a", "Proposed: id: b"],
            [("Edit the fact as it is now", "edit", "sylvania-gas")],
        ),
    ],
)
def test_notifies_author_with_a_button_to_continue(
    state: str, both: tuple[str, str] | None, said: list[str], pressed: list[tuple[str, str, str]]
) -> None:
    notice = to_decision_message(replace(REVIEW, state=state, decided_by="UBEN", reason="Which year?"), both=both)
    begin = "Your proposal (edit, sylvania-gas): "

    assert check_message(notice) == []
    assert lines(notice["blocks"]) == [begin + said[0], *said[1:]]
    assert buttons(notice["blocks"]) == pressed
    assert notice["text"] == begin + said[0].replace("@UBEN", "<@UBEN>")


@pytest.mark.parametrize(
    ("act", "title", "submit", "label"),
    [
        (DECLINE, "Decline", "Decline", "Reason"),
        (ASK_CHANGES, "Ask for changes", "Ask", "What should change"),
    ],
)
def test_asks_reviewer_for_the_reason(act: str, title: str, submit: str, label: str) -> None:
    window = to_reason_window(act, "P7", 3)

    assert check_view(window) == []
    assert (window["title"]["text"], window["submit"]["text"]) == (title, submit)
    assert window["callback_id"] == "curate-reason"
    assert window["private_metadata"] == f"{act} P7 3"
    assert window["blocks"][0]["label"]["text"] == label
    assert window["blocks"][0]["hint"]["text"] == "The author will read this."
    assert not window["blocks"][0]["optional"]
    assert list(inputs(window)) == ["curate-reason"]
    assert describe_missing_reason() == {"curate-reason": "Write the reason: the author will read it."}


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"curate-reason": {"curate-reason": {"value": " Which\tyear? "}}}, "Which year?"),
        ({"curate-reason": {"curate-reason": {"value": "x" * 600}}}, "x" * 500),
        ({"curate-reason": {"curate-reason": {"value": 5}}}, ""),
        ({"curate-reason": {}}, ""),
        ({}, ""),
    ],
)
def test_parses_reasons_of_any_shape(values: dict[str, Any], reason: str) -> None:
    assert parse_reason(values) == reason


def test_decided_message_keeps_its_changes() -> None:
    decided = replace(REVIEW, state="published", decided_by="UBEN", changes=(("when", "1993", "1994"),))

    assert "1994" in str(to_review_message(decided, TODAY))
    assert "1994" not in str(to_review_message(replace(decided, changes=()), TODAY))


def test_message_names_the_gap_it_fills() -> None:
    message = to_review_message(replace(REVIEW, gap="who buys\nour gas? <!here>"), TODAY)

    assert check_message(message) == []
    assert lines(message["blocks"])[2] == "For what readers asked or reported: who buys our gas? <!here>"


@pytest.mark.parametrize(("author", "who"), [("UADA", "<@UADA>"), ("", "somebody")])
def test_notifies_channel_of_a_changed_proposal(author: str, who: str) -> None:
    message = to_again_message(replace(REVIEW, author=author))

    assert check_message(message) == []
    assert message["text"] == f"{who} has changed the proposal: it waits for review again."
