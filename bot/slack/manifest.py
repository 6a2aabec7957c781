"""The app's manifest: its features, the events that it subscribes to, and the scopes that it needs.

https://docs.slack.dev/reference/app-manifest/
"""

from typing import Any

from bot.domain.knowledge import About
from bot.reply import SEARCH_FORM, cut, to_usage_hint, wording
from bot.slack.curating import PROPOSE_MESSAGE
from bot.slack.shortcuts import FIND
from bot.slack.steps import to_functions

# Each scope has one use: `commands` brings the slash command, `app_mentions:read` and `im:history` mentions and direct
# messages; `chat:write` posts answers, and `assistant:write` suggests prompts and shows a status.
SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "im:history")
# *Export* sends answers as files with this scope, which is requested only where a setting turns that on.
FILES_SCOPE = "files:write"
_EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "function_executed", "message.im", "tokens_revoked")
# Functions have this shape since version 2; Slack reads a manifest without a version as version 1.
_VERSION = {"major_version": 2, "minor_version": 1}

EVENTS_PATH = "/slack/events"
INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
MAX_NAME, MAX_DESCRIPTION = 35, 140


def to_scopes(*, sends_files: bool) -> tuple[str, ...]:
    """Return the scopes that the app requests."""
    return (*SCOPES, FILES_SCOPE) if sends_files else SCOPES


def to_manifest(about: About, *, url: str | None, sends_files: bool = False) -> dict[str, Any]:
    """Return the manifest of an app that Slack reaches at `url`, its origin, or by Socket Mode where that is None.

    `sends_files` adds the scope for files.
    """
    origin = (url or "").rstrip("/").removesuffix(EVENTS_PATH)
    request_url = {} if url is None else {"request_url": origin + EVENTS_PATH}
    redirect_urls = {} if url is None else {"redirect_urls": [origin + REDIRECT_PATH]}
    options_url = {} if url is None else {"message_menu_options_url": request_url["request_url"]}
    return {
        "_metadata": _VERSION,
        "display_information": {"name": cut(_name_of(about), MAX_NAME), "description": _describe(about)},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": _name_of(about), "always_online": True},
            "agent_view": {"agent_description": _describe(about)},
            "shortcuts": _to_shortcuts(about),
            "slash_commands": [_to_command(about, request_url.get("request_url"))],
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


def _name_of(about: About) -> str:
    return about.command.lstrip("/")


def _describe(about: About) -> str:
    return cut(wording.manifest_description(about.title), MAX_DESCRIPTION)


def _to_command(about: About, url: str | None) -> dict[str, Any]:
    command = {
        "command": about.command,
        "description": _describe(about),
        "usage_hint": to_usage_hint(),
        "should_escape": True,
    }
    return command if url is None else {**command, "url": url}


def _to_shortcuts(about: About) -> list[dict[str, str]]:
    return [
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
    ]
