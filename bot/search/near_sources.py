"""Sources whose id is nearly what was typed."""

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.knowledge import Snapshot
from bot.search.lexicon.thresholds import NEAR_SOURCE

_MOST = 5


def near_sources(id_: str, snapshot: Snapshot) -> list[str]:
    """Return the ids of sources that begin as typed, and those that resemble it."""
    begin = [name for name in snapshot.sources if id_ and name.startswith(id_)]
    near = process.extract(
        id_, list(snapshot.sources), scorer=JaroWinkler.similarity, score_cutoff=NEAR_SOURCE, limit=_MOST
    )
    return list(dict.fromkeys([*begin, *(name for name, _, _ in near)]))
