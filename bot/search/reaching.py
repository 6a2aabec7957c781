"""A check that a partner is found by each of its names, however that is written."""

from collections.abc import Iterator
from datetime import date

from bot.domain.knowledge import Partner
from bot.search.index import Index
from bot.search.responding import as_answer, respond


def unreached_names(index: Index, today: date) -> Iterator[tuple[str, str]]:
    """Yield each name that, asked for alone, neither leads to its partner nor offers it, with the partner's id.

    The subject is passed over: all facts are about it.
    """
    snapshot = index.snapshot
    for partner in snapshot.partners.values():
        if partner.id == snapshot.about.subject:
            continue
        for name in dict.fromkeys(partner.names):
            found = as_answer(respond(name, index, today))
            offered = {id_ for offer in (*found.suggestions, *found.related) for id_ in offer.request.partners}
            if partner.id not in offered | {named.id for named in found.partners}:
                yield partner.id, name


def names_in_capitals(index: Index) -> Iterator[tuple[str, str]]:
    """Yield each name that is an ordinary word and counts as a name only with a capital, with its partner's id."""
    for names in index.names.written.values():
        for name in names:
            if isinstance(name.entity, Partner) and not name.text.islower() and not name.text.isupper():
                yield name.entity.id, name.text
