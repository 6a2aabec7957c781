"""Answer → the JSON that `azrel ask --json` prints."""

from typing import Any

from bot.domain.answers import Answer, FactMatch
from bot.domain.dates import Period
from bot.domain.knowledge import Citation, Link, Source
from bot.domain.readings import PartnerMatch
from bot.reply.notes import partner_matches
from bot.reply.phrases import to_query


def to_record(answer: Answer, *, id: str | int | None = None, elapsed_ms: float) -> dict[str, Any]:  # noqa: A002
    """Return the answer as plain values; `id` is the caller's, `elapsed_ms` the time that the search took."""
    request, snapshot = answer.request, answer.snapshot
    return {
        "id": id,
        "query": answer.text,
        "outcome": answer.outcome.value,
        "partners": [_to_partner(match) for match in partner_matches(answer)],
        "topics": list(request.all_topics),
        "period": request.period.label if request.period else None,
        "span": _to_span(request.period) if request.period else None,
        "unmatched": list(answer.passed_over),
        "summary": answer.summary,
        "facts": [_to_fact(match) for match in answer.facts],
        "suggestions": [
            {"label": offer.label, "query": to_query(offer.request, snapshot)} for offer in answer.suggestions
        ],
        "revision": snapshot.revision,
        "elapsed_ms": round(elapsed_ms, 3),
    }


def to_explained_record(answer: Answer, *, elapsed_ms: float) -> dict[str, Any]:
    """Return the answer as plain values, with the meaning of each stretch of the question."""
    readings = answer.parsed.readings if answer.parsed else ()
    shown = [{"text": reading.text, "role": reading.role.value, "meaning": reading.meaning} for reading in readings]
    return {**to_record(answer, elapsed_ms=elapsed_ms), "readings": shown}


def _to_partner(match: PartnerMatch) -> dict[str, Any]:
    return {
        "id": match.partner.id,
        "name": match.partner.name,
        "matched": match.matched,
        "exact": match.exact,
        "reason": match.reason,
    }


def _to_span(period: Period) -> list[str | None]:
    return [day.isoformat() if day else None for day in (period.start, period.end)]


def _to_fact(match: FactMatch) -> dict[str, Any]:
    fact = match.fact
    return {
        "id": fact.id,
        "statement": fact.statement,
        "partners": list(fact.partners),
        "topics": list(fact.topics),
        "when": fact.when.text if fact.when else None,
        "status": match.status.value if match.status else None,
        "verified": fact.verified.isoformat(),
        "attributed_to": list(fact.attributed_to),
        "supersedes": _to_links(fact.supersedes),
        "superseded_by": _to_links(fact.superseded_by),
        "contradicts": _to_links(fact.contradicts),
        "score": match.score,
        "reason": "; ".join([reason.words for reason in match.reasons if reason.words]),
        "citations": [_to_citation(citation) for citation in fact.citations],
    }


def _to_links(links: tuple[Link, ...]) -> list[dict[str, str]]:
    return [{"fact": link.fact, "because": link.because} for link in links]


def _to_citation(citation: Citation) -> dict[str, Any]:
    return {
        "excerpt": citation.excerpt,
        "locator": citation.locator,
        "source": to_source_record(citation.source),
    }


def to_source_record(source: Source) -> dict[str, Any]:
    """Return a source as plain values."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "as_of": source.as_of.text,
    }
