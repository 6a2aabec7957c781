import pytest

from bot.loading.claims.dates import find_dates, format_parts


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("from 29 July to 1 August 1997", ["29 July", "1 August 1997"]),
        ("on 20 and 21 May 2012", ["20 May 21 May 2012"]),
        ("2002-2014, 1992-93, 2025/2026", ["2002", "2014", "1992 1993", "2025", "2026"]),
        ("the early 1990s", ["1990s"]),
        ("12.05.2021", ["12 May 2021"]),
        ("2000 soldiers, $1999 and 1,995 men may march", []),
    ],
)
def test_finds_dates_in_many_forms(text: str, dates: list[str]) -> None:
    assert [format_parts(found.parts) for found in find_dates(text)] == dates
