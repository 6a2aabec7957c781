"""A body at which something was said is asked about only where facts are about it too."""

import pytest

from bot.search import parse
from tests.bases import FACT, TODAY, index, relation


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("what did sylvania say at zenda", ("sylvania",)),
        ("sylvania gas before the zenda", ("sylvania",)),
        ("sylvania gas of zenda", ("sylvania", "zenda")),
        ("zenda gas of sylvania", ("zenda", "sylvania")),
        ("gas at zenda", ("zenda",)),
        ("ruritania at zenda", ("zenda",)),
        ("zenda at sylvania", ("zenda", "sylvania")),
        ("sylvania at graustark", ("sylvania", "graustark")),
        ("gas of graustark and sylvania in zenda", ("graustark", "sylvania", "zenda")),
        ("sylvania gas in zenda", ("sylvania",)),
        ("what did graustark say about sylvania in zenda", ("graustark", "sylvania")),
        ("michael elphberg at zenda", ("michael-elphberg",)),
        ("elphberg at zenda", ("zenda",)),
        ("sylvania at zenda but not zenda", ("sylvania",)),
    ],
)
def test_venue_is_passed_over_beside_another_name(question: str, partners: tuple[str, ...]) -> None:
    assert parse(question, index(), TODAY).request.partners == partners


def test_venue_is_asked_about_where_a_fact_is_about_both() -> None:
    base = index(relations__zenda=relation(FACT.replace("  topics:", "  involves: [sylvania]\n  topics:")))

    assert parse("what did sylvania say at zenda", base, TODAY).request.partners == ("sylvania", "zenda")
