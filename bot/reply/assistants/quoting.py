"""A fact as labelled lines, complete for quoting, since an assistant may read nothing else of a result."""

from collections.abc import Iterator

from bot.domain.answers import FactMatch
from bot.domain.knowledge import Citation, Snapshot, Status
from bot.reply.english import as_of, day_in_words, join, quoted, when_in_words
from bot.reply.texts import clean
from bot.reply.view import FactView, to_reason

INSTRUCTION = (
    "How to use this: quote only the excerpts, word for word, each with its source, locator and address, and give the "
    "date and status beside each fact. Statements and summaries are a curator's own words: paraphrase them, and never "
    "show them as quotations. Nothing here is generated, and what is not here is not known to this base: say so."
)
_INDENT = "   "


def to_fact_address(id_: str) -> str:
    """Return the address of a fact as a resource."""
    return f"azrel://fact/{id_}"


def to_source_address(id_: str) -> str:
    """Return the address of a source as a resource."""
    return f"azrel://source/{id_}"


def to_fact_lines(match: FactMatch, view: FactView, snapshot: Snapshot, lead: str) -> Iterator[str]:
    """Yield a fact's lines: statement, date, status, speaker, each whole citation, and its relations to other facts."""
    fact = match.fact
    yield clean(f"{lead}{view.lead}{fact.statement}")
    for line in _facts_of(match, view, snapshot):
        yield f"{_INDENT}{clean(line)}"


def _facts_of(match: FactMatch, view: FactView, snapshot: Snapshot) -> Iterator[str]:
    fact = match.fact
    yield f"Date: {when_in_words(fact.when) if fact.when else f'none given; {as_of(fact.as_of)}'}"
    yield f"Status: {_to_status(match)}"
    if fact.attributed_to:
        yield f"Whose word it is: {join([snapshot.partners[id_].name for id_ in fact.attributed_to])}"
    for citation in fact.citations:
        yield from _citation_lines(citation)
    if view.because:
        yield f"Why: {to_reason(view.because)}"
    for relation in view.relations:
        yield f"{relation.words}, {to_fact_address(relation.fact)}"
    yield f"Fact: {to_fact_address(fact.id)}, last checked {day_in_words(fact.verified)}"


def _to_status(match: FactMatch) -> str:
    known = as_of(match.fact.as_of)
    if match.status is None:
        return f"of that date only; source {known}"
    return (
        f"{match.status.value} {known}" if match.status is Status.CURRENT else f"{match.status.value}; source {known}"
    )


def _citation_lines(citation: Citation) -> Iterator[str]:
    source = citation.source
    if citation.excerpt:
        yield f"Excerpt: {quoted(citation.excerpt)}"
        if not citation.is_verified:
            yield "Caution: this excerpt is not yet checked against its source's text"
    else:
        yield "Excerpt: none, the source is cited without quotation; do not quote it"
    yield f"Source: {source.title}, {source.publisher}, {as_of(source.as_of)} ({to_source_address(source.id)})"
    yield f"Locator: {citation.locator or 'none given'}"
    yield f"Address: {source.url or 'none, it is not on the web'}"
