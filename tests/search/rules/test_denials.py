import pytest

from bot.search import parse
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        ("who is not an ally", "not"),
        ("Why didn't Sylvania sign?", "didn't"),
        ("Didn't Sylvania sign?", ""),
        ("sylvania signed, didn't it", ""),
        ("I don't know who sylvania is", ""),
        ("no later than 1993 sylvania", ""),
        ("nobody signed", "nobody"),
        ("Sylvania didn’t sign", "didn’t"),
        ("sylvania hasnt signed", "hasnt"),
        ("neither sylvania nor graustark", "neither"),
        ("sylvania without graustark", ""),  # read: it is left out
        ("why not sylvania", ""),
        ("whether or not sylvania signed", ""),
        ("not only sylvania", ""),
        ("resolution no 8 on sylvania", ""),
        ("sylvania's resolution no. 8", ""),
        ("no treaty with sylvania", "no"),
        ("gas from NO", ""),  # Norway
        ("sylvania", ""),
    ],
)
def test_denial_is_reported(question: str, denial: str) -> None:
    assert parse(question, INDEX, TODAY).denial == denial
