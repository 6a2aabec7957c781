"""What people do in the workspace: each action becomes a request to the app, whose response is shown."""

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import replace
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.delivery import Delivery, Response
from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.limits import check_options
from bot.sandbox.markup import to_markup, to_unescaped
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import BOT_USER, SLACKBOT, Channel, Json, Message, Person

# An event that is not acknowledged comes again: at once, after a minute, and after five.
RETRY_SECONDS = (0.0, 60.0, 300.0)
MAX_TYPED = 12_000
# What a workflow's step bears before its name among the shortcuts, by which it is run here without a workflow.
_STEP = "step:"
_REASONS = {"operation_timeout": "http_timeout"}


class UserActions:
    """Does what the workspace's people do, and sends the app what Slack would send.

    `manifest` says which commands, events, shortcuts and home the app has; what it does not name is not sent. `actor`
    is who did something last.
    """

    def __init__(
        self,
        slack: FakeSlack,
        delivery: Delivery,
        manifest: Json,
        *,
        retry_seconds: Iterable[float] = RETRY_SECONDS,
    ) -> None:
        self.actor = ""
        self.adopt(manifest)
        self._slack = slack
        self._workspace = slack.web_api.workspace
        self._views = slack.web_api.views
        self._delivery = delivery
        self._retry_seconds = tuple(retry_seconds)
        self._retrying: set[asyncio.Task[None]] = set()

    def adopt(self, manifest: Json) -> None:
        """Use this manifest from now on."""
        features = manifest["features"]
        self.command: Json = features["slash_commands"][0]
        self._steps: Json = manifest.get("functions", {})
        steps = [
            {
                "name": f"Step: {step['title']}",
                "type": "global",
                "callback_id": _STEP + id_,
                "description": step["description"],
            }
            for id_, step in self._steps.items()
        ]
        self.shortcuts: list[Json] = [*features.get("shortcuts", []), *steps]
        self.has_home: bool = features["app_home"]["home_tab_enabled"]
        self._events = frozenset(manifest["settings"]["event_subscriptions"]["bot_events"])

    def prompts(self, user: str) -> list[Json]:
        """The prompts that the app suggests to somebody."""
        return self._slack.web_api.prompts.get(self._workspace.channel(user).id, [])

    async def close(self) -> None:
        """Stop the retries of events that the app did not acknowledge."""
        for task in tuple(self._retrying):
            task.cancel()
        await asyncio.gather(*self._retrying, return_exceptions=True)

    async def say(self, user: str, channel: str, text: str, *, thread: str | None = None) -> None:
        """Send what somebody typed: a command, or a message that may mention the bot."""
        person, where = self._workspace.people[user], self._workspace.channel(channel)
        typed = text.strip()
        if user not in where.members:
            raise Refused("not_in_channel")
        if not typed:
            raise Refused("no_text")
        if len(typed) > MAX_TYPED:
            raise Refused("msg_too_long")
        self.actor = user
        if typed.startswith("/"):
            name, _, rest = typed.partition(" ")
            await self._command(person, where, name, rest.strip(), thread)
            return
        message = self._workspace.add(where.id, user, self._markup(typed), thread=thread)
        if where.kind == "im":
            await self._tell_of(message, where, "message.im")
        elif f"<@{BOT_USER}>" in message.text:
            await self._mention(message, where)

    async def invite(self, channel: str) -> None:
        """Invite the bot to a channel."""
        where = self._workspace.channel(channel)
        if BOT_USER not in where.members:
            self._workspace.join(where, BOT_USER)
            for message in tuple(self._workspace.messages.values()):
                if message.channel == where.id and message.actions:
                    self._workspace.put(replace(message, actions=()))
            self._workspace.add(where.id, SLACKBOT, f"<@{BOT_USER}> was added to #{where.name}.")

    async def press(self, user: str, action: Json, values: Json, *, message: Json | None, view: str | None) -> None:
        """Press or choose something, in a message (its `channel` and `ts`) or a view (its id)."""
        where, blocks, response_url = self._place_of(user, message, view)
        element = _find_element(blocks, action)
        sent = {**action, **_pressed_of(element, action)}
        sent["action_ts"] = f"{self._workspace.clock():.6f}"
        state = {"values": values}
        more = {**where, "actions": [sent], "state": state}
        if view:
            more = {**more, "view": {**where["view"], "state": state}}  # Slack's place for it in a view
        if response_url:
            more["response_url"] = response_url
        await self._interact("block_actions", user, **more)

    async def suggest(
        self, user: str, block_id: str, action_id: str, value: str, *, message: Json | None, view: str | None
    ) -> Json:
        """Get the options that the app offers for what somebody has typed so far."""
        where, blocks, _ = self._place_of(user, message, view)
        _find_element(blocks, {"block_id": block_id, "action_id": action_id})
        typed = {"block_id": block_id, "action_id": action_id, "value": value}
        payload = payloads.to_interaction("block_suggestion", self._workspace.people[user], **where, **typed)
        answer = _json_of(await self._delivery.send_interaction(payload))
        problems = check_options(answer)
        if problems:
            raise Refused("invalid_options", problems)
        return answer

    async def submit(self, user: str, view_id: str, values: Json) -> dict[str, str]:
        """Submit a modal; return the errors by input, if the app names any."""
        view = self._view_of(user, view_id)
        if view["callback_id"].startswith(_STEP):
            self._views.close(user, view_id)
            await self._run_step(user, view["callback_id"].removeprefix(_STEP), values)
            return {}
        sent = {**view, "state": {"values": values}}
        urls = self._response_urls(user, view, values)
        answer = _json_of(await self._interact("view_submission", user, view=sent, response_urls=urls))
        match answer.get("response_action"):
            case None:
                self._views.close(user, view_id)
            case "clear":
                self._views.close(user)
            case "update":
                self._views.update(view_id, answer.get("view"))
            case "push":
                self._views.push(user, answer.get("view"))
            case "errors" if answer.get("errors"):
                return dict(answer["errors"])
            case unknown:
                raise Refused("invalid_response_action", [repr(unknown)])
        return {}

    async def close_view(self, user: str, view_id: str) -> None:
        """Close a modal, and tell the app if the view asked for that."""
        view = self._view_of(user, view_id)
        self._views.close(user, view_id)
        if view["notify_on_close"]:
            payload = payloads.to_interaction("view_closed", self._workspace.people[user], view=view, is_cleared=False)
            await self._delivery.send_interaction(payload)

    async def open_home(self, user: str, tab: str) -> None:
        """Open the app's home at a tab: `home` or `messages`."""
        if "app_home_opened" in self._events:
            channel, view = self._workspace.channel(user), self._views.homes.get(user)
            ts = f"{self._workspace.clock():.6f}"
            await self._deliver(payloads.to_home_opened(self._workspace.people[user], channel, tab, view, ts=ts))

    async def run_shortcut(self, user: str, callback_id: str, message: Json | None) -> None:
        """Run a shortcut, with a message if it is a message shortcut, or a workflow's step by itself."""
        self.actor = user
        if callback_id.startswith(_STEP):
            step = self._steps.get(callback_id.removeprefix(_STEP))
            if step is None:
                raise Refused("not_found")
            self._views.open(user, _to_step_form(callback_id, step))
            return
        if message is None:
            await self._interact("shortcut", user, callback_id=callback_id)
            return
        where, _, response_url = self._place_of(user, message, None)
        more = {key: value for key, value in where.items() if key != "container"}
        await self._interact("message_action", user, callback_id=callback_id, response_url=response_url, **more)

    async def _run_step(self, user: str, callback_id: str, values: Json) -> None:
        if "function_executed" in self._events:
            inputs = {name: field[name]["value"] for name, field in values.items() if field[name].get("value")}
            execution, token = self._slack.web_api.execute(user, self._workspace.channel(user).id)
            ts = f"{self._workspace.clock():.6f}"
            await self._deliver(payloads.to_step(callback_id, inputs, execution=execution, token=token, ts=ts))

    async def _command(self, person: Person, where: Channel, name: str, rest: str, thread: str | None) -> None:
        if name == "/invite":
            await self.invite(where.id)
        elif name != self.command["command"]:
            self._notice(person, where, f"{name} is not a valid command.", thread)
        elif thread:
            self._notice(person, where, f"{name} is not supported in threads. Sorry!", thread)
        else:
            escapes = self.command.get("should_escape")
            text = self._markup(rest, labelled=True) if escapes else to_unescaped(rest)
            try:
                await self._run_command(person, where, name, text)
            except Refused as refused:
                # So that whoever writes an app's replies reads what is wrong with one.
                details = "".join(f"\n• {self._markup(detail)}" for detail in refused.details[:10])
                self._notice(person, where, f"{name} failed with the error “{refused.error}”{details}", None)

    async def _run_command(self, person: Person, where: Channel, name: str, text: str) -> None:
        fields = payloads.to_command(
            person,
            where,
            name,
            text,
            trigger_id=self._slack.web_api.triggers.issue(person.id),
            response_url=self._slack.new_response_url(person.id, where.id),
        )
        response = await self._delivery.send_form(fields)
        if not response.body:
            return
        is_json = response.headers.get("content-type", "").startswith("application/json")
        message = _json_of(response) if is_json else {"text": response.body.decode("utf-8", "replace")}
        if message.get("response_type") == "in_channel":
            self._workspace.add(where.id, person.id, f"{name} {text}".strip())
        self._slack.web_api.show(message, person.id, where.id)

    async def _mention(self, message: Message, where: Channel) -> None:
        if BOT_USER in where.members:
            await self._tell_of(message, where, "app_mention")
            return
        bot = self._workspace.people[BOT_USER].name
        text = f"<@{BOT_USER}> is not in this channel, so it does not hear of this. You can invite it."
        offer = {"label": f"Invite {bot}", "do": "invite"}
        self._notice(self._workspace.people[message.user], where, text, message.thread, actions=(offer,))

    async def _tell_of(self, message: Message, where: Channel, kind: str) -> None:
        if kind in self._events:
            await self._deliver(payloads.to_message_event(message, where))

    async def _deliver(self, event: Json) -> None:
        """Deliver an event; retry for a while if the app does not acknowledge it."""
        clock = self._workspace.clock()
        envelope = payloads.to_event(event, id=self._workspace.new_id("Ev"), time=clock)
        try:
            await self._delivery.send_event(envelope)
        except Refused as refused:
            self._retry(self._deliver_again(envelope, refused.error))
            raise

    def _retry(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._retrying.add(task)
        task.add_done_callback(self._retrying.discard)

    async def _deliver_again(self, envelope: Json, error: str) -> None:
        for attempt, seconds in enumerate(self._retry_seconds, start=1):
            await asyncio.sleep(seconds)
            try:
                await self._delivery.send_event(envelope, attempt=attempt, reason=_REASONS.get(error, "http_error"))
            except Refused as refused:
                error = refused.error
            else:
                return

    async def _interact(self, kind: str, user: str, **more: Any) -> Response:
        trigger_id = self._slack.web_api.triggers.issue(user)
        payload = payloads.to_interaction(kind, self._workspace.people[user], trigger_id=trigger_id, **more)
        return await self._delivery.send_interaction(payload)

    def _place_of(self, user: str, message: Json | None, view: str | None) -> tuple[Json, list[Json], str | None]:
        """What Slack tells of the place of an action, the blocks there, and the response address."""
        self.actor = user
        if message is None:
            found = self._view_of(user, view)
            return payloads.on_view(found), found["blocks"], None
        acted_on = self._workspace.message(message["channel"], message["ts"])
        if user not in self._workspace.viewers(acted_on):
            raise Refused("message_not_found")
        channel = self._workspace.channel(acted_on.channel)
        url = self._slack.new_response_url(user, channel.id, thread=acted_on.thread, message=acted_on.ts)
        return payloads.on_message(acted_on, channel), acted_on.blocks, url

    def _view_of(self, user: str, id_: str | None) -> Json:
        owner, view = self._views.find(id_)
        if owner != user:
            raise Refused("not_found")
        return view

    def _response_urls(self, user: str, view: Json, values: Json) -> list[Json]:
        """The response addresses of the conversations chosen in fields with `response_url_enabled`."""
        urls = []
        for block in view["blocks"]:
            element = block.get("element", {})
            if element.get("response_url_enabled"):
                chosen = values.get(block["block_id"], {}).get(element["action_id"], {}).get("selected_conversation")
                channel = self._workspace.channel(chosen)
                urls.append(
                    {
                        "block_id": block["block_id"],
                        "action_id": element["action_id"],
                        "channel_id": channel.id,
                        "response_url": self._slack.new_response_url(user, channel.id),
                    }
                )
        return urls

    def _notice(self, person: Person, where: Channel, text: str, thread: str | None, **more: Any) -> None:
        self._workspace.add(where.id, SLACKBOT, text, thread=thread, only_for=person.id, **more)

    def _markup(self, text: str, *, labelled: bool = False) -> str:
        workspace = self._workspace
        return to_markup(text, workspace.people.values(), workspace.channels.values(), labelled=labelled)


def _to_step_form(callback_id: str, step: Json) -> Json:
    """A form for the inputs that a workflow would give a step."""

    def plain(text: str) -> Json:
        return {"type": "plain_text", "text": text}

    inputs = step["input_parameters"]
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(step["title"][:24]),
        "submit": plain("Run"),
        "blocks": [
            {
                "type": "input",
                "block_id": name,
                "label": plain(parameter["title"]),
                "hint": plain(parameter["description"]),
                "optional": name not in inputs.get("required", ()),
                "element": {"type": "plain_text_input", "action_id": name},
            }
            for name, parameter in inputs["properties"].items()
        ],
    }


def _find_element(blocks: list[Json], action: Json) -> Json:
    """Find the element that an action names; refused where it is no longer there."""
    for block in blocks:
        if block.get("block_id") == action.get("block_id"):
            for element in (*block.get("elements", ()), block.get("accessory"), block.get("element")):
                if isinstance(element, dict) and element.get("action_id") == action.get("action_id"):
                    return element
    raise Refused("not_found")


def _pressed_of(element: Json, action: Json) -> Json:
    """What a press tells of what is pressed; of two buttons to vote, of the one that has the value it names."""
    if element["type"] != "feedback_buttons":
        return {"value": element["value"]} if "value" in element else {}
    for button in (element["positive_button"], element["negative_button"]):
        if button["value"] == action.get("value"):
            return {"text": button["text"], "value": button["value"]}
    raise Refused("not_found")


def _json_of(response: Response) -> Json:
    try:
        answer = response.json if response.body else {}
    except ValueError:
        raise Refused("invalid_command_response", ["not JSON"]) from None
    if not isinstance(answer, dict):
        raise Refused("invalid_command_response", ["not a JSON object"])
    return answer
