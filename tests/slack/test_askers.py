"""The asker in commands, events and interactions."""

from typing import Any

import pytest

from bot.services import Asker, EntryPoint
from bot.slack.askers import to_asker

URL = "https://hooks.slack.com/commands/x"
COMMAND = {
    "command": "/azrel",
    "text": "turkey",
    "user_id": "U1",
    "team_id": "T1",
    "enterprise_id": "E1",
    "channel_id": "C1",
    "response_url": URL,
}
EVENT = {
    "type": "event_callback",
    "team_id": "T1",
    "enterprise_id": "E1",
    "event": {"type": "app_mention", "user": "U1", "channel": "C1"},
}
PRESS: dict[str, Any] = {
    "type": "block_actions",
    "user": {"id": "U1", "team_id": "T9"},
    "team": {"id": "T1"},
    "enterprise": {"id": "E1"},
    "channel": {"id": "C1"},
    "response_url": URL,
}


@pytest.mark.parametrize(
    ("payload", "url"),
    [
        (COMMAND, URL),
        (EVENT, ""),
        (PRESS, URL),
        ({**PRESS, "channel": None, "container": {"channel_id": "C1"}}, URL),
    ],
)
def test_reads_asker_from_each_kind_of_payload(payload: dict[str, Any], url: str) -> None:
    assert to_asker(EntryPoint.BUTTON, payload) == Asker(EntryPoint.BUTTON, "U1", "T1", "E1", "C1", url)


@pytest.mark.parametrize(
    "payload",
    [
        {"command": "/azrel"},
        {"command": "/azrel", "user_id": None, "channel_id": ["C1"]},
        {"event": {"type": "function_executed", "channel": {"id": "C1"}}},
        {"type": "view_submission", "user": None, "team": None, "enterprise": None, "container": None},
    ],
)
def test_absent_fields_are_empty(payload: dict[str, Any]) -> None:
    assert to_asker(EntryPoint.STEP, payload) == Asker(EntryPoint.STEP)
