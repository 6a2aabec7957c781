"""Fields that a program fills in (partners, a topic, a time, each as typed) → a request."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bot.domain.readings import Parsed
from bot.domain.requests import Form, Request, Word
from bot.search.index import Index
from bot.search.narrowing import add_text, add_time
from bot.search.parsing import parse

T = TypeVar("T")


def parse_fields(names: Sequence[str], topic: str, period: str, form: Form, index: Index, today: date) -> Parsed | None:
    """Read each field for what it is to be; None where the time is none.

    A name that names nobody is asked for alone, as a word that nothing explains: whatever the topic has is no answer.
    """
    read = [_read_name(name, index, today) for name in names if name.strip()]
    strangers = [one for one in read if one.request.unknown and not _names(one.request)]
    if strangers and form is not Form.COMPARE:
        return strangers[0]
    parsed = _join(read)
    request = parsed.request
    if topic.strip():
        request = _add_topic(request, topic.strip(), index, today)
    if period.strip():
        narrowed = add_time(request, period, index, today)
        if narrowed is None:
            return None
        request = narrowed
    if request == Request():
        return replace(parsed, request=Request(form=Form.HELP))
    return replace(parsed, request=request.change(form=form, page=1))


def _read_name(text: str, index: Index, today: date) -> Parsed:
    """Read who is named: by an id, or by any name."""
    subject = index.snapshot.about.subject
    if text == subject:
        return Parsed(text=text, request=Request(names_subject=True))
    if text in index.snapshot.partners:
        return Parsed(text=text, request=Request(partners=(text,)))
    parsed = parse(text, index, today)
    asked = parsed.request
    if _names(asked):
        return parsed
    return Parsed(text=text, request=Request(words=(Word(text, is_known=False),)))


def _names(request: Request) -> bool:
    """Return whether a request names anybody that the base, or the world beyond it, has."""
    names_others = request.partners or request.involving or request.either or request.countries
    return bool(names_others or request.names_subject)


def _add_topic(request: Request, topic: str, index: Index, today: date) -> Request:
    """Narrow to a topic by its id or name, or to whatever else is given for it."""
    if topic in index.snapshot.topics:
        return request.change(topics=tuple(dict.fromkeys((*request.topics, topic))))
    added = add_text(Request(), topic, index, today)
    if added is None:
        return request.change(words=(*request.words, Word(topic, is_known=False)))
    asked = added.request
    return request.change(
        partners=_union(request.partners, asked.partners),
        involving=_union(request.involving, asked.involving),
        either=_union(request.either, asked.either),
        countries=_union(request.countries, asked.countries),
        topics=_union(request.topics, asked.topics),
        words=_union(request.words, asked.words),
        period=asked.period or request.period,
    )


def _join(read: Sequence[Parsed]) -> Parsed:
    """Join what several names were read as."""
    if len(read) == 1:
        return read[0]
    requests = [one.request for one in read]
    return Parsed(
        text=", ".join([one.text for one in read]),
        request=Request(
            partners=_union(*[one.partners for one in requests]),
            involving=_union(*[one.involving for one in requests]),
            either=_union(*[one.either for one in requests]),
            countries=_union(*[one.countries for one in requests]),
            topics=_union(*[one.topics for one in requests]),
            words=_union(*[one.words for one in requests]),
            names_subject=any(one.names_subject for one in requests),
        ),
        partners=_union(*[one.partners for one in read]),
        rivals=_union(*[one.rivals for one in read]),
        countries=_union(*[one.countries for one in read]),
        corrections=_union(*[one.corrections for one in read]),
    )


def _union(*groups: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys([one for group in groups for one in group]))
