import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.curating import suggest_fact_id, suggest_id


@pytest.mark.parametrize(
    ("partner", "statement", "when", "suggested"),
    [
        ("zenda", "Zenda has a castle above the moat.", "", "zenda-castle-moat"),
        ("zenda", "Zenda sold its castle in 1994.", "1994-05", "zenda-sold-castle-1994"),
        ("rudolf-elphberg", "Rudolf Elphberg visited Zenda.", "199X~", "rudolf-elphberg-visited-zenda"),
        ("zenda", "Zénda féted a king.", "1993/..", "zenda-feted-king-1993"),
        ("zenda", "", "", "zenda"),
        ("", "", "", ""),
        ("", "… – !", "", ""),
    ],
)
def test_an_id_is_made_of_partner_words_and_year(partner: str, statement: str, when: str, suggested: str) -> None:
    assert suggest_fact_id(partner, statement, when, ()) == suggested


def test_an_id_that_is_taken_is_numbered() -> None:
    taken = {"zenda-castle", "zenda-castle-2"}
    assert suggest_fact_id("zenda", "Zenda's castle", "", taken) == "zenda-castle-3"


@given(st.lists(st.text(max_size=12), max_size=5), st.sets(st.sampled_from(["a", "a-2", "b", "c-1"])))
def test_a_suggested_id_is_always_fit_and_free(words: list[str], taken: set[str]) -> None:
    suggested = suggest_id(words, taken)
    assert suggested not in taken
    assert suggested == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", suggested)
