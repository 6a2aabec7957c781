import pytest

from bot.search import parse
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("sylvania page 3", 3),
        ("page 0", 1),
        ("sylvania page 0", 1),
        ("sylvania page", 1),
        ("sylvania page 999", 999),
        ("sylvania page 1000", 1),
        ("sylvania page 99999", 1),
        ("page 3 sylvania", 3),
        ("show me page 3 of sylvania", 3),
        ("sylvania page two", 2),
        ("sylvania, p. 4", 4),
        ("sylvania page a", 1),
        ("all page", 1),
        ("sylvania page 3 gas", 1),
        ("pages 3", 1),
    ],
)
def test_page_is_a_number_at_the_end_or_first(question: str, page: int) -> None:
    assert parse(question, INDEX, TODAY).request.page == page
