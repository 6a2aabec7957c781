"""Slack's Web API, as far as the bot uses it: methods that act on the workspace, and refuse what Slack refuses."""

from dataclasses import replace

from bot.sandbox.limits import check_message
from bot.sandbox.payloads import to_slack_message
from bot.sandbox.refusals import Refused
from bot.sandbox.tickets import Responses, Triggers
from bot.sandbox.uploads import Uploads
from bot.sandbox.views import Views
from bot.sandbox.workspace import APP, BOT, BOT_USER, SLACKBOT, TEAM, Channel, Json, Message, Workspace

MAX_TEXT = 40_000
# The scope that a method needs; those of its first part that are not named here need none.
_SCOPES = {"agents": "chat:write", "assistant": "assistant:write", "chat": "chat:write", "files": "files:write"}
_MOST_PROMPTS = 4
# What a person sees of an agent session in each state.
_SESSION_STATES = {"active": "", "closed": "", "processing": "is working…", "suspended": ""}


class WebApi:
    """The ways an app may change a workspace: methods of the Web API, and response addresses."""

    def __init__(self, workspace: Workspace, scopes: frozenset[str] | None = None) -> None:
        self.workspace = workspace
        self.scopes = scopes
        self.triggers = Triggers(workspace.clock)
        self.responses = Responses(workspace.clock)
        self.views = Views(workspace)
        self.uploads = Uploads(workspace)
        self.prompts: dict[str, list[Json]] = {}
        self._executions: dict[str, tuple[str, str]] = {}
        self.step_tokens: set[str] = set()
        self._methods = {
            "agents.sessions.setStatus": self._set_session_status,
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_prompts,
            "auth.test": self._auth_test,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update,
            "chat.delete": self._delete,
            "files.completeUploadExternal": self.uploads.complete,
            "files.getUploadURLExternal": self.uploads.issue,
            "functions.completeError": self._complete_error,
            "functions.completeSuccess": self._complete_success,
            "views.open": self._views_open,
            "views.push": self._views_push,
            "views.update": self._views_update,
            "views.publish": self._views_publish,
        }

    def call(self, method: str, arguments: Json) -> Json:
        """Answer a call of a method whose token is valid; a refusal is an answer too."""
        if method not in self._methods:
            return to_refusal(Refused("unknown_method"))
        needed = _SCOPES.get(method.partition(".")[0])
        if needed and self.scopes is not None and needed not in self.scopes:
            return to_refusal(Refused("missing_scope", [f"needed: {needed}"]))
        try:
            return {"ok": True, **self._methods[method](arguments)}
        except Refused as refused:
            return to_refusal(refused)

    def respond(self, id_: str, message: Json) -> None:
        """Take a message sent to a response address; Refused where Slack would refuse it."""
        response = self.responses.spend(id_)
        original = self._own_message(response.channel, response.message)
        if message.get("delete_original"):
            if original:
                self.workspace.remove(original)
            return
        checked = checked_content(message)
        if message.get("replace_original") and original:
            self.workspace.put(replace(original, **checked, edited=original.only_for is None, payload=message))
            return
        self.show(message, response.user, response.channel, thread=message.get("thread_ts") or response.thread)

    def execute(self, user: str, channel: str) -> tuple[str, str]:
        """Begin a workflow's step; return its id, and the token to complete it with.

        Its result is shown to the person who runs it, in this channel.
        """
        id_ = self.workspace.new_id("Fx")
        self._executions[id_] = (user, channel)
        token = f"xwfp-{id_}"
        self.step_tokens.add(token)
        return id_, token

    def show(self, message: Json, user: str, channel: str, *, thread: str | None = None) -> Message:
        """Show a response where somebody acted: only to them, unless it is `in_channel`."""
        is_public = message.get("response_type") == "in_channel"
        return self.workspace.add(
            channel,
            BOT_USER,
            **checked_content(message),
            thread=thread,
            only_for=None if is_public else user,
            payload=message,
        )

    def _own_message(self, channel: str, ts: str | None) -> Message | None:
        message = self.workspace.messages.get((channel, ts or ""))
        return message if message and message.user == BOT_USER else None

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT, "app_id": APP}

    def _post_message(self, arguments: Json) -> Json:
        channel = self._channel(arguments)
        message = self.workspace.add(
            channel.id,
            BOT_USER,
            **checked_content(arguments),
            thread=arguments.get("thread_ts") or None,
            payload=arguments,
        )
        return {"channel": channel.id, "ts": message.ts, "message": to_slack_message(message)}

    def _post_ephemeral(self, arguments: Json) -> Json:
        channel, user = self._channel(arguments), arguments.get("user")
        if user not in channel.members:
            raise Refused("user_not_in_channel")
        message = self.workspace.add(
            channel.id,
            BOT_USER,
            **checked_content(arguments),
            thread=arguments.get("thread_ts") or None,
            only_for=user,
            payload=arguments,
        )
        return {"message_ts": message.ts}

    def _update(self, arguments: Json) -> Json:
        message = self._own(arguments, "cant_update_message")
        changed = replace(message, **checked_content(arguments), edited=True, payload=arguments)
        self.workspace.put(changed)
        return {"channel": message.channel, "ts": message.ts, "text": changed.text}

    def _delete(self, arguments: Json) -> Json:
        message = self._own(arguments, "cant_delete_message")
        self.workspace.remove(message)
        return {"channel": message.channel, "ts": message.ts}

    def _set_prompts(self, arguments: Json) -> Json:
        channel, prompts = self._channel(arguments, "channel_id"), arguments.get("prompts")
        if not isinstance(prompts, list) or not 1 <= len(prompts) <= _MOST_PROMPTS:
            raise Refused("invalid_arguments", [f"prompts: not 1 to {_MOST_PROMPTS}"])
        if not all(isinstance(prompt, dict) and prompt.get("title") and prompt.get("message") for prompt in prompts):
            raise Refused("invalid_arguments", ["prompts: each has a title and a message"])
        self.prompts[channel.id] = prompts
        data = {"channel": channel.id, "prompts": prompts}
        self.workspace.notify("prompts", data, frozenset(channel.members))
        return {}

    def _set_status(self, arguments: Json) -> Json:
        channel, status = self._channel(arguments, "channel_id"), arguments.get("status")
        if not isinstance(status, str) or not arguments.get("thread_ts"):
            raise Refused("invalid_arguments", ["status and thread_ts: missing"])
        data = {"channel": channel.id, "thread": arguments["thread_ts"], "text": status}
        self.workspace.notify("status", data, frozenset(channel.members))
        return {}

    def _set_session_status(self, arguments: Json) -> Json:
        channel, status = self._channel(arguments, "channel_id"), arguments.get("status")
        if status not in _SESSION_STATES or not arguments.get("thread_ts"):
            raise Refused("invalid_arguments", [f"status: none of {', '.join(_SESSION_STATES)}, or no thread_ts"])
        data = {"channel": channel.id, "thread": arguments["thread_ts"], "text": _SESSION_STATES[status]}
        self.workspace.notify("status", data, frozenset(channel.members))
        return {"status": status}

    def _complete_success(self, arguments: Json) -> Json:
        outputs = arguments.get("outputs")
        if not isinstance(outputs, dict):
            raise Refused("invalid_arguments", ["outputs: not an object"])
        self._end(arguments, "".join(f"\n• {name}: {value}" for name, value in outputs.items()) or " nothing")
        return {}

    def _complete_error(self, arguments: Json) -> Json:
        if not arguments.get("error"):
            raise Refused("invalid_arguments", ["error: missing"])
        self._end(arguments, f" an error: {arguments['error']}")
        return {}

    def _end(self, arguments: Json, result: str) -> None:
        if arguments.get("function_execution_id") not in self._executions:
            raise Refused("function_execution_not_found")
        user, channel = self._executions.pop(arguments["function_execution_id"])
        self.workspace.add(channel, SLACKBOT, f"The step gave on{result}", only_for=user, payload=arguments)

    def _views_open(self, arguments: Json) -> Json:
        return {"view": self.views.open(self.triggers.spend(arguments.get("trigger_id")), arguments.get("view"))}

    def _views_push(self, arguments: Json) -> Json:
        return {"view": self.views.push(self.triggers.spend(arguments.get("trigger_id")), arguments.get("view"))}

    def _views_update(self, arguments: Json) -> Json:
        updated = self.views.update(
            arguments.get("view_id"),
            arguments.get("view"),
            external_id=arguments.get("external_id"),
            expected=arguments.get("hash"),
        )
        return {"view": updated}

    def _views_publish(self, arguments: Json) -> Json:
        view = self.views.publish(arguments.get("user_id"), arguments.get("view"), expected=arguments.get("hash"))
        return {"view": view}

    def _channel(self, arguments: Json, key: str = "channel") -> Channel:
        channel = self.workspace.channel(arguments.get(key))
        if BOT_USER not in channel.members:
            raise Refused("not_in_channel")
        return channel

    def _own(self, arguments: Json, refusal: str) -> Message:
        """Find a message that the bot may change: its own, and no ephemeral one, which Slack does not find."""
        channel = self.workspace.channel(arguments.get("channel"))
        message = self.workspace.message(channel.id, str(arguments.get("ts")))
        if message.only_for:
            raise Refused("message_not_found")
        if message.user != BOT_USER:
            raise Refused(refusal)
        return message


def checked_content(message: Json) -> Json:
    """Return a message's text and blocks; refused where Slack would refuse them."""
    text, blocks = message.get("text"), message.get("blocks")
    if not text and not blocks:
        raise Refused("no_text")
    if isinstance(text, str) and len(text) > MAX_TEXT:
        raise Refused("msg_too_long")
    problems = check_message(message)
    if problems:
        is_text = problems[0].startswith("text: ")
        raise Refused(("msg_too_long" if text else "no_text") if is_text else "invalid_blocks", problems)
    return {"text": text, "blocks": blocks or []}


def to_refusal(refused: Refused) -> Json:
    """Render a refusal as the Web API's response."""
    more = {"response_metadata": {"messages": refused.details}} if refused.details else {}
    return {"ok": False, "error": refused.error, **more}
