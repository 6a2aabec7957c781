"""Requests of facts that the base does not have."""

from tests.scenario.curating import DEE, Room

MISSED = "sylvania zeppelins"
WEEK = 7 * 86_400.0


async def request(room: Room, text: str = MISSED, user: str = DEE, **fields: str) -> None:
    """Ask a question that the base does not answer, and request the fact."""
    reply = await room.ask(text, user)
    await room.press(reply, "Request this", user)
    assert await room.submit(user, **fields) == {}
