import pytest

from bot.loading.claims.numbers import find_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two thousand five hundred", [2500]),
        ("twenty-five years, the third of 4", [25, 3, 4]),
        ("one another, the two, third states", []),
        ("2.5 million", [2_500_000]),
        ("half of it, two thirds", [0.5, 0.6667]),
    ],
)
def test_finds_numbers_in_words_and_digits(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values
