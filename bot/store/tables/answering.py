"""The tables of what is asked: events, who does what, and what conversations are about."""

from sqlalchemy import Column, Double, Integer, Table, Text

from bot.store.tables.base import metadata

# Messages to answer: the id is kept, so that one that is delivered again is known, and the answer's `ts`, which an edit
# changes; the payload only until the answer.
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("ts", Text, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("lease_until", Double, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("payload", Text),
    Column("reply", Text),
    Column("at", Double, nullable=False, index=True),
)

# Who does, at the moment, what one process is to do.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Double, nullable=False),
)

# What was asked last in each conversation; an empty thread is the channel itself.
thread_context = Table(
    "thread_context",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("request", Text, nullable=False),
    Column("expires_at", Double, nullable=False, index=True),
)
