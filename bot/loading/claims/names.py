"""Find proper names in a text, with the partners or countries that they may mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.domain.knowledge import Snapshot
from bot.domain.text import words_of
from bot.domain.world import World
from bot.loading.ordinary import is_small

# The folded words of a name.
Name = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameClaim:
    """A proper name in a text.

    `entities` are the partners, or the codes of other countries, that may be meant. For any other name, `words` are its
    significant words, folded, and `needed` is how many of them an excerpt must have.
    """

    text: str
    entities: frozenset[str]
    words: Name = ()
    needed: int = 0


# Offices and forms of address, which name nobody by themselves.
_TITLES = frozenset(
    "president presidents prime minister ministers foreign deputy vice secretary assistant ambassador ambassadors king "
    "prince queen chancellor chairman speaker general mr mrs ms dr sir his her excellency majesty head state states "
    "government governments parliament north south east west northern southern eastern western i".split()
)
# Nouns after an adjective in a country's full name (French Republic), and adjectives there that name no country.
_STATES = frozenset({"republic", "kingdom", "federation", "confederation"})
_KINDS_OF_STATES = frozenset({"united", "islamic", "arab", "federal", "democratic", "socialist", "people's", "central"})
# The least similarity (of 100) of a typo and its name, and the least length of such a name.
_MIN_SIMILARITY, _MIN_LENGTH = 83, 6
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)?")
# The characters between two words of one name.
_JOINT = re.compile(r"(?: |-|–|\.|\. | of | of the | for | on the )?")
_JOINING = ("of", "the", "for", "on")
_SENTENCE_END = re.compile(r"(?:^|[.!?:…]['\"”’)]*\s+|[\"“‘«(]|\[…\]\s*)$")


@dataclass(frozen=True, slots=True)
class NameTable:
    """The entities that names may mean, by folded words: partners by id, other countries by code."""

    entities: Mapping[Name, frozenset[str]]
    longest: int
    capitals: frozenset[Name]
    world: World
    spellings: Mapping[str, frozenset[str]]
    codes: Mapping[str, frozenset[str]]

    def find(self, text: str, *, is_source: bool = False) -> list[NameClaim]:
        """Find the proper names in a text, each mention of a partner or country separately; blank the dates before.

        A source may write names of several words without capitals, and with typos.
        """
        tokens = [(match, words_of(match[0])) for match in _TOKEN.finditer(text)]
        found: list[NameClaim] = []
        rest: list[tuple[re.Match[str], Name] | None] = []
        index = 0
        while index < len(tokens):
            size, entities = self._longest_at(tokens, index, is_source=is_source)
            if not size:
                rest.append(tokens[index])
                index += 1
                continue
            name = text[tokens[index][0].start() : tokens[index + size - 1][0].end()]
            words = tuple(word for _, words in tokens[index : index + size] for word in words)
            is_capital = words in self.capitals
            found.append(NameClaim(name, entities, words if is_capital else (), len(words) if is_capital else 0))
            rest.append(None)
            index += size
        return [*found, *self._other_names(text, rest)]

    def _longest_at(
        self, tokens: list[tuple[re.Match[str], Name]], index: int, *, is_source: bool
    ) -> tuple[int, frozenset[str]]:
        is_capital = _is_capital(tokens[index][0][0])
        if tokens[index][0][0] in self.codes:
            return 1, self.codes[tokens[index][0][0]]
        for size in range(min(self.longest, len(tokens) - index), 0, -1):
            if not is_capital and not (is_source and size > 1):
                break
            words = tuple(word for _, words in tokens[index : index + size] for word in words)
            for key in (words, (*words[:-1], words[-1].removesuffix("s")) if words else words):
                if key in self.entities:
                    return size, self.entities[key]
        word = tokens[index][1][:1]
        if is_source and is_capital and word and len(word[0]) >= _MIN_LENGTH and word[0] not in self.world:
            near = process.extractOne(word[0], self.spellings.keys(), scorer=fuzz.ratio, score_cutoff=_MIN_SIMILARITY)
            if near:
                return 1, self.spellings[near[0]]
        return 0, frozenset()

    def _other_names(self, text: str, tokens: list[tuple[re.Match[str], Name] | None]) -> Iterator[NameClaim]:
        """Yield the names that the runs of words with a capital are; None for a word of a known name ends a run."""
        run: list[tuple[re.Match[str], Name]] = []
        for token in [*tokens, None]:
            if run and not (token and _goes_on(text, run[-1][0], token[0])):
                yield from self._to_other_name(text, run)
                run = []
            if token and _is_capital(token[0][0]):
                run.append(token)

    def _to_other_name(self, text: str, run: list[tuple[re.Match[str], Name]]) -> Iterator[NameClaim]:
        begins = _SENTENCE_END.search(text, 0, run[0][0].start()) is not None
        if begins and run[0][1] and run[0][1][0] in self.world.words:
            run = run[1:] if run[0][1][0] not in _TITLES else run
        words = tuple(word for _, found in run for word in found if word not in _TITLES)
        if not words:
            return
        wanted = tuple(word for word in words if word not in self.world.words) or words
        yield NameClaim(text[run[0][0].start() : run[-1][0].end()], frozenset(), wanted, (len(wanted) + 1) // 2)


def _goes_on(text: str, last: re.Match[str], word: re.Match[str]) -> bool:
    """Return whether a name with a last word goes on with another word, or may go on behind it: Bank of Sylvania."""
    if _is_capital(word[0]):
        return _JOINT.fullmatch(text, last.end(), word.start()) is not None
    return word[0] in _JOINING


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not (len(word) == 1 and word in "IA")


def to_name_table(snapshot: Snapshot) -> NameTable:
    """Collect the names of a base's partners and of the world's countries."""
    table: dict[Name, set[str]] = {}
    by_code = {partner.iso: partner.id for partner in snapshot.partners.values() if partner.iso}
    world = snapshot.world
    for names in (world.names, world.others):
        for name, code in names.items():
            if len(name) > 3:
                words = tuple(name.split())
                table.setdefault(words, set()).add(by_code.get(code, code))
                if len(words) == 2 and words[1] in _STATES and words[0] not in _KINDS_OF_STATES:
                    table.setdefault(words[:1], set()).add(by_code.get(code, code))
    for partner in snapshot.partners.values():
        for name in partner.names:
            if is_small(name):
                continue  # reported separately; other names may begin with it
            table.setdefault(words_of(name), set()).add(partner.id)
        if partner.kind.is_person:
            table.setdefault(words_of(partner.name)[-1:], set()).add(partner.id)
    table.pop((), None)
    capitals = frozenset(tuple(country.capital.split()) for country in world.countries.values() if country.capital)
    entities = {name: frozenset(found) for name, found in table.items()}
    spellings = {
        name[0]: found
        for name, found in entities.items()
        if len(name) == 1 and len(name[0]) >= _MIN_LENGTH and found & snapshot.partners.keys()
    }
    return NameTable(
        entities=entities,
        longest=max(map(len, entities), default=0),
        capitals=capitals,
        world=world,
        spellings=spellings,
        codes={code: frozenset({id_}) for code, id_ in by_code.items()},
    )
