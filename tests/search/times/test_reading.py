import pytest

from bot.search.times.reading import compile_patterns, find_period
from bot.search.tokens import tokenise
from tests.bases import TODAY


@pytest.mark.parametrize(
    ("question", "label", "matched"),
    [
        ("1993", "1993", "1993"),
        ("what happened in 1993?", "1993", "in 1993"),
        ("turkey by 2012", "2012", "by 2012"),
        ("October 2009", "2009-10", "october 2009"),
        ("oct. 2009", "2009-10", "oct. 2009"),
        ("sept 2020", "2020-09", "sept 2020"),
        ("10 October 2009", "2009-10-10", "10 october 2009"),
        ("the 10th of october 2009", "2009-10-10", "10th of october 2009"),
        ("October 10th, 2009", "2009-10-10", "october 10th, 2009"),
        ("2009-10", "2009-10", "2009-10"),
        ("2009-10-10", "2009-10-10", "2009-10-10"),
        ("since 2010", "since 2010", "since 2010"),
        ("from May 2010 onwards", "since 2010-05", "from may 2010 onwards"),
        ("after 2009", "since 2010", "after 2009"),
        ("after 10 october 2009", "since 2009-10-11", "after 10 october 2009"),
        ("before 1995", "before 1995", "before 1995"),
        ("until october 2009", "before 2009-11", "until october 2009"),
        ("till 10 october 2009", "before 2009-10-11", "till 10 october 2009"),
        ("1992-93", "1992-1993", "1992-93"),
        ("2009–10", "2009-2010", "2009–10"),
        ("2009/10", "2009-2010", "2009/10"),
        ("1992–1993", "1992-1993", "1992–1993"),
        ("from 1992 to 1994", "1992-1994", "from 1992 to 1994"),
        ("between 1994 and 1992", "1992-1994", "between 1994 and 1992"),
        ("between may 1994 and june 1994", "1994-05-01 to 1994-06-30", "between may 1994 and june 1994"),
        ("1990s", "1990-1999", "1990s"),
        ("the early 1990s", "1990-1994", "early 1990s"),
        ("mid-90s", "1993-1997", "mid-90s"),
        ("late '80s", "1986-1989", "late '80s"),
        ("last year", "2025", "last year"),
        ("this year", "2026", "this year"),
        ("over the past 5 years", "2021-01-01 to 2026-11-23", "over the past 5 years"),
        ("1993 and 2009", "1993", "1993"),
        ("before 0001", "0001", "0001"),
        ("before the 1990s", "before 1990", "before the 1990s"),
        ("since the 1990s", "since 1990", "since the 1990s"),
        ("1993, 1994 and 1995", "1993-1995", "1993, 1994 and 1995"),
        ("early nineties", "1990-1994", "early nineties"),
        ("the seventies", "1970-1979", "the seventies"),
        ("the 19th century", "1801-1900", "the 19th century"),
        ("early 1992", "1992-01-01 to 1992-04-30", "early 1992"),
        ("in late 2020", "2020-09-01 to 2020-12-31", "in late 2020"),
        ("between 2020 and now", "2020-01-01 to 2026-11-23", "between 2020 and now"),
        ("from may 2024 to the present", "2024-05-01 to 2026-11-23", "from may 2024 to the present"),
        ("post-2020", "since 2021", "post-2020"),
        ("pre 1995", "before 1995", "pre 1995"),
        ("prior to 1995", "before 1995", "prior to 1995"),
        ("up to 1995", "before 1996", "up to 1995"),
        ("from 2010 on", "since 2010", "from 2010 on"),
        ("from the 1990s", "since 1990", "from the 1990s"),
        ("gas since the nineties", "since 1990", "since the nineties"),
        ("after the '90s", "since 2000", "after the '90s"),
        ("before the early nineties", "before 1990", "before the early nineties"),
        ("until the 20th century", "before 2001", "until the 20th century"),
        ("prior to late 2020", "before 2020-09", "prior to late 2020"),
        ("since last year", "since 2025", "since last year"),
        ("before last year", "before 2025", "before last year"),
        ("news from last year", "2025", "last year"),
        ("from the nineties", "1990-1999", "the nineties"),
        ("news from late 2020", "2020-09-01 to 2020-12-31", "late 2020"),
        ("since two years ago", "since 2024", "since two years ago"),
        ("last may", "2026-05", "last may"),
        ("since last may", "since 2026-05", "since last may"),
        ("in last sept.", "2026-09", "in last sept."),
        ("last november", "2025-11", "last november"),
        ("last december 2020", "2020-12", "december 2020"),
        ("two years ago", "2024", "two years ago"),
        ("this month", "2026-11", "this month"),
        ("last month", "2026-10", "last month"),
        ("the past three months", "2026-08-01 to 2026-11-23", "the past three months"),
        ("this decade", "2020-2029", "this decade"),
        ("over the last decade", "2016-01-01 to 2026-11-23", "over the last decade"),
        ("this week", "2026-11-23 to 2026-11-29", "this week"),
        ("armenia last week", "2026-11-16 to 2026-11-22", "last week"),
        ("next month", "2026-12", "next month"),
        ("in the next decade", "2026-11-24 to 2036-12-31", "in the next decade"),
        ("within the coming two weeks", "2026-11-24 to 2026-12-13", "within the coming two weeks"),
        ("last two decades", "2006-01-01 to 2026-11-23", "last two decades"),
        ("yesterday", "2026-11-22", "yesterday"),
        ("since yesterday", "since 2026-11-22", "since yesterday"),
        ("a week ago", "2026-11-16 to 2026-11-22", "a week ago"),
        ("10 days ago", "2026-11-13", "10 days ago"),
        ("on 08.08.2025", "2025-08-08", "08.08.2025"),
        ("1/9/2025", "2025-09-01", "1/9/2025"),
        ("9/25/2025", "2025-09-25", "9/25/2025"),
        ("27-01-2023", "2023-01-27", "27-01-2023"),
        ("2025/08/08", "2025-08-08", "2025/08/08"),
        ("09.2023", "2023-09", "09.2023"),
        ("since 09/2023", "since 2023-09", "since 09/2023"),
        ("1.9.2020-27.11.2020", "2020-09-01 to 2020-11-27", "1.9.2020-27.11.2020"),
        ("8/2025", "2025-08", "8/2025"),
        ("in 1994 and the next year", "1994", "in 1994"),
        ("last week of september 2020", "2020-09", "september 2020"),
        ("the day before yesterday", "2026-11-21", "the day before yesterday"),
        ("one day ago", "2026-11-22", "one day ago"),
        ("version 3.2020", "2020", "2020"),
        ("13/2020", "2020", "2020"),
        ("before the 2020 war", "before 2020", "before the 2020"),
        ("the twenties", "2020-2029", "the twenties"),
        ("the 30s", "1930-1939", "the 30s"),
        ("0950-03", "0950-03", "0950-03"),
        ("0950-0960", "0950-0960", "0950-0960"),
        ("2009 protocol of 2012-13", "2012-2013", "2012-13"),
    ],
)
def test_time_is_read(question: str, label: str, matched: str) -> None:
    found = find_period(tokenise(question).folded, TODAY)

    assert found is not None
    assert (found[0].period.label, found[0].matched) == (label, matched)
    assert tokenise(question).folded[slice(*found[1])].strip() == matched


@pytest.mark.parametrize(
    "question",
    [
        "",
        "may I ask",
        "this may matter",
        "in the march of time",
        "31 june 2009",
        "2009-02-30",
        "30.02.2009",
        "31/31/2009",
        "next door",
        "last week of the war",
        "0 days ago",
        "article 51",
        "12345",
        "page 19931",
        "200",
        "0000",
        "3001",
    ],
)
def test_no_time_is_read(question: str) -> None:
    assert find_period(tokenise(question).folded, TODAY) is None


@pytest.mark.parametrize(
    "question",
    [
        "1993",
        "2009-10",
        "2009-10-10",
        "since 2010",
        "before 1995",
        "1992-1993",
        "1994-05-01 to 1994-06-30",
        "since 2010-05",
        "0950",
        "before 0951",
    ],
)
def test_label_reads_back_as_the_same_period(question: str) -> None:
    found = find_period(tokenise(question).folded, TODAY)

    assert found is not None
    assert found[0].period.label == question


def test_future_does_not_reach_back_to_now() -> None:
    found = find_period(tokenise("from 2030 to now").folded, TODAY)

    assert found is not None
    assert found[0].period.label == "since 2030"


def test_all_patterns_compile() -> None:
    compile_patterns()
