"""Answer → how the question was read, and why each fact stands where it stands."""

from collections.abc import Iterable

from bot.domain.answers import Answer, Role
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


def to_explanation(answer: Answer) -> str:
    """The explanation as lines of a terminal."""
    return "\n".join(_to_lines(answer))


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
