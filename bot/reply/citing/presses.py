"""*Cite* and the menu of styles: their action ids, and the request and style of a press."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.requests import Request, decode_request
from bot.reply.citing.styles import CitingStyle

CITE, CITE_STYLE = "cite-shown", "cite-style"
# Action ids are one of these, a full stop and a number. They share a prefix, so that one listener takes them.
ANY_CITE_ACT = re.compile(r"cite-[a-z]+\.\d+")


def to_cited(action: Mapping[str, Any], view: Mapping[str, Any]) -> tuple[Request | None, CitingStyle]:
    """Return the request to cite, and the style chosen in the window: Chicago for the button, or for an unknown style.

    The request is None for a button of another version.
    """
    if not str(action.get("action_id")).startswith(f"{CITE_STYLE}."):
        return decode_request(action.get("value")), CitingStyle.CHICAGO
    option = action.get("selected_option")
    name = option.get("value") if isinstance(option, dict) else None
    style = CitingStyle(name) if name in list(CitingStyle) else CitingStyle.CHICAGO
    return decode_request(view.get("private_metadata")), style
