"""What somebody wrote to the bot, as far as an answer needs it, also in another process."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from bot.services import MAX_ASKED, Asker, EntryPoint
from bot.slack.askers import to_asker
from bot.slack.texts import to_typed
from bot.store import Event


@dataclass(frozen=True, slots=True)
class Written:
    """A message: where it stands, what it says and since which edit ("" for none), and where its answer belongs.

    `thread` is the thread to answer in, if any; `shows_status` whether the bot shows there that it is at work. Who
    wrote it, `asker`, is not stored, so that another process knows only where.
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
        """Name the message and its edit. Slack has several event ids for one: as a mention, as a direct message."""
        return f"{self.channel}/{self.ts}/{self.edited}"


def to_written(body: dict[str, Any], *, thread: str | None, shows_status: bool = False) -> Written:
    """Return what an event's payload tells of a message."""
    event, asker = body["event"], to_asker(_entry_of(shows_status=shows_status), body)
    edit = event.get("edited")
    return Written(
        team=asker.team,
        channel=event["channel"],
        ts=event["ts"],
        text=to_typed(str(event.get("text") or ""))[:MAX_ASKED],
        edited=str(edit.get("ts") or "") if isinstance(edit, dict) else "",
        thread=thread,
        shows_status=shows_status,
        asker=asker,
    )


def to_stored(written: Written) -> Event:
    """Return a message as the inbox keeps it."""
    fields = asdict(written)
    del fields["asker"]
    return Event(written.id, written.team, written.channel, written.ts, json.dumps(fields))


def from_stored(event: Event) -> Written | None:
    """Return a message that the inbox kept; None where another version wrote it."""
    try:
        fields = json.loads(event.payload)
        asker = Asker(_entry_of(shows_status=fields["shows_status"]), team=event.team, channel=event.channel)
        return Written(**fields, asker=asker)
    except (TypeError, KeyError):
        return None


def _entry_of(*, shows_status: bool) -> EntryPoint:
    return EntryPoint.MESSAGE if shows_status else EntryPoint.MENTION
