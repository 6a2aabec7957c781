"""What is remembered beyond a process: in a SQLite file, or in PostgreSQL for several machines.

`Store` is how the rest of azrel uses it, `Curation` how those do who curate the base, and `Loop` how those do who hear
readers and tell them. Queries are functions over SQLAlchemy's engine; they take the time and raise StoreDown, within
seconds, where the store does not respond; whoever calls them goes on without it.
"""

from bot.store.curation import Curation
from bot.store.errors import StoreDown, StoreRefused
from bot.store.loop import Loop
from bot.store.revisions import Revisions
from bot.store.shared import Store, to_address
from bot.store.values import Conversation, Event, Taken

__all__ = [
    "Conversation",
    "Curation",
    "Event",
    "Loop",
    "Revisions",
    "Store",
    "StoreDown",
    "StoreRefused",
    "Taken",
    "to_address",
]
