"""The next turn of a conversation: a choice of what was offered, or another page."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from bot.domain.answers import Offer
from bot.domain.readings import Parsed, Role
from bot.domain.requests import Form, Request
from bot.domain.text import words_of
from bot.search.index import Index
from bot.search.lexicon.conversation import (
    AGAIN_WORDS,
    BEFORE_IT,
    BESIDE_ORDINALS,
    BESIDE_PAGING,
    CUE,
    CUE_BEHIND,
    NEXT_WORDS,
    ORDINALS,
    PREVIOUS_WORDS,
    PRONOUNS,
)
from bot.search.lexicon.offices import TITLES
from bot.search.lexicon.stop_words import STOP_WORDS

FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn: its text, its folded words, and the previous request (`before`)."""

    parsed: Parsed
    words: tuple[str, ...]
    before: Request

    @property
    def alone(self) -> Request:
        """Return the request of the text by itself."""
        return self.parsed.request

    @property
    def has_cue(self) -> bool:
        """Return whether it begins with a word that continues the previous question, or ends with one behind a name."""
        text = self.parsed.text
        return CUE.match(text) is not None or (self.names_somebody and CUE_BEHIND.search(text) is not None)

    @property
    def refers_back(self) -> bool:
        """Return whether a pronoun stands for whoever was named before: nothing precedes it that it could mean."""
        words = self.words
        its = [at for at, (one, two) in enumerate(pairwise(words), 1) if two == "it" and one in BEFORE_IT]
        first = min([*its, *[at for at, word in enumerate(words) if word in PRONOUNS]], default=None)
        return first is not None and STOP_WORDS.issuperset(words[:first])

    @property
    def rest(self) -> tuple[str, ...]:
        """The words after that cue."""
        return words_of(CUE.sub("", self.parsed.text, count=1))

    @property
    def names_somebody(self) -> bool:
        """Return whether it names a partner, a country or the subject."""
        return bool(self.alone.partners or self.alone.either or self.alone.countries or self.alone.names_subject)


def place_in(words: Iterable[str]) -> int | None:
    """Return the place, from 0 on, that an ordinal alone says: the second, number 2, the second one; or None."""
    said = [word for word in words if word not in BESIDE_ORDINALS]
    said = [word for word in said if word != "one"] if len(said) > 1 else said
    return ORDINALS.get(said[0]) if len(said) == 1 else None


def choose(turn: Turn, choices: tuple[Offer, ...], index: Index) -> Request:
    """Return the choice that is meant: by its ordinal, by a name, or by a word that only one of them has.

    Another text is a new question if it is complete by itself; if not, the choice is offered once more.
    """
    place = place_in(turn.words)
    if place is not None and place < len(choices):
        return choices[place].request
    named = {id_ for group in (turn.alone.partners, *turn.alone.either) for id_ in group}
    meant = [offer.request for offer in choices if turn.alone.partners and named <= set(offer.request.partners)]
    if len(meant) != 1 and _says_nothing_else(turn):
        specific = {word for word in turn.words if word not in STOP_WORDS}
        meant = [offer.request for offer in choices if specific & _names_of(offer.request, index)] or [turn.before]
    return meant[0] if len(meant) == 1 else turn.before if _says_nothing_else(turn) else turn.alone


def _says_nothing_else(turn: Turn) -> bool:
    """Return whether a text asks for nothing by itself, and only has plain or unknown words: the son, hmm whatever."""
    alone = turn.alone
    if alone.form not in (Form.ANSWER, Form.HELP) or "help" in turn.words or len(turn.words) > FEW_WORDS:
        return False
    if turn.words[0] == "the" and turn.words[-1] in TITLES:
        return True  # the former president describes one of them
    asks_something = (
        alone.all_topics or alone.period or alone.newest_first or alone.without_partners or alone.without_words
    )
    return STOP_WORDS.issuperset(turn.words) or not (asks_something or turn.names_somebody)


def _names_of(request: Request, index: Index) -> set[str]:
    partners = [index.snapshot.partners[id_] for id_ in request.partners]
    texts = [text for partner in partners for text in partner.names]
    return {word for text in texts for word in words_of(text)}


def turn_page(turn: Turn) -> int | None:
    """Return the page of the previous request that is asked for; None where none is."""
    said, page = {word for word in turn.words if not word.isdecimal() or len(turn.words) == 1}, turn.before.page
    if turn.alone.page > 1 and all(reading.role in (Role.PAGE, Role.STOP_WORD) for reading in turn.parsed.readings):
        return turn.alone.page
    is_form = turn.alone.form not in (Form.ANSWER, Form.HELP) and turn.words != ("source",)
    if is_form or turn.names_somebody:
        return None
    if not said <= NEXT_WORDS | PREVIOUS_WORDS | AGAIN_WORDS | BESIDE_PAGING:
        return None
    if said & PREVIOUS_WORDS:
        return max(1, page - 1)
    return page if said & AGAIN_WORDS else page + 1 if said & NEXT_WORDS else None
