import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reply.texts import clean, cut


@pytest.mark.parametrize(
    ("text", "cleaned"), [("a\x00b\n\tc", "a b c"), ("\ud800x", "x"), ("e\u2028f", "e f"), ("  ", "")]
)
def test_removes_invisible_characters(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(("text", "most", "short"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("ab cd", 4, "ab…")])
def test_marks_cut_text(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


@given(st.text(alphabet="ab |\n\u200d\ud800\u202e", max_size=8))
def test_keeps_clean_text(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in clean(text, strip=False)
