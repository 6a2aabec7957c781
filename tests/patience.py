"""The time limit of tests, on any machine however busy: for a bound on speed see `tests.benchmarks`.

`python -m tests.patience serve` runs azrel with time limits that a busy machine keeps.
"""

# In seconds. It only ends tests that would hang forever.
PATIENCE = 180.0


def lift_limits() -> None:
    """Raise the time limits that azrel sets itself, a stopping server, its workers and the sandbox."""
    from functools import partial

    import bot.cli.workers
    import bot.sandbox.server
    import bot.sandbox.tickets
    import bot.slack
    from bot.sandbox.delivery import Delivery

    bot.slack.SECONDS_FOR_REQUESTS = int(PATIENCE)
    bot.cli.workers.SECONDS_TO_STOP = PATIENCE
    bot.sandbox.tickets.TRIGGER_SECONDS = PATIENCE
    bot.sandbox.server.Delivery = partial(Delivery, ack_seconds=PATIENCE)  # type: ignore[assignment,attr-defined]


if __name__ in ("__main__", "__mp_main__"):  # the latter is its name in workers
    lift_limits()

if __name__ == "__main__":
    from bot.cli import main

    main()
