"""`azrel`, except that it writes how many tasks it has to the file `AZREL_TASKS` on SIGUSR1.

With `AZREL_PATIENT` set, its time limits are those of `tests.patience`; with `AZREL_LEASE`, messages are claimed for so
many seconds, and looked after five times as often, and the store has the time that a busy machine takes.
"""

import asyncio
import os
import signal
from pathlib import Path

import bot.services.housekeeping
import bot.store.inbox
import bot.store.running
from bot.cli import main
from tests.patience import lift_limits

SECONDS_FOR_STORE = 5.0


def report(*_: object) -> None:
    """Write the number of tasks, atomically."""
    path = Path(os.environ["AZREL_TASKS"])
    path.with_suffix(".part").write_text(str(len(asyncio.all_tasks())), "utf-8")
    path.with_suffix(".part").rename(path)


if __name__ in ("__main__", "__mp_main__"):  # the latter is its name in workers
    signal.signal(signal.SIGUSR1, report)
    if os.environ.get("AZREL_PATIENT"):
        lift_limits()
    if lease := float(os.environ.get("AZREL_LEASE") or 0):
        bot.store.inbox.SECONDS_LEASED = lease
        bot.services.housekeeping.SECONDS_BETWEEN_RUNS = lease / 5
        bot.services.housekeeping.SECONDS_OF_LEASE = lease
        bot.store.running.SECONDS = SECONDS_FOR_STORE

if __name__ == "__main__":
    main()
