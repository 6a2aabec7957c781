"""The tables for the base's files: revisions, contents of files, and the head."""

from sqlalchemy import Column, Double, Index, Integer, LargeBinary, Table, Text

from bot.store.tables.base import Words, metadata

# The revisions in order. An id is the hash of the content, which may recur.
revision = Table(
    "revision",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("format", Integer, nullable=False),
    Column("origin", Text, nullable=False),
    Column("author", Words, nullable=False),
    Column("email", Words, nullable=False),
    Column("approver", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("at", Double, nullable=False),
)

# The contents of files, each once.
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

# The files that a revision changes; a removed file has no content.
revision_file = Table(
    "revision_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text),
    Index("ix_revision_file_seq", "seq"),
)

# One row: the revision that is served.
head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("moved_at", Double, nullable=False),
)
