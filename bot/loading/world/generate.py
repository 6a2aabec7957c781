"""Generate `countries.txt` and `english.txt`: the names of the world's countries, and the ordinary words of English.

For development only: `python -m bot.loading.world.generate` needs Babel (the names, from Unicode CLDR), countryinfo
(capitals, adjectives and official forms) and the folder of SCOWL (the English words; Debian's package `scowl`).
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

from bot.domain.text import fold, words_of
from bot.loading.world import COUNTRIES, SEPARATOR
from bot.loading.world.english import ENGLISH, to_english

# Codes in CLDR that belong to no country: a currency's area, outlying seas, pseudo-locales, "unknown".
_NO_COUNTRY = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
_CODE = re.compile(r"[A-Z]{2}")
# SCOWL's sizes up to 50 make a dictionary of medium size.
_SIZES = (10, 20, 35, 40, 50)
_ORDINARY = ("english-words", "american-words", "british-words")
_PROPER = ("english-upper", "english-proper-names", "american-proper-names", "british-proper-names")
_BETWEEN_LETTERS = re.compile(r"(?<=\b[a-zа-я]) (?=[a-zа-я]\b)")
_WORD = re.compile(r"[a-z]+")
# Shorter names are also syllables or abbreviations of other words.
_SHORTEST = 4
_OF = frozenset("da dal de del di do du".split())
# A name of two countries in different languages belongs to the one that has it in this many times more languages.
_MIN_MAJORITY = 4

# The forms of countries' names before a hyphen and another name: Sino-Russian.
_COMBINING = {
    "AL": "albano", "AM": "armeno", "AT": "austro", "BE": "belgo", "BG": "bulgaro", "BR": "brasilo", "CN": "sino",
    "CY": "cypro", "CZ": "czecho", "DE": "germano", "DK": "dano", "EG": "egypto", "ES": "hispano", "FI": "finno",
    "FR": "franco", "GB": "anglo", "GE": "georgo", "GR": "greco|graeco", "HU": "hungaro", "ID": "indoneso",
    "IN": "indo", "IR": "irano|perso", "IT": "italo", "JP": "nippo|japano", "KP": "koreo", "MN": "mongolo",
    "NL": "batavo", "NO": "norvego", "PK": "pak|pako", "PL": "polono", "PT": "luso", "RO": "romano", "RS": "serbo",
    "RU": "russo", "SE": "swedo|sueco", "CH": "helveto", "SY": "syro", "TR": "turco|turko", "UA": "ukraino",
    "US": "americano", "UZ": "uzbeko", "VN": "vietnamo",
}  # fmt: skip

# Abbreviations of countries that are no codes.
_SHORT = {"AE": "uae", "BA": "bih", "CD": "drc", "KP": "dprk", "KR": "rok"}

_NAMES_HEADER = """\
# The world's countries: code, code of three letters, English name, names, other forms, capital, forms before a hyphen.
# Written by generate.py. Names are those of Unicode CLDR in every language, folded, and parts of them where these
# hold another country's name; (c) Unicode, Inc., Unicode License v3.
# Other forms (adjectives, official and alternative names) and capitals are those of countryinfo, folded; MIT License.
"""


def main() -> None:
    """Write both files beside this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scowl", type=Path, default=Path("/usr/share/dict/scowl"), help="default %(default)s")
    scowl = parser.parse_args().scowl
    if not scowl.is_dir():
        parser.error(f"{scowl} is no folder: install Debian's package scowl, or name its folder")
    english = _words_of(scowl, _ORDINARY)
    names = _words_of(scowl, _PROPER) - english
    # The words are weighed by weigh.py, which is run next.
    ENGLISH.write_text(to_english(dict.fromkeys(english, 1.0), dict.fromkeys(names, 1.0)), "utf-8")
    COUNTRIES.write_text(_NAMES_HEADER + "".join(f"{line}\n" for line in _country_lines(english)), "utf-8")


def _words_of(folder: Path, kinds: Iterable[str]) -> set[str]:
    lists = [folder / f"{kind}.{size}" for kind in kinds for size in _SIZES]
    found = (line for path in lists if path.exists() for line in path.read_text("latin-1").split())
    return {word for word in map(fold, found) if _WORD.fullmatch(word)}


def _country_lines(english: set[str]) -> Iterator[str]:
    codes = sorted({str(code) for code in Locale("en").territories if _CODE.fullmatch(str(code))} - _NO_COUNTRY)
    native = {code: _key(Locale("en").territories[code]) for code in codes}
    votes: dict[str, Counter[str]] = {}
    for identifier in locale_identifiers():
        territories = Locale.parse(identifier).territories
        for code in codes:
            typed = territories.get(code, "")
            name = _key(typed)
            # Letters with dots are one word in a question: us virgin islands.
            joined = _BETWEEN_LETTERS.sub("", name) if "." in typed else name
            for form in {name, joined} - {""}:
                votes.setdefault(form, Counter())[code] += 1
    names: dict[str, list[str]] = {code: [] for code in codes}
    for name, counts in sorted(votes.items()):
        owner = _owner(name, counts, native)
        is_odd = name in english or (name.isascii() and len(name) < _SHORTEST)
        if owner and (name == native[owner] or not is_odd):
            names[owner].append(name)
    taken = {name for each in names.values() for name in each}
    parts = {code: set(_parts_with_others(names[code], taken - {*names[code]}, english)) - taken for code in codes}
    for code, found in _unshared(parts).items():
        names[code] = sorted({*names[code], *found})
    others = _unshared({code: {*_other_forms(code), *_SHORT.get(code, "").split()} - taken - english for code in codes})
    capitals = _unshared({code: set(_capital(code)) - taken - english for code in codes})
    long_codes = _long_codes()
    for code in codes:
        label = Locale("en").territories[code]
        combining = _COMBINING.get(code, "").split(SEPARATOR)
        fields = (names[code], sorted(others[code] - capitals[code]), sorted(capitals[code]), combining)
        yield "\t".join([code, long_codes.get(code, ""), label, *(SEPARATOR.join(field) for field in fields)])


def _owner(name: str, counts: Counter[str], native: dict[str, str]) -> str | None:
    """Return the country with a name: the one called so in English, else the one so called in most languages by far."""
    in_english = [code for code in counts if native[code] == name]
    if in_english:
        return in_english[0]
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most >= _MIN_MAJORITY * rest[0][1] else None


def _parts_with_others(names: Iterable[str], abroad: set[str], english: set[str]) -> Iterator[str]:
    """Yield parts of names of several words that contain another's name: "georgie du sud" of "georgie du sud et les …".

    They end with the other's name, or go on with one word, long enough to be no "and", or with "of the south".
    """
    for name in names:
        words = name.split(" ")
        spans = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words))]
        for first, last in [span for span in spans if " ".join(words[slice(*span)]) in abroad]:
            if first and len(words[0]) >= _SHORTEST:
                yield " ".join(words[:last])
            end = last + 2 if words[last] in _OF else last + 1
            is_long = len(words[min(end, len(words)) - 1]) >= _SHORTEST - (words[last] in _OF)
            if end < len(words) and is_long and words[end - 1] not in english:
                yield " ".join(words[first:end])


def _capital(code: str) -> Iterator[str]:
    try:
        capital = _key(CountryInfo(code).info().get("capital") or "")
    except CountryNotFoundError:
        return
    if len(capital) >= _SHORTEST:
        yield capital


def _other_forms(code: str) -> Iterator[str]:
    try:
        about = CountryInfo(code).info()
    except CountryNotFoundError:
        return
    forms = [about.get("capital", ""), about.get("demonym", ""), about.get("name", ""), about.get("nativeName", "")]
    forms += about.get("altSpellings", [])
    for form in forms:
        if form and not re.fullmatch(r"[A-Z]{2,3}", form) and len(_key(form)) >= _SHORTEST:
            yield _key(form)


def _unshared(forms: dict[str, set[str]]) -> dict[str, set[str]]:
    """Remove the forms that several countries have."""
    count = Counter(form for each in forms.values() for form in each)
    return {code: {form for form in each if count[form] == 1} for code, each in forms.items()}


def _long_codes() -> dict[str, str]:
    """Map the ISO 3166-1 codes of two letters to those of three."""
    aliases: Iterable[tuple[str, list[str]]] = get_global("territory_aliases").items()
    return {codes[0]: long for long, codes in sorted(aliases) if re.fullmatch(r"[A-Z]{3}", long) and len(codes) == 1}


def _key(name: str) -> str:
    return " ".join(words_of(name))


if __name__ == "__main__":
    main()
