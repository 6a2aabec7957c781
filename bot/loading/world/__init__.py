"""Knowledge of the world beyond the base: names of countries and their namesakes, and the words of English."""

from functools import cache
from pathlib import Path

from bot.domain.world import Country, Namesake, Scope, World
from bot.loading.world.english import read_english

COUNTRIES = Path(__file__).parent / "countries.txt"
NAMESAKES = Path(__file__).parent / "namesakes.txt"
SEPARATOR = "|"


@cache
def read_world() -> World:
    """Read the world from the files beside this module, once."""
    countries: dict[str, Country] = {}
    names: dict[str, str] = {}
    others: dict[str, str] = {}
    combining: dict[str, str] = {}
    for line in COUNTRIES.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, long_code, name, spellings, forms, capital, joined = line.split("\t")
        other = tuple(forms.split(SEPARATOR)) if forms else ()
        countries[code] = Country(code, long_code or None, name, other, capital)
        combining.update(dict.fromkeys(joined.split(SEPARATOR) if joined else (), code))
        names.update(dict.fromkeys(spellings.split(SEPARATOR), code))
        others.update(dict.fromkeys(other, code))
    words, proper = read_english()
    return World(
        countries=countries,
        names=names,
        others=others,
        combining=combining,
        namesakes=_read_namesakes(),
        words=words,
        proper=proper,
    )


@cache
def read_world_of(scope: Scope) -> World:
    """Return the part of the world in a scope, once for each."""
    return read_world().narrowed(scope)


def _read_namesakes() -> dict[str, Namesake]:
    found: dict[str, Namesake] = {}
    for line in NAMESAKES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, within, *indicators = line.split("\t")
            found[name] = Namesake(name, within, frozenset(" ".join(indicators).split()))
    return found
