"""A fact or a source by its id, as programs ask for it; or, where there is none, ids that are nearly the same."""

from datetime import date

from bot.domain.answers import Answer, FactMatch, Outcome, because
from bot.domain.knowledge import Source
from bot.domain.requests import Request
from bot.search.index import Index
from bot.search.nearest_ids import near_ids

_MOST_TYPED = 200


def find_fact(id_: str, index: Index, today: date) -> tuple[Answer, list[str]]:
    """Return the answer that has the fact of this id alone; else one that has nothing, and the nearest ids."""
    snapshot = index.snapshot
    fact = snapshot.facts.get(id_)
    if fact is None:
        none = Answer(outcome=Outcome.NONE, request=Request(), snapshot=snapshot, today=today, text=id_[:_MOST_TYPED])
        return none, near_ids(id_[:_MOST_TYPED], list(snapshot.facts))
    match = FactMatch(fact, 1.0, because("id", "asked for by its id"), fact.status(today))
    outcome, request = Outcome.ANSWER, Request()
    found = Answer(outcome=outcome, request=request, snapshot=snapshot, today=today, text=id_, facts=(match,), total=1)
    return found, []


def find_source(id_: str, index: Index) -> tuple[Source | None, list[str]]:
    """Return the source of this id; else None, and the nearest ids."""
    source = index.snapshot.sources.get(id_)
    return source, [] if source else near_ids(id_[:_MOST_TYPED], list(index.snapshot.sources))
