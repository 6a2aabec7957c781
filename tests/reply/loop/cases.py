"""Gaps, what is filled in, and the parts of messages, for the tests of the loop."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.gaps import Gap, GapKind, GapState
from tests.bases import snapshot_of, texts

SNAPSHOT = snapshot_of(texts())


def at(day: str) -> float:
    """Return noon of a day, in seconds since 1970."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp()


def gap(kind: GapKind = GapKind.MISS, **fields: Any) -> Gap:
    """Return a gap that was asked five times."""
    usual: dict[str, Any] = {
        "id": "G7",
        "team": "T1",
        "key": "whales",
        "text": "whales in Sylvania",
        "request": '{"v":1,"p":["sylvania"]}',
        "partner": "sylvania",
        "topic": "",
        "fact": "",
        "note": "",
        "link": "",
        "asks": 5,
        "first_at": at("2026-11-03"),
        "last_at": at("2026-11-20"),
        "state": GapState.OPEN,
    }
    return Gap(kind=kind, **usual | fields)


def pressable(blocks: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return the label, the act and the value of each button."""
    found = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return [(one["text"]["text"], one["action_id"].partition(".")[0], one.get("value", "")) for one in found]


def submitted(window: dict[str, Any], **values: Any) -> dict[str, Any]:
    """Return the submitted view; a name means the field `loop-name`, and its value is of that name's element."""
    state = {f"loop-{name}": {f"loop-{name}": value} for name, value in values.items()}
    return {**window, "id": "V1", "state": {"values": state}}


def typed(value: Any) -> dict[str, Any]:
    return {"type": "plain_text_input", "value": value}


def chosen(value: Any) -> dict[str, Any]:
    return {"type": "static_select", "selected_option": {"value": value}}


def ticked(*values: Any) -> dict[str, Any]:
    return {"type": "checkboxes", "selected_options": [{"value": value} for value in values]}
