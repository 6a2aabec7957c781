"""The forms that are asked for by name → View: timelines, comparisons, lists, sources, the base itself."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.domain.answers import FactMatch, Outcome, Suggestion
from bot.domain.dates import Precision
from bot.domain.knowledge import Kind, Partner, Snapshot
from bot.domain.responses import Cell, Comparison, Form, Listing, Map, Overview, SourceCard, Tie, Timeline, Usage
from bot.reply import wording
from bot.reply.answers import (
    MAX_ECHO,
    MAX_HEADS,
    to_answer_view,
    to_echo,
    to_fact_notes,
    to_last_page_notes,
    to_offers,
    to_page_turns,
)
from bot.reply.facts import citation_parts, size_of, to_fact_view, to_page
from bot.reply.texts import clean, cut
from bot.reply.view import FactView, Group, Item, Row, Span, View, to_note

_KINDS = tuple(Kind)
_ENTRIES_A_PAGE = 12
_LINES_A_PAGE = 20
_NAMES_A_PAGE = 100
_ROWS_A_PAGE = 4
# A cell of a comparison is a field of a section, which has 2,000 characters at the most.
_MAX_CELL = 1_900
_MAX_TITLE = 300


def to_timeline_view(timeline: Timeline, prompt: str, asked: str) -> View:
    """Facts by year, each with its date and where it is from."""
    answer = timeline.answer
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, prompt, asked=asked)
    facts, total = (
        ((match, to_fact_view(match, answer.snapshot, answer.today)) for match in timeline.facts),
        len(timeline.facts),
    )
    entries = ((_year_of(match), _to_entry(match, view)) for match, view in facts)
    page = to_page(entries, _size, answer.query.page, _ENTRIES_A_PAGE)
    heads = tuple(match.partner for match in answer.query.partners)
    again = clean(answer.again)
    more, previous = to_page_turns(page.number, total - page.last, f"{Form.TIMELINE} {again}" if again else "")
    return View(
        title=cut(wording.timeline_of(clean(wording.scope_of(answer.query))), MAX_ECHO),
        heads=heads[:MAX_HEADS],
        asked=to_echo(asked),
        notes=(*to_last_page_notes(answer.query.page, page.number), *to_fact_notes(answer)),
        facts_line=f"{wording.shown(page.first + 1, page.last, total)}.",
        groups=tuple(_group(page.items)),
        more=more,
        previous=previous,
        everything=Suggestion(wording.all_facts(total), again) if again else None,
    )


def to_comparison_view(comparison: Comparison, prompt: str, asked: str) -> View:
    """Partners side by side, a row a topic."""
    answer = comparison.answer
    if answer.outcome is not Outcome.ANSWER:
        return to_answer_view(answer, prompt, asked=asked)
    rows = (
        Row(
            row.topic.name,
            tuple(_to_cell(cell, answer.snapshot, comparison) for cell in row.cells),
            tuple(cell.best.fact.id for cell in row.cells if cell.best),
        )
        for row in comparison.rows
    )
    page = to_page(rows, lambda row: sum(map(len, row.cells)), answer.query.page, _ROWS_A_PAGE)
    names = [partner.name for partner in comparison.partners]
    notes = to_fact_notes(answer)
    if comparison.left:
        notes.insert(0, to_note(Span(wording.compared_without(comparison.left))))
    if comparison.unknown:
        notes.insert(0, to_note(Span(wording.unknown_here(comparison.unknown))))
    more, previous = to_page_turns(page.number, len(comparison.rows) - page.last, comparison.again, "more topic")
    notes = [*to_last_page_notes(answer.query.page, page.number), *notes]
    rest = clean(comparison.again).removeprefix(f"{Form.COMPARE} ")
    return View(
        title=cut(wording.join(names), MAX_ECHO),
        heads=comparison.partners,
        asked=to_echo(asked),
        notes=tuple(notes),
        facts_line=wording.side_by_side(page.number),
        rows=page.items,
        more=more,
        previous=previous,
        suggestions_title=wording.CLOSER,
        suggestions=to_offers((*(Suggestion(name, name) for name in names), Suggestion(wording.TOGETHER, rest))),
    )


def to_listing_view(listing: Listing, asked: str) -> View:
    """The topics, the partners by kind, or the sources, each with how many facts it has."""
    entries: Iterable[tuple[str, Item]]
    match listing.form:
        case Form.TOPICS:
            entries = (("", _to_topic(listing, id_)) for id_ in _most_first(listing))
            most = _LINES_A_PAGE
        case Form.PARTNERS:
            partners = [listing.snapshot.partners[id_] for id_ in _most_first(listing)]
            partners.sort(key=lambda partner: _KINDS.index(partner.kind))
            entries = ((wording.KINDS[partner.kind], _to_partner(listing, partner)) for partner in partners)
            most = _NAMES_A_PAGE
        case _:
            entries = (("", _to_source(listing, id_)) for id_ in _most_first(listing))
            most = _LINES_A_PAGE
    page, total = to_page(entries, _size, listing.page, most), len(listing.counts)
    form, is_short = listing.form.value, listing.form is Form.TOPICS
    more, previous = to_page_turns(page.number, total - page.last, form, f"more {form.removesuffix('s')}")
    return View(
        title=wording.listed(form, listing.snapshot.about.title),
        asked=to_echo(asked),
        notes=tuple(to_last_page_notes(listing.page, page.number)),
        facts_line=wording.listed_line(page.first + 1, page.last, total, form),
        groups=tuple(_group(page.items, is_inline=listing.form is Form.PARTNERS)),
        more=more,
        previous=previous,
        suggestions_title=wording.ASK_ABOUT,
        suggestions=tuple(item.ask for _, item in page.items if item.ask) if is_short else (),
        menu=() if is_short else tuple(_to_menu(page.items)),
    )


def to_map_view(chart: Map, asked: str) -> View:
    """The partners by kind, each with how many facts it has and what most of them are about."""
    ties = sorted(chart.ties, key=lambda tie: _KINDS.index(tie.partner.kind))
    entries = ((wording.KINDS[tie.partner.kind], _to_tie(tie)) for tie in ties)
    page = to_page(entries, _size, chart.page, _NAMES_A_PAGE)
    more, previous = to_page_turns(page.number, len(ties) - page.last, Form.MAP, "more partner")
    return View(
        title=cut(wording.map_of(chart.snapshot.subject.name), MAX_ECHO),
        heads=(chart.snapshot.subject,),
        asked=to_echo(asked),
        notes=tuple(to_last_page_notes(chart.page, page.number)),
        facts_line=wording.listed_line(page.first + 1, page.last, len(ties), Form.PARTNERS),
        groups=tuple(_group(page.items, is_inline=True)),
        more=more,
        previous=previous,
        menu=tuple(_to_menu(page.items)),
    )


def to_source_view(card: SourceCard, asked: str) -> View:
    """A source: who published it, up to when it speaks, and the facts that rest on it."""
    source, total = card.source, len(card.facts)
    views = (to_fact_view(match, card.snapshot, card.today) for match in card.facts)
    page = to_page(views, size_of, card.page)
    again = f"{Form.SOURCE} {source.id}"
    more, previous = to_page_turns(page.number, total - page.last, again)
    return View(
        title=cut(source.title, MAX_ECHO),
        asked=to_echo(asked),
        notes=(
            to_note(Span(source.publisher, url=source.url), Span(f", {wording.source_line(source)}")),
            *to_last_page_notes(card.page, page.number),
        ),
        facts_line=f"{wording.shown(page.first + 1, page.last, total)}." if total else wording.UNUSED_SOURCE,
        facts=page.items,
        more=more,
        previous=previous,
        everything=Suggestion(wording.all_facts(total), again) if len(page.items) < total else None,
    )


def to_overview_view(overview: Overview, prompt: str, asked: str) -> View:
    """What the base is, how to ask it, and what it is made of."""
    snapshot = overview.snapshot
    lines = wording.about_lines(snapshot, overview.oldest_verification, prompt)
    forms = (Form.TOPICS, Form.PARTNERS, Form.SOURCES)
    return View(
        title=cut(snapshot.about.title, MAX_ECHO),
        heads=(snapshot.subject,),
        asked=to_echo(asked),
        notes=tuple(to_note(Span(line)) for line in lines),
        summary=snapshot.subject.summary,
        suggestions=to_offers(overview.suggestions),
        related_title=wording.MORE,
        related=tuple(Suggestion(wording.LISTS[form], form.value) for form in forms),
    )


def to_usage_view(usage: Usage, prompt: str, asked: str) -> View:
    """How to ask for a form that was asked for without what it needs."""
    notes = [wording.usage(usage, prompt)]
    if usage.unknown:
        notes.insert(0, wording.unknown_here(usage.unknown))
    return View(
        title=wording.USAGE_TITLES[usage.form],
        asked=to_echo(asked),
        notes=tuple(to_note(Span(note)) for note in notes),
        suggestions=to_offers(usage.suggestions),
    )


def _year_of(match: FactMatch) -> str:
    """The heading that a fact stands under: the year or decade in which it begins or, if that is open, ends."""
    when = match.fact.when
    point = (when.start or when.end) if when else None
    if point is None:
        return wording.UNDATED
    return f"{point.first.year}s" if point.precision is Precision.DECADE else str(point.first.year)


def _to_entry(match: FactMatch, view: FactView) -> Item:
    citation = view.citations[0]
    title, *parts = citation_parts(citation)
    asides = "".join(f" {aside}." for aside in view.asides)
    note = (
        Span(view.dateline, bold=True),
        Span(f": {view.statement}{asides} ("),
        Span(cut(title, _MAX_TITLE), url=citation.source.url),
        Span("".join(f", {part}" for part in parts) + ")"),
    )
    return Item(note, fact=view.id)


def _to_cell(cell: Cell, snapshot: Snapshot, comparison: Comparison) -> str:
    head = f"{cell.partner.name} · {wording.counted(cell.count, 'fact')}"
    if cell.best is None:
        return f"{head}\n{wording.SHOWN_ABOVE if cell.count else wording.NOTHING_HERE}"
    view = to_fact_view(cell.best, snapshot, comparison.answer.today)
    citation = view.citations[0]
    excerpt = [f"“{citation.excerpt}”"] if citation.excerpt else []
    cited = cut(", ".join(citation_parts(citation)), _MAX_TITLE)
    whole = "\n".join([head, view.statement, view.dateline, *view.asides, *excerpt, cited])
    # What does not fit is left out whole: words that are cut short are no longer the source's.
    return whole if len(whole) <= _MAX_CELL else cut("\n".join([head, view.statement, view.dateline, cited]), _MAX_CELL)


def _most_first(listing: Listing) -> list[str]:
    return sorted(listing.counts, key=lambda id_: (-listing.counts[id_], id_))


def _to_topic(listing: Listing, id_: str) -> Item:
    name, count = listing.snapshot.topics[id_].name, wording.counted(listing.counts[id_], "fact")
    return Item((Span(name, bold=True), Span(f", {count}")), ask=Suggestion(f"{name} ({listing.counts[id_]})", id_))


def _to_partner(listing: Listing, partner: Partner) -> Item:
    count = listing.counts[partner.id]
    ask = Suggestion(f"{partner.name} ({count})", partner.id) if count else None
    return Item((Span(f"{partner.name} ({count})"),), partner.iso, ask)


def _to_tie(tie: Tie) -> Item:
    partner = tie.partner
    words = f"{partner.name} ({wording.counted(tie.count, 'fact')}, most on {tie.topic.name})"
    return Item((Span(words),), partner.iso, Suggestion(f"{partner.name} ({tie.count})", partner.id))


def _to_source(listing: Listing, id_: str) -> Item:
    source, count = listing.snapshot.sources[id_], wording.counted(listing.counts[id_], "fact")
    spans = (
        Span(cut(source.title, _MAX_TITLE), url=source.url),
        Span(f", {source.publisher}, {wording.as_of(source.as_of)} · {count} · "),
        Span(f"{Form.SOURCE} {id_}", bold=True),
    )
    return Item(spans, ask=Suggestion(source.title, f"{Form.SOURCE} {id_}"))


def _to_menu(items: Sequence[tuple[str, Item]]) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    for heading, group in groupby(items, key=lambda item: item[0]):
        asks = [(item.iso, item.ask) for _, item in group if item.ask]
        yield (
            heading or wording.LISTS[Form.SOURCES],
            [(f":flag-{iso.lower()}: {ask.label}" if iso else ask.label, ask.query) for iso, ask in asks],
        )


def _size(entry: tuple[str, Item]) -> int:
    return sum(len(span.text) for span in entry[1].note)


def _group(items: Sequence[tuple[str, Item]], *, is_inline: bool = False) -> Iterable[Group]:
    for heading, group in groupby(items, key=lambda item: item[0]):
        yield Group(heading, tuple(item for _, item in group), is_inline)
