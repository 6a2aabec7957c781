"""Why Slack does not do what it is asked to."""


class Refused(Exception):
    """Slack's name for why it refuses; `details` say more, such as what is wrong with which block."""

    def __init__(self, error: str, details: list[str] | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.details = details or []
