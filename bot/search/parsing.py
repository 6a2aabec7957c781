"""Text → Query: what each stretch of a question is taken for, and why."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from bot.domain.answers import CountryMatch, PartnerMatch, PeriodMatch, Query, Reading, Role, Term, TopicMatch
from bot.domain.knowledge import Partner
from bot.search.english import FILLERS, GENERIC, stem
from bot.search.names import Matches
from bot.search.normalise import normalise
from bot.search.periods import find_now, find_period, is_moment
from bot.search.phrases import find_denial, find_speakers, is_left_out, joins, may_leave_out
from bot.search.tokens import Token, Tokens, tokenise

if TYPE_CHECKING:
    from bot.search.index import Index

MAX_LENGTH = 1_000
MAX_WORDS = 80
_LONGEST_TYPO = 3
_SAYING_NOTHING = frozenset((Role.FILLER, Role.PAGE))
_YEAR = re.compile(r"(?:19|20)\d\d")
# Words in capitals that begin a sentence more often than they are a state's code.
_OPENING = frozenset("am an as at be by do he if in is it me my no of on or so to we".split())
# A word that is no subject and follows no article is a code there, whatever its letters.
_OBJECT = "us"
_SHORT_CODE, LONGEST_CODE = 2, 3


def parse_query(text: str, index: "Index", today: date) -> Query:
    """Read a question against what the base knows. What follows the first thousand characters is not read."""
    tokens = tokenise(normalise(text[:MAX_LENGTH], index))
    draft = _Draft(index, tokens, tokens.words[:MAX_WORDS])
    draft.read_page()
    draft.read_period(today)
    draft.read_sayings()
    draft.read_names()
    draft.read_topics()
    draft.read_words()
    draft.read_typos()
    draft.drop_strangers()
    draft.read_exceptions()
    draft.read_phrases()
    draft.read_denial()
    return draft.to_query(text)


def parse_prose(text: str, index: "Index", today: date) -> Query:
    """Read a sentence that was written to other people: what it names in full, and the words for topics."""
    tokens = tokenise(normalise(text[:MAX_LENGTH], index))
    draft = _Draft(index, tokens, tokens.words[:MAX_WORDS])
    draft.read_period(today)
    draft.read_sayings()
    draft.read_names_in_prose()
    draft.read_topics()
    return draft.to_query(text)


@dataclass(slots=True)
class _Draft:
    """A question being read: each step takes the words that the steps before it left."""

    index: "Index"
    tokens: Tokens
    words: tuple[Token, ...]
    readings: dict[int, Reading] = field(init=False, default_factory=dict)
    roles: dict[int, Role] = field(init=False, default_factory=dict)
    starts: dict[int, int] = field(init=False, default_factory=dict)
    named: dict[int, Matches] = field(init=False, default_factory=dict)
    excluded: set[int] = field(init=False, default_factory=set)
    unwanted: dict[int, Term] = field(init=False, default_factory=dict)
    speakers: set[int] = field(init=False, default_factory=set)
    topics: dict[int, tuple[TopicMatch, ...]] = field(init=False, default_factory=dict)
    phrases: list[str] = field(init=False, default_factory=list)
    period: PeriodMatch | None = field(init=False, default=None)
    is_now: bool = field(init=False, default=False)
    denial: str = field(init=False, default="")
    terms: dict[int, Term] = field(init=False, default_factory=dict)
    page: int = field(init=False, default=1)
    plain: list[str] = field(init=False)
    stems: list[str] = field(init=False)
    english: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        world = self.index.snapshot.world
        ordinary, proper = world.words, world.proper
        self.plain = [word.word for word in self.words]
        self.stems = [stem(word) for word in self.plain]
        self.english = [word in ordinary or word in proper for word in self.plain]

    def read_page(self) -> None:
        """`… page 2`, at the end, turns the pages of a long answer."""
        if len(self.words) >= 2 and self.words[-2].word == "page" and self.words[-1].word.isdecimal():
            number = int(self.words[-1].word[:4])
            if number <= 999:
                self.page = max(1, number)
                self._take(len(self.words) - 2, len(self.words) - 1, Role.PAGE, f"page {self.page} of the facts")

    def read_period(self, today: date) -> None:
        # A page is no time, whatever its number.
        said = self.tokens.folded[: self.words[-2].start] if self.roles else self.tokens.folded
        found = find_period(said, today)
        if found is not None:
            period, span = found
            inside = self._inside(span)
            if inside:
                self.period = period
                self._take(inside[0], inside[-1], Role.PERIOD, f"the time {period.label}")
                for place, word in enumerate(self.words):
                    if place not in self.roles and _YEAR.fullmatch(word.word):
                        self._take(place, place, Role.FILLER, "another time; one is read at once")
        for span in find_now(self.tokens.folded, self.plain):
            inside = [place for place in self._inside(span) if place not in self.roles]
            if inside:
                self.is_now = True
                self._take(inside[0], inside[-1], Role.PERIOD, "asks for what is current or newest")

    def read_sayings(self) -> None:
        """Phrases of the facts; and those in which a name means nobody that they are about, as in Rome Statute."""
        phrases = self.index.phrases
        for first, last in self._windows(self._reaches(phrases.reach)):
            phrase = " ".join(self.stems[first : last + 1])
            name = " ".join(self.plain[first : last + 1])
            if phrase in phrases.facts and not self.index.names.match_exactly(name):
                self.phrases.append(phrase)
                if phrase in self.index.sayings:
                    for place in range(first, last + 1):
                        self._take_text(place)

    def read_names(self) -> None:
        names, plain = self.index.names, self.plain
        reaches = [(place, reach) for place in self._left() if (reach := names.reach_of(plain, place))]
        for first, last in self._windows(reaches):
            words = plain[first : last + 1]
            matches: Matches = ()
            if len(words) <= names.reach.get(words[0], 1):
                name = " ".join(words)
                matches = names.match_exactly(name) or (names.match_exactly(name[:-1]) if name[-1] == "s" else ())
            if not matches and not self._is_english(first, last):
                matches = names.match_joined("".join(words))
            if not matches and last > first:
                matches = names.match_gapped(words, self.index.snapshot.world.__contains__)
            if matches:
                self._take_name(first, last, matches)
        for place in self._left():
            typed = self.words[place].text
            if len(typed) <= LONGEST_CODE and self._may_be_code(place):
                matches = names.match_code(typed.upper())
                if matches:
                    self._take_name(place, place, matches)

    def read_names_in_prose(self) -> None:
        names = self.index.names
        reaches = [(place, names.reach.get(self.plain[place], 0) or 1) for place in self._left()]
        for first, last in self._windows(reaches):
            words, typed = " ".join(self.plain[first : last + 1]), self.tokens.typed(first, last)
            matches = names.match_in_prose(words, typed)
            if not matches and words[-1] == "s" and last == first:
                matches = names.match_in_prose(words[:-1], typed[:-1])
            if matches:
                self._take_name(first, last, matches)

    def read_topics(self) -> None:
        topics = self.index.topics
        for first, last in self._windows(self._reaches(topics.reach)):
            stems = tuple(self.stems[first : last + 1])
            matches = topics.match_exactly(stems, self.tokens.typed(first, last))
            if matches:
                self._take_topic(first, last, matches)

    def read_words(self) -> None:
        for place in self._left():
            word = self.words[place]
            if self._is_filler(word):
                self._take(place, place, Role.FILLER, "carries no meaning of its own")
            elif self.stems[place] in self.index.texts and (self.english[place] or self.index.texts.has(word.word)):
                self._take_text(place)
            elif word.word in GENERIC:
                self._take(place, place, Role.FILLER, "asks for whatever there is")

    def read_typos(self) -> None:
        left = self._left()
        for place in left:
            if place not in self.roles and not self.english[place]:
                self._read_typo(place)
        for place in self._left() if left else ():
            self._take_unknown(place, "nothing in the base has this word")

    def drop_strangers(self) -> None:
        """Half of a person's name beside a word that nobody here bears names somebody else."""
        if Role.UNKNOWN not in self.roles.values():
            return
        for place, matches in sorted(self.named.items()):
            beside = (self.roles.get(place - 1), self.roles.get(place + 1))
            if Role.UNKNOWN in beside and _are_parts(matches):
                others = [self.terms.get(place - 1), self.terms.get(place + 1)]
                if any(other and not other.is_word for other in others):
                    self._take_unknown(place, "part of a name that is not known")

    def read_exceptions(self) -> None:
        """Names that the question leaves out; and topics and words, as far as anything here has them."""
        if not may_leave_out(self.plain):
            return
        last_out = None
        is_alone = len(self.named) + len(self.terms) == 1
        known = {self.starts[place] for place, term in self.terms.items() if term.known}
        for first in sorted(self.readings.keys() & {*self.named, *known}):
            is_name = first in self.named
            goes_on = last_out is not None and self._goes_on(last_out, first)
            if goes_on or is_left_out(self.plain, first, is_name=is_name, is_alone=is_alone):
                places = [place for place, start in self.starts.items() if start == first]
                last_out = max(places)
                self.readings[first] = self.readings[first]._replace(role=Role.EXCLUDED, meaning="left out")
                if is_name:
                    self.excluded.add(first)
                else:
                    self.topics.pop(first, None)
                    self.unwanted |= {place: self.terms.pop(place) for place in places if place in self.terms}

    def read_phrases(self) -> None:
        """Names whose word the question asks for."""
        if not self.named:
            return
        self.speakers, asking = find_speakers(self.words, self._name_at)
        for place in asking:
            if place in self.terms and self.roles[place] is Role.TEXT:
                self.terms[place] = self.terms[place]._replace(is_generic=True)
            if self.roles[place] in (Role.FILLER, Role.UNKNOWN):
                self._take(place, place, Role.VOICE, "asks for what is said by the one named")

    def read_denial(self) -> None:
        """A word that turns the question round, where it leaves nothing out: facts are shown, whichever they say."""
        if self.excluded or self.unwanted:
            return
        place = find_denial(self.words, self.tokens.folded)
        if place is not None and self.roles[place] is Role.FILLER:
            self._take(place, place, Role.FILLER, "denies something, which is passed over")
            self.denial = self.tokens.folded[self.words[place].start : self.words[place].end]

    def to_query(self, text: str) -> Query:
        subject = self.index.snapshot.about.subject
        mine: Partner | None = None
        partners: dict[str, PartnerMatch] = {}
        several: list[tuple[PartnerMatch, ...]] = []
        countries: list[CountryMatch] = []
        for place in sorted(self.named.keys() - self.excluded):
            matches = self.named[place]
            first = matches[0]
            if isinstance(first, CountryMatch):
                countries.append(first)
            elif len(matches) > 1:
                several.append(_partners_of(matches))
            elif first.partner.id == subject:
                mine = first.partner
            else:
                # Of one that is named twice the first naming tells how, and the last in which place.
                partners[first.partner.id] = partners.pop(first.partner.id, first)
        topics: dict[str, TopicMatch] = {}
        for place in sorted(self.topics):
            for match in self.topics[place]:
                topics[match.topic.id] = topics.pop(match.topic.id, match)
        left_out = [match for place in sorted(self.excluded) for match in _partners_of(self.named[place])]
        voices = [match.partner.id for place in sorted(self.speakers) for match in _partners_of(self.named[place])]
        rivals = [found for found in several if partners.keys().isdisjoint([match.partner.id for match in found])]
        return Query(
            text=text,
            readings=tuple([self.readings[place] for place in sorted(self.readings)]),
            partners=tuple(partners.values()),
            rivals=tuple(rivals),
            topics=tuple(topics.values()),
            period=self.period,
            terms=tuple({self.terms[place].stem: self.terms[place] for place in sorted(self.terms)}.values()),
            subject=mine,
            excluded=tuple([match for match in left_out if match.partner.id not in partners]),
            unwanted=tuple(self.unwanted.values()),
            countries=tuple(countries),
            voices=tuple(dict.fromkeys(voices)),
            phrases=tuple(dict.fromkeys(self.phrases)),
            is_now=self.is_now,
            denial=self.denial,
            asks_for_help=self._says_nothing(),
            page=self.page,
        )

    def _says_nothing(self) -> bool:
        said = [place for place, role in self.roles.items() if role not in _SAYING_NOTHING]
        return not said or (self.is_now and not self.period and is_moment([self.plain[place] for place in said]))

    def _read_typo(self, place: int) -> None:
        """Take a word for the name or topic that it is fewest slips away from; a name where both are as near."""
        topics, edits = self.index.topics.match_typo(self.words[place].word)
        is_torn = False
        for size in range(_LONGEST_TYPO, 0, -1):
            for first in range(max(0, place - size + 1), place + 1):
                last = first + size - 1
                if last >= len(self.words) or any(self._is_settled(other) for other in range(first, last + 1)):
                    continue
                joined = "".join(word.word for word in self.words[first : last + 1])
                if joined.isdecimal() or self._is_english(first, last):
                    continue
                names, slips = self.index.names.match_typo(joined)
                if names and not (topics and edits < slips):
                    self._take_name(first, last, names)
                    return
                is_torn |= slips > 0 and not names
        if topics:
            self._take_topic(place, place, topics)
            return
        near = None if is_torn else self.index.texts.match_typo(self.words[place].word)
        if near and near[1] in self.index.texts:
            self._take(place, place, Role.TEXT, f"nearly “{near[0]}”, looked for in the facts' words")
            self.terms[place] = Term(self.words[place].text, near[1], read_as=near[0])
        elif near:
            self._take(place, place, Role.FILLER, f"nearly “{near[0]}”, which carries no meaning of its own")

    def _is_english(self, first: int, last: int) -> bool:
        return all(self.english[first : last + 1])

    def _may_be_code(self, place: int) -> bool:
        """Whether a short word can be a state's code: in capitals or the whole question, and then no word of English.

        NO and IN are names among small letters, though not at the head of a sentence; and two letters are none of a
        country that is no partner: PM and TV are abbreviations more often.
        """
        word = self.words[place]
        if len(self.words) == 1:
            return True
        found = self.index.names.match_code(word.text.upper())
        if not found:
            return False
        if word.word == _OBJECT:
            before = self.words[place - 1].word if place else "the"
            is_paired = place + 2 < len(self.words) and self.words[place + 1].word == "and" and place + 2 in self.named
            if before in ("the", "vs", "versus") or is_paired:
                return True
        if not word.text.isupper() or (isinstance(found[0], CountryMatch) and len(word.text) == _SHORT_CODE):
            return False
        if word.word not in FILLERS and word.word not in self.index.snapshot.world.words:
            return True
        is_partner = not isinstance(found[0], CountryMatch)
        return is_partner and not self.tokens.text.isupper() and not (place == 0 and word.word in _OPENING)

    def _is_filler(self, word: Token) -> bool:
        if word.word not in FILLERS:
            return False
        # WHO and IT are names among small letters, and so are they alone; I CAN'T is shouting.
        is_acronym = 2 <= len(word.text) <= 3 and word.text.isupper()
        return not (is_acronym and (len(self.words) == 1 or not self.tokens.text.isupper()))

    def _is_settled(self, place: int) -> bool:
        # A word that is only looked for in texts, or half of a name, may still be half of a longer one: minsc group.
        is_half = place in self.named and _are_parts(self.named[place])
        return self.roles.get(place, Role.TEXT) not in (Role.TEXT, Role.TOPIC) and not is_half

    def _goes_on(self, last: int, first: int) -> bool:
        """Whether what begins at a place is left out with what ended at another: joined to it, or one phrase."""
        if first > last + 1:
            return joins(self.words[last + 1 : first])
        before, here = self.unwanted.get(last), self.terms.get(first)
        return before is not None and here is not None and before.topics == here.topics

    def _name_at(self, place: int) -> int | None:
        start = self.starts.get(place)
        return start if start in self.named and start not in self.excluded else None

    def _inside(self, span: tuple[int, int]) -> list[int]:
        start, end = span
        return [place for place, word in enumerate(self.words) if word.start < end and word.end > start]

    def _reaches(self, reach: Mapping[str, int]) -> list[tuple[int, int]]:
        """Where a phrase may begin, and how many words the longest has that does, given that by its first stem."""
        if reach.keys().isdisjoint(self.stems):
            return []
        return [(place, reach[stem]) for place, stem in enumerate(self.stems) if stem in reach]

    def _windows(self, reaches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Runs of untaken words, the leftmost and among those the longest first, from these places so far at most."""
        roles, end = self.roles, len(self.words)
        for first, reach in reaches:
            last = first
            while last < end and last - first < reach and last not in roles:
                last += 1
            while last > first and first not in roles:
                last -= 1
                yield first, last

    def _left(self) -> list[int]:
        return [place for place in range(len(self.words)) if place not in self.roles]

    def _take_name(self, first: int, last: int, matches: Matches) -> None:
        found = matches[0]
        if isinstance(found, CountryMatch):
            why = f"{found.country.name}, on which this base has no file: {found.reason}"
            self._take(first, last, Role.COUNTRY, why)
        elif len(matches) > 1:
            names = " or ".join([match.partner.name for match in _partners_of(matches)])
            self._take(first, last, Role.PARTNER, f"could mean {names}")
        elif found.partner.id == self.index.snapshot.about.subject:
            why = f"{found.partner.name}, whose relations these are: {found.reason}"
            self._take(first, last, Role.SUBJECT, why)
        else:
            self._take(first, last, Role.PARTNER, f"{found.partner.name}: {found.reason}")
        typed = self.readings[first].text
        self.named[first] = tuple([match._replace(matched=typed) for match in matches])

    def _take_text(self, place: int) -> None:
        self._take(place, place, Role.TEXT, "looked for in the facts' words")
        word = self.words[place]
        self.terms[place] = Term(word.text, self.stems[place], is_generic=word.word in GENERIC)

    def _take_unknown(self, place: int, why: str) -> None:
        self._take(place, place, Role.UNKNOWN, why)
        word = self.words[place]
        is_word = word.word in self.index.snapshot.world.words
        self.terms[place] = Term(word.text, self.stems[place], known=False, is_word=is_word)

    def _take_topic(self, first: int, last: int, matches: tuple[TopicMatch, ...]) -> None:
        self._take(first, last, Role.TOPIC, "; ".join(match.reason for match in matches))
        self.topics[first] = matches
        ids = frozenset(match.topic.id for match in matches)
        is_exact = all(match.exact for match in matches)
        for place in range(first, last + 1):
            if self.words[place].word not in FILLERS:
                self.terms[place] = Term(self.words[place].text, self.stems[place], ids, is_exact=is_exact)

    def _take(self, first: int, last: int, role: Role, meaning: str) -> None:
        for place in range(first, last + 1):
            if place in self.roles:
                for taken in (self.readings, self.terms, self.named, self.topics):
                    taken.pop(place, None)
            self.roles[place] = role
            self.starts[place] = first
        self.readings[first] = Reading(self.tokens.typed(first, last), role, meaning)


def _partners_of(matches: Matches) -> tuple[PartnerMatch, ...]:
    return tuple([match for match in matches if isinstance(match, PartnerMatch)])


def _are_parts(matches: Matches) -> bool:
    return all(isinstance(match, PartnerMatch) and match.is_part for match in matches)
