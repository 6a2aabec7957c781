"""The names of partners and countries, and the matching of words with them."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from bot.domain.knowledge import Partner
from bot.domain.world import Country, World
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.name_words import POLITIES
from bot.search.lexicon.thresholds import MIN_WORDS_AROUND_TYPO, SHORTEST_TYPO
from bot.search.matches import Matches, Name, meanings, resolve_ties, to_matches
from bot.search.respelling import respell
from bot.search.tokens import gap
from bot.search.typos import Vocabulary, count_edits, sound

CODE = re.compile(r"[A-Z]{2,3}")
# How long the longest name is that begins with a word is kept for so many words.
_MOST_KEPT = 8_192
_SAYING_WHAT_IT_IS = POLITIES | {"of", ARTICLE}


@dataclass(frozen=True, slots=True)
class Names:
    """Every name of every partner, and those of the countries that are no partners.

    A key is a name's folded words, joined by single spaces; it may name several partners, as a surname does that a
    father shares with his son. A country has a name only where no partner has it.

    By key: `by_words` are the names, and `written` those that are common words and count with a capital alone. `longer`
    are the partners that have a longer name than a key which it begins with. `states` are the partners that are
    countries, by their code, and `codes` the names that are codes of states, by the code in capitals. `whole` matches
    the names that are one word with their signs: c++. `beginnings_of_namesakes` are the first words of the names of
    other places.

    For typos: `vocabulary` are the names with their words run together, and `joined_names` the names of each.
    `gapped` are the keys of several words by the words that stay where one is left out, each with the word left out.

    By its first word, how many words the longest name has: `reach` of all names of several words, and `gapped_reach` of
    those in `gapped`. `headless_reach` is that of the latter by their second word, which counts as the first.
    """

    by_words: Mapping[str, tuple[Name, ...]]
    world: World
    states: Mapping[str, Partner]
    codes: Mapping[str, Name]
    reach: Mapping[str, int]
    vocabulary: Vocabulary
    joined_names: Sequence[tuple[Name, ...]]
    gapped: Mapping[str, tuple[tuple[str, str], ...]]
    gapped_reach: Mapping[str, int]
    headless_reach: Mapping[str, int]
    written: Mapping[str, tuple[Name, ...]]
    longer: Mapping[str, tuple[Partner, ...]]
    whole: re.Pattern[str] | None
    beginnings_of_namesakes: frozenset[str]
    _longest: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def reach_of(self, words: Sequence[str], first: int) -> int:
        """Count how many of these words, from the one at `first` on, may name somebody; 0 if none may."""
        word, end = words[first], first + 1
        reach = self.longest(word) or int(word in self.vocabulary or self.longest(word[:-1]) > 0)
        if end == len(words):
            return reach
        joined = word
        while end < len(words) and self._may_be_joined(joined + words[end]):
            joined += words[end]
            end += 1
        several = max(end - first, self._count_behind_typo(words, first), self.gapped_reach.get(word, 0))
        return max(reach, several) if several > 1 else reach

    def _may_be_joined(self, words: str) -> bool:
        """Return whether words run together are a name, or the beginning of one."""
        return words in self.vocabulary or self.vocabulary.begins(words)

    def _count_behind_typo(self, words: Sequence[str], first: int) -> int:
        """Count the words that are the longest name but for a typo in the first of them; 1 where they are none."""
        most = min(1 + self.headless_reach.get(words[first + 1], 0), len(words) - first)
        sizes = range(most, 1, -1)
        return next((size for size in sizes if gap(words[first : first + size], 0) in self.gapped), 1)

    def longest(self, word: str) -> int:
        """Return how many words the longest name has that begins with a word, however that is written.

        It is kept, since questions share most of their words.
        """
        found = self._longest.get(word)
        if found is None:
            if len(self._longest) >= _MOST_KEPT:
                self._longest.clear()
            found = self.longest_exactly(word) or max(map(self.longest_exactly, respell(word)), default=0)
            self._longest[word] = found
        return found

    def longest_exactly(self, word: str) -> int:
        """Return how many words the longest name has that begins with this very word; 0 where none does."""
        reach = self.reach.get(word)
        if reach:
            return reach
        is_name = word in self.by_words or word in self.written or word in self.world.names or word in self.world.others
        return int(is_name)

    def match_exactly(self, words: str) -> Matches:
        """Return the partners or the country that these folded words name, letter for letter."""
        return meanings(self.by_words.get(words) or self._abroad(words))

    def match_each(self, words: Sequence[str]) -> Iterator[Matches]:
        """Yield whom words name, letter for letter: of names that overlap the leftmost, and of those the longest."""
        first = 0
        while first < len(words):
            last = min(len(words), first + max(1, self.longest(words[first])))
            while not (matches := self.match_exactly(" ".join(words[first:last]))) and last > first + 1:
                last -= 1
            yield matches
            first = last

    def match_written(self, word: str, typed: str) -> Matches:
        """Return whom a word names that is written with a capital, or in capitals where the name is: Go, but not go."""
        names = self.written.get(word)
        if not names or not typed[:1].isupper():
            return ()
        return meanings([name for name in names if typed.isupper() or not _is_acronym(name.text)])

    def match_titled(self, word: str, typed: str) -> Matches:
        """Return the country or state that a word names, which is an acronym in capitals alone: Guam is not GUAM."""
        names = self.by_words.get(word)
        if not names or not (typed[:1].isupper() and typed[1:].islower()):
            return ()
        return () if not all(_is_acronym(name.text) for name in names) else meanings(self._abroad(word))

    def match_respelt(self, words: str) -> Matches:
        """Return the partners or the country that these folded words name in another way of writing."""
        for other in respell(words):
            matches = self.match_exactly(other)
            if matches:
                return matches
        return ()

    def match_in_prose(self, words: str, typed: str) -> Matches:
        """Match words of a text that was written to other people, by whole names alone.

        Derived names name nobody there ("10 AM", "Michael will join"), and a name of up to three capitals only counts
        as it is written: US is no pronoun.
        """
        names = [name for name in self.by_words.get(words) or self._abroad(words) if not name.is_derived]
        plain = typed.replace(".", "")
        code = self.codes.get(plain)
        if not names and code and not code.is_derived:
            names = [code]
        kept = [name for name in names if not CODE.fullmatch(name.text) or name.text == plain]
        return to_matches([(name, name.kind) for name in kept])

    def _abroad(self, words: str) -> tuple[Name, ...]:
        """Return the state or the country that has a name in any language, or in another form."""
        code = self.world.names.get(words) or self.world.others.get(words)
        if code is None:
            return ()
        if code in self.states:
            partner = self.states[code]
            kind = "in another language" if words in self.world.names else "by another name"
            return (Name(words, f"{partner.name} {kind}", partner, is_derived=words not in self.world.names),)
        country = self.world.countries[code]
        return (Name(country.name, f"a name of {country.name}", country),)

    def match_code(self, code: str, *, is_curated: bool = False) -> Matches:
        """Return the partner or country with a code in capitals; if so wanted, only with one that a curator wrote."""
        name = self.codes.get(code)
        return to_matches([(name, name.kind)]) if name and not (is_curated and name.is_derived) else ()

    def match_gapped(self, words: Sequence[str], is_word: Callable[[str], bool]) -> Matches:
        """Return the partners or the country named by words of which one has a typo, and is no word of its own."""
        count = len(words)
        first = 0 if self.headless_reach.get(words[1], 0) >= count - 1 else 1
        end = count if self.gapped_reach.get(words[0], 0) >= count else 1
        if first == end:
            return ()
        names: dict[str, tuple[Name, str]] = {}
        for position in range(first, end):
            typed = words[position]
            if count < MIN_WORDS_AROUND_TYPO and is_word(typed):
                continue
            if typed in self.by_words and _SAYING_WHAT_IT_IS.issuperset((*words[:position], *words[position + 1 :])):
                continue  # the Republic of Niger is not that of Nigeria
            for key, missing in self.gapped.get(gap(words, position), ()):
                edits = _count_edits_among(count, typed, missing)
                for name in self.by_words[key] if edits and _digits_in(typed) == _digits_in(missing) else ():
                    names.setdefault(name.entity.name, (name, f"{_edits(edits)} from “{name.text}”"))
        return resolve_ties(names.values(), exact=False) if names else ()

    def match_joined(self, words: str) -> Matches:
        """Return the partners or the country with a name of these words, which are run together."""
        position = self.vocabulary.position_of(words)
        names = self.joined_names[position] if position is not None else ()
        return to_matches((name, "spaced otherwise") for name in names)

    def match_typo(self, typed: str) -> tuple[Matches, int]:
        """Return the partners or the country with the name nearest to words run together, and the edits.

        Several partners if they tie; none, though there are edits, where the name of a country ties with another's.
        """
        near = [
            found
            for found in self.vocabulary.find_nearest(typed)
            if _digits_in(self.vocabulary.words[found.position]) == _digits_in(typed)
        ]
        is_alike = any(_is_alike(typed, self.vocabulary.words[found.position]) for found in near)
        names: dict[str, tuple[Name, str]] = {}
        for found in near:
            for name in self.joined_names[found.position]:
                if isinstance(name.entity, Country) and not is_alike:
                    continue  # people seldom ask for a country that the base has no file on: benzin is not Benin
                reason = f"{_edits(found.edits)} from “{name.text}”" if found.edits else "written as one word"
                names.setdefault(name.entity.name, (name, reason))
        edits = near[0].edits if near else 0
        return resolve_ties(names.values(), exact=edits == 0), edits


def _is_acronym(name: str) -> bool:
    return len(name) > 1 and name.isupper()


def _digits_in(text: str) -> list[str]:
    """Return the digits of a name: one that differs makes another name of it, and no typo."""
    return [letter for letter in text if letter.isdecimal()]


def _is_alike(typed: str, word: str) -> bool:
    return sound(typed) == sound(word) or sorted(typed) == sorted(word)


def _count_edits_among(words: int, typed: str, word: str) -> int | None:
    """Count the edits in one of several words: the more are right, the shorter the word may be that is not."""
    is_long_enough = len(word) > SHORTEST_TYPO - words
    if is_long_enough and OSA.distance(typed, word, score_cutoff=1) == 1:
        return 1
    return count_edits(typed, word)


def _edits(count: int | None) -> str:
    return "1 edit" if count == 1 else f"{count} edits"
