import pytest

from bot.search.respelling import respell


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("tuerkei", ["turkei"]),
        ("turkei", []),
        ("әлијев", ["eliyev"]),
        ("әщ", []),  # Azerbaijani Cyrillic has no such letter
        ("турция", []),
    ],
)
def test_words_may_be_the_same_as_words_spelt_otherwise(words: str, others: list[str]) -> None:
    assert list(respell(words)) == others
