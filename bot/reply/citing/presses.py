"""*Cite* and the menu of styles: action ids, and what a press on either asks for."""

import re
from collections.abc import Mapping
from typing import Any

from bot.domain.requests import Request, decode_request
from bot.reply.citing.styles import CitingStyle

# Action ids are these, a full stop and a number. Both begin alike, so that one listener takes them.
ANY_CITE_ACT = re.compile(r"cite-[a-z]+\.\d+")
CITE, CITE_STYLE = "cite-shown", "cite-style"


def to_cited(action: Mapping[str, Any], view: Mapping[str, Any]) -> tuple[Request | None, CitingStyle]:
    """Return what is to be cited, and how: as the button says, or as the window does in which a style was chosen.

    The request is None where it is none of this version.
    """
    if not str(action.get("action_id")).startswith(f"{CITE_STYLE}."):
        return decode_request(action.get("value")), CitingStyle.CHICAGO
    option = action.get("selected_option")
    name = option.get("value") if isinstance(option, dict) else None
    style = CitingStyle(name) if name in list(CitingStyle) else CitingStyle.CHICAGO
    return decode_request(view.get("private_metadata")), style
