"""A clock that tests set."""

NOON = 1_800_000_000.0
DAY = 86_400.0


class Clock:
    """A clock that stands still until a test sets `now`."""

    def __init__(self, now: float = NOON) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
