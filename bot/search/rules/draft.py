"""A question being read: what its words are, and what each was taken for so far."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.readings import CountryMatch, PartnerMatch, PeriodMatch, Reading, Role, TopicMatch
from bot.domain.requests import Amount, Chatter, Form, Word
from bot.search.index import Index
from bot.search.lexicon.articles import ARTICLE
from bot.search.lexicon.name_words import ACRONYMS, DOTTED_STOP_WORDS, GOVERNING_CODES
from bot.search.lexicon.negations import EXCEPTING_SIGNS
from bot.search.lexicon.stop_words import CONTRACTED, STOP_WORDS
from bot.search.matches import Matches
from bot.search.stemming import stem
from bot.search.tokens import Token, Tokens, tokenise

# Behind an acronym these stress nothing, though they are in capitals: WHO AND UN.
_NO_STRESS = ACRONYMS | {"and", "or"}

MAX_LENGTH = 1_000
MAX_WORDS = 80


@dataclass(slots=True)
class Draft:
    """A question being read: each rule takes words that the rules before it left.

    A word is known by its position. `roles` is what each word was taken for, and `starts` where the stretch begins that
    it is part of; `readings`, `named`, `topics` and `words` are by the first position of a stretch. `excluded` are the
    first positions of what is left out, `speakers` those of names whose word is asked for, `needed` those of words that
    a fact must have. `topic_filters` are the ids of topics that it must be on, and `partner_filters` those of partners
    that it must be about. `kind` is the one that a list of partners is to have alone. `is_text` is a word that facts
    have; `corrections` are typos with what they were taken for.
    """

    index: Index
    text: str
    today: date
    form: Form = Form.ANSWER
    kind: str = ""
    source: str = ""
    chatter: Chatter | None = None
    period: PeriodMatch | None = None
    newest_first: bool = False
    page: int = 1
    any_partner: bool = False
    denial: str = ""
    amounts: tuple[Amount, ...] = ()
    readings: dict[int, Reading] = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    named: dict[int, Matches] = field(default_factory=dict)
    topics: dict[int, tuple[TopicMatch, ...]] = field(default_factory=dict)
    words: dict[int, Word] = field(default_factory=dict)
    corrections: dict[int, tuple[str, str]] = field(default_factory=dict)
    excluded: set[int] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)
    needed: set[int] = field(default_factory=set)
    phrases: list[str] = field(default_factory=list)
    topic_filters: list[str] = field(default_factory=list)
    partner_filters: list[str] = field(default_factory=list)
    tokens: Tokens = field(init=False)
    said: tuple[Token, ...] = field(init=False, default=())
    plain: list[str] = field(init=False, default_factory=list)
    stems: list[str] = field(init=False, default_factory=list)
    english: list[bool] = field(init=False, default_factory=list)

    def tokenise(self) -> None:
        """Split the text into its words; what rules do to the text itself is done by then."""
        self.tokens = tokenise(self.text, self.index.names.whole)
        self.said = self.tokens.words[:MAX_WORDS]
        world = self.index.snapshot.world
        ordinary, proper = world.words, world.proper
        self.plain = [token.word for token in self.said]
        self.stems = [stem(word) for word in self.plain]
        self.english = [word in ordinary or word in proper for word in self.plain]

    def left(self) -> list[int]:
        """Return the positions of the words that no rule took."""
        return [position for position in range(len(self.said)) if position not in self.roles]

    def is_english(self, first: int, last: int) -> bool:
        """Return whether all words of a stretch are English."""
        return all(self.english[first : last + 1])

    def is_shouted(self) -> bool:
        """Return whether the whole question is in capitals."""
        return self.tokens.text.isupper()

    def _is_stressed(self, position: int) -> bool:
        """Return whether a plain word right behind is in capitals too, so that they mean nothing: WHO ARE they."""
        behind = self.said[position + 1 : position + 2]
        return any(it.text.isupper() and it.word in STOP_WORDS and it.word not in _NO_STRESS for it in behind)

    def begins_sentence(self, position: int) -> bool:
        """Return whether a word is the first, or follows the end of a sentence."""
        return position == 0 or not set(".!?").isdisjoint(self.between(position - 1, position))

    def is_signed_out(self, position: int) -> bool:
        """Return whether a minus is right before a word and behind a space: gas -oil, -"oil"; but not gas-oil."""
        before = self.tokens.folded[: self.said[position].start].rstrip("\"'“")
        return before[-1:] in EXCEPTING_SIGNS and before[-2:-1] in ("", " ") and before != ""

    def follows_any(self, position: int, phrases: Iterable[tuple[str, ...]]) -> bool:
        """Return whether one of several phrases ends right before a position."""
        before = tuple(self.plain[:position])
        return any(before[-len(phrase) :] == phrase for phrase in phrases)

    def phrase_at(self, position: int, phrases: Iterable[tuple[str, ...]]) -> int:
        """Count the words of the first of several phrases that is at a position; 0 where none is."""
        said = (len(phrase) for phrase in phrases if tuple(self.plain[position : position + len(phrase)]) == phrase)
        return next(said, 0)

    def is_stop_word(self, position: int) -> bool:
        """Return whether a word is a stop word; WHO and IT are names among small letters, and so are they alone."""
        token = self.said[position]
        if token.is_dotted and token.text.islower():
            return token.word in DOTTED_STOP_WORDS
        if token.word in CONTRACTED:
            return token.end - token.start > len(token.word)
        if token.word not in STOP_WORDS or (token.word == "may" and self.plain[position - 1 : position] == ["in"]):
            return False
        if token.word in ACRONYMS and self._is_stressed(position):
            return True
        is_governed = position > 0 and len(token.text) > 1 and self.plain[position - 1] in GOVERNING_CODES
        is_acronym = token.text.isupper() and (token.word in ACRONYMS or is_governed)
        return not (is_acronym and (len(self.said) == 1 or not self.is_shouted()))

    def inside(self, span: tuple[int, int]) -> list[int]:
        """Return the positions of the words in a span of the folded text."""
        start, end = span
        return [position for position, token in enumerate(self.said) if token.start < end and token.end > start]

    def reaches(self, reach: Mapping[str, int]) -> list[tuple[int, int]]:
        """Return where a phrase may begin and how many words the longest has, given that by its first stem."""
        if reach.keys().isdisjoint(self.stems):
            return []
        return [(position, reach[root]) for position, root in enumerate(self.stems) if root in reach]

    def windows(self, reaches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Yield runs of untaken words from these positions so far at most, the leftmost and longest first."""
        roles, end = self.roles, len(self.said)
        for first, reach in reaches:
            last = first
            while last < end and last - first < reach and last not in roles:
                last += 1
            while last > first and first not in roles:
                last -= 1
                yield first, last

    def last_of(self, first: int) -> int:
        """Return where the stretch ends that begins at a position."""
        last = first
        while self.starts.get(last + 1) == first:
            last += 1
        return last

    def between(self, position: int, other: int) -> str:
        """Return what is between two words, folded."""
        return self.tokens.folded[self.said[position].end : self.said[other].start]

    def name_at(self, position: int) -> int | None:
        """Return where the name begins that a word is part of, unless it is left out; None where it is none."""
        start = self.starts.get(position)
        return start if start in self.named and start not in self.excluded else None

    def before_article(self, position: int) -> int:
        """Return the position of the word before another, and before an article there; -1 where none is."""
        return position - 2 if position and self.plain[position - 1] == ARTICLE else position - 1

    def facts_about(self, position: int) -> int:
        """Return the facts about whom the name at a position means, as bits.

        There is none where it has several meanings, or is of a country without a file.
        """
        matches = partners_of(self.named[position])
        return self.index.about(matches[0].partner.id) if len(matches) == 1 else 0

    def take(self, first: int, last: int, role: Role, meaning: str) -> None:
        """Take a stretch of words for something, whatever it was taken for before."""
        for position in range(first, last + 1):
            if position in self.roles:
                for taken in (self.readings, self.words, self.named, self.topics, self.corrections):
                    taken.pop(position, None)
                self.speakers.discard(position)
            self.roles[position] = role
            self.starts[position] = first
        self.readings[first] = Reading(self.tokens.typed(first, last), role, meaning)

    def take_name(self, first: int, last: int, matches: Matches) -> None:
        """Take a stretch of words for a name of partners or of a country."""
        found = matches[0]
        typed = self.tokens.typed(first, last)
        if isinstance(found, CountryMatch):
            why = f"{found.country.name}, on which this base has no file: {found.reason}"
            self.take(first, last, Role.COUNTRY, why)
        elif len(matches) > 1:
            names = " or ".join([match.partner.name for match in partners_of(matches)])
            self.take(first, last, Role.PARTNER, f"could mean {names}")
        elif found.partner.id == self.index.snapshot.about.subject:
            why = f"{found.partner.name}, the subject of this base: {found.reason}"
            self.take(first, last, Role.SUBJECT, why)
        else:
            self.take(first, last, Role.PARTNER, f"{found.partner.name}: {found.reason}")
        self.named[first] = tuple([replace_matched(match, typed) for match in matches])

    def take_topic(self, first: int, last: int, matches: tuple[TopicMatch, ...]) -> None:
        """Take a stretch of words for topics."""
        self.take(first, last, Role.TOPIC, "; ".join([match.reason for match in matches]))
        self.topics[first] = matches
        self.words[first] = Word(matches[0].word, tuple([match.topic.id for match in matches]))

    def take_text(self, position: int) -> None:
        """Take a word for one that facts have."""
        self.take(position, position, Role.TEXT, "looked for in the facts' words")
        self.words[position] = Word(self.said[position].undotted)

    def take_unknown(self, position: int, why: str) -> None:
        """Take a word for one that nothing explains."""
        self.take(position, position, Role.UNKNOWN, why)
        self.words[position] = Word(self.said[position].text, is_known=False)

    def take_stranger(self, first: int, last: int, why: str) -> None:
        """Take a stretch of words for one name of somebody or something unknown."""
        self.take(first, last, Role.UNKNOWN, why)
        self.words[first] = Word(self.tokens.written(first, last), is_known=False)

    def exclude(self, first: int) -> None:
        """Leave the stretch that begins at a position out of what is asked."""
        before = self.readings[first]
        self.readings[first] = Reading(before.text, Role.EXCLUDED, "left out")
        self.excluded.add(first)


def partners_of(matches: Matches) -> tuple[PartnerMatch, ...]:
    """Return the matches that are partners."""
    return tuple([match for match in matches if isinstance(match, PartnerMatch)])


def are_parts(matches: Matches) -> bool:
    """Return whether all matches are only parts of persons' names."""
    return all(isinstance(match, PartnerMatch) and match.is_part for match in matches)


def replace_matched(match: PartnerMatch | CountryMatch, typed: str) -> PartnerMatch | CountryMatch:
    """Return a match with the words that were typed for it."""
    if isinstance(match, CountryMatch):
        return CountryMatch(match.country, typed, match.exact, match.reason)
    return PartnerMatch(match.partner, typed, match.exact, match.reason, match.is_part)
