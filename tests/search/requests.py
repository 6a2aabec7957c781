"""Generated requests, with ids that the tests' base has, and others."""

from hypothesis import strategies as st

from bot.domain.dates import Period
from bot.domain.requests import MAX_PAGE, MAX_SIZE, Amount, Chatter, Form, Request, Word
from tests.bases import TODAY
from tests.search.asking import INDEX

_PARTNERS = st.sampled_from([*INDEX.snapshot.partners, "gone"])
_TOPICS = st.sampled_from([*INDEX.snapshot.topics, "gone"])
_TEXTS = st.one_of(
    st.sampled_from(["gas", "visits", "king", "treaty of friendship", "says", "overview", "whales", "of the"]),
    st.text(),
)
_WORDS = st.one_of(
    st.builds(Word, _TEXTS, st.lists(_TOPICS, max_size=2, unique=True).map(tuple)),
    st.builds(Word, _TEXTS, is_known=st.booleans()),
)
_DAYS = st.one_of(
    st.none(),
    st.dates(min_value=TODAY.replace(year=1990), max_value=TODAY.replace(year=2030)),
    st.dates(max_value=TODAY),
)


def _some(each: st.SearchStrategy[str], most: int = 3) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(each, max_size=most, unique=True).map(tuple)


def _to_period(start_and_end: tuple[object, object]) -> bool:
    start, end = start_and_end
    return not (start and end) or start <= end  # type: ignore[operator]


PERIODS = st.tuples(_DAYS, _DAYS).filter(_to_period).map(lambda days: Period(*days))


def requests() -> st.SearchStrategy[Request]:
    """Draw a request; most are not empty."""
    return st.builds(
        Request,
        form=st.sampled_from(Form),
        kind=st.sampled_from(["", "state", "gone"]),
        partners=_some(_PARTNERS, 4),
        any_partner=st.booleans(),
        involving=_some(_PARTNERS, 1),
        either=st.lists(st.lists(_PARTNERS, min_size=2, max_size=3, unique=True).map(tuple), max_size=2).map(tuple),
        countries=_some(st.sampled_from(["BO", "US", "XX"]), 2),
        topics=_some(_TOPICS, 2),
        words=st.lists(_WORDS, max_size=3).map(tuple),
        aliases=_some(_TEXTS, 2),
        phrases=_some(st.sampled_from(["suppli contract", "gone"]), 2),
        amounts=st.lists(st.sampled_from(Amount), max_size=2, unique=True).map(tuple),
        needed=st.lists(st.text(min_size=1, max_size=8), max_size=2, unique=True).map(tuple),
        period=st.one_of(st.none(), PERIODS),
        newest_first=st.booleans(),
        speakers=_some(_PARTNERS, 2),
        names_subject=st.booleans(),
        without_partners=_some(_PARTNERS, 2),
        without_words=st.lists(_WORDS, max_size=2).map(tuple),
        source=st.one_of(st.just(""), st.sampled_from([*INDEX.snapshot.sources, "gone"]), st.text()),
        chatter=st.one_of(st.none(), st.sampled_from(Chatter)),
        page=st.integers(1, MAX_PAGE),
        size=st.integers(0, MAX_SIZE),
        shown=st.integers(0, 10_000),
    )
