"""What is remembered beyond a process: in a SQLite file, or in PostgreSQL for several machines.

`Store` is how the rest of azrel uses it, `Curation` how those do who curate the base, `Loop` how those do who hear
readers and tell them, and `Installations` how those do who act for several workspaces. Queries are functions over
SQLAlchemy's engine; they take the time and raise StoreDown, within seconds, where the store does not respond; whoever
calls them goes on without it.
"""

from bot.store.curation import Curation
from bot.store.errors import StoreDown, StoreRefused
from bot.store.installs import Installations
from bot.store.loop import Loop
from bot.store.revisions import Revisions
from bot.store.shared import Store, to_address
from bot.store.values import Conversation, Event, Taken

__all__ = [
    "Conversation",
    "Curation",
    "Event",
    "Installations",
    "Loop",
    "Revisions",
    "Store",
    "StoreDown",
    "StoreRefused",
    "Taken",
    "to_address",
]
