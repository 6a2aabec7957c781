"""The tables, the same in SQLite and PostgreSQL. Times are seconds since 1970, as `time.time` returns them."""

from bot.store.tables.answering import inbox, lease, thread_context
from bot.store.tables.base import metadata
from bot.store.tables.curating import audit, change, member, proposal, workspace
from bot.store.tables.installing import channel, counter, installation, oauth_state, organisation, usage_limit
from bot.store.tables.knowledge import blob, head, revision, revision_file
from bot.store.tables.loop import (
    fact_count,
    fact_version,
    feedback,
    feedback_count,
    gap,
    gap_follower,
    opt_out,
    outbox,
    snooze,
    usage_count,
    watch,
)

# The revision of the migration that makes the tables.
REVISION = "0006"
VERSION_TABLE = "azrel_version"

__all__ = [
    "REVISION",
    "VERSION_TABLE",
    "audit",
    "blob",
    "change",
    "channel",
    "counter",
    "fact_count",
    "fact_version",
    "feedback",
    "feedback_count",
    "gap",
    "gap_follower",
    "head",
    "inbox",
    "installation",
    "lease",
    "member",
    "metadata",
    "oauth_state",
    "opt_out",
    "organisation",
    "outbox",
    "proposal",
    "revision",
    "revision_file",
    "snooze",
    "thread_context",
    "usage_count",
    "usage_limit",
    "watch",
    "workspace",
]
