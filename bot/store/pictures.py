"""What pictures' addresses stand for, so that any process draws what another has shown."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.running import execute
from bot.store.statements import insert
from bot.store.tables import picture

# As long as a request is kept as understood; Slack fetches a picture when its message is posted.
SECONDS_KEPT = 6 * 3_600.0


@dataclass(frozen=True, slots=True)
class Reference:
    """What a picture shows: an encoded request, as of a day (as 2026-11-23), out of a revision of the knowledge."""

    revision: str
    day: str
    request: str


async def note_picture(engine: AsyncEngine, id_: str, reference: Reference, now: float) -> None:
    """Keep what a picture shows, or keep it longer. An id stands for the same for ever."""
    row = {"id": id_, "revision": reference.revision, "day": reference.day, "request": reference.request}
    expires_at = now + SECONDS_KEPT
    statement = insert(engine, picture).values(row | {"expires_at": expires_at})
    again = statement.on_conflict_do_update(index_elements=[picture.c.id], set_={"expires_at": expires_at})
    await execute(engine, again)


async def find_picture(engine: AsyncEngine, id_: str, now: float) -> Reference | None:
    """What a picture shows, unless its time is over."""
    rows = await execute(engine, select(picture).where(picture.c.id == id_, picture.c.expires_at > now))
    return Reference(rows[0].revision, rows[0].day, rows[0].request) if rows else None
