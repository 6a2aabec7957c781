"""Whom a fact names in its texts."""

from itertools import chain

from bot.domain.knowledge import Fact
from bot.domain.readings import PartnerMatch
from bot.domain.text import words_of
from bot.search.names import Names


def named_in(fact: Fact, names: Names) -> frozenset[str]:
    """Return the ids of the partners that the statement and excerpts of a fact name."""
    named = chain.from_iterable([chain.from_iterable(names.match_each(words_of(text))) for text in fact.texts])
    return frozenset([match.partner.id for match in named if isinstance(match, PartnerMatch)])
