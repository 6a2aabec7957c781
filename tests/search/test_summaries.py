"""What an answer says beside its facts: summaries, the newest source and fact, and statuses."""

from datetime import date

import pytest

from bot.domain.knowledge import Status
from bot.search import as_answer, respond
from tests.bases import FACT, TODAY, index, relation
from tests.search.asking import INDEX, ask


@pytest.mark.parametrize(
    ("question", "summary"),
    [
        ("zenda borders", "Zenda has one border."),
        ("zenda Borders page 1", "Zenda has one border."),
        ("zenda frontier", None),
        ("zenda borders 2018", None),
        ("zenda borders latest", None),
        ("zenda castle borders", None),
        ("borders", None),
    ],
)
def test_topic_asked_for_by_its_name_has_its_line(question: str, summary: str | None) -> None:
    lines = "topic_lines: {borders: Zenda has one border.}\n"
    base = index(relations__zenda=relation(FACT, "zenda").replace("facts:", f"{lines}facts:"))

    assert ask(question, base).summary == summary


def test_summary_is_that_of_the_one_asked_about() -> None:
    assert ask("sylvania").summary == "Sylvania is Ruritania's chief ally and buys its gas."
    assert ask("sylvania gas").summary is None, "it is about more than gas"
    assert ask("sylvania energy").summary is None, "it has no line on that"
    assert ask("sylvania 1993").summary is None
    assert ask("sylvania whales").summary is None
    assert ask("Ruritania").summary == "Ruritania is a kingdom that looks westward."
    assert ask("sylvania and graustark").summary is None
    assert ask("treaty").summary is None


def test_newest_source_and_fact_are_reported() -> None:
    assert str(getattr(ask("sylvania 1993").newest_source, "text", None)) == "2018-07-27"
    assert str(getattr(ask("sylvania").newest_source, "text", None)) == "2026-10-01"
    assert ask("sylvania").newest_fact is None
    assert str(getattr(ask("latest on graustark").newest_fact, "text", None)) == "2026-10-01"


def test_day_decides_what_has_ended() -> None:
    def status(today: date) -> Status | None:
        found = as_answer(respond("sylvania frontier", INDEX, today))
        return next(match.status for match in found.facts if match.fact.id == "sylvania-border-closed")

    assert (status(date(1995, 1, 1)), status(TODAY)) == (Status.CURRENT, Status.ENDED)
