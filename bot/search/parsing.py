"""Text → Query: what each stretch of a question is taken for, and why."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.answers import PartnerMatch, PeriodMatch, Query, Reading, Role, Term, TopicMatch
from bot.search.english import FILLERS
from bot.search.index import Index
from bot.search.periods import find_period
from bot.search.tokens import Token, Tokens, tokenise

MAX_LENGTH = 1_000
MAX_WORDS = 80
_LONGEST_TYPO = 3


def parse_query(text: str, index: Index, today: date) -> Query:
    """Read a question against what the base knows. What follows the first thousand characters is not read."""
    tokens = tokenise(text[:MAX_LENGTH])
    draft = _Draft(index, tokens, tokens.words[:MAX_WORDS])
    draft.read_page()
    draft.read_period(today)
    draft.read_names()
    draft.read_topics()
    draft.read_words()
    draft.read_typos()
    draft.drop_strangers()
    return draft.to_query(text)


@dataclass(slots=True)
class _Draft:
    """A question being read: each step takes the words that the steps before it left."""

    index: Index
    tokens: Tokens
    words: tuple[Token, ...]
    readings: dict[int, Reading] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    named: dict[int, tuple[PartnerMatch, ...]] = field(default_factory=dict)
    topics: list[TopicMatch] = field(default_factory=list)
    period: PeriodMatch | None = None
    terms: dict[int, Term] = field(default_factory=dict)
    page: int = 1

    def read_page(self) -> None:
        """`… page 2`, at the end, turns the pages of a long answer."""
        if len(self.words) >= 2 and self.words[-2].word == "page" and self.words[-1].word.isdecimal():
            number = int(self.words[-1].word[:4])
            if number <= 999:
                self.page = max(1, number)
                self._take(len(self.words) - 2, len(self.words) - 1, Role.PAGE, f"page {self.page} of the facts")

    def read_period(self, today: date) -> None:
        found = find_period(self.tokens, today)
        if found is None:
            return
        period, (start, end) = found
        inside = [place for place, word in enumerate(self.words) if word.start < end and word.end > start]
        if inside:
            self.period = period
            self._take(inside[0], inside[-1], Role.PERIOD, f"the time {period.label}")

    def read_names(self) -> None:
        names = self.index.names
        for first, last in self._windows(names.longest):
            words = tuple(word.word for word in self.words[first : last + 1])
            matches = names.match_exactly(words) or names.match_exactly((*words[:-1], words[-1].removesuffix("s")))
            if matches:
                self._take_partner(first, last, matches)
        for place in self._left():
            word = self.words[place]
            is_all = len(self.words) == 1 and word.text.upper() in names.by_code
            # At its head a sentence may shout: AM I right? Elsewhere what stands in capitals is a code.
            is_code = word.text in names.by_code and not (place == 0 and word.word in FILLERS)
            if is_all or (is_code and not self._is_filler(word)):
                name = names.by_code[word.text.upper()]
                self._take_partner(place, place, (PartnerMatch(name.partner, word.text, exact=True, reason=name.kind),))

    def read_topics(self) -> None:
        topics = self.index.topics
        for first, last in self._windows(topics.longest):
            stems = tuple(word.stem for word in self.words[first : last + 1])
            matches = topics.match_exactly(stems, self.tokens.typed(first, last))
            if matches:
                self._take_topic(first, last, matches)

    def read_words(self) -> None:
        for place in self._left():
            word = self.words[place]
            if self._is_filler(word):
                self._take(place, place, Role.FILLER, "carries no meaning of its own")
            elif word.stem in self.index.texts:
                self._take(place, place, Role.TEXT, "looked for in the facts' words")
                self.terms[place] = Term(word.text, word.stem)

    def read_typos(self) -> None:
        for place in self._left():
            if place not in self.roles and not self._read_name_typo(place):
                self._read_topic_typo(place)
        for place in self._left():
            self._take_unknown(place, "nothing in the base has this word")

    def drop_strangers(self) -> None:
        """Half of a person's name beside a word that nobody here bears names somebody else."""
        for place, matches in sorted(self.named.items()):
            beside = (self.roles.get(place - 1), self.roles.get(place + 1))
            if Role.UNKNOWN in beside and all(match.is_part for match in matches):
                self._take_unknown(place, "part of a name that is not known")

    def to_query(self, text: str) -> Query:
        matches = [matches for _, matches in sorted(self.named.items())]
        subject = self.index.snapshot.subject
        sure = [match[0] for match in matches if len(match) == 1]
        partners = {match.partner.id: match for match in reversed(sure) if match.partner != subject}
        return Query(
            text=text,
            readings=tuple(reading for _, reading in sorted(self.readings.items())),
            partners=tuple(partners.values())[::-1],
            rivals=tuple(
                rivals
                for rivals in matches
                if len(rivals) > 1 and not any(match.partner.id in partners for match in rivals)
            ),
            topics=tuple({match.topic.id: match for match in reversed(self.topics)}.values())[::-1],
            period=self.period,
            terms=tuple({term.stem: term for _, term in sorted(self.terms.items())}.values()),
            subject=next((match.partner for match in sure if match.partner == subject), None),
            asks_for_help=set(self.roles.values()) <= {Role.FILLER, Role.PAGE},
            page=self.page,
        )

    def _read_name_typo(self, place: int) -> bool:
        for size in range(_LONGEST_TYPO, 0, -1):
            for first in range(max(0, place - size + 1), place + 1):
                window = range(first, first + size)
                if window[-1] >= len(self.words) or any(self._is_settled(other) for other in window):
                    continue
                matches = self.index.names.match_typo("".join(self.words[other].word for other in window))
                if matches:
                    self._take_partner(first, window[-1], matches)
                    return True
        return False

    def _read_topic_typo(self, place: int) -> None:
        matches = self.index.topics.match_typo(self.words[place].word)
        if matches:
            self._take_topic(place, place, matches)

    def _is_filler(self, word: Token) -> bool:
        # US, WHO and IT are names among small letters, and so are they alone; I CAN'T is shouting.
        stands_out = len(self.words) == 1 or not self.tokens.text.isupper()
        is_acronym = 2 <= len(word.text) <= 3 and word.text.isupper() and stands_out
        return word.word in FILLERS and not is_acronym

    def _is_settled(self, place: int) -> bool:
        # A word that is only looked for in texts, or half of a name, may still be half of a longer one: minsc group.
        is_half = all(match.is_part for match in self.named[place]) if place in self.named else False
        return self.roles.get(place, Role.TEXT) is not Role.TEXT and not is_half

    def _windows(self, longest: int) -> Iterator[tuple[int, int]]:
        """Runs of untaken words, the leftmost and among those the longest first."""
        for first in range(len(self.words)):
            for size in range(min(longest, len(self.words) - first), 0, -1):
                if not any(place in self.roles for place in range(first, first + size)):
                    yield first, first + size - 1

    def _left(self) -> list[int]:
        return [place for place in range(len(self.words)) if place not in self.roles]

    def _take_partner(self, first: int, last: int, matches: tuple[PartnerMatch, ...]) -> None:
        typed = self.tokens.typed(first, last)
        names = " or ".join(match.partner.name for match in matches)
        if len(matches) > 1:
            self._take(first, last, Role.PARTNER, f"could mean {names}")
        elif matches[0].partner == self.index.snapshot.subject:
            self._take(first, last, Role.SUBJECT, f"{names}, whose relations these are: {matches[0].reason}")
        else:
            self._take(first, last, Role.PARTNER, f"{names}: {matches[0].reason}")
        self.named[first] = tuple(replace(match, matched=typed) for match in matches)

    def _take_unknown(self, place: int, why: str) -> None:
        self._take(place, place, Role.UNKNOWN, why)
        self.terms[place] = Term(self.words[place].text, self.words[place].stem, known=False)

    def _take_topic(self, first: int, last: int, matches: tuple[TopicMatch, ...]) -> None:
        self.topics += matches
        self._take(first, last, Role.TOPIC, "; ".join(match.reason for match in matches))
        ids = frozenset(match.topic.id for match in matches)
        for place in range(first, last + 1):
            if self.words[place].word not in FILLERS:
                self.terms[place] = Term(self.words[place].text, self.words[place].stem, ids)

    def _take(self, first: int, last: int, role: Role, meaning: str) -> None:
        reading = Reading(self.tokens.typed(first, last), role, meaning)
        for place in range(first, last + 1):
            self.readings.pop(place, None)
            self.terms.pop(place, None)
            self.named.pop(place, None)
            self.roles[place] = role
        self.readings[first] = reading
