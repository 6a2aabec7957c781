"""Actions of the workspace's people: each becomes a request to the app, whose response is shown."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.sandbox import payloads
from bot.sandbox.commands import Commands
from bot.sandbox.delivery import Delivery, Response
from bot.sandbox.elements import find_element, to_pressed
from bot.sandbox.events import RETRY_SECONDS, Events
from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.limits import check_options
from bot.sandbox.manifest import Features, decode_manifest
from bot.sandbox.markup import to_markup
from bot.sandbox.refusals import Refused
from bot.sandbox.steps import STEP_PREFIX, decode_inputs, to_step_form
from bot.sandbox.workspace import BOT_USER, SLACKBOT, Channel, Json, Message

MAX_TYPED = 12_000


class UserActions:
    """Does what the workspace's people do, and sends the app what Slack would send.

    `features` are those of the manifest; what they do not name is not sent. `actor` is the person who acted last.
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
        self.features: Features = decode_manifest(manifest)
        self._slack = slack
        self._workspace = slack.web_api.workspace
        self._views = slack.web_api.views
        self._delivery = delivery
        self._commands = Commands(slack, delivery)
        self.events = Events(self._workspace, delivery, retry_seconds=retry_seconds)

    def prompts(self, user: str) -> list[Json]:
        """Return the prompts that the app suggests to a person."""
        return self._slack.web_api.prompts.get(self._workspace.channel(user).id, [])

    async def close(self) -> None:
        """Stop the retries of events that the app did not acknowledge."""
        await self.events.close()

    async def say(self, user: str, channel: str, text: str, *, thread: str | None = None) -> None:
        """Send the text that a person typed: a command, or a message that may mention the bot."""
        conversation, typed = self._workspace.channel(channel), text.strip()
        if user not in conversation.members:
            raise Refused("not_in_channel")
        if not typed:
            raise Refused("no_text")
        if len(typed) > MAX_TYPED:
            raise Refused("msg_too_long")
        self.actor = user
        if typed.startswith("/"):
            await self._run_command(user, conversation, typed, in_thread=thread is not None)
            return
        markup = to_markup(typed, self._workspace.people.values(), self._workspace.channels.values())
        message = self._workspace.add(conversation.id, user, markup, thread=thread)
        if conversation.kind == "im":
            await self._send_message_event(message, conversation, "message.im")
        elif f"<@{BOT_USER}>" in message.text:
            await self._mention(message, conversation)

    async def invite(self, channel: str) -> None:
        """Invite the bot to a channel."""
        conversation = self._workspace.channel(channel)
        if BOT_USER not in conversation.members:
            self._workspace.join(conversation, BOT_USER)
            for message in tuple(self._workspace.messages.values()):
                if message.channel == conversation.id and message.actions:
                    self._workspace.put(replace(message, actions=()))
            self._workspace.add(conversation.id, SLACKBOT, f"<@{BOT_USER}> was added to #{conversation.name}.")

    async def press(self, user: str, action: Json, values: Json, *, message: Json | None, view: str | None) -> None:
        """Press or choose an element, in a message (its `channel` and `ts`) or a view (its id)."""
        container, blocks, response_url = self._find_container(user, message, view)
        sent = {**action, **to_pressed(find_element(blocks, action), action)}
        sent["action_ts"] = self._timestamp()
        state = {"values": values}
        more = {**container, "actions": [sent], "state": state}
        if view:
            more["view"] = {**container["view"], "state": state}  # Slack repeats it there
        if response_url:
            more["response_url"] = response_url
        await self._interact("block_actions", user, **more)

    async def suggest(
        self, user: str, block_id: str, action_id: str, value: str, *, message: Json | None, view: str | None
    ) -> Json:
        """Get the options that the app offers for the text that a person has typed so far."""
        container, blocks, _ = self._find_container(user, message, view)
        find_element(blocks, {"block_id": block_id, "action_id": action_id})
        typed = {"block_id": block_id, "action_id": action_id, "value": value}
        payload = payloads.to_interaction("block_suggestion", self._workspace.people[user], **container, **typed)
        answer = (await self._delivery.send_interaction(payload)).decode()
        problems = check_options(answer)
        if problems:
            raise Refused("invalid_options", problems)
        return answer

    async def submit(self, user: str, view_id: str, values: Json) -> dict[str, str]:
        """Submit a modal; return the errors by input, if the app names any."""
        view = self._view_of(user, view_id)
        if view["callback_id"].startswith(STEP_PREFIX):
            self._views.close(user, view_id)
            await self._run_step(user, view["callback_id"].removeprefix(STEP_PREFIX), values)
            return {}
        sent = {**view, "state": {"values": values}}
        urls = self._response_urls(user, view, values)
        answer = (await self._interact("view_submission", user, view=sent, response_urls=urls)).decode()
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
        """Close a modal, and notify the app if the view asked for that."""
        view = self._view_of(user, view_id)
        self._views.close(user, view_id)
        if view["notify_on_close"]:
            payload = payloads.to_interaction("view_closed", self._workspace.people[user], view=view, is_cleared=False)
            await self._delivery.send_interaction(payload)

    async def open_home(self, user: str, tab: str) -> None:
        """Open the app's home at a tab: `home` or `messages`."""
        if "app_home_opened" in self.features.events:
            person, channel = self._workspace.people[user], self._workspace.channel(user)
            view = self._views.homes.get(user)
            await self.events.send(payloads.to_home_opened(person, channel, tab, view, ts=self._timestamp()))

    async def run_shortcut(self, user: str, callback_id: str, message: Json | None) -> None:
        """Run a shortcut, with a message if it is a message shortcut, or a workflow's step by itself."""
        self.actor = user
        if callback_id.startswith(STEP_PREFIX):
            step = self.features.steps.get(callback_id.removeprefix(STEP_PREFIX))
            if step is None:
                raise Refused("not_found")
            self._views.open(user, to_step_form(callback_id, step))
            return
        if message is None:
            await self._interact("shortcut", user, callback_id=callback_id)
            return
        found, _, response_url = self._find_container(user, message, None)
        more = {key: value for key, value in found.items() if key != "container"}
        await self._interact("message_action", user, callback_id=callback_id, response_url=response_url, **more)

    async def _run_step(self, user: str, callback_id: str, values: Json) -> None:
        if "function_executed" in self.features.events:
            execution, token = self._slack.web_api.execute(user, self._workspace.channel(user).id)
            inputs, ts = decode_inputs(values), self._timestamp()
            await self.events.send(payloads.to_step(callback_id, inputs, execution=execution, token=token, ts=ts))

    async def _run_command(self, user: str, conversation: Channel, typed: str, *, in_thread: bool) -> None:
        name, _, text = typed.partition(" ")
        if name == "/invite":
            await self.invite(conversation.id)
        elif name not in self.features.commands:
            raise Refused("unknown_command", words=f"{name} is not a valid command.")
        elif in_thread:
            raise Refused("command_in_thread", words=f"{name} is not supported in threads. Sorry!")
        else:
            person, command = self._workspace.people[user], self.features.commands[name]
            await self._commands.run(person, conversation, command, text.strip())

    async def _mention(self, message: Message, conversation: Channel) -> None:
        """Send a mention to the app where its bot is a member; else offer to invite the bot."""
        if BOT_USER in conversation.members:
            await self._send_message_event(message, conversation, "app_mention")
            return
        text = f"<@{BOT_USER}> is not in this channel, so it does not hear of this. You can invite it."
        offer = {"label": f"Invite {self._workspace.people[BOT_USER].name}", "do": "invite"}
        self._workspace.add(
            conversation.id, SLACKBOT, text, thread=message.thread, only_for=message.user, actions=(offer,)
        )

    async def _send_message_event(self, message: Message, conversation: Channel, event: str) -> None:
        if event in self.features.events:
            await self.events.send(payloads.to_message_event(message, conversation))

    async def _interact(self, kind: str, user: str, **more: Any) -> Response:
        trigger_id = self._slack.web_api.triggers.issue(user)
        payload = payloads.to_interaction(kind, self._workspace.people[user], trigger_id=trigger_id, **more)
        return await self._delivery.send_interaction(payload)

    def _find_container(self, user: str, message: Json | None, view: str | None) -> tuple[Json, list[Json], str | None]:
        """Find the message or view acted on: as a payload describes it, its blocks, and the response address."""
        self.actor = user
        if message is None:
            found = self._view_of(user, view)
            return payloads.to_view_container(found), found["blocks"], None
        acted_on = self._workspace.message(message["channel"], message["ts"])
        if user not in self._workspace.viewers(acted_on):
            raise Refused("message_not_found")
        channel = self._workspace.channel(acted_on.channel)
        url = self._slack.new_response_url(user, channel.id, thread=acted_on.thread, message=acted_on.ts)
        return payloads.to_message_container(acted_on, channel), acted_on.blocks, url

    def _view_of(self, user: str, id_: str | None) -> Json:
        owner, view = self._views.find(id_)
        if owner != user:
            raise Refused("not_found")
        return view

    def _response_urls(self, user: str, view: Json, values: Json) -> list[Json]:
        """Issue response addresses for the conversations chosen in fields with `response_url_enabled`."""
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

    def _timestamp(self) -> str:
        return f"{self._workspace.clock():.6f}"
