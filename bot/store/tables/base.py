"""The common base of all tables: their metadata, and the type of columns for typed text."""

from typing import Any

from sqlalchemy import MetaData, Text, TypeDecorator

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text that people typed, without characters that no database accepts: NUL, and lone surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return a text as it is stored and compared."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()
