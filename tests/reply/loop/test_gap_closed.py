from dataclasses import replace

import pytest

from bot.domain.gaps import Gap, GapKind, GapState
from bot.reply import Picture, Surface, to_message
from bot.reply.loop import to_gap_closed, to_marked
from bot.sandbox import check_message
from bot.search import respond
from tests.bases import TODAY, index
from tests.reply.curating.drafts import lines
from tests.reply.loop.cases import gap

FOUND = respond("sylvania gas", index(), TODAY)
FILLED = gap(state=GapState.FILLED)


def test_notice_has_the_answer() -> None:
    picture = Picture("https://bot.example/p.png", "a timeline")
    notice, answer = to_gap_closed(FILLED, FOUND, picture=picture), to_message(FOUND, Surface.PUBLIC, picture=picture)
    head = "You asked to be notified of “whales in Sylvania”. The base has it now:"

    assert check_message(notice) == []
    assert lines(notice["blocks"][:1]) == [head]
    assert notice["blocks"][1:] == answer["blocks"]
    assert notice["text"] == f"{head}\n{answer['text']}"


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        (FILLED, "You asked to be notified of “whales in Sylvania”. The base has it now."),
        (replace(FILLED, text=""), "You asked to be notified of a question. The base has it now."),
        (
            replace(FILLED, kind=GapKind.FAULT),
            "You asked to be notified of “whales in Sylvania”. What was reported is fixed.",
        ),
        (
            gap(state=GapState.DECLINED, reason="Not our\nsubject."),
            "You asked to be notified of “whales in Sylvania”. The curators will not add it: Not our subject.",
        ),
        (
            gap(state=GapState.DECLINED),
            "You asked to be notified of “whales in Sylvania”. The curators will not add it.",
        ),
    ],
)
def test_notifies_follower_of_the_outcome(closed: Gap, said: str) -> None:
    notice = to_gap_closed(closed, None)

    assert check_message(notice) == []
    assert lines(notice["blocks"]) == [said] == [notice["text"]]


def test_shows_reporter_the_changes_before_the_answer() -> None:
    fixed = replace(FILLED, kind=GapKind.FAULT)
    notice, plain = to_gap_closed(fixed, FOUND, changes=[("when", "2005", "2006")]), to_gap_closed(fixed, FOUND)

    assert check_message(notice) == []
    assert lines(notice["blocks"][1:2]) == ["when: 2005 2006 \n"]
    assert [notice["blocks"][0], *notice["blocks"][2:]] == plain["blocks"]


def test_marks_notice_that_may_be_sent_twice() -> None:
    notice = to_gap_closed(FILLED, FOUND)
    marked = to_marked(notice)
    mark = "You may have had this already: I was interrupted while I sent it."

    assert check_message(marked) == []
    assert lines(marked["blocks"])[0] == mark
    assert marked["blocks"][1:] == notice["blocks"]
    assert marked["text"] == f"{mark}\n{notice['text']}"
