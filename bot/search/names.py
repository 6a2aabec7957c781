"""What partners and countries are called, and which of them a stretch of words names."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz.distance import OSA

from bot.domain.answers import CountryMatch, PartnerMatch
from bot.domain.knowledge import Kind, Partner
from bot.domain.text import words_of
from bot.domain.world import Country, World
from bot.search.english import FILLERS, NAME_SUFFIXES, stem
from bot.search.tokens import reach_of, tokenise
from bot.search.typos import SHORTEST, Lexicon, count_slips

_CODE = re.compile(r"[A-Z]{2,3}")

# Of so many words one may even be another word of English, and the rest still tells what is meant.
_TELLING = 3

# Words of so few letters are initials: UN, EU.
_INITIALS = 2

Matches = tuple[PartnerMatch | CountryMatch, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a partner, or of a country that is none, and what kind of name it is, in words.

    It `is_derived` where no curator wrote it: a state's code, or one word of a person's name.
    """

    text: str
    kind: str
    bearer: Partner | Country
    is_part: bool = False
    is_derived: bool = False

    @property
    def is_main(self) -> bool:
        """Whether it is the name its bearer goes by here."""
        return self.text == self.bearer.name

    def to_match(self, matched: str, reason: str, *, exact: bool) -> PartnerMatch | CountryMatch:
        """What it means to be called by this name."""
        if isinstance(self.bearer, Country):
            return CountryMatch(self.bearer, matched, exact, reason)
        return PartnerMatch(self.bearer, matched, exact, reason, self.is_part)


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every partner, and those of the countries that are none.

    A key of words, joined by single spaces, can stand for several partners: the surname of a father and of his son. A
    country's name is known only where no partner bears it; `states` are the partners that are countries, by code.
    `codes` are those of states. `reach` is how many words the longest name has that begins with a word. `lexicon` holds
    the names, words run together, that slips are looked for in, `starts` are what they begin with, and `bearers` whose
    they are; `gapped` the names of several words, with the word left out, by the words that stay. `gapped_reach` is how
    many words the longest of those has that begins with a word, and `headless_reach` how many from its second word on.
    """

    by_words: Mapping[str, tuple[Name, ...]]
    world: World
    states: Mapping[str, Partner]
    codes: Mapping[str, Name]
    reach: Mapping[str, int]
    lexicon: Lexicon
    starts: frozenset[str]
    bearers: Sequence[tuple[Name, ...]]
    gapped: Mapping[str, tuple[tuple[str, str], ...]]
    gapped_reach: Mapping[str, int]
    headless_reach: Mapping[str, int]

    def reach_of(self, words: Sequence[str], first: int) -> int:
        """How many of these words, from the one at `first` on, may name somebody, in whatever way; 0 if none may."""
        word, end = words[first], first + 1
        reach = self.reach.get(word, 0) or int(word[:-1] in self.reach or word in self.lexicon)
        if end == len(words):
            return reach
        joined = word
        while joined in self.starts and end < len(words):
            joined += words[end]
            end += 1
        several = max(end - first, 1 + self.headless_reach.get(words[first + 1], 0), self.gapped_reach.get(word, 0))
        return max(reach, several) if several > 1 else reach

    def match_exactly(self, words: str) -> Matches:
        """The partners or the country that these folded words name, letter for letter."""
        names = self.by_words.get(words) or self._abroad(words)
        return _to_matches([(name, name.kind) for name in names]) if names else ()

    def match_in_prose(self, words: str, typed: str) -> Matches:
        """Match words of a text that was written to other people, by whole names alone.

        Derived names name nobody there ("10 AM", "Michael will join"), and a name of up to three capitals only counts
        as it is written: US is no pronoun.
        """
        names = [name for name in self.by_words.get(words) or self._abroad(words) if not name.is_derived]
        code = self.codes.get(typed)
        if not names and code and not code.is_derived:
            names = [code]
        kept = [name for name in names if not _CODE.fullmatch(name.text) or name.text == typed]
        return _to_matches([(name, name.kind) for name in kept])

    def _abroad(self, words: str) -> tuple[Name, ...]:
        """The state or the country with a name or, no partner's, another form of it in any language."""
        code = self.world.names.get(words) or self.world.others.get(words)
        if code is None:
            return ()
        if code in self.states:
            partner = self.states[code]
            return (Name(words, f"{partner.name} in another language", partner),) if words in self.world.names else ()
        country = self.world.countries[code]
        return (Name(country.name, f"a name of {country.name}", country),)

    def match_code(self, code: str) -> Matches:
        """The partner or country with a code in capitals."""
        name = self.codes.get(code)
        return _to_matches([(name, name.kind)]) if name else ()

    def match_gapped(self, words: Sequence[str], is_word: Callable[[str], bool]) -> Matches:
        """The partners or the country named by words of which one has a slip in it, and is no word of its own."""
        count = len(words)
        first = 0 if self.headless_reach.get(words[1], 0) >= count - 1 else 1
        end = count if self.gapped_reach.get(words[0], 0) >= count else 1
        if first == end:
            return ()
        names: dict[str, tuple[Name, str]] = {}
        for place in range(first, end):
            typed = words[place]
            if count < _TELLING and is_word(typed):
                continue
            for key, missing in self.gapped.get(_gap(words, place), ()):
                slips = _count_slips_among(count, typed, missing)
                for name in self.by_words[key] if slips else ():
                    names.setdefault(name.bearer.name, (name, f"{_edits(slips)} from “{name.text}”"))
        return _settle(names.values(), exact=False) if names else ()

    def match_joined(self, words: str) -> Matches:
        """The partners or the country with a name of these words, which are run together."""
        place = self.lexicon.place_of(words)
        return () if place is None else _to_matches((name, "spaced otherwise") for name in self.bearers[place])

    def match_typo(self, typed: str) -> tuple[Matches, int]:
        """The partners or the country with the name nearest to what was typed, words run together, and the edits.

        Several partners if they tie; none, though there are edits, where the name of a country ties with another's.
        """
        near = self.lexicon.find_nearest(typed)
        names: dict[str, tuple[Name, str]] = {}
        for place, edits in near:
            for name in self.bearers[place]:
                reason = f"{_edits(edits)} from “{name.text}”" if edits else "written as one word"
                names.setdefault(name.bearer.name, (name, reason))
        edits = near[0].edits if near else 0
        return _settle(names.values(), exact=edits == 0), edits


def _count_slips_among(words: int, typed: str, word: str) -> int | None:
    """The slips in one of several words: the more of them are right, the shorter the word may be that is not."""
    is_long_enough = len(word) > SHORTEST - words
    if is_long_enough and OSA.distance(typed, word, score_cutoff=1) == 1:
        return 1
    return count_slips(typed, word)


def _edits(count: int | None) -> str:
    return "1 edit" if count == 1 else f"{count} edits"


def _gap(words: Sequence[str], place: int) -> str:
    return " ".join([*words[:place], "", *words[place + 1 :]])


def _to_matches(names: Iterable[tuple[Name, str]], *, exact: bool = True) -> Matches:
    return tuple([name.to_match(name.text, reason, exact=exact) for name, reason in names])


def _settle(names: Collection[tuple[Name, str]], *, exact: bool) -> Matches:
    """What names that are equally near mean: nothing where one is a country's, for then it takes a guess to choose."""
    is_torn = len(names) > 1 and any(isinstance(name.bearer, Country) for name, _ in names)
    return () if is_torn else _to_matches(names, exact=exact)


def alias_stems(matches: Iterable[PartnerMatch]) -> set[str]:
    """The stems of names of several words that are not those the partners go by: Security Council, White House."""
    return set().union(*map(_alias_stems, matches))


def _alias_stems(match: PartnerMatch) -> set[str]:
    words = words_of(match.matched) if match.exact and not match.matched.isalnum() else ()
    if len(words) < 2 or words == words_of(match.partner.name):
        return set()
    return {stem(word) for word in words if word not in FILLERS and len(word) > _INITIALS}


def build_names(partners: Sequence[Partner], world: World) -> Names:
    """Index the names of partners (names, aliases, the parts of persons' names) and of the world's countries.

    A state with a code has its country's names in every language too.
    """
    by_words: dict[str, dict[str, Name]] = {}
    codes: dict[str, Name] = {}
    for partner in partners:
        for text, kind in _names_of(partner):
            key = _key(text)
            if _CODE.fullmatch(text) and (key in world.words or key in FILLERS):
                codes.setdefault(text, Name(text, kind, partner))
            else:
                is_part = partner.kind is Kind.PERSON and " " not in key and text != partner.name
                by_words.setdefault(key, {}).setdefault(partner.name, Name(text, kind, partner, is_part))
    persons = [partner for partner in partners if partner.kind is Kind.PERSON]
    for word, name in [found for person in persons for found in _parts_of(person.name, person)]:
        by_words.setdefault(word, {}).setdefault(name.bearer.name, name)
    whole = set(by_words)
    for word, name in [found for person in persons for alias in person.aliases for found in _parts_of(alias, person)]:
        # What belongs to others by the name they go by, or is a mere word, is not a part that tells who is meant.
        if word not in whole and word not in world.words:
            by_words.setdefault(word, {}).setdefault(name.bearer.name, name)
    spelt = list(by_words)
    states = {partner.iso: partner for partner in partners if partner.iso}
    for code, partner in states.items():
        _add_codes(codes, partner, code, world.countries[code].long_code if code in world.countries else None)
    for country in world.countries.values():
        if country.code not in states:
            _add_codes(codes, country, country.code, country.long_code)
            for spelling in (_key(country.name), *country.others):
                name = Name(country.name, f"a name of {country.name}", country)
                by_words.setdefault(spelling, {country.name: name})
                spelt.append(spelling)
    several = [key.split(" ") for key in dict.fromkeys(spelt) if " " in key]
    gapped: dict[str, list[tuple[str, str]]] = {}
    for words in several:
        for place, word in enumerate(words):
            gapped.setdefault(_gap(words, place), []).append((" ".join(words), word))
    by_joined: dict[str, tuple[Name, ...]] = {}
    # Where two names are equally near to a typo, the one that its bearer goes by explains it best.
    for key in sorted(spelt, key=lambda words: (not any(name.is_main for name in by_words[words].values()), words)):
        joined = key.replace(" ", "")
        if len(joined) >= SHORTEST:
            by_joined.setdefault(joined, tuple(by_words[key].values()))
    return Names(
        by_words={key: tuple(names.values()) for key, names in by_words.items()},
        world=world,
        states=states,
        codes=codes,
        reach=_reach_of_names(chain(by_words, world.names, world.others)),
        lexicon=Lexicon(by_joined),
        starts=frozenset(joined[:size] for joined in by_joined for size in range(1, len(joined))),
        bearers=tuple(by_joined.values()),
        gapped={gap: tuple(found) for gap, found in gapped.items()},
        gapped_reach=reach_of(several),
        headless_reach=reach_of(words[1:] for words in several),
    )


def _reach_of_names(names: Iterable[str]) -> dict[str, int]:
    """As `reach_of`, of names in one piece: most of the many in other languages are single words."""
    reach: dict[str, int] = {}
    for name in names:
        words = name.count(" ") + 1
        first = name if words == 1 else name[: name.index(" ")]
        if words > reach.get(first, 0):
            reach[first] = words
    return reach


def _add_codes(codes: dict[str, Name], bearer: Partner | Country, *found: str | None) -> None:
    for code in found:
        if code:
            codes.setdefault(code, Name(code, "the code of a state", bearer, is_derived=True))


def _parts_of(text: str, person: Partner) -> Iterable[tuple[str, Name]]:
    for token in tokenise(text).words:
        if token.word not in FILLERS and token.word not in NAME_SUFFIXES:
            yield token.word, Name(token.text, f"part of the name {text}", person, is_part=True, is_derived=True)


def _names_of(partner: Partner) -> Iterable[tuple[str, str]]:
    yield partner.name, "its name"
    yield partner.id, "its id"
    for alias in partner.aliases:
        yield alias, f"another name of {partner.name}"


def _key(name: str) -> str:
    return " ".join(words_of(name))
