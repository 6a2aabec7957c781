"""How long tests wait, on any machine however busy: for a bound on speed see `tests.benchmarks`.

`python -m tests.patience serve` runs azrel with time limits that a busy machine keeps.
"""

import sys

# Seconds: no test depends on it, it only ends one that would hang for ever.
PATIENCE = 60.0


def lift_limits() -> None:
    """Raise the time limits that azrel sets itself, the second process, a stopping server and the sandbox."""
    from functools import partial

    import bot.sandbox.server
    import bot.sandbox.tickets
    import bot.slack
    import bot.slack.second
    from bot.sandbox.delivery import Delivery

    bot.slack.SECONDS_FOR_REQUESTS = int(PATIENCE)
    bot.slack.second._PATIENCE = PATIENCE
    bot.sandbox.tickets.TRIGGER_SECONDS = PATIENCE
    bot.sandbox.server.Delivery = partial(Delivery, ack_seconds=PATIENCE)  # type: ignore[assignment,attr-defined]


if __name__ == "__main__":
    from bot.cli import main

    lift_limits()
    sys.exit(main())
