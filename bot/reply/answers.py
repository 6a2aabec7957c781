"""Answer → View."""

import re
from itertools import chain
from operator import attrgetter

from bot.domain.answers import Answer, Outcome, PeriodMatch, Query, Shortfall, Suggestion
from bot.domain.dates import Point
from bot.reply import wording
from bot.reply.facts import is_old, size_of, to_fact_view, to_page
from bot.reply.texts import are_clean, clean, cut
from bot.reply.view import MAX_NOTE, Note, Span, View, to_note

MAX_ECHO = 150
MAX_HEADS = 5
_MAX_NOTES = 4
_MAX_OFFER = MAX_NOTE
_YEAR = re.compile(r"\d{4}")
# A day and a month in numbers, or what may be a month or a number: 1.9.2025, 9/2025.
_EITHER_WAY = re.compile(r"(?<![\d./-])(0?[1-9]|1[0-2])[./-](?!\1[./-])(?:(?:0?[1-9]|1[0-2])[./-])?\d{4}(?![./-])")


def to_answer_view(answer: Answer, prompt: str, *, asked: str | None = None) -> View:
    """Lay an answer out for a reader who asks by typing `prompt` before the question; `asked` is what was typed."""
    echo = to_echo(answer.text if asked is None else asked)
    suggestions = to_offers(answer.suggestions)
    match answer.outcome:
        case Outcome.HELP:
            notes = tuple(to_note(Span(line)) for line in wording.help_lines(answer, prompt))
            return View(title=wording.title(answer), asked=echo, notes=notes, suggestions=suggestions)
        case Outcome.CHOICE:
            title = wording.title(answer)
            return View(title=title, asked=echo, suggestions_title=wording.CHOICES, suggestions=suggestions)
        case Outcome.NONE:
            notes = (to_note(Span(wording.not_found(answer))), *_typo_notes(answer.query))
            return View(title=wording.title(answer), asked=echo, notes=notes[:_MAX_NOTES], suggestions=suggestions)
    return _to_facts_view(answer, echo, suggestions)


def to_echo(text: str) -> str:
    """A person's own words, as a reply repeats them."""
    return cut(clean(text), MAX_ECHO)


def to_offers(suggestions: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    """Questions fit to be offered: half a question is another question, so one that is too long is not."""
    if not are_clean(chain.from_iterable(suggestions)):
        suggestions = tuple([Suggestion(clean(label), clean(query)) for label, query in suggestions])
    return tuple([item for item in suggestions if len(item[0]) <= _MAX_OFFER >= len(item[1])])


def to_page_turns(
    number: int, left: int, again: str, noun: str = "more fact"
) -> tuple[Suggestion | None, Suggestion | None]:
    """The requests for the next and the previous page; `left` are the facts, or what `noun` says, on later pages."""
    again = clean(again)
    more, previous = None, None
    if left:
        label = wording.counted(left, noun)
        query = f"{again} page {number + 1}"
        is_fit = again and len(query) <= MAX_NOTE
        more = Suggestion(label, query) if is_fit else Suggestion(wording.too_many(label), "")
    if number > 1 and again:
        previous = Suggestion(wording.PREVIOUS, f"{again} page {number - 1}")
    return more, previous


def to_last_page_notes(asked: int, number: int) -> list[Note]:
    """What is to be said where a page beyond the last was asked for."""
    return [to_note(Span(wording.no_such_page(number)))] if asked > number else []


def to_fact_notes(answer: Answer) -> list[Note]:
    """What is to be said of how the question was read, before the facts."""
    query = answer.query
    notes = _typo_notes(query)
    if answer.shortfall is Shortfall.NOT_TOGETHER:
        notes.append(to_note(Span(wording.apart(answer))))
    if query.countries:
        countries = [(match.country.name, match.matched) for match in query.countries]
        notes.append(to_note(Span(wording.mentioned(countries))))
    if query.period and _may_be_misread(query.period, query.text):
        notes.append(_read_as(query.period.matched, query.period.label))
    if query.left_out:
        notes.append(to_note(Span(wording.left_out(query.left_out))))
    if query.denial:
        notes.append(to_note(Span(wording.denied(query.denial))))
    if query.is_now:
        notes += [to_note(Span(wording.newest(point))) for point in _newest_of(answer)]
    if answer.by_topic:
        notes.append(to_note(Span(wording.by_topic(answer.by_topic))))
    if answer.passed_over:
        notes.append(to_note(Span(wording.passed_over(answer.passed_over))))
    return notes[:_MAX_NOTES]


def _may_be_misread(period: PeriodMatch, asked: str) -> bool:
    """Whether a time was named by none of its years, or by numbers that could be meant in another way."""
    is_reckoned = not any(year in asked for year in _YEAR.findall(period.label))
    return is_reckoned or _EITHER_WAY.search(period.matched) is not None


def _to_facts_view(answer: Answer, asked: str, suggestions: tuple[Suggestion, ...]) -> View:
    query, total = answer.query, len(answer.facts)
    views = (to_fact_view(match, answer.snapshot, answer.today) for match in answer.facts)
    page = to_page(views, size_of, query.page)
    notes = [*to_last_page_notes(query.page, page.number), *to_fact_notes(answer)][:_MAX_NOTES]
    heads = tuple([match.partner for match in query.partners])
    if not heads and answer.summary:
        heads = (answer.snapshot.subject,)
    more, previous = to_page_turns(page.number, total - page.last, answer.again)
    again = clean(answer.again)
    is_whole = len(page.items) == total
    return View(
        title=cut(wording.join([partner.name for partner in heads]) or wording.title(answer), MAX_ECHO),
        heads=heads[:MAX_HEADS],
        asked=asked,
        notes=tuple(notes),
        summary=answer.summary if page.number == 1 else None,
        facts_line=_facts_line(answer, page.first, page.last),
        facts=page.items,
        more=more,
        previous=previous,
        everything=Suggestion(wording.all_facts(total), again) if again and not is_whole else None,
        timeline=Suggestion(wording.TIMELINE, f"timeline {again}") if again and total > 1 else None,
        suggestions_title=wording.NARROWER,
        suggestions=suggestions if not is_whole else (),
        related=to_offers(answer.related),
    )


def _typo_notes(query: Query) -> list[Note]:
    notes = [
        to_note(Span("Showing "), Span(match.partner.name, bold=True), Span(f" for {wording.quoted(match.matched)}."))
        for match in query.partners
        if not match.exact
    ]
    read = [(match.matched, match.topic.name) for match in query.topics if not match.exact]
    read += [(match.matched, match.country.name) for match in query.countries if not match.exact]
    read += [(term.text, term.read_as) for term in query.terms if term.read_as]
    return notes + [_read_as(typed, name) for typed, name in read]


def _read_as(typed: str, name: str) -> Note:
    return to_note(Span(f"Read {wording.quoted(typed)} as "), Span(name, bold=True), Span("."))


_last_day, _as_of = attrgetter("last"), attrgetter("fact.as_of")


def _facts_line(answer: Answer, first: int, last: int) -> str:
    line = wording.shown(first + 1, last, len(answer.facts))
    newest = max(map(_as_of, answer.facts), key=_last_day)
    has_aged = is_old(answer.snapshot, answer.today, newest)
    return f"{line}. {wording.speaks_up_to(newest)}." if has_aged else f"{line}."


def _newest_of(answer: Answer) -> list[Point]:
    """The latest time that a fact in the answer is known of; none where all lie ahead."""
    ends = [(match.fact.when and match.fact.when.end, match.fact.as_of) for match in answer.facts]
    known = [end if end and end.last <= as_of.last else as_of for end, as_of in ends]
    return sorted((point for point in known if point.first <= answer.today), key=_last_day)[-1:]
