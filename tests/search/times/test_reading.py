"""The times that a text names, in every form that people write."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import Period
from bot.domain.requests import Request, decode_request, encode_request
from bot.search.lexicon.numbered import NUMBERED
from bot.search.lexicon.time_phrases import BEGINNERS, CORES
from bot.search.times.combining import combine
from bot.search.times.moments import Moment, bounds_of
from bot.search.times.reading import find_times
from bot.search.tokens import tokenise
from tests.bases import TODAY


def read(text: str) -> list[tuple[str, str]]:
    """Return the times of a text: the label of each, with NOT where it is left out, and the words that name it."""
    folded = tokenise(text).folded
    return [
        (
            ("NOT " if time.is_left_out else "") + (time.period.label if time.period else "?"),
            folded[slice(*time.span)],
        )
        for time in find_times(folded, TODAY)
    ]


@pytest.mark.parametrize(
    ("question", "label", "matched"),
    [
        ("july 08", "2008-07", "july 08"),
        ("on or before 1996", "before 1997", "on or before 1996"),
        ("no sooner than 2015", "since 2015", "no sooner than 2015"),
        ("not any later than 2002", "before 2003", "not any later than 2002"),
        ("1995 -> 1999", "1995-1999", "1995 -> 1999"),
        ("1995 → 1999", "1995-1999", "1995 → 1999"),
        ("April 2020 => January 2023", "2020-04-01 to 2023-01-31", "april 2020 => january 2023"),
        ("2022 May-July", "2022-05-01 to 2022-07-31", "2022 may-july"),
        ("5/10 to 5/28/2022", "2022-05-10 to 2022-05-28", "5/10 to 5/28/2022"),
        ("12/27 to 12/28/2024", "2024-12-27 to 2024-12-28", "12/27 to 12/28/2024"),
        ("5/10 to 28/10/2022", "2022-10-05 to 2022-10-28", "5/10 to 28/10/2022"),
        ("December 3rd and 4th, 2020", "2020-12-03 to 2020-12-04", "december 3rd and 4th, 2020"),
        ("from february on", "since 2026-02", "from february on"),
        ("starting in february", "since 2026-02", "starting in february"),
        ("august onwards", "since 2026-08", "august onwards"),
        ("through june", "before 2026-07", "through june"),
        ("in or after 2025", "since 2025", "in or after 2025"),
        ("on or after 8 August 2025", "since 2025-08-08", "on or after 8 august 2025"),
        ("after or in 2025", "since 2025", "after or in 2025"),
        ("before or on 1 may 2020", "before 2020-05-02", "before or on 1 may 2020"),
        ("Dec/27/2024", "2024-12-27", "dec/27/2024"),
        ("December, the 27th, 2024", "2024-12-27", "december, the 27th, 2024"),
        ("December, 27, 2024", "2024-12-27", "december, 27, 2024"),
        ("A.D. 1994", "1994", "a.d. 1994"),
        ("1994 C.E. gas", "1994", "1994 c.e."),
        ("the turn of the century", "1999-2001", "the turn of the century"),
        ("the turn of the 20th century", "1899-1901", "the turn of the 20th century"),
        ("at the turn of the millennium", "1999-2001", "at the turn of the millennium"),
        ("year 2019-20", "2019-2020", "year 2019-20"),
        ("the years 2009-10", "2009-2010", "the years 2009-10"),
        ("way back in 92, tariffs", "1992", "in 92"),
        ("from 92 to 94", "1992-1994", "from 92 to 94"),
        ("since 94 or so", "since 1994", "since 94"),
        ("09-2020", "2020-09", "09-2020"),
        ("first and second quarter of 2020", "2020-01-01 to 2020-06-30", "first and second quarter of 2020"),
        ("100 years ago", "1926", "100 years ago"),
        ("up to and including 2020", "before 2021", "up to and including 2020"),
        ("beyond 2020", "since 2021", "beyond 2020"),
        ("end 2020", "2020-09-01 to 2020-12-31", "end 2020"),
        ("they have not met since 2020", "since 2020", "since 2020"),
        ("from:2015 to:2020", "2015-2020", "from:2015 to:2020"),
        ("27.09.2020-10.11", "2020-09-27 to 2020-11-10", "27.09.2020-10.11"),
        ("Q1 and Q3 2021", "2021-01-01 to 2021-03-31 or 2021-07-01 to 2021-09-30", "q1 and q3 2021"),
        ("12-21-1991", "1991-12-21", "12-21-1991"),
        ("1993", "1993", "1993"),
        ("what happened in 1993?", "1993", "in 1993"),
        ("turkey by 2012", "before 2013", "by 2012"),
        ("October 2009", "2009-10", "october 2009"),
        ("oct. 2009", "2009-10", "oct. 2009"),
        ("sept 2020", "2020-09", "sept 2020"),
        ("10 October 2009", "2009-10-10", "10 october 2009"),
        ("the 10th of october 2009", "2009-10-10", "the 10th of october 2009"),
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
        ("the early 1990s", "1990-1994", "the early 1990s"),
        ("mid-90s", "1993-1997", "mid-90s"),
        ("late '80s", "1986-1989", "late '80s"),
        ("last year", "2025", "last year"),
        ("this year", "2026", "this year"),
        ("over the past 5 years", "2021-01-01 to 2026-11-23", "over the past 5 years"),
        ("1993 and 2009", "1993 or 2009", "1993 and 2009"),
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
        ("news from last year", "2025", "from last year"),
        ("from the nineties", "1990-1999", "from the nineties"),
        ("news from late 2020", "2020-09-01 to 2020-12-31", "from late 2020"),
        ("whom did they buy from in 2022", "2022", "in 2022"),
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
        ("on 08.08.2025", "2025-08-08", "on 08.08.2025"),
        ("1/9/2025", "2025-09-01", "1/9/2025"),
        ("9/25/2025", "2025-09-25", "9/25/2025"),
        ("27-01-2023", "2023-01-27", "27-01-2023"),
        ("2025/08/08", "2025-08-08", "2025/08/08"),
        ("09.2023", "2023-09", "09.2023"),
        ("since 09/2023", "since 2023-09", "since 09/2023"),
        ("1.9.2020-27.11.2020", "2020-09-01 to 2020-11-27", "1.9.2020-27.11.2020"),
        ("8/2025", "2025-08", "8/2025"),
        ("in 1994 and the next year", "1994-1995", "in 1994 and the next year"),
        ("last week of september 2020", "2020-09-24 to 2020-09-30", "last week of september 2020"),
        ("the day before yesterday", "2026-11-21", "the day before yesterday"),
        ("one day ago", "2026-11-22", "one day ago"),
        ("before the 2020 war", "before 2020", "before the 2020"),
        ("the twenties", "2020-2029", "the twenties"),
        ("the 30s", "1930-1939", "the 30s"),
        ("0950-03", "0950-03", "0950-03"),
        ("0950-0960", "0950-0960", "0950-0960"),
        ("27 September to 10 November 2020", "2020-09-27 to 2020-11-10", "27 september to 10 november 2020"),
        ("9-10 November 2020", "2020-11-09 to 2020-11-10", "9-10 november 2020"),
        ("Sept/Oct 2020", "2020-09-01 to 2020-10-31", "sept/oct 2020"),
        ("June-July 2021", "2021-06-01 to 2021-07-31", "june-july 2021"),
        ("27 September 2020 - 22 November 2022", "2020-09-27 to 2022-11-22", "27 september 2020 - 22 november 2022"),
        ("2018 – 23 June 2020", "2018-01-01 to 2020-06-23", "2018 – 23 june 2020"),
        ("10-Nov-2020", "2020-11-10", "10-nov-2020"),
        ("Nov-2020", "2020-11", "nov-2020"),
        ("November the 10th 2020", "2020-11-10", "november the 10th 2020"),
        ("July/2020", "2020-07", "july/2020"),
        ("2020.09", "2020-09", "2020.09"),
        ("'93", "1993", "'93"),
        ("april '21", "2021-04", "april '21"),
        ("27.9.20", "2020-09-27", "27.9.20"),
        ("twenty years ago", "2006", "twenty years ago"),
        ("a century ago", "1916-1936", "a century ago"),
        ("a hundred years ago", "1916-1936", "a hundred years ago"),
        ("half a century ago", "1971-1981", "half a century ago"),
        ("some ten years ago", "2014-2018", "ten years ago"),
        ("a decade ago or so", "2014-2018", "a decade ago or so"),
        ("five days ago or so", "2026-11-18", "five days ago"),
        ("thirty-odd years ago", "1987-1996", "thirty-odd years ago"),
        ("over a hundred years ago", "before 1937", "over a hundred years ago"),
        ("before the September 2023 clash", "before 2023-10", "before the september 2023"),
        ("before the September 2023", "before 2023-09", "before the september 2023"),
        ("the middle of the last decade", "2013-2017", "the middle of the last decade"),
        ("early last decade", "2010-2014", "early last decade"),
        ("several years ago", "2019-2023", "several years ago"),
        ("except 2020", "NOT 2020", "except 2020"),
        ("no later than 2020", "before 2021", "no later than 2020"),
        ("2020+", "since 2020", "2020+"),
        ("after:2020", "since 2021", "after:2020"),
        ("since:2020", "since 2020", "since:2020"),
        ("1992 or 1994", "1992 or 1994", "1992 or 1994"),
        ("since september", "since 2026-09", "since september"),
        ("Q1 2021", "2021-01-01 to 2021-03-31", "q1 2021"),
        ("spring 2009", "2009-03-01 to 2009-05-31", "spring 2009"),
        ("circa 1993", "1992-1994", "circa 1993"),
        ("1993 AD", "1993", "1993 ad"),
        ("early to mid 1990s", "1990-1997", "early to mid 1990s"),
        ("beginning of 2020", "2020-01-01 to 2020-04-30", "beginning of 2020"),
        ("since september 2020", "since 2020-09", "since september 2020"),
        ("after september 2020", "since 2020-09", "after september 2020"),
        ("September–November 2020", "2020-09-01 to 2020-11-30", "september–november 2020"),
        ("from september to november 2020", "2020-09-01 to 2020-11-30", "from september to november 2020"),
        ("between 27 and 29 september 2020", "2020-09-27 to 2020-09-29", "between 27 and 29 september 2020"),
        ("1990s and 2000s", "1990-2009", "1990s and 2000s"),
        ("1990s or 2010s", "1990-1999 or 2010-2019", "1990s or 2010s"),
        ("a couple of weeks ago", "2026-11-09 to 2026-11-15", "a couple of weeks ago"),
        ("aug 24", "2024-08", "aug 24"),
        ("nov 08", "2008-11", "nov 08"),
        ("jan 20", "2020-01", "jan 20"),
        ("20 aug 24", "2024-08-20", "20 aug 24"),
        (">2020", "since 2021", ">2020"),
        (">= 2020", "since 2020", ">= 2020"),
        ("<1995", "before 1995", "<1995"),
        ("until may 2020", "before 2020-06", "until may 2020"),
        ("by 2012", "before 2013", "by 2012"),
        ("by the end of 2020", "before 2021", "by the end of 2020"),
        ("since the end of 2020", "since 2020-09", "since the end of 2020"),
        ("18th and 19th centuries", "1701-1900", "18th and 19th centuries"),
        ("early 20th century", "1901-1933", "early 20th century"),
        ("first half of 2020", "2020-01-01 to 2020-06-30", "first half of 2020"),
        ("the first quarter of 2020", "2020-01-01 to 2020-03-31", "the first quarter of 2020"),
        ("2021 Q1", "2021-01-01 to 2021-03-31", "2021 q1"),
        ("H2 2020", "2020-07-01 to 2020-12-31", "h2 2020"),
        ("1Q21", "2021-01-01 to 2021-03-31", "1q21"),
        ("Q1 '21", "2021-01-01 to 2021-03-31", "q1 '21"),
        ("third quarter of 2020", "2020-07-01 to 2020-09-30", "third quarter of 2020"),
        ("first week of november 2020", "2020-11-01 to 2020-11-07", "first week of november 2020"),
        ("first months of 1992", "1992-01-01 to 1992-03-31", "first months of 1992"),
        ("last two months of 2020", "2020-11-01 to 2020-12-31", "last two months of 2020"),
        ("10/11/2020", "2020-11-10", "10/11/2020"),
        ("2020/11/10", "2020-11-10", "2020/11/10"),
        ("2020-9-7", "2020-09-07", "2020-9-7"),
        ("20201110", "2020-11-10", "20201110"),
        ("2020-W45", "2020-11-02 to 2020-11-08", "2020-w45"),
        ("2020-09-27/2020-11-10", "2020-09-27 to 2020-11-10", "2020-09-27/2020-11-10"),
        ("27.09.-10.11.2020", "2020-09-27 to 2020-11-10", "27.09.-10.11.2020"),
        ("27.9–10.11.2020", "2020-09-27 to 2020-11-10", "27.9–10.11.2020"),
        ("9.-10.11.2020", "2020-11-09 to 2020-11-10", "9.-10.11.2020"),
        ("tenth of november 2020", "2020-11-10", "tenth of november 2020"),
        ("November 9-10, 2020", "2020-11-09 to 2020-11-10", "november 9-10, 2020"),
        ("Sep 27 - Nov 10, 2020", "2020-09-27 to 2020-11-10", "sep 27 - nov 10, 2020"),
        ("27 Sep - 10 Nov '20", "2020-09-27 to 2020-11-10", "27 sep - 10 nov '20"),
        ("9 and 10 November 2020", "2020-11-09 to 2020-11-10", "9 and 10 november 2020"),
        ("9, 10 and 11 November 2020", "2020-11-09 to 2020-11-11", "9, 10 and 11 november 2020"),
        ("September and October 2020", "2020-09-01 to 2020-10-31", "september and october 2020"),
        ("May or July 2021", "2021-05 or 2021-07", "may or july 2021"),
        ("December to February 2021", "2020-12-01 to 2021-02-28", "december to february 2021"),
        ("27 September 2020 to 10 November", "2020-09-27 to 2020-11-10", "27 september 2020 to 10 november"),
        ("2020 November 10", "2020-11-10", "2020 november 10"),
        ("2020-Nov-10", "2020-11-10", "2020-nov-10"),
        ("Tuesday, 10 November 2020", "2020-11-10", "tuesday, 10 november 2020"),
        ("10 november, 2020", "2020-11-10", "10 november, 2020"),
        ("10nov2020", "2020-11-10", "10nov2020"),
        ("since 2010 but before 2015", "2010-2014", "since 2010 but before 2015"),
        ("since 1993 until now", "1993-01-01 to 2026-11-23", "since 1993 until now"),
        ("2015-present", "2015-01-01 to 2026-11-23", "2015-present"),
        ("2015 to date", "2015-01-01 to 2026-11-23", "2015 to date"),
        ("1992 to 94", "1992-1994", "1992 to 94"),
        ("2020/09", "2020-09", "2020/09"),
        ("2020–21", "2020-2021", "2020–21"),
        ("1992–1993, 1995 and 2001", "1992-1993 or 1995 or 2001", "1992–1993, 1995 and 2001"),
        ("in 1993 and in May 2009", "1993 or 2009-05", "in 1993 and in may 2009"),
        ("before 1990 or since 2000", "except 1990-1999", "before 1990 or since 2000"),
        ("except 1993 and 2020", "NOT 1993 or 2020", "except 1993 and 2020"),
        ("not in 2020", "NOT 2020", "not in 2020"),
        ("but not 2020", "NOT 2020", "but not 2020"),
        ("outside 2020", "NOT 2020", "outside 2020"),
        ("sold outside in 2020", "2020", "in 2020"),
        ("-2020", "NOT 2020", "-2020"),
        ("the day after 10 november 2020", "2020-11-11", "the day after 10 november 2020"),
        ("the year before last", "2024", "year before last"),
        ("last summer", "2026-06-01 to 2026-08-31", "last summer"),
        ("this spring", "2026-03-01 to 2026-05-31", "this spring"),
        ("in the last few years", "2021-01-01 to 2026-11-23", "in the last few years"),
        ("last quarter", "2026-07-01 to 2026-09-30", "last quarter"),
        ("last century", "1901-2000", "last century"),
        ("nineteen ninety-three", "1993", "nineteen ninety-three"),
        ("in the year two thousand and nine", "2009", "in the year two thousand and nine"),
        ("nineteen-nineties", "1990-1999", "nineteen-nineties"),
        ("the noughties", "2000-2009", "the noughties"),
        ("mid-2020", "2020-04-01 to 2020-09-30", "mid-2020"),
        ("mid-november 2020", "2020-11-11 to 2020-11-20", "mid-november 2020"),
        ("late 1980s and early 1990s", "1986-1994", "late 1980s and early 1990s"),
        ("end of september 2020", "2020-09-21 to 2020-09-30", "end of september 2020"),
        ("early september 2020", "2020-09-01 to 2020-09-10", "early september 2020"),
        ("winter 2020-21", "2020-12-01 to 2021-02-28", "winter 2020-21"),
        ("2009 spring", "2009-03-01 to 2009-05-31", "2009 spring"),
        ("after the 2020 war", "since 2020", "after the 2020"),
        ("the 1920 treaty", "1920", "the 1920"),
        ("resolutions 1993", "1993", "1993"),
        ("four UNSC resolutions 1993", "1993", "1993"),
        ("half a year ago", "2026-05", "half a year ago"),
        ("top 3 2020", "2020", "2020"),
        ("1991–", "since 1991", "1991–"),
        (
            "october-november 2020 and may 2021",
            "2020-10-01 to 2020-11-30 or 2021-05",
            "october-november 2020 and may 2021",
        ),
        ("1993-05-01 to 1993-06-30", "1993-05-01 to 1993-06-30", "1993-05-01 to 1993-06-30"),
        ("sept 2020–oct 2021", "2020-09-01 to 2021-10-31", "sept 2020–oct 2021"),
        ("1/2/2020 - 3/4/2021", "2020-02-01 to 2021-04-03", "1/2/2020 - 3/4/2021"),
        ("2019, 2020, 2021", "2019-2021", "2019, 2020, 2021"),
        ("in 2019/2020", "2019-2020", "in 2019/2020"),
        ("on the 8th of august 2025", "2025-08-08", "on the 8th of august 2025"),
        ("2020s", "2020-2029", "2020s"),
        ("1800s", "1800-1899", "1800s"),
        ("1900s", "1900-1999", "1900s"),
        ("'90s", "1990-1999", "'90s"),
        ("199X", "1990-1999", "199x"),
        ("Sep 20 - Nov 10, 2020", "2020-09-20 to 2020-11-10", "sep 20 - nov 10, 2020"),
        ("Nov 10-12, 2020", "2020-11-10 to 2020-11-12", "nov 10-12, 2020"),
        ("November 10-12 2020", "2020-11-10 to 2020-11-12", "november 10-12 2020"),
        ("this may", "2026-05", "this may"),
        ("circa november 2020", "2020-10-01 to 2020-12-31", "circa november 2020"),
        ("last september", "2026-09", "last september"),
        ("last december", "2025-12", "last december"),
        ("27/9 - 10/11/2020", "2020-09-27 to 2020-11-10", "27/9 - 10/11/2020"),
        ("10.11.20-12.11.20", "2020-11-10 to 2020-11-12", "10.11.20-12.11.20"),
        ("from 1 to 10 november 2020", "2020-11-01 to 2020-11-10", "from 1 to 10 november 2020"),
        ("aug 24 to nov 24", "2024-08-01 to 2024-11-30", "aug 24 to nov 24"),
        ("two or three years ago", "2023-2024", "two or three years ago"),
        ("10 to 15 years ago", "2011-2016", "10 to 15 years ago"),
        ("1991..1994", "1991-1994", "1991..1994"),
        ("1991 -- 1994", "1991-1994", "1991 -- 1994"),
        ("before 2000 and after 2010", "except 2000-2010", "before 2000 and after 2010"),
        ("not before 2020", "since 2020", "not before 2020"),
        ("2009 or later", "since 2009", "2009 or later"),
        ("sept. 2020", "2020-09", "sept. 2020"),
        ("10-11-20", "2020-11-10", "10-11-20"),
        ("2020 onwards", "since 2020", "2020 onwards"),
        ("eurovision-2012", "2012", "2012"),
    ],
)
def test_time_is_read(question: str, label: str, matched: str) -> None:
    assert read(f"zenda {question}") == [(label, matched)]


@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("before 0001", [("?", "before 0001")]),
        ("13/2020", [("?", "13/2020")]),
        ("2009 protocol of 2012-13", [("2009", "2009"), ("2012-2013", "of 2012-13")]),
        ("31 june 2009", [("?", "31 june 2009")]),
        ("30.02.2009", [("?", "30.02.2009")]),
        ("2009-02-30", [("?", "2009-02-30")]),
        ("years ago", [("?", "years ago")]),
        ("how long ago", []),
        ("the turn of the tide 1993", [("1993", "1993")]),
        ("gas -> 2001", [("2001", "2001")]),
        ("they are skipping the 2025 summit", [("2025", "the 2025")]),
        ("gas, skipping 2025 please", [("NOT 2025", "skipping 2025")]),
        ("excluding the 2020 war", [("NOT 2020", "excluding the 2020")]),
        ("excluding 2020 war", [("NOT 2020", "excluding 2020")]),
        ("did they skip 2025", [("2025", "2025")]),
        ("gas, skip 2025", [("NOT 2025", "skip 2025")]),
        ("whom they ignore in 2020", [("2020", "in 2020")]),
        ("was 2020 left out", [("2020", "2020")]),
        ("2020 aside from gas", [("2020", "2020")]),
        ("excl. 2020", [("NOT 2020", "excl. 2020")]),
        ("a statement from May on gas", []),
        ("troops march onwards", []),
        ("May 3rd and 1994", [("1994", "may 3rd and 1994")]),
        ("with 2015 excluded", [("NOT 2015", "2015 excluded")]),
        ("setting 2015 aside, zenda", [("NOT 2015", "setting 2015 aside")]),
        ("zenda, leaving 2015 aside", [("NOT 2015", "leaving 2015 aside")]),
        ("putting aside 2015, zenda", [("NOT 2015", "putting aside 2015")]),
        ("they are setting 2015 aside", [("2015", "2015")]),
        ("they are setting aside 2015", [("2015", "2015")]),
        ("2015 not included", [("NOT 2015", "2015 not included")]),
        ("anything but 2017", [("NOT 2017", "anything but 2017")]),
        ("B.S.E.C. 1993", [("1993", "1993")]),
        ("1992 versus 1998", [("1992 or 1998", "1992 versus 1998")]),
        ("may 2022 -> 2023", [("2022-05-01 to 2023-12-31", "may 2022 -> 2023")]),
        ("neither 2018 nor 2024", [("NOT 2018 or 2024", "neither 2018 nor 2024")]),
        ("gas !2018", [("NOT 2018", "!2018")]),
        ("gas! 2018", [("2018", "2018")]),
        ("!= 2018", [("NOT 2018", "!= 2018")]),
        ("<>2018", [("NOT 2018", "<>2018")]),
        ("instead of 2018", [("NOT 2018", "instead of 2018")]),
        ("other years than 2018", [("NOT 2018", "other years than 2018")]),
        ("2005-2010 except 2007", [("2005-2010", "2005-2010"), ("NOT 2007", "except 2007")]),
        (
            "since january 2020 except march 2020",
            [("since 2020", "since january 2020"), ("NOT 2020-03", "except march 2020")],
        ),
    ],
)
def test_several_times_and_such_as_are_in_no_calendar(question: str, times: list[tuple[str, str]]) -> None:
    assert read(question) == times


@pytest.mark.parametrize(
    "question",
    [
        "version 3.2020",
        "in 92 countries",
        "in 93%",
        "in 95.5",
        "in 20",
        "the 92",
        "september 27",
        "20 January",
        "resolution 2699",
        "resolutions 822, 853 and 2699",
        "v1.2.20",
        "+994 50 123 2020",
        "555-1999",
        "$2000",
        "2000 troops",
        "2,000",
        "24/7",
        "MiG-29",
        "MiG-2000",
        "page 19931",
        "article 51",
        "COP29",
        "1000 BC",
        "may I ask",
        "since may I ask",
        "this may matter",
        "in the march of time",
        "last week of the war",
        "9/11",
        "in her forties",
        "sep 27",
        "",
        "next door",
        "12345",
        "200",
        "0000",
        "3001",
        "section 2020",
        "room 2012",
        "flight 1990",
        "unscr 2699",
        "articles 1 and 2024",
        "€1990",
        "10.0.0.1",
        "050-10-11-2012",
        "1500 km",
        "2000 people",
        "1000 MW",
        "by ilham",
        "after all",
        "before long",
        "between us",
        "the past",
        "this is the last",
        "twenty camels",
        "in march order",
        "compare a and b",
        "su-2000",
        "8a",
        "5%",
        "100%",
    ],
)
def test_no_time_is_read(question: str) -> None:
    assert read(question) == []


@pytest.mark.parametrize(
    ("question", "matched"),
    [
        ("10 AM", "10 am"),
        ("10AM", "10am"),
        ("at 5 p.m. in baku", "5 p.m."),
        ("at 5 p.m", "5 p.m"),
        ("10:30", "10:30"),
        ("1:30 pm", "1:30 pm"),
        ("at 23:59:01 sharp", "23:59:01"),
        ("32 May 2020", "32 may 2020"),
        ("00 May 2020", "00 may 2020"),
    ],
)
def test_time_of_day_or_impossible_day_is_named_as_no_time(question: str, matched: str) -> None:
    assert read(question) == [("?", matched)]


@pytest.mark.parametrize(
    "question", ["25:30", "10:75", "10: 30", "1:3", "555-10:30", "10 a m", "45 May", "after the fall"]
)
def test_other_numbers_are_no_time_of_day(question: str) -> None:
    assert read(question) == []


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("2020 at the latest", "before 2021"),
        ("at the latest 2020", "before 2021"),
        ("2020 at the earliest", "since 2020"),
        ("all years but 2020", "NOT 2020"),
        ("every year except 2020", "NOT 2020"),
        ("any year but 2020", "NOT 2020"),
        ("skipping 2020", "NOT 2020"),
        ("w/o 2020", "NOT 2020"),
        ("approx. 1993", "1992-1994"),
        ("somewhere around 1993", "1992-1994"),
        ("almost ten years ago", "2015-2017"),
        ("date:2020", "2020"),
        ("year:2020", "2020"),
        ("ten years back", "2016"),
        ("a dozen years ago", "2014"),
        ("a year and a half ago", "2025-05"),
        ("one and a half years ago", "2025-05"),
        ("two and a half decades ago", "2001"),
        ("more than ten years ago", "before 2017"),
        ("over twenty years ago", "before 2007"),
        ("less than 5 years ago", "since 2021"),
        ("no more than two months ago", "since 2026-09"),
        ("nothing before 2010", "since 2010"),
        ("nothing after 2010", "before 2011"),
        ("before and after 1991", "NOT 1991"),
        ("over the last two years", "2024-01-01 to 2026-11-23"),
        ("since spring", "since 2026-03"),
        ("since the summer", "since 2026-06"),
        ("until summer", "before 2026-09"),
        ("since winter did they meet", "since 2025-12"),
        ("since monday", "since 2026-11-16"),
        ("before friday", "before 2026-11-20"),
        ("last tuesday", "2026-11-17"),
        ("since monday 9 november 2020", "since 2020-11-09"),
    ],
)
def test_time_is_read_in_everyday_words(question: str, label: str) -> None:
    assert [found for found, _ in read(question)] == [label]


@pytest.mark.parametrize(
    "question",
    [
        "before the spring offensive",
        "since the fall of the town",
        "since monday mornings",
        "a month and a half ago of it",
        "one and a half ago",
        "this tuesday",
        "spring",
        "monday",
    ],
)
def test_season_or_weekday_that_says_no_time_is_a_word(question: str) -> None:
    assert [label for label, _ in read(question) if label != "?"] == []


def test_future_does_not_reach_back_to_now() -> None:
    assert read("from 2030 to now") == [("since 2030", "from 2030")]


DATES = st.dates(max_value=date(2899, 12, 31), min_value=date(1001, 1, 1))
ANYTHING = st.lists(
    st.sampled_from(sorted({*BEGINNERS, *CORES, *NUMBERED, *"-/.,+:'’ 0123456789", "2020", "93", "10", "bc", "ish"})),
    max_size=14,
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Return a time with gaps or without, open at either end or at neither."""
    days = sorted(draw(st.lists(DATES, min_size=2, max_size=6, unique=True)))
    days = days[: len(days) // 2 * 2]
    times = [Period(first, last) for first, last in zip(days[::2], days[1::2], strict=True)]
    opened = draw(st.sampled_from(["none", "start", "end"]))
    if opened == "start":
        times[0] = Period(None, times[0].end)
    if opened == "end":
        times[-1] = Period(times[-1].start, None)
    found = combine(times[:1], []) if len(times) == 1 else combine([Period(times[0].start, times[-1].end)], gaps(times))
    assert found
    return found


def gaps(times: list[Period]) -> list[Period]:
    """Return what lies between times that are in order and apart."""
    between = [
        (before.end + timedelta(days=1), after.start - timedelta(days=1))
        for before, after in pairwise(times)
        if before.end and after.start
    ]
    return [Period(first, last) for first, last in between if first <= last]


# What is beside the usual forms: it is read as far as it is certain.
@pytest.mark.parametrize(
    ("question", "times"),
    [
        ("1993.2015/10", [("1993", "1993")]),
        ("3.2020", []),
        ("11 march 12:30", [("?", "12:30")]),
        ("november-10-12 2020", [("2020", "2020")]),
        ("2009 nov 2021", [("2009", "2009"), ("2021-11", "nov 2021")]),
        ("2010 november", [("2010-11", "2010 november")]),
        ("fourth week:2021", [("2021", "2021")]),
        ("april - '21", [("2021", "april - '21")]),
        ("ad 2020", [("2020", "ad 2020")]),
        ("1992, 27, h2 2020", [("2020-07-01 to 2020-12-31", "h2 2020")]),
        ("early 2020 and now", [("2020-01-01 to 2020-04-30", "early 2020")]),
        ("march 2020 and 08:30", [("2020-03", "march 2020"), ("?", "08:30")]),
        ("from may to now", [("2026-05-01 to 2026-11-23", "from may to now")]),
        ("may to the present", []),
        (
            "from september to november 199x",
            [("2026-09-01 to 2026-11-30", "from september to november"), ("1990-1999", "199x")],
        ),
        ("from 2020 to may", [("since 2020", "from 2020")]),
        ("between 2020 and the present", [("2020-01-01 to 2026-11-23", "between 2020 and the present")]),
        ("between 1992 and now", [("1992-01-01 to 2026-11-23", "between 1992 and now")]),
        ("last 27 century", [("?", "last 27")]),
        ("last 2 centuries", [("1826-01-01 to 2026-11-23", "last 2 centuries")]),
        ("next november", [("2027-11", "next november")]),
        ("next december", [("2026-12", "next december")]),
        ("this 27 months", []),
        ("the day before, yesterday", [("2026-11-22", "yesterday")]),
        ("late/1995", [("1995", "1995")]),
        ("early - late 2020", [("2020", "early - late 2020")]),
        ("late to early 2020", [("2020-01-01 to 2020-04-30", "early 2020")]),
        ("early - 08", []),
        ("99s", []),
        ("first/second century", [("0001-0200", "first/second century")]),
        ("q5 2020", [("2020", "2020")]),
        ("winter 2020-09", [("2020-12-01 to 2021-02-28", "winter 2020")]),
        ("2018 june 10 2020", [("2018", "2018"), ("2020-06-10", "june 10 2020")]),
        ("circa march 2020", [("2020-02-01 to 2020-04-30", "circa march 2020")]),
        (
            "1980, 1982, 1984, 1986, 1988, 1990, 1992, 1994, 1996",
            [
                (
                    "1980 or 1982 or 1984 or 1986 or 1988 or 1990 or 1992 or 1994",
                    "1980, 1982, 1984, 1986, 1988, 1990, 1992, 1994",
                ),
                ("1996", "1996"),
            ],
        ),
        ("the week before 10 november 2020", [("2020-11-03 to 2020-11-09", "the week before 10 november 2020")]),
        ("the week after 2020", [("2021-01-01 to 2021-01-07", "the week after 2020")]),
        ("last 48 hours", [("2026-11-21 to 2026-11-23", "last 48 hours")]),
        ("2020-ish", [("2019-2021", "2020-ish")]),
        ("10th week of november 2020", [("?", "10"), ("2020-11", "of november 2020")]),
        ("050-10-1994", []),
        ("in january, 2009, 1991.20: 27", [("2009", "2009")]),
        ("circa 10 march 2020", [("2020-03-03 to 2020-03-17", "circa 10 march 2020")]),
        ("between 2020, 1993", [("1993 or 2020", "2020, 1993")]),
        ("since 2020 and now", [("2020-01-01 to 2026-11-23", "since 2020 and now")]),
        ("current events of 2020", [("2020", "of 2020")]),
        ("10s", []),
        ("1500 10s", [("1500", "1500")]),
        ("18th or later", []),
        ("after:11- all", []),
    ],
)
def test_odd_form_is_read_as_far_as_it_is_certain(question: str, times: list[tuple[str, str]]) -> None:
    assert read(question) == times


def test_this_winter_has_begun_last_year_until_march() -> None:
    times = list(find_times("this winter", date(2026, 1, 15)))

    assert [time.period.label for time in times if time.period] == ["2025-12-01 to 2026-02-28"]


def test_open_time_has_no_bounds() -> None:
    assert bounds_of(Period(date(2020, 1, 1), date(2020, 1, 2))) == (date(2020, 1, 1), date(2020, 1, 2))
    for period in (Period(None, date(2020, 1, 1)), Period(date(2020, 1, 1), None)):
        with pytest.raises(ValueError, match="open"):
            bounds_of(period)


def test_day_without_a_month_is_no_whole_date() -> None:
    with pytest.raises(ValueError, match="not a whole date"):
        Moment(year=2020, day=1).to_period()


@given(periods())
def test_label_reads_back_as_the_same_time(period: Period) -> None:
    (time,) = find_times(tokenise(period.label).folded, TODAY)

    assert time.period == period


@given(periods())
def test_excluded_time_reads_back_as_the_same_time(period: Period) -> None:
    without = combine([], [period])
    assert without
    times = find_times(tokenise(without.label).folded, TODAY)
    asked = [time.period for time in times if time.period and not time.is_left_out]

    assert combine(asked, [time.period for time in times if time.period and time.is_left_out]) == without


@given(periods())
def test_a_time_with_gaps_survives_its_encoding(period: Period) -> None:
    request = Request(period=period)

    assert decode_request(encode_request(request)) == request


@given(st.one_of(ANYTHING.map(" ".join), ANYTHING.map("".join), st.text(max_size=60)))
def test_any_text_is_read_without_failure(text: str) -> None:
    folded = tokenise(text).folded
    end = 0
    for time in find_times(folded, TODAY):
        assert end <= time.span[0] < time.span[1] <= len(folded)
        end = time.span[1]
        assert time.period is None or time.period.ordinals[0] <= time.period.ordinals[1]


def test_times_do_not_overlap() -> None:
    assert [time.span for time in find_times("3 years ago ago", TODAY)] == [(0, 11), (12, 15)]


def test_number_behind_a_season_that_counts_is_no_year() -> None:
    assert find_times("that summer 12 countries met", date(2026, 11, 23)) == []
