"""The window in which a reader requests facts that the base lacks."""

from dataclasses import dataclass
from typing import Any

from bot.domain.gaps import MAX_TEXT, redact
from bot.reply.controls import Element, to_plain
from bot.reply.curating.rich import to_line
from bot.reply.fields import read_metadata, read_text, read_values, to_input, to_text_element
from bot.reply.loop.shown import is_web_address
from bot.reply.texts import clean

REQUEST_FORM = "loop-request"
_TEXT, _LINK, _NOTE = "loop-text", "loop-link", "loop-note"

_MAX_LINK, _MAX_NOTE = 1_000, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRequest:
    """The window as filled in: the question, an address of a source, a note, and the conversation.

    `origin` is the conversation as "channel/thread", or "". `problems` are by field, empty where there are none.
    """

    text: str
    link: str
    note: str
    origin: str
    problems: dict[str, str]


def to_request_window(text: str, origin: str) -> Element:
    """Return the window, filled with the question."""
    asked = to_text_element(clean(redact(text)), MAX_TEXT, is_long=True)
    return {
        "type": "modal",
        "callback_id": REQUEST_FORM,
        "private_metadata": origin,
        "title": to_plain("Request this"),
        "submit": to_plain("Request"),
        "close": to_plain("Cancel"),
        "blocks": [
            to_line("The curators will see this without your name. You hear from me as soon as the base has it."),
            to_input(_TEXT, "What would you like to know?", asked),
            to_input(
                _LINK,
                "Address of a source",
                to_text_element("", _MAX_LINK),
                hint="A public page that says it, if you know one.",
                optional=True,
            ),
            to_input(_NOTE, "Anything else", to_text_element("", _MAX_NOTE, is_long=True), optional=True),
        ],
    }


def parse_request(view: Any) -> FilledRequest:
    """Read the submitted window, with its problems."""
    values = read_values(view)
    text, link = read_text(values, _TEXT), read_text(values, _LINK)
    problems = {}
    if not redact(text):
        problems[_TEXT] = "Say in a few words what you would like to know."
    if link and (len(link) > _MAX_LINK or not is_web_address(link)):
        problems[_LINK] = "This is not the address of a web page. It begins with https:// or http://."
    return FilledRequest(
        text=text[:MAX_TEXT],
        link=link,
        note=read_text(values, _NOTE)[:_MAX_NOTE],
        origin=read_metadata(view),
        problems=problems,
    )
