"""The window in which a reader reports a fault in an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.feedback import Fault
from bot.domain.knowledge import Fact
from bot.domain.requests import Request, decode_request, encode_request
from bot.reply.controls import MAX_OPTION_VALUE, Element, to_option, to_plain
from bot.reply.fields import (
    read_choice,
    read_choices,
    read_metadata,
    read_text,
    read_values,
    to_input,
    to_menu,
    to_text_element,
)

FAULT = "loop-fault"
_FAULT, _FACT, _NOTE, _FOLLOW = "loop-which", "loop-fact", "loop-note", "loop-follow"

_MAX_NOTE, _MAX_METADATA = 500, 3_000
_MOST_FACTS = 20
_FAULTS = {
    Fault.WRONG: "It is wrong",
    Fault.OUTDATED: "It is out of date",
    Fault.UNSOURCED: "The source does not say so",
    Fault.MISSING: "Something is missing",
    Fault.UNCLEAR: "It is unclear",
}
_YES = "yes"
# A value that no fact's id can be, since it has a space.
_NO_FACT = "no fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledFault:
    """The window as filled in: the fault (None where none was chosen), the id of the faulty fact, and a note.

    `follows` asks for a notice when it is fixed. `origin` is the answer's conversation, as "channel/thread", and
    `request` the answer's request, None where it cannot be read. Fields that were not filled in are "".
    """

    fault: Fault | None
    fact: str
    note: str
    follows: bool
    origin: str
    request: Request | None


def to_fault_window(request: Request, facts: Sequence[Fact], origin: str) -> Element:
    """Return the window that asks for the fault in the answer to a request, and for the faulty fact."""
    faults = [to_option(label, fault) for fault, label in _FAULTS.items()]
    choices = [to_option(fact.statement, fact.id) for fact in facts if len(fact.id) <= MAX_OPTION_VALUE]
    blocks = [to_input(_FAULT, "What is wrong?", to_menu("Choose one", faults))]
    if len(choices) > 1:
        menu = to_menu("Choose one", [*choices[:_MOST_FACTS], to_option("None of these alone", _NO_FACT)])
        blocks.append(to_input(_FACT, "With which of these?", menu))
    note = to_text_element("", _MAX_NOTE, is_long=True)
    follow = {"type": "checkboxes", "options": [to_option("Notify me when it is fixed", _YES)]}
    blocks += [
        to_input(_NOTE, "What should it say?", note, hint="Reviewers read this, without your name.", optional=True),
        to_input(_FOLLOW, "And then?", follow, optional=True),
    ]
    carried = f"{origin}\n{encode_request(request)}"
    return {
        "type": "modal",
        "callback_id": FAULT,
        # Where the request is too long, the conversation alone is carried.
        "private_metadata": carried if len(carried) <= _MAX_METADATA else f"{origin}\n",
        "title": to_plain("What is wrong?"),
        "submit": to_plain("Send"),
        "close": to_plain("Cancel"),
        "blocks": blocks,
    }


def parse_fault(view: Any) -> FilledFault:
    """Read the submitted window."""
    values = read_values(view)
    origin, _, encoded = read_metadata(view).partition("\n")
    fault, fact = read_choice(values, _FAULT), read_choice(values, _FACT)
    return FilledFault(
        fault=Fault(fault) if fault in list(Fault) else None,
        fact="" if fact == _NO_FACT else fact,
        note=read_text(values, _NOTE)[:_MAX_NOTE],
        follows=_YES in read_choices(values, _FOLLOW),
        origin=origin,
        request=decode_request(encoded),
    )


def describe_missing_fault() -> dict[str, str]:
    """Return the error, by field, of a missing fault."""
    return {_FAULT: "Choose what is wrong."}


def describe_fault(fault: Fault) -> str:
    """Describe a fault: `It is out of date`."""
    return _FAULTS[fault]
