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
    countries = [_to_country(line) for line in _lines(COUNTRIES)]
    words = list(_lines(ENGLISH))
    return World(
        countries={country.code: country for country in countries},
        words=frozenset(word for word in words if word[0] != PROPER),
        proper=frozenset(word[1:] for word in words if word[0] == PROPER),
    )


def _lines(path: Path) -> Iterator[str]:
    return (line for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))


def _to_country(line: str) -> Country:
    code, long_code, name, names, others = line.split("\t")
    return Country(code, long_code or None, name, _split(names), _split(others))


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split(SEPARATOR)) if names else ()
