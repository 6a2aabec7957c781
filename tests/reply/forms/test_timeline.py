"""Timelines: their groups, dates and pages."""

import json

import pytest

from bot.domain.answers import Offer
from bot.domain.requests import Form, Request, decode_request
from bot.reply import PICTURE_ALONE, Picture, Surface, to_message, to_terminal
from bot.sandbox import check_message
from tests.bases import FACT, relation, relation_of
from tests.blocks import elements
from tests.reply.views import ask, press, view, words


def test_timeline_is_grouped_by_year_and_keeps_uncertainty() -> None:
    found = view("timeline graustark")

    assert found.title == "Graustark: timeline"
    assert [(heading, [line.partition(":")[0] for line in lines]) for heading, lines in words(found)] == [
        ("1990s", ["about the 1990s"]),
        ("1994", ["to 1999"]),
        ("2001", ["2001 (uncertain) · disputed"]),
        (
            "Undated: known as of their source",
            ["as of 27 July 2018 · superseded", "as of 1 October 2026 · disputed"],
        ),
    ]
    assert words(found)[1][1] == [
        "to 1999: The frontier of Sylvania with Graustark was shut to traders."
        " (The Gazette, Gazette Press, page 4, quotation not yet verified)"
    ]


@pytest.mark.parametrize(
    ("when", "heading", "date"),
    [
        ("1993-05-12", "1993", "12 May: "),
        ("1993-05", "1993", "May: "),
        ("1993", "1993", ""),
        ("199X", "1990s", ""),
        ("1993~", "1993", "about 1993: "),
        ("1993/..", "1993", "current as of 27 July 2018: "),
        ("1993-05/..", "1993", "since May · current as of 27 July 2018: "),
        ("1993-05/1993-07", "1993", "May to July 1993: "),
        ("../1990", "1990", "until 1990: "),
    ],
)
def test_timeline_shows_each_date_once(when: str, heading: str, date: str) -> None:
    base = relation(FACT.replace("topics: [borders]", f"topics: [borders]\n  when: {when}"))
    ((shown, (line,)),) = words(view("timeline zenda", relations__zenda=base))

    assert shown == heading
    assert line == f"{date}Zenda has a castle. (The Gazette, Gazette Press, quotation not yet verified)"


def dated(*years: int) -> str:
    """Return a partner's file with a fact of each of these years."""
    return relation(
        "".join(
            FACT.replace("zenda-castle", f"zenda-{place}").replace(
                "topics: [borders]", f"topics: [borders]\n  when: {year}"
            )
            for place, year in enumerate(years)
        )
    )


def test_timeline_opens_at_the_last_ten_years() -> None:
    base = dated(*range(1986, 2027))
    found = view("timeline zenda", relations__zenda=base)
    assert (found.facts_line, words(found)[0][0]) == ("Facts 25 to 36 of 41.", "2010")
    assert found.previous
    while found.previous:
        found = press(found.previous.request, relations__zenda=base)
    assert found.facts_line == "Facts 1 to 12 of 41."
    typed = to_terminal(ask("timeline zenda", relations__zenda=base))
    assert "Facts 1 to 12 of 41." in typed, "in a terminal nobody turns back"
    assert view("timeline zenda", relations__zenda=dated(*range(1986, 2010))).facts_line == "Facts 1 to 12 of 24."


def test_public_timeline_is_a_picture_or_five_lines() -> None:
    found = ask("timeline zenda", relations__zenda=dated(*range(1986, 2000)))
    picture = Picture("https://ruri.example/1.png", "Fourteen facts.")
    for surface in (Surface.PUBLIC, Surface.SHARED):
        lines = to_message(found, surface, sharer="ada")
        assert len(elements(lines["blocks"], "rich_text_list")) == 5
        drawn = to_message(found, surface, sharer="ada", picture=picture)
        assert not elements(drawn["blocks"], "rich_text_list")
        assert elements(drawn["blocks"], "image")[0]["block_id"] == PICTURE_ALONE
        assert "• Zenda has a castle." in drawn["text"], "readers who cannot see it have lines"
        labels = [[button["text"]["text"] for button in elements(one["blocks"], "button")] for one in (lines, drawn)]
        assert labels == [["All 14 facts", "Whole timeline", "Next"], ["All 14 facts", "Whole timeline"]]
        assert check_message(drawn) == []
    private = to_message(found, Surface.PRIVATE, picture=picture)
    assert elements(private["blocks"], "rich_text_list")
    assert "block_id" not in elements(private["blocks"], "image")[0]
    assert "Whole timeline" not in json.dumps(private)


def test_whole_timeline_begins_at_the_first_fact() -> None:
    base = dated(*range(1986, 2027))
    message = to_message(ask("timeline zenda", relations__zenda=base))
    (whole,) = [button for button in elements(message["blocks"], "button") if "Whole" in button["text"]["text"]]
    request = decode_request(whole["value"])

    assert request
    assert press(request, relations__zenda=base).facts_line == "Facts 1 to 20 of 41."


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("timeline sylvania energy since 2000", "Sylvania energy since 2000: timeline"),
        ("timeline sylvania except graustark", "Sylvania except Graustark: timeline"),
        (
            "timeline what does graustark say about sylvania",
            "Graustark and Sylvania, in the words of Graustark: timeline",
        ),
        ("timeline 1993", "1993: timeline"),
    ],
)
def test_timeline_names_its_filters(question: str, title: str) -> None:
    assert view(question).title == title


def test_lists_fact_with_open_beginning_under_its_end() -> None:
    base = relation(FACT.replace("topics: [borders]", "topics: [borders]\n  when: ../1990"))

    assert [heading for heading, _ in words(view("timeline zenda", relations__zenda=base))] == ["1990"]


def test_long_timeline_has_pages() -> None:
    request = Request(form=Form.TIMELINE, partners=("zenda",), size=12, shown=30)
    first = view("timeline zenda", relations__zenda=relation_of(30))
    assert first.more
    assert (first.facts_line, first.more.label) == ("Facts 1 to 12 of 30.", "18 more facts")
    assert first.more.request == request.change(page=2)
    assert first.everything == Offer("All 30 facts", request.change(form=Form.ANSWER, size=20))
    second = press(first.more.request, relations__zenda=relation_of(30))
    assert second.previous
    assert (second.facts_line, second.previous.request) == ("Facts 13 to 24 of 30.", request)


def test_lists_decade_before_its_years_and_no_year_twice() -> None:
    times = ["1990-01-01/1990-03", "1990", "199X", "1990-05"]
    facts = [
        FACT.replace("zenda-castle", f"zenda-{number}").replace(
            "topics: [borders]", f"topics: [borders]\n  when: {time}"
        )
        for number, time in enumerate(times)
    ]
    found = view("timeline zenda", relations__zenda=relation("".join(facts)))

    assert [heading for heading, _ in words(found)] == ["1990s", "1990"]
