"""The description of a form: its response, its layout, and how to ask for it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.domain.requests import Form
from bot.domain.responses import Response
from bot.reply.pages import Reader
from bot.reply.view import View

R = TypeVar("R", bound=Response)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView(Generic[R]):
    """A form and its kind of `response`, which `to_view` lays out for a reader.

    `name` is its label on a button. `usage` is what to type for it; `usage_title` heads the reply where it was asked
    for without what it needs. Help lists it if it `is_listed`.
    """

    form: Form
    response: type[R]
    to_view: Callable[[R, Reader], View]
    name: str
    usage: str = ""
    usage_title: str = ""
    is_listed: bool = False
