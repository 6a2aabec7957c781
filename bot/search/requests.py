"""Text → Response: a question answered, or a form that is asked for by its name."""

import re
from datetime import date
from itertools import islice, pairwise, product
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.domain.answers import Answer, FactMatch, Outcome, Query, Role, Suggestion, because
from bot.domain.dates import Precision
from bot.domain.knowledge import Snapshot
from bot.domain.responses import (
    Comparison,
    Form,
    Front,
    Listing,
    Map,
    Overview,
    Response,
    SourceCard,
    Tie,
    Timeline,
    Usage,
)
from bot.search.answering import MAX_READINGS, MAX_SUGGESTIONS, answer, to_choice
from bot.search.comparing import compare
from bot.search.index import Index
from bot.search.naming import find_named
from bot.search.normalise import normalise
from bot.search.parsing import MAX_LENGTH, parse_query

_WITH_REST = re.compile(r"\s*(timeline|compare|source)\b[\s:]*(?:(?<=:|\s)(?:of|for|on|about)\s+)?(.*)", re.I | re.S)
_ALONE = re.compile(r"\s*(topics|partners|sources|about|map)\W*(?:\bpage\W+(\d{1,4})\W*)?", re.I)
# What the message shortcut found, asked for again: the names in full, one after the other.
_MENTIONED = re.compile(rf"\s*{Form.MENTIONED}:(.*?)(?:\bpage\W+(\d{{1,4}})\W*)?", re.I | re.S)
_PAGE = re.compile(r"\s+page\W+(\d{1,4})\W*$", re.I)
_SOURCE_ID = re.compile(r"[\w.-]+")
_NEAR_ENOUGH = 0.85


class Request(NamedTuple):
    """A text as it was read: the form asked for (None: an answer), what for, and the page of a list."""

    form: Form | None
    rest: str
    page: int = 1


def parse_request(text: str, index: Index, today: date) -> Request:
    """Read which form is asked for; a partner's or topic's name that begins with a form's is a question about it."""
    text = normalise(text[:MAX_LENGTH], index)
    if mentioned := _MENTIONED.fullmatch(text):
        return Request(Form.MENTIONED, mentioned[1].strip(), max(1, int(mentioned[2] or 1)))
    if alone := _ALONE.fullmatch(text):
        request = Request(Form(alone[1].lower()), "", max(1, int(alone[2] or 1)))
    elif with_rest := _WITH_REST.fullmatch(text):
        request = Request(Form(with_rest[1].lower()), with_rest[2].strip(" \t\n?!.,"))
        if request.form is Form.SOURCE:
            request = _to_source(request, index, today)
    else:
        return Request(None, text)
    if request.form is None or _is_name(text, request.form, index, today):
        return Request(None, text)
    return request


def _is_name(text: str, form: Form, index: Index, today: date) -> bool:
    """Whether a text begins with a name that begins as the form's does, or is that; a topic's mere word is none."""
    query = parse_query(text, index, today)
    first, *_ = query.readings
    if first.role is Role.TOPIC:
        return first.text.lower() != form or any(match.topic.name.lower() == form for match in query.topics)
    return first.role in (Role.PARTNER, Role.COUNTRY)


def respond(text: str, index: Index, today: date) -> Response:
    """What is said to a text, as of a day. Pure: the same text, index and day give the same response."""
    request = parse_request(text, index, today)
    if request.form is None:
        return answer(text, index, today)
    match request.form:
        case Form.MENTIONED:
            return _to_mentioned(text, request, index, today)
        case Form.TIMELINE:
            return _to_timeline(text, request.rest, index, today)
        case Form.COMPARE:
            return _to_comparison(text, request.rest, index, today)
        case Form.TOPICS | Form.PARTNERS | Form.SOURCES as form:
            return _to_listing(text, form, index, today, request.page)
        case Form.MAP:
            return _to_map(text, index, today, request.page)
        case Form.SOURCE:
            return _to_source_card(text, request, index, today)
    return _to_overview(text, index, today)


def as_answer(response: Response) -> Answer:
    """A response of any form as an answer, for programs: the same facts in the same order, and where else to go."""
    match response:
        case Answer():
            return response
        case Timeline(text=text, answer=found):
            return found._replace(query=found.query._replace(text=text), facts=response.facts)
        case Comparison(text=text, answer=found):
            best = {cell.best.fact.id: cell.best for row in response.rows for cell in row.cells if cell.best}
            return found._replace(query=found.query._replace(text=text), facts=tuple(best.values()))
    facts = response.facts if isinstance(response, SourceCard) else ()
    suggestions = response.suggestions if isinstance(response, Overview | Usage) else ()
    return Answer(
        outcome=Outcome.ANSWER if facts else Outcome.HELP,
        query=Query(text=response.text),
        snapshot=response.snapshot,
        today=response.today,
        facts=facts,
        suggestions=suggestions,
    )


def greet(index: Index, today: date) -> Front:
    """What greets who opens the base, as of a day."""
    return Front(
        overview=_to_overview(Form.ABOUT, index, today),
        topics=_to_listing(Form.TOPICS, Form.TOPICS, index, today),
        partners=_to_listing(Form.PARTNERS, Form.PARTNERS, index, today),
        newest=answer("latest", index, today),
    )


def _to_overview(text: str, index: Index, today: date) -> Overview:
    oldest = min((fact.verified for fact in index.facts), default=None)
    examples = answer("help", index, today).suggestions
    return Overview(text=text, snapshot=index.snapshot, today=today, oldest_verification=oldest, suggestions=examples)


def _to_listing(text: str, form: Form, index: Index, today: date, page: int = 1) -> Listing:
    counts = _count(form, index)
    return Listing(text=text, form=form, snapshot=index.snapshot, today=today, counts=counts, page=page)


def _to_source(request: Request, index: Index, today: date) -> Request:
    """`source of gas` is a question; `source gazette-2018`, and a word that says nothing else, asks for a source."""
    page = _PAGE.search(request.rest)
    id_ = _PAGE.sub("", request.rest).lower()
    is_id = not id_ or id_ in index.snapshot.sources
    if not is_id and _SOURCE_ID.fullmatch(id_):
        roles = {reading.role for reading in parse_query(id_, index, today).readings}
        is_id = bool(_near_sources(id_, index.snapshot)) or roles <= {Role.UNKNOWN, Role.FILLER}
    return Request(Form.SOURCE, id_, max(1, int(page[1])) if page else 1) if is_id else Request(None, "")


def _near_sources(id_: str, snapshot: Snapshot) -> list[str]:
    begin = [name for name in snapshot.sources if id_ and name.startswith(id_)]
    near = process.extract(
        id_, list(snapshot.sources), scorer=JaroWinkler.similarity, score_cutoff=_NEAR_ENOUGH, limit=MAX_SUGGESTIONS
    )
    return list(dict.fromkeys([*begin, *(name for name, _, _ in near)]))


def _to_mentioned(text: str, request: Request, index: Index, today: date) -> Answer:
    found = find_named(request.rest, index, today, request.page)
    return found._replace(query=found.query._replace(text=text))


def _to_timeline(text: str, rest: str, index: Index, today: date) -> Timeline | Usage:
    request = parse_request(rest, index, today)
    is_mentioned = request.form is Form.MENTIONED
    found = _to_mentioned(rest, request, index, today) if is_mentioned else answer(rest, index, today)
    if found.outcome is Outcome.HELP:
        suggestions = tuple(
            Suggestion(partner.name, f"{Form.TIMELINE} {partner.name}")
            for partner in index.best_known[:MAX_SUGGESTIONS]
        )
        return Usage(text=text, form=Form.TIMELINE, snapshot=index.snapshot, today=today, suggestions=suggestions)
    if found.outcome is not Outcome.ANSWER:
        ways_on = tuple(item._replace(query=f"{Form.TIMELINE} {item.query}") for item in found.suggestions)
        return Timeline(text=text, answer=found._replace(suggestions=ways_on), facts=())
    return Timeline(text=text, answer=found, facts=tuple(sorted(found.facts, key=_in_time)))


def _in_time(match: FactMatch) -> tuple[bool, int, bool, date, date, str]:
    """Undated facts last; a decade before its first year."""
    fact = match.fact
    start = (fact.when.start or fact.when.end) if fact.when else None
    end = (fact.when.end or fact.when.start) if fact.when else None
    first = start or fact.as_of
    is_year = first.precision is not Precision.DECADE
    return (start is None, first.first.year, is_year, first.first, (end or fact.as_of).last, fact.id)


def _to_comparison(text: str, rest: str, index: Index, today: date) -> Response:
    query = parse_query(rest, index, today)
    if query.rivals:
        meant = [
            query._replace(partners=(*query.partners, *chosen))
            for chosen in islice(product(*query.rivals), MAX_READINGS)
        ]
        found = (to_choice(query, one) for one in meant)
        choices = tuple(item._replace(query=f"{Form.COMPARE} {item.query}") for item in found)
        query = query._replace(text=text)
        return Answer(outcome=Outcome.CHOICE, query=query, snapshot=index.snapshot, today=today, suggestions=choices)
    if len(query.partners) > 1:
        return compare(text, query, index, today)
    first = query.partners[0].partner if query.partners else None
    others = [partner for partner in index.best_known if partner != first]
    pairs = [(first, other) for other in others] if first else list(pairwise(others))
    return Usage(
        text=text,
        form=Form.COMPARE,
        snapshot=index.snapshot,
        today=today,
        suggestions=tuple(
            Suggestion(f"{one.name}, {other.name}", f"{Form.COMPARE} {one.name} {other.name}")
            for one, other in pairs[:MAX_SUGGESTIONS]
        ),
        partner=first,
        unknown=", ".join([*(match.country.name for match in query.countries), *query.unknown]),
    )


def _to_source_card(text: str, request: Request, index: Index, today: date) -> SourceCard | Usage:
    source = index.snapshot.sources.get(request.rest)
    if source is None:
        counts = _count(Form.SOURCES, index)
        near = _near_sources(request.rest, index.snapshot) or sorted(counts, key=lambda id_: (-counts[id_], id_))
        return Usage(
            text=text,
            form=Form.SOURCE,
            snapshot=index.snapshot,
            today=today,
            suggestions=tuple(Suggestion(id_, f"{Form.SOURCE} {id_}") for id_ in near[:MAX_SUGGESTIONS]),
            unknown=request.rest,
        )
    facts = [index.facts[position] for position in index.by_source[source.id]]
    return SourceCard(
        text=text,
        source=source,
        facts=tuple(FactMatch(fact, 1.0, because("cites it"), fact.status(today)) for fact in facts),
        snapshot=index.snapshot,
        today=today,
        page=request.page,
    )


def _to_map(text: str, index: Index, today: date, page: int) -> Map:
    topics = index.snapshot.topics
    ties = [
        Tie(partner, len(index.by_partner[partner.id]), topics[index.partner_topics[partner.id][0]])
        for partner in index.best_known
    ]
    return Map(text=text, ties=tuple(ties), snapshot=index.snapshot, today=today, page=page)


def _count(form: Form, index: Index) -> dict[str, int]:
    match form:
        case Form.TOPICS:
            return {topic: len(index.by_topic.get(topic, ())) for topic in index.snapshot.topics}
        case Form.PARTNERS:
            subject = index.snapshot.about.subject
            return {id_: len(index.by_partner.get(id_, ())) for id_ in index.snapshot.partners if id_ != subject}
    return {source: len(found) for source, found in index.by_source.items()}
