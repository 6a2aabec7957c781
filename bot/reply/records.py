"""Answer → the JSON that `azrel ask --json` prints."""

from typing import Any

from bot.domain.answers import Answer, FactMatch
from bot.domain.knowledge import Citation, Link


def to_record(answer: Answer, *, id: str | int | None = None, elapsed_ms: float) -> dict[str, Any]:  # noqa: A002
    """The answer as plain values; `id` is the asker's own, `elapsed_ms` how long it took to find."""
    query = answer.query
    return {
        "id": id,
        "query": query.text,
        "outcome": answer.outcome.value,
        "partners": [
            {
                "id": match.partner.id,
                "name": match.partner.name,
                "matched": match.matched,
                "exact": match.exact,
                "reason": match.reason,
            }
            for match in query.partners
        ],
        "topics": [match.topic.id for match in query.topics],
        "period": query.period.label if query.period else None,
        "summary": answer.summary,
        "facts": [_to_fact(match) for match in answer.facts],
        "suggestions": [{"label": item.label, "query": item.query} for item in answer.suggestions],
        "revision": answer.snapshot.revision,
        "elapsed_ms": round(elapsed_ms, 3),
    }


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
        "reason": "; ".join(match.reasons),
        "citations": [_to_citation(citation) for citation in fact.citations],
    }


def _to_links(links: tuple[Link, ...]) -> list[dict[str, str]]:
    return [{"fact": link.fact, "because": link.because} for link in links]


def _to_citation(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return {
        "excerpt": citation.excerpt,
        "locator": citation.locator,
        "source": {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "as_of": source.as_of.text,
        },
    }
