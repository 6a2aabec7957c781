"""The asker of a request, read from Slack's payloads."""

from typing import Any

from bot.services import Asker, EntryPoint
from bot.slack.identity import to_address


def to_asker(entry: EntryPoint, payload: dict[str, Any]) -> Asker:
    """Return the user who sent a command, an interaction or a message, or ran a workflow."""
    enterprise, team = to_address(payload)
    if "command" in payload:
        user, channel, name = map(payload.get, ("user_id", "channel_id", "user_name"))
    elif isinstance(event := payload.get("event"), dict):
        user, channel, name = event.get("user"), event.get("channel"), None
    else:
        user = _id_in(payload, "user")
        channel = _id_in(payload, "channel") or (payload.get("container") or {}).get("channel_id")
        person = payload.get("user") or {}
        name = person.get("name") or person.get("username")
    url = payload.get("response_url")
    return Asker(entry, _text(user), _text(team), _text(enterprise), _text(channel), _text(url), _text(name))


def _id_in(payload: dict[str, Any], name: str) -> Any:
    return (payload.get(name) or {}).get("id")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
