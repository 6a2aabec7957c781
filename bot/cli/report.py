"""The use of the base, from the store: counts alone, never persons."""

import argparse
import asyncio
import json
import time
from typing import TYPE_CHECKING

from bot.cli.common import Failure, folder_of, load, today
from bot.cli.migrate import address_of

if TYPE_CHECKING:
    from bot.domain.watching import Report

_DAY = 86_400.0


def report(options: argparse.Namespace) -> int:
    from bot.reply.loop import to_report_record, to_report_text
    from bot.settings.typed import DatabaseSettings
    from bot.store import Store, StoreDown
    from bot.store.loop import Loop

    snapshot = load(folder_of(options.knowledge))
    store = Store(address_of(DatabaseSettings.read()))

    async def read() -> "Report":
        await store.open()
        try:
            return await Loop(store).report(options.team, time.time() - options.days * _DAY)
        finally:
            await store.close()

    try:
        found = asyncio.run(read())
    except StoreDown as down:
        raise Failure(f"the store cannot be read: {down}") from None
    if options.json:
        print(json.dumps(to_report_record(found, snapshot), ensure_ascii=False, indent=2))
    else:
        print(to_report_text(found, snapshot, today(snapshot)))
    return 0
