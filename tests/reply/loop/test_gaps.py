from typing import Any

import pytest

from bot.domain.gaps import GapKind, GapState
from bot.reply.loop import (
    CURE,
    DECLINE_GAP,
    EDIT_FOR,
    GAP_REASON,
    PROPOSE_FOR,
    describe_missing_reason,
    parse_decline,
    to_decline_window,
    to_gap_message,
)
from bot.sandbox import check_message, check_view
from tests.bases import TODAY
from tests.reply.curating.drafts import inputs, lines
from tests.reply.loop.cases import SNAPSHOT, at, gap, pressable, submitted, typed

DECLINE = ("Decline", DECLINE_GAP, "G7")


def test_shows_miss_with_actions() -> None:
    message = to_gap_message(gap(topic="energy"), TODAY, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [
        "Asked for, and not in the base",
        "whales in Sylvania",
        "Asked 5 times since 3 November 2026 · Sylvania · Energy",
    ]
    assert pressable(message["blocks"]) == [
        ("Find the fact", CURE, "G7"),
        ("Propose a fact", PROPOSE_FOR, "G7"),
        DECLINE,
    ]
    assert message["text"] == (
        "Asked for, and not in the base: “whales in Sylvania”. Asked 5 times since 3 November 2026"
    )


@pytest.mark.parametrize(
    ("asks", "day", "said"),
    [
        (1, "2026-11-23", "Asked once today"),
        (2, "2026-11-22", "Asked twice since 22 November 2026"),
        (3, "2025-01-01", "Asked 3 times since 1 January 2025"),
    ],
)
def test_says_how_often_and_since_when(asks: int, day: str, said: str) -> None:
    message = to_gap_message(gap(asks=asks, first_at=at(day), partner=""), TODAY, SNAPSHOT)

    assert lines(message["blocks"])[2] == said


@pytest.mark.parametrize(
    ("text", "partner", "topic", "said"),
    [
        ("", "sylvania", "energy", "Sylvania, Energy"),
        ("", "gone", "", "gone"),
        ("", "", "", "a question without its words"),
        ("<!here> @all\n*x*", "", "", "<!here> @all *x*"),
    ],
)
def test_names_subject_where_words_are_not_kept(text: str, partner: str, topic: str, said: str) -> None:
    message = to_gap_message(gap(text=text, partner=partner, topic=topic), TODAY, SNAPSHOT)

    assert lines(message["blocks"])[1] == said
    assert "<!" not in message["text"]


def test_offers_edit_of_reported_fact() -> None:
    reported = gap(GapKind.FAULT, text="It is out of date", fact="sylvania-gas", note="It ended\nin 2025.", asks=1)
    message = to_gap_message(reported, TODAY, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [
        "Reported by a reader",
        "It is out of date",
        "Reported once since 3 November 2026 · Sylvania",
        "It says: Sylvania buys natural gas from Ruritania.",
        "Note: It ended in 2025.",
    ]
    assert pressable(message["blocks"]) == [("Edit the fact", EDIT_FOR, "G7"), DECLINE]


def test_shows_report_of_removed_fact() -> None:
    message = to_gap_message(gap(GapKind.FAULT, fact="sylvania-rail"), TODAY, SNAPSHOT)

    assert lines(message["blocks"])[3] == "It is about sylvania-rail, which the base no longer has."
    assert pressable(message["blocks"]) == [DECLINE]


def test_fills_a_report_about_no_fact_with_a_new_one() -> None:
    message = to_gap_message(gap(GapKind.FAULT), TODAY, SNAPSHOT)

    assert pressable(message["blocks"]) == [("Propose a fact", PROPOSE_FOR, "G7"), DECLINE]


@pytest.mark.parametrize(
    ("link", "is_link"),
    [("https://gazette.example/whales", True), ("javascript:alert(1)", False), ("x" * 4_000, False)],
)
def test_links_a_source_that_is_an_address(link: str, is_link: bool) -> None:
    message = to_gap_message(gap(link=link), TODAY, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"])[3].startswith(f"Source: {link[:10]}")
    assert ("'url'" in str(message)) is is_link


@pytest.mark.parametrize(
    ("kind", "state", "reason", "said"),
    [
        (GapKind.MISS, GapState.FILLED, "", "Filled: the base has it now."),
        (GapKind.FAULT, GapState.FILLED, "", "Fixed."),
        (GapKind.MISS, GapState.DECLINED, "Not our\nsubject.", "Declined: Not our subject."),
        (GapKind.FAULT, GapState.DECLINED, "", "Declined."),
    ],
)
def test_closed_gap_shows_its_outcome(kind: GapKind, state: GapState, reason: str, said: str) -> None:
    message = to_gap_message(gap(kind, state=state, reason=reason), TODAY, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"])[-1] == said
    assert pressable(message["blocks"]) == []
    assert message["text"].endswith(said)


def test_asks_reviewer_for_the_reason() -> None:
    window = to_decline_window(gap(id="G7", note="They ship coal."), SNAPSHOT)

    assert check_view(window) == []
    assert (window["callback_id"], window["private_metadata"]) == (GAP_REASON, "G7")
    assert [*inputs(window)] == ["loop-reason"]
    assert lines(window["blocks"])[:2] == ["whales in Sylvania", "Note: They ship coal."], "which one it is"
    assert window["blocks"][-1]["hint"]["text"] == "Those who asked to be notified will read this."
    assert {*describe_missing_reason()} == {"loop-reason"}
    assert parse_decline(submitted(window, reason=typed(" Not our\nsubject. "))) == ("G7", "Not our subject.")


def test_names_proposer_while_a_proposal_waits() -> None:
    message = to_gap_message(gap(), TODAY, SNAPSHOT, proposer="UADA")

    assert check_message(message) == []
    assert lines(message["blocks"])[-1] == "@UADA has proposed what fills it, which waits for review."
    assert pressable(message["blocks"]) == [DECLINE]


@pytest.mark.parametrize("view", [None, {"state": 5}, submitted({}, reason=typed(5))])
def test_parses_missing_reason(view: Any) -> None:
    assert parse_decline(view) == ("", "")
