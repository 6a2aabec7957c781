"""The tables for curating: members, settings, proposals, changes and the audit log."""

from sqlalchemy import Boolean, Column, Double, Index, Integer, Table, Text

from bot.store.tables.base import Words, metadata

# Members with their role, and the ids of the partners and topics that they own, between commas.
member = Table(
    "member",
    metadata,
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("partners", Words, nullable=False, server_default=""),
    Column("topics", Words, nullable=False, server_default=""),
)

# The settings of each workspace for reviews, and for questions that were not answered.
workspace = Table(
    "workspace",
    metadata,
    Column("team", Text, primary_key=True),
    Column("review_channel", Text, nullable=False),
    Column("self_approval", Boolean, nullable=False),
    Column("keep_misses", Text, nullable=False, server_default="text"),
)

# Proposals, from the draft on; empty values are "".
proposal = Table(
    "proposal",
    metadata,
    Column("id", Words, primary_key=True),
    Column("team", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("operation", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("fact", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("message", Text, nullable=False),
    Column("at", Double, nullable=False),
    Column("changed_at", Double, nullable=False),
    Column("author_name", Words, nullable=False),
    Column("before", Words, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("gap", Words, nullable=False, server_default=""),
    Index("ix_proposal_team_author", "team", "author"),
    Index("ix_proposal_state_changed_at", "state", "changed_at"),
)

# Published changes of facts. A number is never reused, since buttons name it.
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("team", Text, nullable=False),
    Column("fact", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("before", Words, nullable=False),
    Column("after", Words, nullable=False),
    Column("author", Text, nullable=False),
    Column("approver", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("note", Words, nullable=False),
    Column("at", Double, nullable=False, index=True),
    Index("ix_change_team_fact", "team", "fact", "id"),
    sqlite_autoincrement=True,
)

# The audit log: rows are inserted, and deleted when they are old, never updated.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Double, nullable=False, index=True),
    Column("team", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("target", Words, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
