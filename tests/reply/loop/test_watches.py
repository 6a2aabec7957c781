import pytest

from bot.domain.knowledge import Fact
from bot.domain.watching import ChangeKind, FactChange, Pace, Watch
from bot.reply.loop import (
    PACE,
    UNWATCH,
    describe_watch_usage,
    to_unwatched,
    to_watch_blocks,
    to_watch_notice,
    to_watching,
)
from bot.sandbox import check_message, check_view
from tests.bases import TODAY
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import SNAPSHOT, at, pressable

ENERGY = Watch("T1", "U1", "", "energy", Pace.WEEKLY, 0.0, 0.0)
SYLVANIA = Watch("T1", "U1", "sylvania", "", Pace.AT_ONCE, 0.0, 0.0)
GAS = SNAPSHOT.facts["sylvania-gas"]


def changed(kind: ChangeKind, fact: Fact | None, id_: str = "sylvania-gas") -> tuple[FactChange, Fact | None]:
    return FactChange(id_, kind, at("2026-11-20")), fact


@pytest.mark.parametrize(
    ("watch", "is_new", "said", "pace"),
    [
        (
            ENERGY,
            True,
            "You watch Energy: news and changes come in a weekly message, on Mondays.",
            ("At once", PACE, "now topic energy"),
        ),
        (
            SYLVANIA,
            False,
            "You are watching Energy: news and changes come at once.",
            ("Weekly", PACE, "weekly partner sylvania"),
        ),
    ],
)
def test_watcher_can_change_the_pace_or_stop(watch: Watch, is_new: bool, said: str, pace: tuple[str, str, str]) -> None:
    message = to_watching("Energy", watch, is_new=is_new)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [said] == [message["text"]]
    assert pressable(message["blocks"]) == [pace, ("Stop", UNWATCH, pace[2].partition(" ")[2])]


@pytest.mark.parametrize(
    ("was_watched", "said"), [(True, "You no longer watch Energy."), (False, "You did not watch Energy.")]
)
def test_confirms_the_end_of_a_watch(was_watched: bool, said: str) -> None:
    message = to_unwatched("Energy", was_watched=was_watched)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [said] == [message["text"]]


def test_explains_what_can_be_watched() -> None:
    assert describe_watch_usage(SNAPSHOT.about) == (
        "Name one partner or one topic to watch: /ruri watch …, and to end it /ruri unwatch …. "
        "/ruri partners and /ruri topics list them."
    )


def test_notice_lists_new_changed_and_removed_facts() -> None:
    changes = [
        changed(ChangeKind.NEW, GAS),
        changed(ChangeKind.CHANGED, SNAPSHOT.facts["sylvania-ally"]),
        changed(ChangeKind.REMOVED, None, "sylvania-rail"),
    ]
    message = to_watch_notice([SYLVANIA], changes, SNAPSHOT, TODAY)
    head, new, other, gone = lines(message["blocks"])

    assert check_message(message) == []
    assert head == "Of what you watch: 2 facts new or changed and 1 fact removed"
    assert new.startswith("New: Sylvania buys natural gas from Ruritania.\nsince 2005")
    assert new.endswith("the gas flows to Sylvania day and night")
    assert other.startswith("Changed: Ruritania counts Sylvania among its allies.")
    assert gone == "Removed: sylvania-rail"
    assert pressable(message["blocks"]) == [("Stop watching Sylvania", UNWATCH, "partner sylvania")]
    assert message["text"].splitlines() == [
        head,
        "• New: Sylvania buys natural gas from Ruritania.",
        "• Changed: Ruritania counts Sylvania among its allies.",
        gone,
    ]


@pytest.mark.parametrize(
    ("changes", "more", "head", "rest"),
    [
        ([changed(ChangeKind.NEW, GAS)] * 12, 3, "15 facts new or changed", ["and 5 more"]),
        ([changed(ChangeKind.REMOVED, GAS)], 0, "1 fact new or changed", []),
        ([], 4, "4 facts new or changed", ["and 4 more"]),
        ([], 0, "nothing new", []),
        (
            [changed(ChangeKind.REMOVED, None)] * 12,
            0,
            "12 facts removed",
            [f"Removed: {', '.join(['sylvania-gas'] * 10)} and 2 more"],
        ),
    ],
)
def test_shows_first_of_many_changes(
    changes: list[tuple[FactChange, Fact | None]], more: int, head: str, rest: list[str]
) -> None:
    message = to_watch_notice([ENERGY], changes, SNAPSHOT, TODAY, more=more)

    assert check_message(message) == []
    said = lines(message["blocks"])
    assert said[0] == f"Of what you watch: {head}"
    assert [line for line in said[1:] if "Sylvania buys" not in line] == rest


def test_home_lists_watches() -> None:
    blocks = to_watch_blocks([ENERGY, SYLVANIA], SNAPSHOT)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert lines(blocks) == [
        "You watch",
        "Energy · notified in a weekly message, on Mondays",
        "Sylvania · notified at once",
    ]
    assert pressable(blocks) == [
        ("At once", PACE, "now topic energy"),
        ("Stop", UNWATCH, "topic energy"),
        ("Weekly", PACE, "weekly partner sylvania"),
        ("Stop", UNWATCH, "partner sylvania"),
    ]
    assert to_watch_blocks([], SNAPSHOT) == []


def test_lists_first_of_many_watches() -> None:
    blocks = to_watch_blocks([ENERGY] * 17, SNAPSHOT)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert lines(blocks)[-1] == "and 2 more"


def test_notice_offers_to_end_its_watches() -> None:
    message = to_watch_notice([SYLVANIA, ENERGY], [changed(ChangeKind.NEW, GAS)], SNAPSHOT, TODAY)

    assert check_message(message) == []
    assert pressable(message["blocks"]) == [
        ("Stop watching Sylvania", UNWATCH, "partner sylvania"),
        ("Stop watching Energy", UNWATCH, "topic energy"),
    ]
