"""Create or update the tables of the store."""

import argparse
import asyncio
import os
from collections.abc import Mapping
from pathlib import Path

from bot.cli.common import Failure
from bot.settings import read_settings

DATABASE_SETTINGS = ("AZREL_DATABASE_URL", "DATABASE_URL", "AZREL_STATE_DIR")


def migrate(_: argparse.Namespace) -> int:
    from bot.store import StoreDown, StoreRefused
    from bot.store.addresses import describe_address

    try:
        address = address_of(read_settings(os.environ, DATABASE_SETTINGS))
        place = describe_address(address)
        was_behind = asyncio.run(_migrate(address))
    except StoreRefused as refused:
        raise Failure(str(refused)) from None
    except StoreDown as down:
        raise Failure(f"the database cannot be migrated ({place}): {down}") from None
    print(f"{place}: {'migrated' if was_behind else 'nothing to migrate'}")
    return 0


def check_address(settings: Mapping[str, str]) -> str:
    """Return the address of the database that the settings name; Failure if nothing of ours connects to it."""
    address = address_of(settings)
    if settings["AZREL_DATABASE_URL"] or settings["DATABASE_URL"]:  # else it is one of our own making
        from bot.store import StoreRefused
        from bot.store.addresses import to_engine

        try:
            to_engine(address)
        except StoreRefused as refused:
            raise Failure(str(refused)) from None
    return address


def address_of(settings: Mapping[str, str]) -> str:
    """The address of the database that the settings name, or of a SQLite file in a folder of this user."""
    from bot.store import to_address

    folder = settings["AZREL_STATE_DIR"] or Path(
        os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "azrel"
    )
    return settings["AZREL_DATABASE_URL"] or settings["DATABASE_URL"] or to_address(Path(folder))


async def _migrate(address: str) -> bool:
    from bot.store.addresses import to_engine
    from bot.store.opening import migrate

    engine = to_engine(address)
    try:
        return await migrate(engine)
    finally:
        await engine.dispose()
