"""An answer: facts, a choice, or the reason for having none. Asked for by a name, a topic, a time."""

from bot.domain.answers import Answer, Offer, Outcome
from bot.domain.requests import MAX_SIZE, Form, Request
from bot.reply import sentences, wording
from bot.reply.facts import is_old, to_fact_views, to_pieces
from bot.reply.forms.form import FormView
from bot.reply.notes import MAX_NOTES, to_fact_notes, to_typo_notes
from bot.reply.offers import clean_offers, offer_everything, repeat, to_page_turns
from bot.reply.pages import Reader, to_last_page_notes, to_page
from bot.reply.phrases import echo_of, join_partners
from bot.reply.readings import to_reading
from bot.reply.texts import cut
from bot.reply.view import MAX_HEADS, MAX_TITLE, View, to_sentence


def to_answer_view(answer: Answer, reader: Reader) -> View:
    """Lay out an answer of any outcome but help."""
    match answer.outcome:
        case Outcome.ANSWER:
            return _to_facts_view(answer, reader)
        case Outcome.NEAR:
            return _to_near_view(answer, reader)
        case Outcome.CHOICE:
            return _to_choice_view(answer)
    notes = [to_sentence(sentences.not_found(answer)), *to_typo_notes(answer)]
    return View(
        title=sentences.title(answer),
        asked=echo_of(answer),
        notes=tuple(notes[:MAX_NOTES]),
        suggestions=clean_offers(answer.suggestions),
    )


def _to_choice_view(answer: Answer) -> View:
    return View(
        title=sentences.title(answer),
        asked=echo_of(answer),
        suggestions_title=wording.CHOICES,
        suggestions=clean_offers(answer.suggestions),
    )


def _to_near_view(answer: Answer, reader: Reader) -> View:
    """Lay out the nearest facts below what none of them has, so that nothing looks like an answer."""
    request, total, fact = repeat(answer), answer.total, answer.snapshot.about.fact
    size = request.size or reader.facts
    page = to_page(to_pieces(answer.facts), request.page, size)
    more, previous = to_page_turns(page, total, request, fact, size)
    last_page = to_last_page_notes(request.page, page.number)
    notes = [to_sentence(sentences.near(answer)), *last_page, *to_typo_notes(answer)]
    return View(
        title=cut(sentences.near_title(answer), MAX_TITLE),
        heads=answer.partners[:MAX_HEADS],
        asked=echo_of(answer),
        reading=to_reading(answer),
        notes=tuple(notes[:MAX_NOTES]),
        facts_line=(
            sentences.closest(total, fact)
            if page.count == total
            else sentences.shown(page.first, page.count, total, fact)
        ),
        facts=to_fact_views(page.items, answer.snapshot, answer.today),
        request=request,
        page=page.number,
        size=size,
        more=more,
        previous=previous,
        suggestions=clean_offers(answer.suggestions),
    )


def _to_facts_view(answer: Answer, reader: Reader) -> View:
    """Lay out a page of facts, reading no further than the page."""
    request, total, fact = repeat(answer), answer.total, answer.snapshot.about.fact
    size = request.size or reader.facts
    page = to_page(to_pieces(answer.facts), request.page, size)
    is_whole = page.number == 1 and not page.has_more
    heads = answer.partners
    if not heads and answer.summary:
        heads = (answer.snapshot.subject,)
    more, previous = to_page_turns(page, total, request, fact, size)
    return View(
        title=cut(join_partners([partner.name for partner in heads], request) or sentences.title(answer), MAX_TITLE),
        heads=heads[:MAX_HEADS],
        asked=echo_of(answer),
        reading=to_reading(answer),
        notes=tuple([*to_last_page_notes(request.page, page.number), *to_fact_notes(answer)][:MAX_NOTES]),
        summary=answer.summary if page.number == 1 else None,
        facts_line=_to_facts_line(answer, sentences.shown(page.first, page.count, total, fact)),
        facts=to_fact_views(page.items, answer.snapshot, answer.today),
        request=request,
        page=page.number,
        size=size,
        more=more,
        previous=previous,
        everything=None if is_whole or size == MAX_SIZE else offer_everything(request, total, fact),
        timeline=_offer_timeline(request, total),
        suggestions_title=wording.NAMESAKES if answer.namesakes else wording.NARROWER,
        suggestions=clean_offers(answer.namesakes or (() if is_whole else answer.suggestions)),
        related=clean_offers(answer.related),
    )


def _offer_timeline(request: Request, total: int) -> Offer | None:
    """Offer the facts in the order of time; not those on what a message mentions, which is another request."""
    if total < 2 or request.form is not Form.ANSWER:
        return None
    return Offer(wording.TIMELINE, request.change(form=Form.TIMELINE, page=1, size=0))


def _to_facts_line(answer: Answer, shown: str) -> str:
    newest = answer.newest_source
    has_aged = newest is not None and is_old(answer.snapshot, answer.today, newest)
    return f"{shown} {sentences.speaks_up_to(newest)}" if newest and has_aged else shown


ANSWER = FormView(form=Form.ANSWER, response=Answer, to_view=to_answer_view, name="Answer", usage=wording.USAGE_HINT)
# Asked for by the message shortcut, not by typed text.
MENTIONED = FormView(form=Form.MENTIONED, response=Answer, to_view=to_answer_view, name="What a message names")
