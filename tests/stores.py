"""SQLite stores whose tables are made once and copied, for migrations take longer than most tests of what is stored."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store import Store, to_address

_NAME = "azrel.db"


def new_address(folder: Path) -> str:
    """Return the address of a folder's store, which has its tables; what the folder has already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / _NAME).exists():
        (folder / _NAME).write_bytes(_migrated())
    return to_address(folder)


@cache
def _migrated() -> bytes:
    """Return the file of an empty store."""
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as beside:  # a test's own event loop may be running
        beside.submit(asyncio.run, _open(Path(folder))).result()
        return (Path(folder) / _NAME).read_bytes()


async def _open(folder: Path) -> None:
    store = Store(to_address(folder))
    await store.open()
    await store.close()
