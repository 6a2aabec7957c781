"""An incomplete question, and the previous one in the conversation → the answer to both together."""

from dataclasses import replace
from datetime import date

from bot.domain.answers import Answer, Asked, Offer, Outcome
from bot.domain.defaults import Default
from bot.domain.readings import Parsed
from bot.domain.requests import Form
from bot.domain.responses import LaidOut, Response, Usage
from bot.domain.text import words_of
from bot.search.answering import not_understood
from bot.search.completing import complete, is_leaving_out
from bot.search.defaults import answer_in
from bot.search.index import Index
from bot.search.keeping import keep_known
from bot.search.lexicon.conversation import CUE
from bot.search.parsing import parse
from bot.search.responding import answer, as_answer
from bot.search.retiming import retime
from bot.search.turns import Turn, choose


def follow_up(text: str, before: Asked | None, index: Index, today: date, default: Default | None = None) -> Response:
    """Answer a text; an incomplete one together with what the conversation is about.

    Where the two together find nothing and the text alone does, the text alone is answered. A complete one is read with
    the `default` of the channel, if it has one.
    """
    parsed = _parse(text, index, today) if before else parse(text, index, today)
    words = tuple([word for reading in parsed.readings for word in words_of(reading.text)])
    if before is None or not words:
        return answer_in(parsed, default, index, today)
    turn = Turn(parsed, words, keep_known(before.request, index))
    retimed = retime(turn)
    if retimed:
        return _continue(answer(retimed, index, today, parsed))
    if parsed.request.form is Form.CHATTER:
        return answer_in(parsed, default, index, today)
    choices = tuple([Offer(offer.label, keep_known(offer.request, index)) for offer in before.choices])
    whole = choose(turn, choices, index) if choices else complete(turn)
    if whole is None:
        return replace(not_understood(text, index, today), parsed=parsed)
    if whole == turn.before:  # the same question again continues nothing
        return answer(whole, index, today, parsed)
    if whole == parsed.request:
        return answer_in(parsed, default, index, today)
    leaves_out = is_leaving_out(turn)
    if leaves_out:
        parsed = replace(parsed, denial="")  # what it denies was not ignored
    response = _continue(answer(whole, index, today, parsed))
    if leaves_out or turn.refers_back:
        return response  # the text means nothing by itself
    outcome = as_answer(response).outcome
    # A name alone asks the same about another: the nearest facts to that are nearer than all about the name.
    if outcome is Outcome.NONE or (outcome is Outcome.NEAR and parsed.request.is_narrowed):
        alone = answer(parsed.request, index, today, parsed)
        return alone if as_answer(alone).outcome is Outcome.ANSWER else response
    return response


def _parse(text: str, index: Index, today: date) -> Parsed:
    """Read a text; a form may be asked for after a word that continues: and compare with Sylvania."""
    rest = parse(CUE.sub("", text, count=1), index, today)
    is_form = rest.request.form in (Form.TIMELINE, Form.COMPARE)
    return replace(rest, text=text) if is_form else parse(text, index, today)


def to_asked(response: Response, before: Asked | None) -> Asked | None:
    """Return what a conversation is about after a response.

    A response that names nobody and finds nothing changes nothing, as chatter and help do not.
    """
    match response:
        case Usage():
            return None if response.request.form is Form.COMPARE else before
        case LaidOut():
            found = response.answer
        case Answer():
            found = response
        case _:
            return Asked(response.request)
    if found.outcome is Outcome.CHOICE:
        return Asked(found.request, found.suggestions)
    names_somebody = bool(found.request.partners or found.request.countries)
    has_facts = found.outcome in (Outcome.ANSWER, Outcome.NEAR)
    is_about_something = has_facts or (found.outcome is Outcome.NONE and names_somebody)
    return Asked(found.request) if is_about_something else before


def _continue(response: Response) -> Response:
    match response:
        case Answer():
            return replace(response, continues=True)
        case LaidOut():
            return replace(response, answer=replace(response.answer, continues=True))
    return response
