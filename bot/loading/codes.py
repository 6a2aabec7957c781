"""The codes of states in ISO 3166-1 alpha-2."""

import re

from bot.domain.text import words_of
from bot.loading.world import read_world

# Codes that are set aside for whoever needs one, as XK for Kosovo.
_USER_ASSIGNED = re.compile(r"X[A-Z]|Q[M-Z]|AA")
_IN_USE_ELSEWHERE = {"UK": "GB", "EL": "GR"}


def is_code(code: str) -> bool:
    """Whether a code is a state's, or set aside for whoever needs one."""
    return code in read_world().countries or _USER_ASSIGNED.fullmatch(code) is not None


def find_code(code: str, *names: str) -> str | None:
    """The code of the state with one of these names, or else that for which another is in use elsewhere."""
    known = read_world().names
    keys = (" ".join(words_of(name)) for name in names)
    return next((known[key] for key in keys if key in known), _IN_USE_ELSEWHERE.get(code))
