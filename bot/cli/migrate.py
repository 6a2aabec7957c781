"""Create or update the tables of the store."""

import argparse
import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import Failure, to_json

if TYPE_CHECKING:
    from bot.settings.typed import DatabaseSettings


def migrate(options: argparse.Namespace) -> int:
    from bot.settings.typed import DatabaseSettings
    from bot.store import StoreDown, StoreRefused
    from bot.store.addresses import describe_address

    try:
        address = address_of(DatabaseSettings.read())
        database = describe_address(address)
        was_behind = asyncio.run(_migrate(address))
    except StoreRefused as refused:
        raise Failure(str(refused)) from None
    except StoreDown as down:
        raise Failure(f"the database cannot be migrated ({database}): {down}") from None
    if options.json:
        print(to_json({"database": database, "migrated": was_behind}))
    else:
        print(f"{database}: {'migrated' if was_behind else 'nothing to migrate'}")
    return 0


def check_address(settings: "DatabaseSettings") -> None:
    """Check the address of the database in the settings. Raises Failure if no driver supports it."""
    if address := _given_address(settings):  # the default address needs no check
        from bot.store import StoreRefused
        from bot.store.addresses import to_engine

        try:
            to_engine(address)
        except StoreRefused as refused:
            raise Failure(str(refused)) from None


def address_of(settings: "DatabaseSettings") -> str:
    """Return the address of the database that the settings name, or of a SQLite file in a folder of this user."""
    from bot.store import to_address

    return _given_address(settings) or to_address(state_folder(settings))


def state_folder(settings: "DatabaseSettings") -> Path:
    """Return the folder for state kept between runs: that of the settings, else one of this user."""
    usual = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "azrel")
    return Path(settings.azrel_state_dir or usual)


def _given_address(settings: "DatabaseSettings") -> str:
    return (settings.azrel_database_url or settings.database_url).get_secret_value()


async def _migrate(address: str) -> bool:
    from bot.store.addresses import to_engine
    from bot.store.opening import migrate

    engine = to_engine(address)
    try:
        return await migrate(engine)
    finally:
        await engine.dispose()
