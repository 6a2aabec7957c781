"""Every name of every partner and country, made ready to be looked up."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.domain.knowledge import Partner
from bot.domain.text import fold, is_signed
from bot.domain.world import Country, World
from bot.search.lexicon.name_words import NAME_SUFFIXES, PATRONYMIC_ENDINGS, PATRONYMIC_WORDS
from bot.search.lexicon.stop_words import STOP_WORDS
from bot.search.lexicon.thresholds import COMMON_WORD, SHORTEST_TYPO
from bot.search.matches import Name
from bot.search.names import CODE, Names
from bot.search.tokens import gap, reach_of, tokenise
from bot.search.typos import Vocabulary

_NO_PARTS = STOP_WORDS | NAME_SUFFIXES | PATRONYMIC_WORDS
_LETTERS = re.compile(r"(?<=\b\w) (?=\w\b)")
# A letter with signs is another name than the letter: C++ is not C.
_LETTER_WITH_SIGNS = r"[^\W\d_](?:\+\+?|#)"


@dataclass(slots=True)
class _Collected:
    """Names as they are collected, by their words and by whom they name: all, those that count in capitals, and codes.

    `spelt` are the keys that typos are looked for in.
    """

    by_words: dict[str, dict[str, Name]] = field(default_factory=dict)
    written: dict[str, dict[str, Name]] = field(default_factory=dict)
    codes: dict[str, Name] = field(default_factory=dict)
    spelt: list[str] = field(default_factory=list)

    def add(self, key: str, name: Name) -> None:
        """Add a name beside those that have the same words."""
        self.by_words.setdefault(key, {}).setdefault(name.entity.name, name)

    def add_of_country(self, spelling: str, name: Name) -> None:
        """Add a name of a country, unless a partner has the same words."""
        key = _joined_letters(spelling)
        self.by_words.setdefault(key, {name.entity.name: name})
        self.spelt.append(key)


def build_names(partners: Sequence[Partner], world: World) -> Names:
    """Index the names of partners (names, aliases, the parts of persons' names) and of the world's countries.

    A state with a code has its country's names in every language too.
    """
    found = _Collected()
    states = {partner.iso: partner for partner in partners if partner.iso}
    _collect_names(partners, world, found)
    _collect_parts([partner for partner in partners if partner.kind.is_person], world, found)
    # Forms before a hyphen are near to too many other words to be looked for with typos.
    found.spelt += [key for key in found.by_words if key not in world.combining]
    _collect_countries(states, world, found)
    by_words, written = found.by_words, found.written
    several = [key.split(" ") for key in dict.fromkeys(found.spelt) if " " in key]
    gapped: dict[str, list[tuple[str, str]]] = {}
    for words in several:
        for position, word in enumerate(words):
            gapped.setdefault(gap(words, position), []).append((" ".join(words), word))
    by_joined: dict[str, tuple[Name, ...]] = {}
    # Where two names are equally near to a typo, a main name explains it best.
    for key in sorted(found.spelt, key=lambda key: (not any(name.is_main for name in by_words[key].values()), key)):
        joined = key.replace(" ", "")
        if len(joined) >= SHORTEST_TYPO:
            by_joined.setdefault(joined, tuple(by_words[key].values()))
    return Names(
        by_words={key: tuple(names.values()) for key, names in by_words.items()},
        world=world,
        states=states,
        codes=found.codes,
        reach=reach_of(name.split(" ") for name in chain(by_words, written, world.names, world.others) if " " in name),
        written={key: tuple(names.values()) for key, names in written.items()},
        longer=_find_longer(by_words),
        whole=_whole_pattern(name for partner in partners for name, _ in _names_of(partner)),
        beginnings_of_namesakes=frozenset([name.partition(" ")[0] for name in world.namesakes]),
        vocabulary=Vocabulary(by_joined),
        joined_names=tuple(by_joined.values()),
        gapped={gap: tuple(keys) for gap, keys in gapped.items()},
        gapped_reach=reach_of(several),
        headless_reach=reach_of(words[1:] for words in several),
    )


def _collect_names(partners: Iterable[Partner], world: World, found: _Collected) -> None:
    """Collect the names, ids and aliases of partners."""
    for partner in partners:
        for text, kind in _names_of(partner):
            key, plain = _key(text), text.replace(".", "")
            is_part = partner.kind.is_person and " " not in key and text != partner.name
            name = Name(text, kind, partner, is_part)
            is_word = key in world.words or key in STOP_WORDS
            if CODE.fullmatch(plain) and is_word and not partner.is_ordinary_word:
                found.codes.setdefault(plain, name)
            elif _counts_as_written(key, partner, world):
                found.written.setdefault(key, {}).setdefault(partner.name, name)
            else:
                found.add(key, name)


def _collect_parts(persons: Sequence[Partner], world: World, found: _Collected) -> None:
    """Collect the parts of persons' names, and the first and last words of their aliases."""
    for word, name in [part for person in persons for part in _parts_of(person.name, person)]:
        found.add(word, name)
    whole = set(found.by_words)
    for word, name in [part for person in persons for alias in person.aliases for part in _ends_of(alias, person)]:
        # What is a whole name of others, or an English word, is not a part that shows who is meant.
        if word not in whole and word not in world.words:
            found.add(word, name)


def _collect_countries(states: Mapping[str, Partner], world: World, found: _Collected) -> None:
    """Collect codes: of states with their capitals, and of the other countries with all their names."""
    for code, partner in states.items():
        country = world.countries.get(code)
        _add_codes(found.codes, partner, code, country.long_code if country else None)
        if country and country.capital:
            capital = Name(partner.name, f"the capital of {partner.name}", partner, is_derived=True)
            found.add_of_country(country.capital, capital)
    for country in world.countries.values():
        if country.code not in states:
            if world.has_codes:
                _add_codes(found.codes, country, country.code, country.long_code)
            for spelling in (_key(country.name), *country.others):
                found.add_of_country(spelling, Name(country.name, f"a name of {country.name}", country))


def _counts_as_written(key: str, partner: Partner, world: World) -> bool:
    """Return whether a name, by its words, is so common a word that it counts in capitals alone.

    Persons and states are known by their names however these are written, and others where the curator says so.
    """
    if partner.kind.is_person or partner.kind.is_state or partner.is_ordinary_word:
        return False
    return key in STOP_WORDS or (key in world.words and world.weight_of(key) <= COMMON_WORD)


def _find_longer(by_words: Mapping[str, Mapping[str, Name]]) -> dict[str, tuple[Partner, ...]]:
    """Return, by each name that longer ones begin with, the partners that have these and not the name itself."""
    found: dict[str, dict[str, Partner]] = {}
    for key, names in by_words.items():
        for end in [position for position, letter in enumerate(key) if letter == " "]:
            shorter = by_words.get(key[:end], {})
            others = [name.entity for name in names.values() if shorter and name.entity.name not in shorter]
            found.setdefault(key[:end], {}).update({it.id: it for it in others if isinstance(it, Partner)})
    return {key: tuple(partners.values()) for key, partners in found.items() if partners}


def _whole_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Match the names, folded, whose signs distinguish them from others of the same words; None without such."""
    texts = {fold(name) for name in names}
    signed = sorted([" ".join(name.split()) for name in texts if is_signed(name)], key=lambda name: (-len(name), name))
    if not signed and not any(len(name) == 1 for name in texts):
        return None
    each = "|".join([*map(re.escape, signed), _LETTER_WITH_SIGNS])
    return re.compile(rf"(?<!\w)(?<!\w\.)({each})(?![\w+#])(?:['’ʼ`]s(?!\w))?")


def _add_codes(codes: dict[str, Name], entity: Partner | Country, *found: str | None) -> None:
    for code in found:
        if code:
            codes.setdefault(code, Name(code, "the code of a state", entity, is_derived=True))


def _parts_of(text: str, person: Partner) -> Iterable[tuple[str, Name]]:
    for token in tokenise(text).words:
        if token.word not in _NO_PARTS:
            yield token.word, Name(token.text, f"part of the name {text}", person, is_part=True, is_derived=True)


def _ends_of(text: str, person: Partner) -> Iterable[tuple[str, Name]]:
    """Yield the first and the last word of another name of a person: what is between may be the father's."""
    found = list(_parts_of(text, person))
    yield from [part for part in (*found[:1], *found[-1:]) if not part[0].endswith(PATRONYMIC_ENDINGS)]


def _joined_letters(key: str) -> str:
    """Join the single letters of a key, as they are in questions: washington dc."""
    return _LETTERS.sub("", key)


def _names_of(partner: Partner) -> Iterable[tuple[str, str]]:
    yield partner.name, "its name"
    yield partner.id, "its id"
    for alias in partner.aliases:
        yield alias, f"another name of {partner.name}"


def _key(name: str) -> str:
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().split())  # as below, sooner
    folded = fold(name)
    if is_signed(name) or folded.replace(" ", "").isalpha():
        return " ".join(folded.split())
    return " ".join([token.word for token in tokenise(name).words])
