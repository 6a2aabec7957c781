import pytest

from bot.search import suggest_partners
from tests.bases import FACT, index, relation

INDEX = index(relations__zenda=relation(FACT).replace("name: Zenda", "name: Sylvan Park\naliases: [Old Sylvania]"))


@pytest.mark.parametrize(
    ("typed", "partners"),
    [
        # A name that begins so, another name that does, a word of a name that does, a name that nearly does.
        ("sylvan", ["sylvania", "zenda"]),
        ("old syl", ["zenda"]),
        ("elphberg", ["rudolf-elphberg", "michael-elphberg"]),
        ("sylvna", ["sylvania", "zenda"]),
        ("Republic of", ["sylvania"]),
        # The subject is never suggested.
        ("ruritania", []),
        ("xyz", []),
        ("", ["graustark", "sylvania", "rudolf-elphberg", "michael-elphberg", "zenda"]),
        ("  ", ["graustark", "sylvania", "rudolf-elphberg", "michael-elphberg", "zenda"]),
    ],
)
def test_names_being_typed_are_suggested(typed: str, partners: list[str]) -> None:
    assert [partner.id for partner in suggest_partners(typed, INDEX)] == partners
