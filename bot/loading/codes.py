"""The codes of states in ISO 3166-1 alpha-2."""

import re

from bot.domain.text import words_of
from bot.loading.world import read_world

# Codes that ISO reserves for users, as XK for Kosovo.
_USER_ASSIGNED = re.compile(r"X[A-Z]|Q[M-Z]|AA")
_IN_USE_ELSEWHERE = {"UK": "GB", "EL": "GR"}


def is_code(code: str) -> bool:
    """Return whether a code is a state's, or reserved for users."""
    return code in read_world().countries or _USER_ASSIGNED.fullmatch(code) is not None


def find_code(code: str, *names: str) -> str | None:
    """Find the code of the state with one of these names, or else the standard form of a common other code."""
    known = read_world().names
    keys = (" ".join(words_of(name)) for name in names)
    return next((known[key] for key in keys if key in known), _IN_USE_ELSEWHERE.get(code))
