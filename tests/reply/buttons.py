"""The buttons under replies."""

from bot.domain.requests import Request, decode_request
from bot.domain.responses import Response
from bot.reply import Surface, to_message
from tests.blocks import elements


def buttons_of(response: Response, surface: Surface = Surface.PUBLIC) -> dict[str, Request]:
    """Return the buttons under a reply, and the request that each carries."""
    found = {}
    for button in elements(to_message(response, surface)["blocks"], "button"):
        request = decode_request(button["value"])
        assert request
        found[button["text"]["text"]] = request
    return found
