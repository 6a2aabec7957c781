import re
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.gaps import GapKind
from bot.reply.acts import EDIT, VERIFY
from bot.reply.curating import Entry
from bot.reply.loop import CURE, EDIT_FOR, PROPOSE_FOR, SNOOZE, Digest, DueFact, to_digest
from bot.sandbox import check_message
from tests.bases import TODAY
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import SNAPSHOT, gap, pressable

GAS = DueFact(SNAPSHOT.facts["sylvania-gas"], date(2026, 11, 20))
WAITING = Entry("P7", "open", "edit of sylvania-ally")


def test_digest_lists_due_facts_gaps_and_proposals() -> None:
    message = to_digest(Digest([GAS], [gap()], [WAITING], SNAPSHOT), TODAY)

    assert check_message(message) == []
    said = lines(message["blocks"])
    assert said[:3] == [
        "Your week in the base",
        "This week: 1 fact to verify, 1 question to answer and 1 proposal to review.",
        "To verify",
    ]
    assert said[3].startswith(
        "Due since 20 November 2026, last verified on 1 November 2026:\n"
        "Sylvania buys natural gas from Ruritania.\nsince 2005"
    )
    assert said[4:] == [
        "Asked for",
        "“whales in Sylvania” · Asked 5 times since 3 November 2026",
        "Waiting for review",
        "edit of sylvania-ally",
    ]
    assert pressable(message["blocks"]) == [
        ("Still true", VERIFY, "sylvania-gas"),
        ("Edit", EDIT, "sylvania-gas"),
        ("Snooze for 30 days", SNOOZE, "sylvania-gas"),
        ("Find the fact", CURE, "G7"),
        ("Propose a fact", PROPOSE_FOR, "G7"),
    ]
    assert message["text"].splitlines() == [
        "This week: 1 fact to verify, 1 question to answer and 1 proposal to review.",
        "• Sylvania buys natural gas from Ruritania.",
        "• “whales in Sylvania” · Asked 5 times since 3 November 2026",
        "• edit of sylvania-ally",
    ]


def test_shows_most_urgent_entries_and_counts_the_rest() -> None:
    due = [DueFact(replace(GAS.fact, statement=f"Gas of year {number}."), GAS.since) for number in range(12)]
    gaps = [gap(text=f"whales {number}") for number in range(7)]
    waiting = [Entry(f"P{number}", "open", f"edit {number}") for number in range(9)]
    message = to_digest(Digest(due, gaps, waiting, SNAPSHOT), TODAY)
    said = "\n".join(lines(message["blocks"]))

    assert check_message(message) == []
    assert re.findall(r"Gas of year \d+|whales \d+|edit \d+|and \d+ more", said) == [
        *[f"Gas of year {number}" for number in range(10)],
        "and 2 more",
        *[f"whales {number}" for number in range(5)],
        "and 2 more",
        *[f"edit {number}" for number in range(5)],
        "and 4 more",
    ]


@pytest.mark.parametrize(
    ("digest", "said"),
    [
        (Digest([], [], [WAITING, WAITING], SNAPSHOT), "This week: 2 proposals to review."),
        (Digest([GAS], [], [], SNAPSHOT), "This week: 1 fact to verify."),
        (Digest([], [gap()], [], SNAPSHOT), "This week: 1 question to answer."),
        (Digest([], [], [], SNAPSHOT), "This week: nothing."),
    ],
)
def test_leaves_out_empty_lists(digest: Digest, said: str) -> None:
    message = to_digest(digest, TODAY)

    assert check_message(message) == []
    assert message["text"].splitlines()[0] == said
    lists = (digest.due, digest.gaps, digest.waiting)
    assert [block["type"] for block in message["blocks"]].count("header") == 1 + sum(map(bool, lists))


def test_offers_edit_of_reported_fact_if_it_exists() -> None:
    there = gap(GapKind.FAULT, fact="sylvania-gas")
    gone = gap(GapKind.FAULT, fact="sylvania-rail", id="G8")

    assert pressable(to_digest(Digest([], [there, gone], [], SNAPSHOT), TODAY)["blocks"]) == [
        ("Edit the fact", EDIT_FOR, "G7")
    ]


def test_leaves_out_facts_beyond_the_size_of_a_message() -> None:
    long = DueFact(replace(GAS.fact, statement="x" * 3_000), GAS.since)
    message = to_digest(Digest([long] * 3, [], [], SNAPSHOT), TODAY)

    assert check_message(message) == []
    assert [line.count("x" * 3_000) for line in lines(message["blocks"])].count(1) == 2, "none is cut"
    assert lines(message["blocks"])[-1] == "and 1 more"
