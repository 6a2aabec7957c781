"""The tables for answering: events, leases, and the subjects of conversations."""

from sqlalchemy import Column, Double, Integer, Table, Text

from bot.store.tables.base import metadata

# Messages to answer. The id stays, to recognise a repeated delivery, and the answer's `ts`, for an edit to update; the
# payload stays only until the answer.
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

# Leases: the process that holds each, and until when.
lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", Double, nullable=False),
)

# The last request of each conversation; an empty thread is the channel itself.
thread_context = Table(
    "thread_context",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("thread", Text, primary_key=True),
    Column("request", Text, nullable=False),
    Column("expires_at", Double, nullable=False, index=True),
)
