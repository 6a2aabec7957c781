"""A rule of reading: its name, triggers, yield, order and examples."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.search.rules.draft import Draft


@dataclass(frozen=True, slots=True)
class Example:
    """A question to the base that the tests are about, and what its stretches are taken for: `text: role | …`."""

    ask: str
    reading: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A recogniser: its name, which words may trigger it, what it yields, and before which rules it runs and why."""

    name: str
    triggers: str
    yields: str
    apply: Callable[[Draft], None]
    examples: tuple[Example, ...]
    before: Mapping[str, str] = field(default_factory=dict)
