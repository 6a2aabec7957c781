"""A proposal while it is written: the values that fill its windows."""

from dataclasses import dataclass
from typing import Any

from bot.domain.operations import Fields, Kind, Operation, hash_of


@dataclass(frozen=True, slots=True)
class Draft:
    """A change as far as it is written: the id of its proposal, the operation, and the author's note.

    For a new fact `operation.fact`, its id, may be missing.
    """

    id: str
    operation: Operation
    note: str = ""

    @property
    def digest(self) -> str:
        """The hash that identifies this state of the draft."""
        return hash_of({"operation": self.operation.encode()})[:16]

    @property
    def is_new(self) -> bool:
        """Return whether the draft adds a fact."""
        return self.operation.kind is Kind.ADD

    @property
    def fields(self) -> Fields:
        """The fact's fields after the change."""
        return self.operation.fields

    @property
    def citation(self) -> Fields:
        """The first citation, which the windows edit; the others stay as they are."""
        first = self.citations[0] if self.citations else {}
        return first if isinstance(first, dict) else {}

    @property
    def citations(self) -> list[Any]:
        """All citations."""
        citations = self.fields.get("citations")
        return citations if isinstance(citations, list) else []

    def text_of(self, key: str) -> str:
        """Return the value of a key as text; "" where it has none."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def items_of(self, key: str) -> list[str]:
        """Return the value of a key as a list of texts; empty where it has none."""
        value = self.fields.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
