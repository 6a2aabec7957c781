from dataclasses import replace

import pytest

from bot.domain.watching import Pace, PersonalRows, Watch
from bot.reply.loop import FORGET, OPT_OUT, to_privacy
from bot.sandbox import check_message
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import SNAPSHOT, pressable

NOTHING = PersonalRows(followed=(), watches=(), votes=0, role="", is_left_out=False)
MUCH = PersonalRows(
    followed=("whales in\nSylvania",),
    watches=(Watch("T1", "U1", "", "energy", Pace.WEEKLY, 0.0, 0.0),),
    votes=3,
    role="curator",
    is_left_out=True,
)
DELETE = ("Delete all this", FORGET, "")


def test_lists_stored_data() -> None:
    message = to_privacy(MUCH, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"]) == [
        "Your data",
        "You asked to be notified of: “whales in Sylvania”. Kept until you are notified, 90 days at most.",
        "You watch: Energy. Kept until you end it.",
        "You gave 3 votes. Kept for 30 days under a code, not your name, then only counted.",
        "Your role: curator. What curators do is kept for two years.",
        "What you asked last in a thread is kept for 6 hours, so that you can ask on.",
        "Your questions that are not answered are not kept.",
    ]
    assert pressable(message["blocks"]) == [DELETE, ("Keep my questions again", OPT_OUT, "in")]
    assert message["text"].splitlines() == lines(message["blocks"])


def test_offers_no_deletion_of_nothing() -> None:
    message = to_privacy(NOTHING, SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"])[1:5] == [
        "You asked to be notified of: nothing. Kept until you are notified, 90 days at most.",
        "You watch: nothing. Kept until you end it.",
        "You gave 0 votes. Kept for 30 days under a code, not your name, then only counted.",
        "Your role: none. What curators do is kept for two years.",
    ]
    assert lines(message["blocks"])[-1] == (
        "Your questions that are not answered are kept for 180 days, without your name."
    )
    assert pressable(message["blocks"]) == [("Leave my questions out", OPT_OUT, "out")]


@pytest.mark.parametrize(
    "rows",
    [replace(NOTHING, votes=1), replace(NOTHING, followed=("x",)), replace(NOTHING, watches=MUCH.watches)],
)
def test_offers_deletion_of_any_data(rows: PersonalRows) -> None:
    assert pressable(to_privacy(rows, SNAPSHOT)["blocks"])[0] == DELETE


def test_lists_first_of_many_watches() -> None:
    message = to_privacy(replace(MUCH, followed=("",) * 12, watches=MUCH.watches * 12), SNAPSHOT)

    assert check_message(message) == []
    assert lines(message["blocks"])[2] == f"You watch: {', '.join(['Energy'] * 10)} and 2 more. Kept until you end it."
