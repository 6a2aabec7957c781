"""What is remembered beyond a process: in a SQLite file, or in PostgreSQL for several machines.

Queries are functions over SQLAlchemy's engine. They take the time and raise StoreDown, within seconds, where the store
does not respond; whoever calls them goes on without it.
"""

from bot.store.addresses import describe_address, to_engine
from bot.store.errors import StoreDown, StoreRefused
from bot.store.opening import migrate, open_store, to_address

__all__ = ["StoreDown", "StoreRefused", "describe_address", "migrate", "open_store", "to_address", "to_engine"]
