from datetime import date

import pytest

from bot.domain.dates import Period, Precision, parse_when


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2009-10-10", date(2009, 10, 10), date(2009, 10, 10)),
        ("2009-10", date(2009, 10, 1), date(2009, 10, 31)),
        ("2008-02", date(2008, 2, 1), date(2008, 2, 29)),
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("199X~", date(1990, 1, 1), date(1999, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("18XX/..", date(1800, 1, 1), None),
        ("2009-21", date(2009, 3, 1), date(2009, 5, 31)),
        ("2009-22", date(2009, 6, 1), date(2009, 8, 31)),
        ("2009-23", date(2009, 9, 1), date(2009, 11, 30)),
        ("2009-24", date(2009, 12, 1), date(2010, 2, 28)),
        ("2011-24", date(2011, 12, 1), date(2012, 2, 29)),
        ("2009-21/2009-23", date(2009, 3, 1), date(2009, 11, 30)),
        ("1993?", date(1993, 1, 1), date(1993, 12, 31)),
        ("1992/1993", date(1992, 1, 1), date(1993, 12, 31)),
        ("1993/..", date(1993, 1, 1), None),
        ("../1993-05", None, date(1993, 5, 31)),
        ("199X/2003-04-05", date(1990, 1, 1), date(2003, 4, 5)),
    ],
)
def test_notation_covers_its_widest_span_of_days(text: str, start: date | None, end: date | None) -> None:
    when = parse_when(text)

    assert (when.text, when.period) == (text, Period(start, end))


@pytest.mark.parametrize(
    ("text", "precision", "uncertain", "approximate"),
    [
        ("2009-10-10?", Precision.DAY, True, False),
        ("2009-10~", Precision.MONTH, False, True),
        ("2009", Precision.YEAR, False, False),
        ("199X?", Precision.DECADE, True, False),
        ("19XX~", Precision.CENTURY, False, True),
        ("2009-22?", Precision.SEASON, True, False),
    ],
)
def test_point_keeps_precision_and_uncertainty(
    text: str, precision: Precision, uncertain: bool, approximate: bool
) -> None:
    when = parse_when(text)

    assert when.start == when.end
    assert when.start
    assert (when.start.precision, when.start.uncertain, when.start.approximate) == (precision, uncertain, approximate)
    assert not when.is_interval


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'' is not a date"),
        ("may 2009", "'may 2009' is not a date"),
        ("09", "'09' is not a date"),
        ("2009-1", "'2009-1' is not a date"),
        ("2009-13", "'2009-13' is not in the calendar"),
        ("2009-02-29", "'2009-02-29' is not in the calendar"),
        ("0000", "'0000' is not in the calendar"),
        ("000X", "'000X' is not in the calendar"),
        ("00XX", "'00XX' is not in the calendar"),
        ("30XX", "'30XX' is too far away"),
        ("1XXX", "'1XXX' is not a date"),
        ("2009-20", "'2009-20' is not in the calendar"),
        ("2009-25", "'2009-25' is not in the calendar"),
        ("2009-22-01", "'2009-22-01' is not in the calendar"),
        ("3000", "'3000' is too far away"),
        ("999X", "'999X' is too far away"),
        ("1993%", "'1993%' is not a date"),
        ("٢٠٠٩", "'٢٠٠٩' is not a date"),
        ("1993/", "'' is not a date"),
        ("1/2/3", "'1' is not a date"),
        ("1993/1992", "the interval runs backwards: write 1992/1993"),
        ("2009-10/2009-09-10", "the interval runs backwards"),
        ("../..", "open at both ends"),
    ],
)
def test_refuses_other_text_with_its_cure(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refusal:
        parse_when(text)

    assert message in str(refusal.value)


D = date(2000, 1, 1)
E = date(2000, 2, 1)
F = date(2000, 3, 1)


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (Period(D, E), Period(E, F), 0),
        (Period(D, D), Period(E, F), 31),
        (Period(E, F), Period(D, D), 31),
        (Period(None, D), Period(E, None), 31),
        (Period(E, None), Period(None, D), 31),
        (Period(None, None), Period(D, E), 0),
        (Period(D, None), Period(E, None), 0),
    ],
)
def test_days_between_periods_are_zero_where_they_overlap(one: Period, other: Period, days: int) -> None:
    assert one.days_from(other) == other.days_from(one) == days
    overlaps = one.ordinals[0] <= other.ordinals[1] and other.ordinals[0] <= one.ordinals[1]
    assert overlaps == (days == 0)


@pytest.mark.parametrize(
    ("period", "label"),
    [
        (Period(date(1993, 1, 1), date(1993, 12, 31)), "1993"),
        (Period(date(1992, 1, 1), date(1993, 12, 31)), "1992-1993"),
        (Period(date(950, 1, 1), date(950, 12, 31)), "0950"),
        (Period(date(2009, 10, 1), date(2009, 10, 31)), "2009-10"),
        (Period(date(2009, 10, 10), date(2009, 10, 10)), "2009-10-10"),
        (Period(date(2020, 9, 27), date(2020, 11, 10)), "2020-09-27 to 2020-11-10"),
        (Period(date(2010, 1, 1), None), "since 2010"),
        (Period(date(2010, 5, 1), None), "since 2010-05"),
        (Period(date(2010, 5, 2), None), "since 2010-05-02"),
        (Period(None, date(2010, 12, 31)), "before 2011"),
        (Period(None, date(2010, 5, 1)), "before 2010-05-02"),
        (Period(None, None), "any time"),
    ],
)
def test_label_is_the_shortest_exact_form(period: Period, label: str) -> None:
    assert period.label == label
