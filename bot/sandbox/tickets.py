"""Short-lived permissions that Slack gives an app: trigger ids and response addresses."""

import uuid
from dataclasses import dataclass

from bot.sandbox.refusals import Refused
from bot.sandbox.workspace import Clock

TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS, MOST_RESPONSES = 30 * 60.0, 5
_MOST_KEPT = 1_000


class Triggers:
    """Trigger ids: each opens one view, within three seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, tuple[str, float, bool]] = {}

    def issue(self, user: str) -> str:
        """Issue a trigger id for something that somebody just did."""
        id_ = f"{int(self._clock())}.{uuid.uuid4().hex}"
        self._issued[id_] = (user, self._clock(), False)
        if len(self._issued) > _MOST_KEPT:
            del self._issued[next(iter(self._issued))]
        return id_

    def spend(self, id_: object) -> str:
        """Use a trigger id and return whose it is; refused where it was never issued, is too old or has been used."""
        if not isinstance(id_, str) or id_ not in self._issued:
            raise Refused("invalid_trigger_id")
        user, issued, is_spent = self._issued[id_]
        if is_spent:
            raise Refused("exchanged_trigger_id")
        if self._clock() - issued > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        self._issued[id_] = (user, issued, True)
        return user


@dataclass(slots=True)
class ResponseTarget:
    """The target of a response address: the channel, the person who acted, and the message acted on."""

    user: str
    channel: str
    thread: str | None
    message: str | None
    issued: float
    uses: int = 0


class Responses:
    """Response addresses: five uses each, within thirty minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[str, ResponseTarget] = {}

    def issue(self, user: str, channel: str, *, thread: str | None = None, message: str | None = None) -> str:
        """Issue a response address, of which this is the last part; `message` is the `ts` of the message acted on."""
        id_ = uuid.uuid4().hex
        self._issued[id_] = ResponseTarget(user, channel, thread, message, self._clock())
        if len(self._issued) > _MOST_KEPT:
            del self._issued[next(iter(self._issued))]
        return id_

    def spend(self, id_: str) -> ResponseTarget:
        """Use an address once more and return its target; refused where it has expired or is used up."""
        response = self._issued.get(id_)
        if response is None or self._clock() - response.issued > RESPONSE_SECONDS:
            raise Refused("expired_url")
        if response.uses >= MOST_RESPONSES:
            raise Refused("used_url")
        response.uses += 1
        return response
