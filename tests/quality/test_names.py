"""Every name under every typo, and every country in every language: found, or else nothing, never another."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

from babel import Locale
from babel.localedata import locale_identifiers

from bot.domain.text import words_of
from bot.search import Index, parse
from tests.bases import TODAY

TYPOS_FOUND = 0.95
COUNTRIES_FOUND = 0.97
SHORTEST = 5
LONGEST_CODE = 3
NEIGHBOURS = {
    "q": "wa", "w": "qesa", "e": "wrds", "r": "etfd", "t": "rygf", "y": "tuhg", "u": "yijh", "i": "uokj", "o": "iplk",
    "p": "ol", "a": "qwsz", "s": "awedxz", "d": "serfcx", "f": "drtgvc", "g": "ftyhbv", "h": "gyujnb", "j": "huikmn",
    "k": "jiolm", "l": "kop", "z": "asx", "x": "zsdc", "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
VOWELS = "aeiou"


def typos(name: str) -> Iterator[str]:
    """Every single typo: a letter missing, doubled, swapped with the next, hit beside its key, or another vowel."""
    for place, letter in enumerate(name):
        before, after = name[:place], name[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield before + after[:1] + letter + after[1:]
        yield from (before + other + after for other in NEIGHBOURS.get(letter, ""))
        yield from (before + other + after for other in VOWELS if letter in VOWELS)


def named(question: str, index: Index) -> set[str]:
    """The ids of the partners, and the codes of the countries, that a question is taken to name."""
    request = parse(question, index, TODAY).request
    found = {*request.partners, *request.countries, *[id_ for group in request.either for id_ in group]}
    return found | ({index.snapshot.about.subject} if request.names_subject else set())


def test_typo_of_each_name_is_found_and_none_as_another(shipped_index: Index) -> None:
    snapshot = shipped_index.snapshot
    bearers: dict[str, set[str]] = {}
    for partner in snapshot.partners.values():
        for text in (partner.name, *partner.aliases):
            name = " ".join(words_of(text))
            if len(name.replace(" ", "")) >= SHORTEST:
                bearers.setdefault(name, set()).add(partner.id)
    found: Counter[bool] = Counter()
    wrong: dict[str, set[str]] = {}
    for name, meant in bearers.items():
        own = set(name.split())
        for typed in set(typos(name)) - {name}:
            # What is another's name, or holds another word of English, is no typo but that.
            is_name = any(shipped_index.names.match_exactly(form) for form in (typed, typed.removesuffix("s")))
            if is_name or any(word in snapshot.world for word in typed.split() if word not in own):
                continue
            taken = named(typed, shipped_index)
            found[bool(taken & meant)] += 1
            if taken and not taken & meant:
                wrong[typed] = taken

    assert wrong == {}
    assert found.total() > 50_000
    assert found[True] / found.total() >= TYPOS_FOUND


def test_country_is_found_in_each_language_and_none_as_another(shipped_index: Index) -> None:
    snapshot = shipped_index.snapshot
    states = {partner.iso: partner.id for partner in snapshot.partners.values() if partner.iso}
    curated = {
        " ".join(words_of(text)) for each in snapshot.partners.values() for text in (each.name, each.id, *each.aliases)
    }
    bearers: dict[str, set[str]] = {}
    spellings: dict[str, str] = {}
    for identifier in locale_identifiers():
        for code, name in Locale.parse(identifier).territories.items():
            if str(code) in snapshot.world.countries and name != code:
                key = " ".join(words_of(name))
                bearers.setdefault(key, set()).add(states.get(str(code), str(code)))
                spellings[name] = key
    found: Counter[bool] = Counter()
    wrong: dict[str, set[str]] = {}
    for name, key in spellings.items():
        meant, taken = bearers[key], named(name, shipped_index)
        # Curators' own names are theirs (GUAM is an organisation here), and three letters a code (NGA) before a name.
        is_claimed = key in curated or (key.isascii() and len(key) <= LONGEST_CODE)
        if taken and not taken & meant and not is_claimed:
            wrong[name] = taken
        if meant & set(states.values()):
            found[bool(taken & meant)] += 1

    assert wrong == {}
    assert found.total() > 5_000
    assert found[True] / found.total() >= COUNTRIES_FOUND


def test_state_is_found_by_its_code_in_capitals_or_alone(shipped_index: Index) -> None:
    for partner in shipped_index.snapshot.partners.values():
        country = shipped_index.snapshot.world.countries.get(partner.iso or "")
        for code in (country.code, country.long_code) if country else ():
            if code:
                assert named(code, shipped_index) == {partner.id}, code
                assert named(code.lower(), shipped_index) == {partner.id}, code
                assert partner.id in named(f"what of {code} then", shipped_index), code


def test_letter_without_its_mark_is_the_same(shipped_index: Index) -> None:
    for partner in shipped_index.snapshot.partners.values():
        for text in (partner.name, *partner.aliases):
            apart = unicodedata.normalize("NFD", text)
            bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
            for form in (text.upper(), text.lower(), apart, bare, f"({text})!", f"{text}’s", f"«{text}»,"):
                assert named(form, shipped_index) == named(text, shipped_index), form
