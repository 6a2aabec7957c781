"""Targets of fuzzing: the loader, the reader of messages, the parser and the renderer, with any bytes as their input.

Each takes bytes, and raises AssertionError or another exception if the result is wrong.
"""

from datetime import date

import orjson

from bot.domain.answers import Outcome
from bot.domain.requests import MAX_PAGE, Form, Request, decode_request, encode_request
from bot.domain.responses import Response
from bot.loading import load_texts
from bot.reply import Surface, to_explanation, to_message, to_modal, to_record, to_terminal
from bot.sandbox import check_message, check_view
from bot.search import (
    add_time,
    add_topic,
    answer,
    as_answer,
    build,
    find_named,
    follow_up,
    respond,
    suggest_partners,
    to_asked,
)
from bot.services import Asker, EntryPoint, Responder
from bot.slack.shown import to_shown_text
from tests.bases import TODAY, index, texts
from tests.blocks import assert_inert

FILES = texts()
PATHS = sorted(FILES)
INDEX = index()
# A position in a file is encoded in so many bytes.
_BYTES_OF_NUMBER = 2
_DAYS_A_STEP = 55


def load(data: bytes) -> None:
    """Put bytes into a file of a valid base, or in its place: the base is served, or refused with problems."""
    kind, rest = data[:1], data[1:]
    path = PATHS[kind[0] % len(PATHS)] if kind else PATHS[0]
    content = rest
    if kind and kind[0] >= 128:
        place = int.from_bytes(rest[:_BYTES_OF_NUMBER], "big") % (len(FILES[path]) + 1)
        length = rest[_BYTES_OF_NUMBER] if len(rest) > _BYTES_OF_NUMBER else 0
        content = FILES[path][:place] + rest[_BYTES_OF_NUMBER + 1 :] + FILES[path][place + length :]
    files = {**FILES, path: content}
    result = load_texts(files)
    errors = [problem for problem in result.problems if problem.severity == "error"]
    assert (result.snapshot is None) == bool(errors)
    assert list(result.problems) == sorted(result.problems)
    for problem in result.problems:
        lines = files[problem.location.path].count(b"\n") + files[problem.location.path].count(b"\r") + 2
        assert 1 <= problem.location.line <= lines
        assert problem.message
    if result.snapshot:
        searchable = build(result.snapshot)
        for question in ("help", "partners", "sylvania", "borders 2005"):
            assert_inert(to_message(respond(question, searchable, TODAY)), result.snapshot)


def parse(data: bytes) -> None:
    """Take bytes as a day, the question before, and the question: it is read, and read the same again."""
    day, text = _to_day(data[:_BYTES_OF_NUMBER]), _to_text(data[_BYTES_OF_NUMBER:])
    before, _, asked = text.partition("\n")
    found = _respond(asked, before, day)
    answered = as_answer(found)
    assert bool(answered.facts) == (answered.outcome in (Outcome.ANSWER, Outcome.NEAR))
    assert answered.total == sum(not match.is_companion for match in answered.facts)
    assert to_record(answered, elapsed_ms=0.0) == to_record(as_answer(_respond(asked, before, day)), elapsed_ms=0.0)
    for offer in (*answered.suggestions, *answered.related):
        assert offer.label
        assert decode_request(encode_request(offer.request)) == offer.request
    request = decode_request(encode_request(found.request.change(page=MAX_PAGE)))
    assert request == found.request.change(page=MAX_PAGE)
    again = as_answer(answer(request, INDEX, day))
    # A text that is not read at all has an empty request, which is about the subject.
    if found.request.form is not Form.ANSWER or answered.facts or found.request != Request():
        assert [match.fact.id for match in again.facts] == [match.fact.id for match in answered.facts]
    add_time(found.request, asked, INDEX, day)
    add_topic(found.request, asked, INDEX, day)
    find_named(text, INDEX, day)
    suggest_partners(text, INDEX)


def render(data: bytes) -> None:
    """Take bytes as a question with other text: every surface has a valid reply."""
    asked, _, rest = _to_text(data).partition("\n")
    sharer, _, before = rest.partition("\n")
    found = _respond(asked, before, TODAY)
    for surface in (Surface.PRIVATE, Surface.PUBLIC, Surface.SHARED):
        message = to_message(found, surface, sharer=sharer)
        assert_inert(message)
        assert check_message(orjson.loads(orjson.dumps(message))) == []
    for is_shareable in (False, True):
        assert check_view(to_modal(found, is_shareable=is_shareable)) == []
    assert to_terminal(found)
    assert to_explanation(found)


def read_message(data: bytes) -> None:
    """Take bytes as a message's JSON, or as its text and blocks: its visible text is read, each line once."""
    text = _to_text(data)
    try:
        message = orjson.loads(data)
    except orjson.JSONDecodeError:
        message = {"text": text, "blocks": [{"type": "rich_text", "elements": [{"type": "text", "text": text}]}]}
    shown = to_shown_text(message) if isinstance(message, dict) else text
    lines = shown.splitlines()
    assert len(lines) == len(set(lines)) or not isinstance(message, dict)
    found = Responder(lambda: INDEX, lambda: TODAY).find_named(shown, Asker(EntryPoint.SHORTCUT))
    assert_inert(to_message(found))
    assert check_message(orjson.loads(orjson.dumps(to_message(found)))) == []


TARGETS = {"loader": load, "message": read_message, "parser": parse, "renderer": render}


def _respond(asked: str, before: str, day: date) -> Response:
    return follow_up(asked, to_asked(respond(before, INDEX, day), None), INDEX, day)


def _to_day(data: bytes) -> date:
    """Take two bytes as a day of the calendar, one in 55 days."""
    return date.fromordinal(1 + int.from_bytes(data, "big") * _DAYS_A_STEP)


def _to_text(data: bytes) -> str:
    """Decode text with any characters, also lone surrogates, which JSON can have."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("latin-1")
