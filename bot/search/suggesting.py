"""Suggestions of partners while a name is being typed."""

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.knowledge import Partner
from bot.domain.text import fold
from bot.search.index import Index
from bot.search.lexicon.thresholds import NEAR_TYPED

_MOST_SUGGESTED = 100


def suggest_partners(typed: str, index: Index) -> list[Partner]:
    """Return the partners whose name, or another name of theirs, goes on as typed or nearly so, the likeliest first."""
    wanted = fold(typed).strip()
    partners = [partner for id_, partner in index.snapshot.partners.items() if id_ != index.snapshot.about.subject]
    known = {partner.id: position for position, partner in enumerate(index.best_known)}
    if not wanted:
        return sorted(partners, key=lambda partner: known.get(partner.id, len(known)))[:_MOST_SUGGESTED]
    ranked = []
    for partner in partners:
        names = [fold(name) for name in partner.names]
        rank = _rank_of(wanted, names)
        if rank is not None:
            ranked.append((rank, known.get(partner.id, len(known)), partner.id, partner))
    return [partner for *_, partner in sorted(ranked, key=lambda item: item[:3])[:_MOST_SUGGESTED]]


def _rank_of(wanted: str, names: list[str]) -> float | None:
    """Return how far names are from what is typed: 0 where the first goes on so, below 4 where one is nearly so."""
    if names[0].startswith(wanted):
        return 0.0
    if any(name.startswith(wanted) for name in names):
        return 1.0
    if any(word.startswith(wanted) for name in names for word in name.split()):
        return 2.0
    # Only so much of a name can be compared with what is typed of it.
    heads = [name[: len(wanted) + 1] for name in names]
    found = process.extractOne(wanted, heads, scorer=JaroWinkler.similarity, score_cutoff=NEAR_TYPED)
    return 4.0 - found[1] if found else None
