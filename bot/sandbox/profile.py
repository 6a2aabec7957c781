"""The app as the page presents it."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.workspace import Json


def _no_examples() -> list[str]:
    return []


def _no_knowledge() -> Json | None:
    return None


@dataclass(frozen=True, slots=True)
class AppProfile:
    """The app's manifest, questions to try, and the knowledge behind it; each is read when used, since it may change.

    `manifest` is Slack's app manifest as a dict. `describe` returns None for an app without knowledge, else `title`,
    `revision`, `facts`, `partners` (numbers) and `problems` (one string each, empty where all is served).
    """

    manifest: Callable[[], Json]
    examples: Callable[[], list[str]] = _no_examples
    describe: Callable[[], Json | None] = _no_knowledge
