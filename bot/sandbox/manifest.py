"""The app's features, read from its manifest.

https://docs.slack.dev/reference/app-manifest/
"""

from dataclasses import dataclass

from bot.sandbox.steps import to_shortcuts
from bot.sandbox.workspace import Json

_DEFAULT_NAME = "app"


@dataclass(frozen=True, slots=True)
class Features:
    """The commands, events, shortcuts and Home tab of an app; what its manifest does not name is not sent to it."""

    bot_name: str
    scopes: frozenset[str]
    commands: dict[str, Json]
    shortcuts: list[Json]
    steps: dict[str, Json]
    has_home: bool
    events: frozenset[str]


def decode_manifest(manifest: Json) -> Features:
    """Decode a manifest; each of its sections may be missing."""
    features = manifest.get("features", {})
    steps = manifest.get("functions", {})
    subscriptions = manifest.get("settings", {}).get("event_subscriptions", {})
    return Features(
        bot_name=features.get("bot_user", {}).get("display_name", _DEFAULT_NAME),
        scopes=frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])),
        commands={command["command"]: command for command in features.get("slash_commands", [])},
        shortcuts=[*features.get("shortcuts", []), *to_shortcuts(steps)],
        steps=steps,
        has_home=features.get("app_home", {}).get("home_tab_enabled", False),
        events=frozenset(subscriptions.get("bot_events", [])),
    )
