"""A request made before the base was edited → the same, of what the base still has."""

from collections.abc import Container, Iterable

from bot.domain.requests import Request, Word
from bot.search.index import Index


def keep_known(request: Request, index: Index) -> Request:
    """Return a request without the partners, topics and countries that are gone.

    What was asked for by them is asked for as words that nothing explains, so that it is named as such.
    """
    snapshot = index.snapshot
    partners, topics, countries = snapshot.partners, snapshot.topics, snapshot.world.countries
    asked = (*request.partners, *request.involving, *request.topics, *request.countries)
    gone = [id_ for id_ in asked if id_ not in partners and id_ not in topics and id_ not in countries]
    either = [group for group in (_kept(group, partners) for group in request.either) if group]
    return request.change(
        kind=request.kind if request.kind in [kind.id for kind in snapshot.about.kinds] else "",
        partners=_kept(request.partners, partners),
        involving=_kept(request.involving, partners),
        either=tuple(either),
        countries=_kept(request.countries, countries),
        topics=_kept(request.topics, topics),
        words=(*_kept_words(request.words, topics), *[Word(id_, is_known=False) for id_ in gone]),
        speakers=_kept(request.speakers, partners),
        without_partners=_kept(request.without_partners, partners),
        without_words=_kept_words(request.without_words, topics),
    )


def _kept(ids: Iterable[str], known: Container[str]) -> tuple[str, ...]:
    return tuple([id_ for id_ in ids if id_ in known])


def _kept_words(words: Iterable[Word], topics: Container[str]) -> tuple[Word, ...]:
    return tuple([Word(word.text, _kept(word.topics, topics), word.is_known) for word in words])
