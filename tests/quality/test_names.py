"""Each name with each typo, and each country in each language, is found or not, but never taken for another."""

import unicodedata
from collections import Counter
from collections.abc import Iterator

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from bot.domain.text import words_of
from bot.search import Index, find_named, parse
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
    """Return every single typo: a letter missing, doubled, swapped with the next, a neighbouring key, or another vowel."""
    for place, letter in enumerate(name):
        before, after = name[:place], name[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield before + after[:1] + letter + after[1:]
        yield from (before + other + after for other in NEIGHBOURS.get(letter, ""))
        yield from (before + other + after for other in VOWELS if letter in VOWELS)


def named(question: str, index: Index) -> set[str]:
    """Return the ids of the partners, and the codes of the countries, that a question is read as naming."""
    request = parse(question, index, TODAY).request
    found = {*request.partners, *request.countries, *[id_ for group in request.either for id_ in group]}
    return found | ({index.snapshot.about.subject} if request.names_subject else set())


@pytest.mark.slow
@pytest.mark.parametrize(("base", "fewest"), [("shipped_index", 50_000), ("elements_index", 7_000)])
def test_corrects_typos_of_each_name(base: str, fewest: int, step: int, request: pytest.FixtureRequest) -> None:
    index: Index = request.getfixturevalue(base)
    snapshot = index.snapshot
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
        for typed in sorted({*typos(name)} - {name})[::step]:
            # Another name, or a text with another English word, is no typo.
            is_name = any(index.names.match_exactly(form) for form in (typed, typed.removesuffix("s")))
            if is_name or any(word in snapshot.world for word in typed.split() if word not in own):
                continue
            taken = named(typed, index)
            found[bool(taken & meant)] += 1
            if taken and not taken & meant:
                wrong[typed] = taken

    assert wrong == {}
    assert found.total() > fewest // step
    assert found[True] / found.total() >= TYPOS_FOUND


@pytest.mark.slow
def test_finds_country_by_its_name_in_each_language(shipped_index: Index) -> None:
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
        # Names of partners come first (GUAM is an organisation here), and codes of three letters (NGA) before other names.
        is_claimed = key in curated or (key.isascii() and len(key) <= LONGEST_CODE)
        if taken and not taken & meant and not is_claimed:
            wrong[name] = taken
        if meant & set(states.values()):
            found[bool(taken & meant)] += 1

    assert wrong == {}
    assert found.total() > 5_000
    assert found[True] / found.total() >= COUNTRIES_FOUND


def test_state_is_found_by_its_code_in_capitals_alone(shipped_index: Index) -> None:
    for partner in shipped_index.snapshot.partners.values():
        country = shipped_index.snapshot.world.countries.get(partner.iso or "")
        curated = {name.lower().replace(".", "") for name in partner.aliases}
        for code in (country.code, country.long_code) if country else ():
            if code:
                assert named(code, shipped_index) == {partner.id}, code
                assert partner.id in named(f"what was sold to {code} then", shipped_index), code
                assert bool(named(code.lower(), shipped_index)) is (code.lower() in curated - {"us"}), code


def test_diacritics_do_not_matter(shipped_index: Index) -> None:
    for partner in shipped_index.snapshot.partners.values():
        for text in (partner.name, *partner.aliases):
            apart = unicodedata.normalize("NFD", text)
            bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
            for form in (text.upper(), text.lower(), apart, bare, f"({text})!", f"{text}’s", f"«{text}»,"):
                assert named(form, shipped_index) == named(text, shipped_index), form


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        # Suffixes, fathers' names, initials and strangers.
        ("Donald Trump Jr.", {"donald-trump"}),
        ("Trump Jr", set()),
        ("Jr", set()),
        ("Armen Sarkissian", set()),
        ("Donald Tusk", set()),
        ("Vladimir Smith", set()),
        ("Ivanka Trump", set()),
        ("Ilham Heydar oglu Aliyev", {"ilham-aliyev"}),
        ("Əliyev İlham Heydər oğlu", {"ilham-aliyev"}),
        ("Ilham Heydarovich Aliyev", {"ilham-aliyev"}),
        ("Nikol Vovayi Pashinyan", {"nikol-pashinyan"}),
        ("V. Putin", {"vladimir-putin"}),
        ("Putin V.V.", {"vladimir-putin"}),
        ("В. В. Путин", {"vladimir-putin"}),
        ("R.T. Erdoğan", {"recep-tayyip-erdogan"}),
        ("H. Aliyev", {"heydar-aliyev"}),
        ("I. Aliyev", {"ilham-aliyev"}),
        ("D. Putin", set()),
        ("the U.S. Trump administration", {"united-states", "donald-trump"}),
        ("oglu aliyev", {"heydar-aliyev", "ilham-aliyev"}),
        # Acronyms with dots.
        ("U.S.S.R.", {"soviet-union"}),
        ("O.S.C.E.", {"osce"}),
        ("C.I.S.", {"cis"}),
        ("O.I.C.", {"oic"}),
        ("N.A.T.O. and G.U.A.M.", {"nato", "guam"}),
        ("U.S.", {"united-states"}),
        ("the u.s. and the e.u.", {"united-states", "european-union"}),
        ("10 a.m.", set()),
        # Codes, and words in capitals.
        ("no", set()),
        ("it", set()),
        ("am", set()),
        ("is", set()),
        ("us", set()),
        ("NO", {"norway"}),
        ("turkey said NO", {"turkey"}),
        ("turkey IT cooperation", {"turkey"}),
        ("SE Europe", set()),
        ("turkey AND armenia", {"turkey", "armenia"}),
        ("TURKEY AND ARMENIA", {"turkey", "armenia"}),
        ("TR AND AM", {"turkey", "armenia"}),
        ("Turkey but NOT Armenia", {"turkey"}),
        ("Who IS Putin", {"vladimir-putin"}),
        ("Meeting at 10 AM tomorrow", set()),
        ("TELL US ALL", set()),
        ("gas to IT", {"italy"}),
        ("us and china", {"united-states", "china"}),
        # Names within other names.
        ("Georgia, USA", set()),
        ("Atlanta, Georgia", set()),
        ("Georgia state senate", set()),
        ("US state of Georgia", set()),
        ("Georgia, US and Russia", {"georgia", "united-states", "russia"}),
        ("South Georgia", {"GS"}),
        ("Géorgie du Sud", {"GS"}),
        ("U.S. Virgin Islands", {"VI"}),
        ("Taiwan, Province of China", {"TW"}),
        ("Republic of China", {"TW"}),
        ("Chinese Taipei", set()),
        ("British Indian Ocean Territory", {"IO"}),
        ("Northern Ireland", set()),
        # Official names, capitals, other ways of writing.
        ("Iran, Islamic Republic of", {"iran"}),
        ("Moldova, Republic of", {"moldova"}),
        ("China, People's Republic of", {"china"}),
        ("Baghdad", {"iraq"}),
        ("Sofia", {"bulgaria"}),
        ("Madrid", {"spain"}),
        ("Tuerkei", {"turkey"}),
        ("Daenemark", {"denmark"}),
        ("Гүрҹүстан", {"georgia"}),
        ("Һејдәр Әлијев", {"heydar-aliyev"}),
        ("ประเทศตุรกี", {"turkey"}),
        ("Sino-Azerbaijani relations", {"china", "azerbaijan"}),
        ("Franco-Turkish", {"france", "turkey"}),
        ("Russo-Turkish", {"russia", "turkey"}),
    ],
)
def test_each_name_finds_its_partner(question: str, meant: set[str], shipped_index: Index) -> None:
    assert named(question, shipped_index) == meant


@pytest.mark.parametrize("text", ["Meeting at 10 AM tomorrow", "Yes. No. Maybe.", "TELL US ALL", "It is OK."])
def test_single_words_of_a_message_name_nobody(text: str, shipped_index: Index) -> None:
    assert find_named(text, shipped_index, TODAY).partners == ()


@pytest.mark.parametrize(
    "question", ["Iran, Islamic Republic of", "Nikol Vovayi Pashinyan", "Who IS Putin", "FYI turkey"]
)
def test_full_name_leaves_no_word_unread(question: str, shipped_index: Index) -> None:
    assert parse(question, shipped_index, TODAY).request.words == ()
