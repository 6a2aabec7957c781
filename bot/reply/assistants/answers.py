"""Response → an assistant's reply: one page as text, and as the values that `azrel ask --json` prints."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.answers import Answer, FactMatch, Offer, Outcome
from bot.domain.responses import Comparison, Overview, Response, Usage
from bot.domain.text import fold
from bot.reply import sentences, wording
from bot.reply.assistants.quoting import INSTRUCTION, to_fact_lines
from bot.reply.facts import to_fact_views, to_pieces
from bot.reply.layout import to_view
from bot.reply.pages import Page, Reader, to_last_page_notes, to_page
from bot.reply.phrases import to_query
from bot.reply.records import to_record
from bot.reply.view import MAX_NOTE, Group, RowView, View, to_words

FACTS_A_PAGE = 10
_READER = Reader("ask", turns_back=False)
_MEANINGS = {
    Outcome.ANSWER: "what was asked for is here.",
    Outcome.NEAR: "no fact has all that was asked for, and this is no answer: say so. These are the closest.",
    Outcome.CHOICE: "what was asked for may mean several: find out which, and ask for that.",
    Outcome.NONE: "the base has nothing on this: say so, and give no answer as if it were from here.",
    Outcome.HELP: "there are no facts in this result.",
}
_IN_PART = "what was understood is here, but not all that was named: see below, and say so."


@dataclass(frozen=True, slots=True)
class ToolReply:
    """A reply to an assistant's call of a tool: the text for its reader, and the same as plain values."""

    text: str
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Body:
    """The content of a page: its lines, its facts, its number, and whether another follows."""

    lines: Sequence[str]
    matches: tuple[FactMatch, ...]
    page: int
    has_more: bool


def to_tool_reply(
    response: Response, answer: Answer, number: int, elapsed_ms: float, notes: Sequence[str] = ()
) -> ToolReply:
    """Return page `number` of a response; `answer` is the same response as an answer for programs.

    `notes`, if given, replace the response's own reasons for having nothing.
    """
    if isinstance(response, Usage) and response.unknown:
        answer = replace(answer, outcome=Outcome.NONE)
    view = to_view(response, _READER)
    body = _to_body(view, answer, number)
    lines = [
        *([view.title] if view.title else []),
        f"Outcome: {answer.outcome}: {_explain(response, answer)}",
        *([INSTRUCTION] if body.matches else []),
        *([f"Read as: {view.reading}"] if view.reading else []),
        *(notes or _to_notes(view, response, answer)),
        *([f"Summary, in a curator's words: {view.summary}"] if view.summary and body.page == 1 else []),
        *body.lines,
        *([f"There is more: call again with page={body.page + 1}."] if body.has_more else []),
        *(_offer_lines(view.suggestions, answer) if body.matches or not view.groups else []),
        f"Revision of the base: {answer.snapshot.revision}",
    ]
    paging = {"total": answer.total, "page": body.page, "has_more": body.has_more}
    record = to_record(replace(answer, facts=body.matches), elapsed_ms=elapsed_ms) | paging
    if isinstance(response, Comparison) and view.rows:
        record["comparison"] = _to_rows(response, view.rows)
    return ToolReply("\n".join(lines), record)


def _explain(response: Response, answer: Answer) -> str:
    """Explain an outcome; a comparison is an answer even where some of its partners are unknown."""
    lacks = isinstance(response, Comparison) and (response.unknown or response.left or answer.passed_over)
    return _IN_PART if answer.outcome is Outcome.ANSWER and lacks else _MEANINGS[answer.outcome]


def _to_body(view: View, answer: Answer, number: int) -> _Body:
    if view.rows:
        return _compare(view, answer)
    if view.groups and not answer.facts:
        return _Body([*_group_lines(view.groups)], (), view.page, view.more is not None)
    page = to_page(to_pieces(answer.facts), number, FACTS_A_PAGE)
    beyond = [to_words(note) for note in to_last_page_notes(number, page.number)] if page.items else []
    return _Body([*beyond, *_list(page, answer)], page.items, page.number, page.has_more)


def _to_notes(view: View, response: Response, answer: Answer) -> list[str]:
    """Return the view's notes, with instructions for an assistant instead of a person."""
    if isinstance(response, Usage) or (isinstance(response, Answer) and answer.outcome is Outcome.HELP):
        return _say_how(answer, response)
    # The last note of an overview is for people at a terminal.
    notes = view.notes[:-1] if isinstance(response, Overview) else view.notes
    return [to_words(note) for note in notes]


def _say_how(answer: Answer, response: Response) -> list[str]:
    about = answer.snapshot.about
    if answer.request.chatter:
        return [f"There is nothing to look up in this. Ask about {about.title}."]
    if isinstance(response, Usage) and response.unknown:
        return [sentences.not_here(response.unknown)]
    if isinstance(response, Usage) and response.partner:
        return [sentences.name_another(response.partner.name)]
    return [f"Ask about {about.title} with {wording.USAGE_HINT}."]


def _list(page: Page[FactMatch], answer: Answer) -> Iterator[str]:
    if not page.items:
        return
    fact, is_near = answer.snapshot.about.fact, answer.outcome is Outcome.NEAR
    yield (
        sentences.closest(answer.total, fact)
        if is_near
        else sentences.shown(page.first, page.count, answer.total, fact)
    )
    views = to_fact_views(page.items, answer.snapshot, answer.today)
    number = page.first
    for match, view in zip(page.items, views, strict=True):
        number += not match.is_companion
        yield ""
        yield from to_fact_lines(match, view, answer.snapshot, "" if match.is_companion else f"{number}. ")
    yield ""


def _compare(view: View, answer: Answer) -> _Body:
    by_id = {match.fact.id: match for match in answer.facts}
    matches: list[FactMatch] = []
    lines = [view.facts_line or ""]
    for row in view.rows:
        lines += ["", f"Topic: {row.heading}"]
        for cell in row.cells:
            head = f"{cell.name}: {cell.count}"
            if cell.fact is None:
                lines.append(f"- {head}, {cell.instead}")
                continue
            match = by_id[cell.fact.id]
            matches.append(match)
            lines.extend(to_fact_lines(match, cell.fact, answer.snapshot, f"- {head}, of which the newest that fits: "))
    return _Body([*lines, ""], tuple(matches), view.page, view.more is not None)


def _to_rows(comparison: Comparison, rows: Sequence[RowView]) -> list[dict[str, Any]]:
    shown = {row.heading for row in rows}
    return [
        {
            "topic": row.topic.id,
            "cells": [
                {"partner": cell.partner.id, "count": cell.count, "fact": cell.best.fact.id if cell.best else None}
                for cell in row.cells
            ],
        }
        for row in comparison.rows
        if row.topic.name in shown
    ]


def _group_lines(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if group.heading:
            yield f"{group.heading}:"
        for item in group.items:
            address = next((f" ({span.url})" for span in item.note if span.url), "")
            yield f"- {to_words(item.note)}{address}"


def _offer_lines(offers: Iterable[Offer], answer: Answer) -> list[str]:
    phrases = [(offer.label, to_query(offer.request, answer.snapshot)) for offer in offers]
    lines = [
        f"- {phrase}" + (f" ({label})" if fold(label) != fold(phrase) else "") for label, phrase in phrases if phrase
    ]
    fitting = [line for line in lines if len(line) <= MAX_NOTE]
    return ["Questions that lead on, for the tool ask:", *fitting] if fitting else []
