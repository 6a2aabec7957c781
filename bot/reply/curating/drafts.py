"""A proposal while it is written: what its windows are filled with."""

from dataclasses import dataclass
from typing import Any

from bot.domain.operations import Fields, Kind, Operation, hash_of


@dataclass(frozen=True, slots=True)
class Draft:
    """One change as far as it is written: the id of its proposal, the operation, and a note that says why.

    Of a fact that is added `operation.fact`, its id, may yet be missing.
    """

    id: str
    operation: Operation
    note: str = ""

    @property
    def digest(self) -> str:
        """What this state of it is told apart by."""
        return hash_of({"operation": self.operation.encode()})[:16]

    @property
    def is_new(self) -> bool:
        """Whether it adds a fact."""
        return self.operation.kind is Kind.ADD

    @property
    def fields(self) -> Fields:
        """The fact's fields as they are to be."""
        return self.operation.fields

    @property
    def citation(self) -> Fields:
        """The first citation, which the windows fill in; others are kept as they are."""
        first = self.citations[0] if self.citations else {}
        return first if isinstance(first, dict) else {}

    @property
    def citations(self) -> list[Any]:
        """All citations."""
        citations = self.fields.get("citations")
        return citations if isinstance(citations, list) else []

    def text_of(self, key: str) -> str:
        """Return what stands under a key as text; "" where nothing does."""
        value = self.fields.get(key)
        return value if isinstance(value, str) else ""

    def items_of(self, key: str) -> list[str]:
        """Return what stands under a key as a list of texts; empty where nothing does."""
        value = self.fields.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
