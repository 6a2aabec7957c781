"""`azrel`, except that it writes how many tasks it has to the file `AZREL_TASKS` on SIGUSR1.

With `AZREL_PATIENT` set, its time limits are those of `tests.patience`.
"""

import asyncio
import os
import signal
from pathlib import Path

from bot.cli import main
from tests.patience import lift_limits


def tell(*_: object) -> None:
    """Write the number of tasks, atomically."""
    path = Path(os.environ["AZREL_TASKS"])
    path.with_suffix(".part").write_text(str(len(asyncio.all_tasks())), "utf-8")
    path.with_suffix(".part").rename(path)


if __name__ in ("__main__", "__mp_main__"):  # the latter is its name in workers
    signal.signal(signal.SIGUSR1, tell)
    if os.environ.get("AZREL_PATIENT"):
        lift_limits()

if __name__ == "__main__":
    main()
