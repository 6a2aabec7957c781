"""Payloads that Slack sends an app: one function for each kind.

The shapes are those of https://docs.slack.dev/interactivity/ and https://docs.slack.dev/apis/events-api/.
"""

from typing import Any

from bot.sandbox.workspace import APP, BOT, BOT_USER, TEAM, Channel, Json, Message, Person

_DOMAIN = "sandbox"


def to_command(
    person: Person, channel: Channel, command: str, text: str, *, trigger_id: str, response_url: str
) -> dict[str, str]:
    """Render a slash command as the fields of a form."""
    return {
        "team_id": TEAM,
        "team_domain": _DOMAIN,
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.kind == "im" else channel.name,
        "user_id": person.id,
        "user_name": person.name.lower(),
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def to_event(event: Json, *, id: str, time: float) -> Json:  # noqa: A002
    """Put an event into its envelope."""
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "event_id": id,
        "event_time": int(time),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def to_message_event(message: Message, channel: Channel) -> Json:
    """Render a person's message as an event: in a direct message as `message`, in a channel as `app_mention`."""
    event: Json = {
        "type": "message" if channel.kind == "im" else "app_mention",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "channel": channel.id,
        "event_ts": message.ts,
        "team": TEAM,
    }
    if message.thread:
        event["thread_ts"] = message.thread
    return event | ({"channel_type": "im"} if channel.kind == "im" else {})


def to_home_opened(person: Person, channel: Channel, tab: str, view: Json | None, *, ts: str) -> Json:
    """Render the event that a person opened a tab of the app's home."""
    event: Json = {"type": "app_home_opened", "user": person.id, "channel": channel.id, "tab": tab, "event_ts": ts}
    return event | ({"view": view} if view and tab == "home" else {})


def to_step(callback_id: str, inputs: Json, *, execution: str, token: str, ts: str) -> Json:
    """Render the event that a workflow came to a step of the app's, with the token for that step."""
    return {
        "type": "function_executed",
        "function": {"callback_id": callback_id, "type": "app", "app_id": APP},
        "inputs": inputs,
        "function_execution_id": execution,
        "workflow_execution_id": f"Wx{execution}",
        "bot_access_token": token,
        "event_ts": ts,
    }


def to_interaction(kind: str, person: Person, *, trigger_id: str = "", **more: Any) -> Json:
    """Render a person's interaction with the app's blocks or shortcuts; `more` are the fields of its kind."""
    base: Json = {
        "type": kind,
        "team": {"id": TEAM, "domain": _DOMAIN},
        "user": {
            "id": person.id,
            "username": person.name.lower(),
            "name": person.name.lower(),
            "team_id": TEAM,
        },
        "api_app_id": APP,
        "enterprise": None,
        "is_enterprise_install": False,
        **more,
    }
    return base | ({"trigger_id": trigger_id} if trigger_id else {})


def to_message_container(message: Message, channel: Channel) -> Json:
    """Render the message of an interaction; Slack sends no content of an ephemeral one."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread:
        container["thread_ts"] = message.thread
    where: Json = {"container": container, "channel": to_channel(channel)}
    return where if message.only_for else where | {"message": to_slack_message(message)}


def to_view_container(view: Json) -> Json:
    """Render the view of an interaction."""
    return {"container": {"type": "view", "view_id": view["id"]}, "view": view}


def to_channel(channel: Channel) -> Json:
    """Render a channel as interactions name it."""
    return {"id": channel.id, "name": "directmessage" if channel.kind == "im" else channel.name}


def to_slack_message(message: Message) -> Json:
    """Render a message as Slack describes it."""
    described: Json = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts, "team": TEAM}
    described |= {"blocks": message.blocks} if message.blocks else {}
    described |= {"files": message.files} if message.files else {}
    described |= {"thread_ts": message.thread} if message.thread else {}
    return described | ({"bot_id": BOT, "app_id": APP} if message.user == BOT_USER else {})
