"""What is known beyond the base: the names of the world's countries, and the ordinary words of English."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.domain.world import Country, World

COUNTRIES = Path(__file__).parent / "countries.txt"
ENGLISH = Path(__file__).parent / "english.txt"
SEPARATOR = "|"
PROPER = "+"


@cache
def read_world() -> World:
    """The world as the two files beside this module tell it; read once."""
    countries: dict[str, Country] = {}
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    for line in _lines(COUNTRIES):
        code, long_code, name, spellings, forms = line.split("\t")
        other = tuple(forms.split(SEPARATOR)) if forms else ()
        countries[code] = Country(code, long_code or None, name, other)
        names.update(dict.fromkeys(spellings.split(SEPARATOR), code))
        others.update(dict.fromkeys(other, code))
    words = list(_lines(ENGLISH))
    return World(
        countries=countries,
        names=names,
        others=others,
        words=frozenset(word for word in words if word[0] != PROPER),
        proper=frozenset(word[1:] for word in words if word[0] == PROPER),
    )


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
