import pytest

from bot.reply.facts import to_dateline
from bot.search import as_answer, respond
from tests.bases import TODAY, index


@pytest.mark.parametrize(
    ("fact", "line"),
    [
        ("ruritania-kingdom", "as of 27 July 2018"),
        ("sylvania-treaty-1993", "May 1993"),
        ("sylvania-gas", "since 2005 · current as of 27 July 2018"),
        ("sylvania-border-closed", "1994 to 1999 · ended"),
        ("graustark-visits", "as of 27 July 2018 · superseded"),
        ("graustark-pipeline-plan", "2001 (uncertain) · disputed"),
        ("graustark-visits-end", "about the 1990s"),
    ],
)
def test_dateline_has_date_and_status(fact: str, line: str) -> None:
    matches = {
        match.fact.id: match
        for question in ("ruritania", "sylvania", "graustark")
        for match in as_answer(respond(question, index(), TODAY)).facts
    }

    assert to_dateline(matches[fact].fact, matches[fact].status, is_old=False) == line
    old = to_dateline(matches[fact].fact, matches[fact].status, is_old=True)
    assert "as of 27 July 2018" in old or "as of 1 October 2026" in old
