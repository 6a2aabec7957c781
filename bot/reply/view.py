"""An answer laid out: what is said and in which order, before it becomes blocks, text or lines of a terminal."""

from dataclasses import dataclass

from bot.domain.answers import Answer, FactMatch, Outcome, Query, Shortfall, Suggestion
from bot.domain.dates import Point
from bot.domain.knowledge import Citation, Partner
from bot.reply import wording
from bot.reply.texts import clean, cut

FACTS_A_PAGE = 5
# A message carries some 13,000 characters: these for the facts, 5,000 for its head and foot at their longest. One fact
# at its longest has 7,300.
_CHARACTERS_A_PAGE = 7_500
_MAX_LINKS = 2
_MAX_ASIDE = 200
_MAX_NOTE = 300
_MAX_NOTES = 4
_MAX_ECHO = 150
_MAX_HEADS = 5
_MAX_OFFER = 100


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text, bold or not."""

    text: str
    bold: bool = False


Note = tuple[Span, ...]


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
    notes: tuple[Note, ...] = ()
    summary: str | None = None
    facts_line: str | None = None
    facts: tuple[FactView, ...] = ()
    more: Suggestion | None = None
    suggestions_title: str = wording.LEADING_ON
    suggestions: tuple[Suggestion, ...] = ()


def to_view(answer: Answer, prompt: str) -> View:
    """Lay an answer out for a reader who asks by typing `prompt` before the question."""
    asked = cut(clean(answer.query.text), _MAX_ECHO)
    suggestions = [Suggestion(clean(item.label), clean(item.query)) for item in answer.suggestions]
    # Half a question is another question, so one that is too long to be offered is not.
    short = tuple(item for item in suggestions if max(len(item.label), len(item.query)) <= _MAX_OFFER)
    match answer.outcome:
        case Outcome.HELP:
            notes = tuple(_to_note(Span(line)) for line in wording.help_lines(answer, prompt))
            return View(title=wording.title(answer), notes=notes, suggestions=short)
        case Outcome.CHOICE:
            return View(title=wording.title(answer), asked=asked, suggestions_title=wording.CHOICES, suggestions=short)
        case Outcome.NONE:
            notes = (_to_note(Span(wording.not_found(answer))), *_typo_notes(answer.query))
            return View(title=wording.title(answer), asked=asked, notes=notes[:_MAX_NOTES], suggestions=short)
    return _to_facts_view(answer, asked, short)


def _to_facts_view(answer: Answer, asked: str, suggestions: tuple[Suggestion, ...]) -> View:
    query, total = answer.query, len(answer.facts)
    number, first, last = _find_page(answer)
    notes = _typo_notes(query)
    if query.page > number:
        notes.append(_to_note(Span(wording.no_such_page(number))))
    if answer.shortfall is Shortfall.NOT_TOGETHER:
        notes.append(_to_note(Span(wording.apart(answer))))
    if query.countries:
        countries = [(match.country.name, match.matched) for match in query.countries]
        notes.append(_to_note(Span(wording.mentioned(countries))))
    if query.excluded:
        notes.append(_to_note(Span(wording.left_out(match.partner.name for match in query.excluded))))
    if query.is_now:
        notes += [_to_note(Span(wording.newest(point))) for point in _newest_of(answer)]
    if answer.by_topic:
        notes.append(_to_note(Span(wording.by_topic(answer.by_topic))))
    if answer.passed_over:
        notes.append(_to_note(Span(wording.passed_over(answer.passed_over))))
    heads = tuple(match.partner for match in query.partners)
    if not heads and answer.summary:
        heads = (answer.snapshot.subject,)
    return View(
        title=cut(wording.join(partner.name for partner in heads) or wording.title(answer), _MAX_ECHO),
        heads=heads[:_MAX_HEADS],
        asked=asked,
        notes=tuple(notes[:_MAX_NOTES]),
        summary=answer.summary if number == 1 else None,
        facts_line=_facts_line(answer, first, last),
        facts=tuple(_to_fact_view(answer, match) for match in answer.facts[first:last]),
        more=_to_more(total - last, clean(answer.again), number + 1) if last < total else None,
        suggestions_title=wording.NARROWER,
        suggestions=suggestions if last - first < total else (),
    )


def _to_more(count: int, again: str, page: int) -> Suggestion:
    label = wording.counted(count, "more fact")
    query = f"{again} page {page}"
    is_fit = again and len(query) <= _MAX_NOTE
    return Suggestion(label, query) if is_fit else Suggestion(wording.too_many(label), "")


def _typo_notes(query: Query) -> list[Note]:
    notes = [
        _to_note(Span("Showing "), Span(match.partner.name, bold=True), Span(f" for {wording.quoted(match.matched)}."))
        for match in query.partners
        if not match.exact
    ]
    read = [(match.matched, match.topic.name) for match in query.topics if not match.exact]
    read += [(match.matched, match.country.name) for match in query.countries if not match.exact]
    read += [(term.text, term.read_as) for term in query.terms if term.read_as]
    return notes + [
        _to_note(Span(f"Read {wording.quoted(typed)} as "), Span(name, bold=True), Span(".")) for typed, name in read
    ]


def _to_note(*spans: Span) -> Note:
    return tuple(Span(cut(clean(span.text, strip=False), _MAX_NOTE // len(spans)), span.bold) for span in spans)


def _facts_line(answer: Answer, first: int, last: int) -> str:
    line = wording.shown(first + 1, last, len(answer.facts))
    newest = max((match.fact.as_of for match in answer.facts), key=lambda point: point.last)
    return f"{line}. {wording.speaks_up_to(newest)}." if _is_old(answer, newest) else f"{line}."


def _newest_of(answer: Answer) -> list[Point]:
    """The latest time that a fact in the answer is known of; none where all lie ahead."""
    ends = [(match.fact.when and match.fact.when.end, match.fact.as_of) for match in answer.facts]
    known = [end if end and end.last <= as_of.last else as_of for end, as_of in ends]
    return sorted((point for point in known if point.first <= answer.today), key=lambda point: point.last)[-1:]


def _is_old(answer: Answer, as_of: Point) -> bool:
    """Whether what was so then may have changed since: the base's own interval of review has passed."""
    return (answer.today - as_of.last).days > answer.snapshot.about.review_interval_days


def _find_page(answer: Answer) -> tuple[int, int, int]:
    """The page asked for, or the last there is: its number and the positions of its first fact and past its last.

    Pages are cut so that each fits a message, whatever stands on it.
    """
    number, first, size = 1, 0, 0
    for position, match in enumerate(answer.facts):
        length = _size(_to_fact_view(answer, match))
        if position > first and (position - first == FACTS_A_PAGE or size + length > _CHARACTERS_A_PAGE):
            if number == answer.query.page:
                return number, first, position
            number, first, size = number + 1, position, 0
        size += length
    return number, first, len(answer.facts)


def _size(fact: FactView) -> int:
    texts = [fact.statement, fact.dateline, *fact.asides]
    for cited in fact.citations:
        texts += [cited.excerpt or "", *citation_parts(cited)]
    return sum(len(text) + len(", ") for text in texts)


def _to_fact_view(answer: Answer, match: FactMatch) -> FactView:
    fact, partners = match.fact, answer.snapshot.partners
    asides = [wording.voice(partners[id_].name for id_ in fact.attributed_to)] if fact.attributed_to else []
    for relation, links in (
        (wording.SUPERSEDED_BY, fact.superseded_by),
        (wording.SUPERSEDES, fact.supersedes),
        (wording.CONTRADICTS, fact.contradicts),
    ):
        asides += [
            wording.linked(relation, link, cut(answer.snapshot.facts[link.fact].statement, _MAX_ASIDE // 2))
            for link in links[:_MAX_LINKS]
        ]
    asides = [cut(aside, _MAX_ASIDE) for aside in asides]
    return FactView(
        fact.statement, wording.dateline(match, is_old=_is_old(answer, fact.as_of)), tuple(asides), fact.citations
    )


def citation_parts(citation: Citation) -> list[str]:
    """A citation without its excerpt: title, publisher, locator, and what is to be said against it."""
    source = citation.source
    caveat = None if citation.is_verified else wording.UNVERIFIED if citation.excerpt else wording.CITED_ONLY
    return [part for part in (source.title, source.publisher, citation.locator, caveat) if part]
