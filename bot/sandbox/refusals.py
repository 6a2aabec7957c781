"""The refusals of the fake Slack, by the names that Slack gives them."""


class Refused(Exception):
    """Slack's name for why it refuses; `details` say more, such as what is wrong with which block.

    `words` are what a person reads who is in front of the page, where Slack has its own for them.
    """

    def __init__(self, error: str, details: list[str] | None = None, *, words: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.details = details or []
        self.words = words
