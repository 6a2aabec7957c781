"""What all tables have in common: where they are registered, and the type of what people typed."""

from typing import Any

from sqlalchemy import MetaData, Text, TypeDecorator

metadata = MetaData()


class Words(TypeDecorator[str]):
    """What people typed, without the characters that no database takes: NUL, and halves of others."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return a text as it is stored, and looked for."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()
