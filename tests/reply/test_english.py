import pytest

from bot.domain.dates import parse_when
from bot.reply.english import join, when_in_words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2009-10-10", "10 October 2009"),
        ("2009-10", "October 2009"),
        ("2009", "2009"),
        ("199X", "the 1990s"),
        ("1993?", "1993 (uncertain)"),
        ("2009-10~", "about October 2009"),
        ("1992/1993", "1992 to 1993"),
        ("1993/..", "since 1993"),
        ("../2009-10-10", "until 10 October 2009"),
    ],
)
def test_dates_are_worded_no_more_exactly_than_they_are_known(when: str, words: str) -> None:
    assert when_in_words(parse_when(when)) == words


@pytest.mark.parametrize(
    ("words", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_are_joined_as_people_write_them(words: list[str], joined: str) -> None:
    assert join(words) == joined
