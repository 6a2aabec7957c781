import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.texts import are_clean, clean


@pytest.mark.parametrize(
    ("texts", "plain"),
    [
        ((), True),
        (("",), True),
        (("Turkey (12)", "turkey energy"), True),
        (("natural gas ", "gas"), False),
        ((" gas",), False),
        (("natural  gas",), False),
        (("natural\ngas",), False),
        (("g\u200das",), False),
    ],
)
def test_texts_that_need_no_cleaning_are_known_at_one_look(texts: tuple[str, ...], plain: bool) -> None:
    assert are_clean(texts) is plain


@given(st.lists(st.text(alphabet="ab |\n\u200d\ud800\u202e", max_size=5), max_size=4))
def test_what_needs_no_cleaning_is_left_as_it_is(texts: list[str]) -> None:
    assert not are_clean(texts) or [clean(text) for text in texts] == texts
