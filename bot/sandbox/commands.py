"""Slash commands: sent to the app, whose response is shown to the person who typed the command."""

from bot.sandbox.delivery import Delivery
from bot.sandbox.fake_slack import FakeSlack
from bot.sandbox.markup import to_markup, to_unescaped
from bot.sandbox.payloads import to_command
from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Channel, Json, Person


class Commands:
    """Runs the slash commands of an app."""

    def __init__(self, slack: FakeSlack, delivery: Delivery) -> None:
        self._slack = slack
        self._workspace = slack.web_api.workspace
        self._delivery = delivery

    async def run(self, person: Person, channel: Channel, command: Json, typed: str) -> None:
        """Run a command of the manifest; refused in Slack's words where it fails or its response is invalid."""
        name = command["command"]
        people, channels = self._workspace.people.values(), self._workspace.channels.values()
        escapes = command.get("should_escape")
        text = to_markup(typed, people, channels, labelled=True) if escapes else to_unescaped(typed)
        try:
            await self._run(person, channel, name, text)
        except Refused as refused:
            words = f"{name} failed with the error “{refused.error}”."
            raise Refused(refused.error, refused.details, words=words) from None

    async def _run(self, person: Person, channel: Channel, name: str, text: str) -> None:
        fields = to_command(
            person,
            channel,
            name,
            text,
            trigger_id=self._slack.web_api.triggers.issue(person.id),
            response_url=self._slack.new_response_url(person.id, channel.id),
        )
        response = await self._delivery.send_form(fields)
        if not response.body:
            return
        is_json = response.headers.get("content-type", "").startswith("application/json")
        message = response.decode() if is_json else {"text": response.body.decode("utf-8", "replace")}
        if message.get("response_type") == "in_channel":
            self._workspace.add(channel.id, person.id, f"{name} {text}".strip())
        self._slack.web_api.show(message, person.id, channel.id)
