"""Sources and facts whose id is nearly what was typed."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.knowledge import Snapshot
from bot.search.lexicon.thresholds import NEAR_SOURCE

_MOST = 5


def near_sources(id_: str, snapshot: Snapshot) -> list[str]:
    """Return the ids of sources that begin as typed, and those that resemble it."""
    return near_ids(id_, list(snapshot.sources))


def near_ids(id_: str, ids: Sequence[str]) -> list[str]:
    """Return those of the ids that begin as typed, and those that resemble it."""
    begin = [name for name in ids if id_ and name.startswith(id_)]
    near = process.extract(id_, ids, scorer=JaroWinkler.similarity, score_cutoff=NEAR_SOURCE, limit=_MOST)
    return list(dict.fromkeys([*begin, *(name for name, _, _ in near)]))[:_MOST]
