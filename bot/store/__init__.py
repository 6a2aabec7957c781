"""The store: state shared across processes and restarts, in a SQLite file or in PostgreSQL.

`Store` serves the inbox and conversations, `Curation` curating and reviews, `Loop` the readers' loop, `Installations`
the installs in workspaces, and `Revisions` the files of the base. Queries are functions over SQLAlchemy's engine that
take the time as an argument. Where the store does not respond they raise StoreDown within seconds, and the caller goes
on without it.
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
