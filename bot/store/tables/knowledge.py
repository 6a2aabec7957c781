"""The tables of the base's files: revisions, the contents of files, and which revision is served."""

from sqlalchemy import Column, Double, Index, Integer, LargeBinary, Table, Text

from bot.store.tables.base import Words, metadata

# The states of the base's files, one after another. An id is that of the content, which may come again.
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

# Which files a revision changes; no content is of one that goes.
revision_file = Table(
    "revision_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text),
    Index("ix_revision_file_seq", "seq"),
)

# One row: which revision is served.
head = Table(
    "head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("moved_at", Double, nullable=False),
)
