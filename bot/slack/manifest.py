"""The app's manifest: what it offers, which events it takes and which scopes it needs.

https://docs.slack.dev/reference/app-manifest/
"""

from typing import Any

from bot.domain.knowledge import About
from bot.reply import SEARCH_FORM, cut, to_usage_hint, wording
from bot.slack.curating import PROPOSE_MESSAGE
from bot.slack.shortcuts import FIND
from bot.slack.steps import to_functions

# Each scope for one thing: commands for the slash command, app_mentions:read and im:history to be told of mentions and
# direct messages, chat:write to answer them, assistant:write to suggest how to begin and to show that it is at it.
SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
# With this scope, which is asked for only where azrel is told to, *Export* sends answers as files.
FILES_SCOPE = "files:write"
_EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "function_executed", "message.im", "tokens_revoked")
# Functions have this shape since version 2; without a version Slack reads a manifest as version 1.
_VERSION = {"major_version": 2, "minor_version": 1}

EVENTS_PATH = "/slack/events"
INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
MAX_NAME, MAX_DESCRIPTION = 35, 140


def to_scopes(*, sends_files: bool) -> tuple[str, ...]:
    """Return the scopes that the bot asks for."""
    return (*SCOPES, FILES_SCOPE) if sends_files else SCOPES


def to_manifest(about: About, *, url: str | None, sends_files: bool = False) -> dict[str, Any]:
    """Return the manifest for an app that Slack reaches at `url`, its origin; None for one that uses Socket Mode.

    One that `sends_files` asks for the scope to do so.
    """
    name = about.command.lstrip("/")
    description = cut(wording.manifest_description(about.title), MAX_DESCRIPTION)
    origin = (url or "").rstrip("/").removesuffix(EVENTS_PATH)
    request_url = {} if url is None else {"request_url": origin + EVENTS_PATH}
    redirect_urls = {} if url is None else {"redirect_urls": [origin + REDIRECT_PATH]}
    options_url = {} if url is None else {"message_menu_options_url": request_url["request_url"]}
    command = {
        "command": about.command,
        "description": description,
        "usage_hint": to_usage_hint(),
        "should_escape": True,
    }
    return {
        "_metadata": _VERSION,
        "display_information": {"name": cut(name, MAX_NAME), "description": description},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "agent_view": {"agent_description": description},
            "shortcuts": [
                {
                    "name": wording.find_shortcut(about),
                    "type": "message",
                    "callback_id": FIND,
                    "description": wording.find_description(about),
                },
                {
                    "name": wording.PROPOSE_SHORTCUT,
                    "type": "message",
                    "callback_id": PROPOSE_MESSAGE,
                    "description": wording.propose_description(about),
                },
                {
                    "name": wording.search_title(about),
                    "type": "global",
                    "callback_id": SEARCH_FORM,
                    "description": wording.search_description(about),
                },
            ],
            "slash_commands": [command if url is None else {**command, "url": request_url["request_url"]}],
        },
        "functions": to_functions(about),
        "oauth_config": {**redirect_urls, "scopes": {"bot": list(to_scopes(sends_files=sends_files))}},
        "settings": {
            "interactivity": {"is_enabled": True, **request_url, **options_url},
            "event_subscriptions": {**request_url, "bot_events": list(_EVENTS)},
            "org_deploy_enabled": True,
            "function_runtime": "remote",
            "socket_mode_enabled": url is None,
            "token_rotation_enabled": False,
        },
    }
