"""The shape of Slack's payloads, as far as this code relies on it.

A signed request of another shape comes from no attacker, but a missing or mistyped field would fail in the middle of an
answer.
"""

import re
from collections.abc import Mapping
from typing import Any

# A type, or a pattern of text; the fields of an object, each of them optional; or a list of one shape.
_Shape = type | re.Pattern[str] | Mapping[str, Any] | list[Any]

# Ids, names and times are short; some are held for hours.
_ID = re.compile(r".{0,255}", re.DOTALL)
# A token goes into a header.
_TOKEN = re.compile(r"[\w.-]{0,1000}", re.ASCII)

_USER = {"id": _ID, "username": _ID, "name": _ID, "team_id": _ID}
_VIEW = {
    "id": _ID,
    "type": _ID,
    "callback_id": _ID,
    "app_installed_team_id": _ID,
    "private_metadata": str,
    "blocks": [{"type": _ID, "block_id": _ID}],
    "state": {"values": dict},
}
_EVENT = {
    "type": _ID,
    "subtype": _ID,
    "channel_type": _ID,
    "text": str,
    "ts": _ID,
    "thread_ts": _ID,
    "tab": _ID,
    "view": {"private_metadata": str},
    "function": {"callback_id": _ID},
    "function_execution_id": _ID,
    "edited": {"ts": _ID},
    "bot_access_token": _TOKEN,
}
# Other events have these fields in other forms.
_EVENTS_ABOUT_IDS = ("app_mention", "message", "app_home_opened")
_ANY: _Shape = {
    "type": _ID,
    "event_id": _ID,
    "event_time": int,
    "team_id": _ID,
    "enterprise_id": _ID,
    "context_team_id": _ID,
    "context_enterprise_id": _ID,
    "api_app_id": _ID,
    "callback_id": _ID,
    "action_id": _ID,
    "block_id": _ID,
    "value": str,
    "trigger_id": _ID,
    "response_url": str,
    "event": _EVENT,
    "authorizations": [{"user_id": _ID, "team_id": _ID, "enterprise_id": _ID}],
    "authed_users": [_ID],
    "user": _USER,
    "team": {"id": _ID},
    "enterprise": {"id": _ID},
    "channel": {"id": _ID},
    "container": {"channel_id": _ID, "thread_ts": _ID},
    "message": {"text": str, "thread_ts": _ID},
    "view": _VIEW,
    "actions": [{"action_id": _ID, "block_id": _ID, "type": _ID, "selected_option": {"value": str}}],
    "response_urls": [{"response_url": str}],
}
# The required fields, by the kind of payload; a star means each item of a list.
_NEEDED = {
    "event_callback": ("event", "event.type"),
    "message_action": ("callback_id", "response_url", "message"),
    "shortcut": ("callback_id", "trigger_id"),
    "view_submission": ("view.callback_id", "view.state.values", "user", "response_urls.*.response_url"),
    "block_suggestion": ("action_id",),
    "block_actions": ("actions", "actions.*.action_id", "trigger_id"),
}
_NEEDED_IN_STEP = ("event.function.callback_id", "event.function_execution_id")
_NEEDED_IN_VIEW = ("view.id", "view.type")


def is_payload(data: Any) -> bool:
    """Return whether decoded JSON, or the fields of a form, have the shape of a payload of Slack's."""
    if not isinstance(data, dict) or not _fits(data, _ANY):
        return False
    event = data.get("event") or {}
    if event.get("type") in _EVENTS_ABOUT_IDS and not _fits(event, {"user": _ID, "channel": _ID}):
        return False
    needed = _NEEDED.get(str(data.get("type")), ())
    if event.get("type") == "function_executed":
        needed = (*needed, *_NEEDED_IN_STEP)
    if needed and data.get("view"):
        needed = (*needed, *_NEEDED_IN_VIEW)
    return all(_has(data, path.split(".")) for path in needed)


def _fits(value: Any, shape: _Shape) -> bool:
    """Return whether a value has a shape; null counts as absent."""
    if value is None:
        return True
    if isinstance(shape, type):
        return isinstance(value, shape)
    if isinstance(shape, re.Pattern):
        return isinstance(value, str) and shape.fullmatch(value) is not None
    if isinstance(shape, list):
        return isinstance(value, list) and all(item is not None and _fits(item, shape[0]) for item in value)
    return isinstance(value, dict) and all(_fits(value[name], shape[name]) for name in shape.keys() & value.keys())


def _has(value: Any, path: list[str]) -> bool:
    """Return whether there is a value at a path, in a value of the right shape."""
    if not path:
        return value is not None and value != []
    name, *rest = path
    if name == "*":
        return all(_has(item, rest) for item in value or ())
    return (rest[:1] == ["*"] or value.get(name) is not None) and _has(value.get(name), rest)
