"""A message written to the bot, in the form in which the store passes it between processes."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.services import MAX_ASKED, Asker, EntryPoint
from bot.slack.askers import to_asker
from bot.slack.texts import to_typed
from bot.store import Event


@dataclass(frozen=True, slots=True)
class IncomingMessage:
    """A message: its channel, `ts` and text, and the thread to answer in.

    `edited` is the `ts` of its last edit, "" for none. `thread` is None for an answer beside the message;
    `shows_status` asks for a status while the bot works. The author, `asker`, is not stored: another process knows only
    the channel.
    """

    team: str
    channel: str
    ts: str
    text: str
    edited: str
    thread: str | None
    shows_status: bool
    asker: Asker

    @property
    def id(self) -> str:
        """Return the id of the message and its edit, since Slack may send one message under two event ids."""
        return f"{self.channel}/{self.ts}/{self.edited}"


def to_incoming(body: dict[str, Any], *, thread: str | None, shows_status: bool = False) -> IncomingMessage:
    """Return the message in an event's payload."""
    event, asker = body["event"], to_asker(_entry_of(shows_status=shows_status), body)
    edit = event.get("edited")
    return IncomingMessage(
        team=asker.team,
        channel=event["channel"],
        ts=event["ts"],
        text=to_typed(str(event.get("text") or ""))[:MAX_ASKED],
        edited=str(edit.get("ts") or "") if isinstance(edit, dict) else "",
        thread=thread,
        shows_status=shows_status,
        asker=asker,
    )


def to_stored(incoming: IncomingMessage) -> Event:
    """Return a message as the inbox stores it."""
    fields = asdict(incoming)
    del fields["asker"]
    return Event(incoming.id, incoming.team, incoming.channel, incoming.ts, json.dumps(fields))


def from_stored(event: Event) -> IncomingMessage | None:
    """Return a message from the inbox; None where another version of azrel stored it."""
    try:
        fields = json.loads(event.payload)
        asker = Asker(_entry_of(shows_status=fields["shows_status"]), team=event.team, channel=event.channel)
        return IncomingMessage(**fields, asker=asker)
    except (TypeError, KeyError):
        return None


def _entry_of(*, shows_status: bool) -> EntryPoint:
    return EntryPoint.MESSAGE if shows_status else EntryPoint.MENTION
