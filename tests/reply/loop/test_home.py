from bot.domain.gaps import GapKind
from bot.reply.loop import REPORT, to_gap_blocks
from bot.sandbox import check_view
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import SNAPSHOT, gap, pressable


def test_lists_open_gaps() -> None:
    blocks = to_gap_blocks([gap(), gap(asks=1, text="ships")], SNAPSHOT)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert lines(blocks) == ["Asked for", "“whales in Sylvania” · 5 times", "“ships” · once"]
    assert pressable(blocks) == [("Report", REPORT, "")]


def test_lists_first_of_many_gaps() -> None:
    assert lines(to_gap_blocks([gap()] * 7, SNAPSHOT))[-1] == "and 2 more in the review channel"
    assert lines(to_gap_blocks([], SNAPSHOT))[-1] == "Nothing is asked for that the base does not have."


def test_lists_reports_apart_from_requests() -> None:
    reported = gap(GapKind.FAULT, text="Sylvania gas", asks=2)
    blocks = to_gap_blocks([reported, gap()], SNAPSHOT)

    assert check_view({"type": "home", "blocks": blocks}) == []
    assert lines(blocks) == [
        *("Asked for", "“whales in Sylvania” · 5 times"),
        *("Reported by readers", "“Sylvania gas” · twice"),
    ]
