"""An answer laid out: what is said and in which order, before it becomes blocks, text or lines of a terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.answers import Answer, FactMatch, Outcome, PartnerMatch, Shortfall, Suggestion
from bot.domain.knowledge import Citation, Link, Partner
from bot.reply import wording
from bot.reply.texts import clean, cut

FACTS_A_PAGE = 5
# A message carries some 13,000 characters; the rest is for its head and foot.
_CHARACTERS_A_PAGE = 9_000
_MAX_LINKS = 3
_MAX_LINKED_STATEMENT = 200
_MAX_ECHO = 150


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold or not."""

    text: str
    bold: bool = False


Notes = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as it is shown. `asides` say whose voice it is and which facts it ends, is ended by or contradicts."""

    statement: str
    dateline: str
    asides: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A reply from top to bottom. `heads` are the partners in its title, for their flags."""

    title: str
    heads: tuple[Partner, ...] = ()
    asked: str = ""
    notes: Notes = ()
    summary: str | None = None
    facts_line: str | None = None
    facts: tuple[FactView, ...] = ()
    more: Suggestion | None = None
    suggestions_title: str = wording.LEADING_ON
    suggestions: tuple[Suggestion, ...] = ()


def to_view(answer: Answer) -> View:
    """Lay an answer out."""
    suggestions = tuple(Suggestion(clean(item.label), clean(item.query)) for item in answer.suggestions)
    asked = cut(clean(answer.query.text), _MAX_ECHO)
    match answer.outcome:
        case Outcome.HELP:
            notes: Notes = tuple((Span(line),) for line in wording.help_lines(answer))
            return View(title=wording.title(answer), notes=notes, suggestions=suggestions)
        case Outcome.CHOICE:
            return View(title=wording.title(answer), asked=asked, suggestions=suggestions)
        case Outcome.NONE:
            notes = ((Span(cut(clean(wording.not_found(answer)), 2 * _MAX_ECHO)),), *_typo_notes(answer.query.partners))
            return View(title=wording.title(answer), asked=asked, notes=notes, suggestions=suggestions)
    return _to_facts_view(answer, asked, suggestions)


def _to_facts_view(answer: Answer, asked: str, suggestions: tuple[Suggestion, ...]) -> View:
    query, total = answer.query, len(answer.facts)
    pages = _pages(answer)
    number = min(query.page, len(pages))
    first, last = pages[number - 1]
    notes = [*_typo_notes(query.partners)]
    notes += [
        (
            Span("Read "),
            Span(wording.quoted(clean(match.matched))),
            Span(" as the topic "),
            Span(match.topic.name, bold=True),
            Span("."),
        )
        for match in query.topics
        if not match.exact
    ]
    if query.unknown:
        notes.append((Span(cut(wording.passed_over(clean(word) for word in query.unknown), 2 * _MAX_ECHO)),))
    if answer.shortfall is Shortfall.NOT_TOGETHER:
        notes.append((Span(wording.apart(answer)),))
    if query.page > len(pages):
        notes.append((Span(wording.no_such_page(len(pages))),))
    heads = tuple(match.partner for match in query.partners)
    if not heads and answer.summary:
        heads = (answer.snapshot.subject,)
    return View(
        title=wording.join(partner.name for partner in heads) if heads else wording.title(answer),
        heads=heads,
        asked=asked,
        notes=tuple(notes),
        summary=answer.summary if number == 1 else None,
        facts_line=_facts_line(answer, first, last),
        facts=tuple(_to_fact_view(answer, match) for match in answer.facts[first:last]),
        more=Suggestion(wording.counted(total - last, "more fact"), _next_page_query(answer, number))
        if last < total
        else None,
        suggestions_title=wording.NARROWER,
        suggestions=suggestions if last - first < total else (),
    )


def _typo_notes(matches: Iterable[PartnerMatch]) -> Notes:
    return tuple(
        (Span("Showing "), Span(match.partner.name, bold=True), Span(f" for {wording.quoted(clean(match.matched))}."))
        for match in matches
        if not match.exact
    )


def _facts_line(answer: Answer, first: int, last: int) -> str:
    line = wording.shown(first + 1, last, len(answer.facts))
    newest = max(match.fact.as_of for match in answer.facts)
    is_old = newest < _days_before(answer.today, answer.snapshot.about.review_interval_days)
    return f"{line}. {wording.speaks_up_to(newest)}." if is_old else f"{line}."


def _days_before(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))


def _next_page_query(answer: Answer, number: int) -> str:
    asked = clean(answer.query.text)
    if answer.query.page > 1:
        asked = asked.rsplit(maxsplit=2)[0]
    return f"{cut(asked, _MAX_ECHO)} page {number + 1}"


def _pages(answer: Answer) -> list[tuple[int, int]]:
    """The facts cut into pages that fit a message, as (first, end) positions."""
    sizes = [_size(_to_fact_view(answer, match)) for match in answer.facts]
    pages: list[tuple[int, int]] = []
    first = size = 0
    for position, length in enumerate(sizes):
        if position > first and (position - first == FACTS_A_PAGE or size + length > _CHARACTERS_A_PAGE):
            pages.append((first, position))
            first, size = position, 0
        size += length
    return [*pages, (first, len(sizes))]


def _size(fact: FactView) -> int:
    texts = [fact.statement, fact.dateline, *fact.asides]
    for cited in fact.citations:
        texts += [cited.excerpt or wording.CITED_ONLY, cited.source.title, cited.source.publisher, cited.locator or ""]
    return sum(map(len, texts))


def _to_fact_view(answer: Answer, match: FactMatch) -> FactView:
    fact, partners = match.fact, answer.snapshot.partners
    asides = [wording.voice(partners[id_].name for id_ in fact.attributed_to)] if fact.attributed_to else []
    for relation, links in (
        (wording.SUPERSEDED_BY, fact.superseded_by),
        (wording.SUPERSEDES, fact.supersedes),
        (wording.CONTRADICTS, fact.contradicts),
    ):
        asides += [_to_aside(answer, relation, link) for link in links[:_MAX_LINKS]]
    return FactView(fact.statement, wording.dateline(match), tuple(asides), fact.citations)


def _to_aside(answer: Answer, relation: str, link: Link) -> str:
    return wording.linked(relation, link, cut(answer.snapshot.facts[link.fact].statement, _MAX_LINKED_STATEMENT))


def citation_line(citation: Citation) -> str:
    """A citation without its excerpt: title, publisher, locator, and whether it is only cited."""
    quoted = None if citation.excerpt else wording.CITED_ONLY
    return ", ".join(
        part for part in (citation.source.title, citation.source.publisher, citation.locator, quoted) if part
    )
