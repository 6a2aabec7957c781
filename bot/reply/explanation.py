"""Response → an explanation of how the question was read, what it asks for, and why each fact has its rank."""

from collections.abc import Iterable, Iterator

from bot.domain.answers import Answer, FactMatch
from bot.domain.knowledge import Snapshot
from bot.domain.readings import Reading, Role
from bot.domain.requests import Request, Word
from bot.domain.responses import Comparison, Response
from bot.domain.text import capitalised
from bot.reply.english import counted
from bot.reply.forms import FORMS
from bot.reply.notes import partner_matches
from bot.reply.offers import answer_in
from bot.reply.phrases import to_query
from bot.reply.texts import clean

_ROLE_WIDTH, _FIELD_WIDTH = 9, 13


def to_explanation(response: Response) -> str:
    """Return the explanation as lines of a terminal."""
    return "\n".join(_to_lines(response))


def _to_lines(response: Response) -> Iterator[str]:
    answer = answer_in(response)
    yield f"Question: {clean(response.text)}"
    if answer:
        yield from _reading_lines(answer)
    shown = FORMS[response.request.form]
    yield f"Form: {shown.form} ({shown.name})"
    yield "Request:"
    fields = [*_fields(response.request, response.snapshot)]
    yield from [f"  {name:<{_FIELD_WIDTH}}  {clean(words)}" for name, words in fields] or ["  nothing more"]
    if answer:
        yield from _answer_lines(answer)
    if isinstance(response, Comparison):
        yield from _row_lines(response)
    yield f"Revision: {response.snapshot.revision}"


def _reading_lines(answer: Answer) -> Iterator[str]:
    readings = answer.parsed.readings if answer.parsed else ()
    yield "Read as:"
    width = max([len(clean(reading.text)) for reading in readings], default=0)
    partner = answer.snapshot.about.partner.singular
    yield from [_reading_line(reading, width, partner) for reading in readings] or ["  nothing"]
    for match in partner_matches(answer):
        named = f"{match.partner.name} ({match.partner.id})"
        yield f"{capitalised(partner)}: {named} for “{clean(match.matched)}”: {match.reason}"


def _reading_line(reading: Reading, width: int, partner: str) -> str:
    role = partner if reading.role is Role.PARTNER else reading.role.value
    return f"  {clean(reading.text):<{width}}  {role:<{_ROLE_WIDTH}}  {clean(reading.meaning)}"


def _fields(request: Request, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield each field of a request that is set, by name, in words."""
    about = snapshot.about
    fields: tuple[tuple[str, Iterable[str]], ...] = (
        (about.partner.plural, request.partners),
        ("any of them", ["yes"] if request.any_partner else []),
        ("involving", request.involving),
        ("either", [" or ".join(group) for group in request.either]),
        ("countries", request.countries),
        ("topics", request.topics),
        ("words", map(_describe_word, request.words)),
        ("aliases", request.aliases),
        ("phrases", request.phrases),
        ("amounts", request.amounts),
        ("needed words", request.needed),
        ("time", [request.period.label] if request.period else []),
        ("newest first", ["yes"] if request.newest_first else []),
        ("speakers", request.speakers),
        ("subject", [about.subject] if request.names_subject else []),
        ("left out", [*request.without_partners, *map(_describe_word, request.without_words)]),
        ("source", [request.source] if request.source else []),
        ("chatter", [request.chatter] if request.chatter else []),
        ("page", [str(request.page)] if request.page > 1 else []),
        (f"{about.fact.plural} a page", [str(request.size)] if request.size else []),
        ("shown before", [str(request.shown)] if request.shown else []),
    )
    for name, values in fields:
        words = ", ".join(values)
        if words:
            yield name, words


def _describe_word(word: Word) -> str:
    if not word.is_known:
        return f"{word.text} (unknown)"
    return f"{word.text} (or {', '.join(word.topics)})" if word.topics else word.text


def _answer_lines(answer: Answer) -> Iterator[str]:
    reason = f" ({answer.reason})" if answer.reason else ""
    total = f", {counted(answer.total, answer.snapshot.about.fact)}" if answer.total else ""
    yield f"Outcome: {answer.outcome}{reason}{total}"
    for rank, match in enumerate(answer.facts, start=1):
        yield from _fact_lines(rank, match)
    for offer in answer.suggestions:
        yield f"  → {to_query(offer.request, answer.snapshot)}"


def _fact_lines(rank: int, match: FactMatch) -> Iterator[str]:
    beside = " (companion)" if match.is_companion else ""
    yield f"{rank:>3}. {match.score:.3f}  {match.fact.id}{beside}"
    for reason in match.reasons:
        yield f"       {reason.feature} {reason.score:.2f} of {reason.most:.2f}: {reason.words}"


def _row_lines(comparison: Comparison) -> Iterator[str]:
    for row in comparison.rows:
        for cell in row.cells:
            best = f", best {cell.best.score:.3f} {cell.best.fact.id}" if cell.best else ""
            yield f"  {row.topic.id}  {cell.partner.id}: {cell.count}{best}"
