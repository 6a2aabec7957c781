"""The installation that a payload is for."""

from typing import Any

import pytest

from bot.slack.identity import names_own_team, to_address


def event(*authorizations: dict[str, Any], **outer: Any) -> dict[str, Any]:
    return {"type": "event_callback", "authorizations": list(authorizations), **outer}


@pytest.mark.parametrize(
    ("payload", "address"),
    [
        ({"command": "/ruri", "team_id": "T1", "enterprise_id": "E1"}, ("E1", "T1")),
        ({"command": "/ruri", "team_id": "T1"}, ("", "T1")),
        (event({"team_id": "T1", "enterprise_id": None}, team_id="T9", enterprise_id="E9"), ("", "T1")),
        (event({"team_id": "T1", "enterprise_id": "E1"}, team_id="T9"), ("E1", "T1")),
        (event({"team_id": None, "enterprise_id": "E1"}, team_id=None, context_team_id="T2"), ("E1", "T2")),
        (event(team_id="T1", enterprise_id="E1"), ("E1", "T1")),
        ({"type": "block_actions", "team": {"id": "T1"}, "enterprise": {"id": "E1"}}, ("E1", "T1")),
        ({"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "user": {"team_id": "T2"}}, ("E1", "T2")),
        ({"type": "view_submission", "team": {"id": "T9"}, "view": {"app_installed_team_id": "T1"}}, ("", "T1")),
        (
            {"type": "view_submission", "team": {"id": "T9"}, "enterprise": {"id": "E9"}}
            | {"view": {"app_installed_team_id": "T1"}},
            ("", "T1"),
        ),
        (
            {"type": "view_submission", "team": {"id": "T1"}, "enterprise": {"id": "E1"}}
            | {"view": {"app_installed_team_id": "T1"}},
            ("E1", "T1"),
        ),
        ({"type": "app_rate_limited", "team_id": "T1"}, ("", "T1")),
        ({}, ("", "")),
    ],
)
def test_finds_installation_of_any_payload(payload: dict[str, Any], address: tuple[str, str]) -> None:
    assert to_address(payload) == address


@pytest.mark.parametrize(
    ("payload", "own"),
    [
        ({"command": "/ruri", "team_id": "T1", "enterprise_id": "E1"}, True),
        (event({"team_id": "T1", "enterprise_id": "E1"}), True),
        (event({"team_id": None, "enterprise_id": "E1"}, team_id="T9"), False),
        (event(team_id="T9", enterprise_id="E9"), False),
        ({"type": "block_actions", "team": None, "enterprise": {"id": "E1"}, "user": {"team_id": "T9"}}, False),
    ],
)
def test_trusts_only_unambiguous_organisation_of_a_workspace(payload: dict[str, Any], own: bool) -> None:
    assert names_own_team(payload) == own
