"""Failures to simulate while the base is curated."""

import asyncio
from typing import Any

from bot.sandbox.workspace import TEAM
from bot.store import StoreDown
from tests.scenario.curating import Room

STATEMENT = "Sylvania buys oil from Ruritania."
OTHER_TEAM = "T9"


class Killed(BaseException):
    """Simulates the end of a process."""


def down(*_: Any, **__: Any) -> Any:
    raise StoreDown("the store is down")


async def die(*_: Any, **__: Any) -> Any:
    raise asyncio.CancelledError


def die_in_thread(*_: Any, **__: Any) -> Any:
    raise Killed


async def changes(room: Room) -> int:
    return len(await room.curation.list_changes(TEAM, "sylvania-gas"))
