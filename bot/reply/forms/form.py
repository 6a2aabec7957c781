"""What a form says of itself: what its response is, how it is laid out, and how it is asked for."""

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

    `name` is what it is called on a button. `usage` is what to type for it; `usage_title` heads what is said where it
    was asked for without what it needs. It `is_listed` where help names it.
    """

    form: Form
    response: type[R]
    to_view: Callable[[R, Reader], View]
    name: str
    usage: str = ""
    usage_title: str = ""
    is_listed: bool = False
