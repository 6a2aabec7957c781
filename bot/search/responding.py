"""Request → Response: a request answered in the form that it asks for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from bot.domain.answers import Answer, FactMatch, Offer, Outcome, because
from bot.domain.readings import Parsed
from bot.domain.requests import Form, Request
from bot.domain.responses import (
    Comparison,
    HomeContent,
    LaidOut,
    Listing,
    Map,
    Overview,
    PartnerSummary,
    Response,
    SourceCard,
    Timeline,
    Usage,
)
from bot.search.answering import answer_request
from bot.search.bits import positions_in
from bot.search.choosing import readings_of, to_choice
from bot.search.comparing import compare, unknown_in
from bot.search.index import Index
from bot.search.keeping import keep_known
from bot.search.mentions import answer_mentioned
from bot.search.nearest_ids import near_sources
from bot.search.offers import MAX_OFFERS, examples
from bot.search.parsing import parse
from bot.search.timelines import to_timeline


def respond(text: str, index: Index, today: date) -> Response:
    """Answer a text, as of a day. Pure: the same text, index and day give the same response."""
    parsed = parse(text, index, today)
    return answer(parsed.request, index, today, parsed)


def answer(request: Request, index: Index, today: date, parsed: Parsed | None = None) -> Response:
    """Answer a request, as of a day; `parsed` is how the text was read that makes it, if any."""
    if parsed is None:
        request = keep_known(request, index)  # it may be older than the base
    if request.form not in _OTHER_FORMS:
        return answer_request(request, index, today, parsed)
    response = _OTHER_FORMS[request.form](request, index, today)
    if parsed is None:
        return response
    match response:
        case LaidOut():
            return replace(response, answer=replace(response.answer, text=parsed.text, parsed=parsed))
        case Answer():
            return replace(response, text=parsed.text, parsed=parsed)
    return replace(response, text=parsed.text)


def as_answer(response: Response) -> Answer:
    """Return a response of any form as an answer, for programs: its facts in its order, and where else to go."""
    match response:
        case Answer():
            return response
        case Timeline(answer=found):
            return replace(found, facts=response.facts)
        case Comparison(answer=found):
            best = {cell.best.fact.id: cell.best for row in response.rows for cell in row.cells if cell.best}
            return replace(found, facts=tuple(best.values()), total=len(best))
    facts = response.facts if isinstance(response, SourceCard) else ()
    return Answer(
        outcome=Outcome.ANSWER if facts else Outcome.HELP,
        request=response.request,
        snapshot=response.snapshot,
        today=response.today,
        text=response.text,
        facts=facts,
        total=len(facts),
        suggestions=response.suggestions if isinstance(response, Overview | Usage) else (),
    )


def greet(index: Index, today: date) -> HomeContent:
    """Return what greets whoever opens the base, as of a day."""
    return HomeContent(
        overview=_to_overview(Request(form=Form.ABOUT), index, today),
        topics=_to_listing(Request(form=Form.TOPICS), index, today),
        partners=_to_listing(Request(form=Form.PARTNERS), index, today),
        newest=answer_request(Request(newest_first=True), index, today),
    )


def _to_overview(request: Request, index: Index, today: date) -> Overview:
    oldest = min((fact.verified for fact in index.facts), default=None)
    return Overview(
        request=request,
        snapshot=index.snapshot,
        today=today,
        oldest_verification=oldest,
        suggestions=examples(index),
    )


def _to_listing(request: Request, index: Index, today: date) -> Listing:
    snapshot, subject = index.snapshot, index.snapshot.about.subject
    match request.form:
        case Form.TOPICS:
            counts = {id_: index.on((id_,)).bit_count() for id_ in snapshot.topics}
        case Form.PARTNERS:
            listed = [partner for partner in snapshot.partners.values() if request.kind in ("", partner.kind.id)]
            counts = {it.id: index.about(it.id).bit_count() for it in listed if it.id != subject}
        case _:
            counts = {id_: index.by_source.get(id_, 0).bit_count() for id_ in snapshot.sources}
    return Listing(request=request, snapshot=snapshot, today=today, counts=counts)


def _to_comparison(request: Request, index: Index, today: date) -> Response:
    if request.either:
        answered = _compared_readings(request, index, today)
        if len(answered) == 1:
            return _to_comparison(answered[0], index, today)
        if not answered:
            wider = Request(form=Form.COMPARE, partners=request.partners, either=request.either)
            answered = _compared_readings(wider, index, today)
        choices = [to_choice(request, meant, index) for meant in answered or readings_of(request)]
        return Answer(
            outcome=Outcome.CHOICE,
            request=request,
            snapshot=index.snapshot,
            today=today,
            suggestions=tuple(choices),
        )
    if len(request.partners) > 1:
        return compare(request, index, today)
    first = index.snapshot.partners[request.partners[0]] if request.partners else None
    others = [partner for partner in index.best_known if partner != first]
    pairs = [(first, other) for other in others] if first else list(pairwise(others))
    return Usage(
        request=request,
        snapshot=index.snapshot,
        today=today,
        suggestions=tuple(
            [
                Offer(f"{one.name}, {other.name}", Request(form=Form.COMPARE, partners=(one.id, other.id)))
                for one, other in pairs[:MAX_OFFERS]
            ]
        ),
        partner=first,
        unknown=unknown_in(request, index),
    )


def _compared_readings(request: Request, index: Index, today: date) -> list[Request]:
    """Return the meanings of a comparison's ambiguous names with which it finds facts."""
    return [meant for meant in readings_of(request) if as_answer(_to_comparison(meant, index, today)).total]


def _to_source_card(request: Request, index: Index, today: date) -> SourceCard | Usage:
    snapshot = index.snapshot
    source = snapshot.sources.get(request.source)
    if source is None:
        counts = {id_: index.by_source.get(id_, 0).bit_count() for id_ in snapshot.sources}
        near = near_sources(request.source, snapshot) or sorted(counts, key=lambda id_: (-counts[id_], id_))
        offers = [Offer(id_, Request(form=Form.SOURCE, source=id_)) for id_ in near[:MAX_OFFERS]]
        return Usage(request=request, snapshot=snapshot, today=today, suggestions=tuple(offers), unknown=request.source)
    facts = [index.facts[position] for position in positions_in(index.by_source.get(source.id, 0))]
    facts.sort(key=lambda fact: (fact.home, fact.position))
    statuses = index.freshness_on(today).statuses
    return SourceCard(
        request=request,
        snapshot=snapshot,
        today=today,
        source=source,
        facts=tuple(
            [FactMatch(fact, 1.0, because("source", "cites it"), statuses[index.positions[fact.id]]) for fact in facts]
        ),
    )


def _to_map(request: Request, index: Index, today: date) -> Map:
    topics = index.snapshot.topics
    summaries = [
        PartnerSummary(partner, index.about(partner.id).bit_count(), topics[index.partner_topics[partner.id][0]])
        for partner in index.best_known
    ]
    return Map(request=request, snapshot=index.snapshot, today=today, summaries=tuple(summaries))


_OTHER_FORMS: Mapping[Form, Callable[[Request, Index, date], Response]] = {
    Form.TIMELINE: to_timeline,
    Form.COMPARE: _to_comparison,
    Form.TOPICS: _to_listing,
    Form.PARTNERS: _to_listing,
    Form.SOURCES: _to_listing,
    Form.MAP: _to_map,
    Form.SOURCE: _to_source_card,
    Form.ABOUT: _to_overview,
    Form.MENTIONED: answer_mentioned,
}
