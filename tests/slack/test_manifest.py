import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.domain.knowledge import About
from bot.slack import to_manifest
from tests.bases import index

# Slack's own, by major version: schemas/ of github.com/slackapi/manifest-schema.
SCHEMAS: dict[int, dict[str, Any]] = {
    version: json.loads((Path(__file__).parent / f"manifest.schema.{version}.0.0.json").read_text("utf-8"))
    for version in (1, 2)
}

ABOUT = index().snapshot.about


def closed(schema: Any) -> Any:
    """Return the schema with every object closed that lists its properties, so that a misspelt key fails."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **kept} if "properties" in kept and kept.get("type") == "object" else kept


def schema_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that Slack validates a manifest by: the version that it declares, else version 1."""
    return SCHEMAS[manifest.get("_metadata", {}).get("major_version", 1)]


def test_declares_manifest_version_of_its_functions() -> None:
    manifest = to_manifest(ABOUT, url=None)

    assert manifest["_metadata"] == {"major_version": 2, "minor_version": 1}
    undeclared = {name: value for name, value in manifest.items() if name != "_metadata"}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema_of(undeclared)).validate(undeclared)


@pytest.mark.parametrize("url", ["https://azrel.example.org", "https://azrel.example.org/", None])
@pytest.mark.parametrize("title", ["Ruritania's foreign relations", "x" * 300])
def test_manifest_matches_slacks_schema(url: str | None, title: str) -> None:
    about = About(title, ABOUT.subject, ABOUT.command, ABOUT.owner, 365)

    manifest = to_manifest(about, url=url)
    jsonschema.Draft7Validator(closed(schema_of(manifest))).validate(manifest)


@pytest.mark.parametrize("broken", [{"display_information": {}}, {"display_information": {"name": "x", "nick": "y"}}])
def test_schema_refuses_invalid_manifests(broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(closed(SCHEMAS[2])).validate(broken)


@pytest.mark.parametrize("url", ["https://a.example", "https://a.example/", "https://a.example/slack/events"])
def test_http_manifest_has_one_address(url: str) -> None:
    manifest = to_manifest(ABOUT, url=url)

    assert manifest["settings"]["event_subscriptions"]["request_url"] == "https://a.example/slack/events"
    assert manifest["features"]["slash_commands"][0]["url"] == "https://a.example/slack/events"
    assert manifest["settings"]["socket_mode_enabled"] is False


def test_socket_manifest_has_no_address() -> None:
    manifest = to_manifest(ABOUT, url=None)

    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "url" not in json.dumps(manifest)


def test_requests_only_used_scopes_and_events() -> None:
    manifest = to_manifest(ABOUT, url=None)

    assert manifest["oauth_config"]["scopes"] == {
        "bot": ["app_mentions:read", "assistant:write", "chat:write", "commands", "im:history"]
    }
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == [
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "function_executed",
        "message.im",
        "tokens_revoked",
    ]
    assert manifest["features"]["slash_commands"][0]["command"] == "/ruri"
    assert manifest["features"]["slash_commands"][0]["should_escape"] is True


def test_requests_scope_for_files_only_if_set() -> None:
    scopes = to_manifest(ABOUT, url=None)["oauth_config"]["scopes"]["bot"]
    assert to_manifest(ABOUT, url=None, sends_files=True)["oauth_config"]["scopes"]["bot"] == [*scopes, "files:write"]
