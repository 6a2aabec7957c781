import pytest

from bot.search import parse
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("IS", True),
        ("is", True),
        ("gas from IS", True),
        ("what is gas", False),
        ("WHAT IS GAS", False),
        ("IS 1993", False),
        ("IS it true", False),
    ],
)
def test_code_that_is_an_english_word_counts_in_capitals_among_small_letters(question: str, named: bool) -> None:
    base = index(relations__zenda="partner: zenda\nname: Zenda\nkind: state\niso: IS\n")

    assert bool(parse(question, base, TODAY).partners) is named


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("US gas", ["US"]),
        ("gas from the US", ["US"]),
        ("the us and sylvania", ["US"]),
        ("us and sylvania", ["US"]),
        ("between us and sylvania", ["US"]),
        ("sylvania vs us", ["US"]),
        ("let us see", []),
        ("tell us about sylvania", []),
        ("TELL US ALL", []),
        ("PM of sylvania", []),
        ("BOL and gas", ["BO"]),
        ("bol", ["BO"]),
        ("CAN sylvania", []),
    ],
)
def test_codes_of_countries_count_where_they_are_no_words(question: str, codes: list[str]) -> None:
    parsed = parse(question, INDEX, TODAY)

    assert [match.country.code for match in parsed.countries] == codes
    assert list(parsed.request.countries) == codes


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("IT gas", ("IT",)),
        ("gas from IT", ("IT",)),
        ("who", ()),
        ("WHO", ("WHO",)),
        ("let us see", ()),
        ("TELL US ALL", ()),
    ],
)
def test_stop_word_in_capitals_is_a_name_that_may_be_unknown(question: str, unknown: tuple[str, ...]) -> None:
    assert parse(question, INDEX, TODAY).request.unknown == unknown
