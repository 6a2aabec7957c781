"""Response → how the question was read, and why each fact stands where it stands."""

from collections.abc import Iterable

from bot.domain.answers import Answer, Role
from bot.domain.responses import Comparison, Form, Listing, Map, Overview, Response, SourceCard, Timeline, Usage
from bot.reply.texts import clean

_ROLES = {
    Role.PARTNER: "partner",
    Role.EXCLUDED: "left out",
    Role.COUNTRY: "country",
    Role.VOICE: "voice",
    Role.SUBJECT: "subject",
    Role.TOPIC: "topic",
    Role.PERIOD: "time",
    Role.TEXT: "word",
    Role.UNKNOWN: "unknown",
    Role.FILLER: "passed over",
    Role.PAGE: "page",
}


def to_explanation(response: Response) -> str:
    """The explanation as lines of a terminal."""
    match response:
        case Answer():
            lines = [*_to_lines(response)]
        case Timeline(answer=answer):
            lines = [f"Form: {Form.TIMELINE}", *_to_lines(answer)]
        case Comparison(answer=answer):
            lines = [f"Form: {Form.COMPARE}", *_to_lines(answer), *_row_lines(response)]
        case _:
            lines = [f"Question: {clean(response.text)}", f"Form: {_form_of(response)}"]
    return "\n".join(lines)


def _to_lines(answer: Answer) -> Iterable[str]:
    query = answer.query
    yield f"Question: {clean(query.text)}"
    yield "Read as:"
    width = max((len(clean(reading.text)) for reading in query.readings), default=0)
    for reading in query.readings:
        yield f"  {clean(reading.text):<{width}}  {_ROLES[reading.role]:<11}  {reading.meaning}"
    if not query.readings:
        yield "  nothing"
    for match in query.partners:
        yield f"Partner: {match.partner.name} ({match.partner.id}) for “{clean(match.matched)}”: {match.reason}"
    yield f"Outcome: {answer.outcome}" + (f" ({answer.shortfall})" if answer.shortfall else "")
    for place, found in enumerate(answer.facts, start=1):
        yield f"{place:>3}. {found.score:.3f}  {found.fact.id}: {'; '.join(found.reasons)}"
    for item in answer.suggestions:
        yield f"  → {item.query}"
    yield f"Revision: {answer.snapshot.revision}"


def _form_of(response: Listing | Map | SourceCard | Overview | Usage) -> Form:
    match response:
        case Listing() | Usage():
            return response.form
        case Map():
            return Form.MAP
        case SourceCard():
            return Form.SOURCE
    return Form.ABOUT


def _row_lines(comparison: Comparison) -> Iterable[str]:
    for row in comparison.rows:
        for cell in row.cells:
            best = f", best {cell.best.score:.3f} {cell.best.fact.id}" if cell.best else ""
            yield f"  {row.topic.id}  {cell.partner.id}: {cell.count}{best}"
