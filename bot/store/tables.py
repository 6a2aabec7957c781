"""The tables, the same in SQLite and PostgreSQL. Times are seconds since 1970, as `time.time` tells them."""

from typing import Any

from sqlalchemy import Boolean, Column, Double, Index, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator

# The revision of the migration that makes the tables below.
REVISION = "0003"
VERSION_TABLE = "azrel_version"

metadata = MetaData()


class Words(TypeDecorator[str]):
    """What people typed, without the characters that no database takes: NUL, and halves of others."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Return a text as it is stored, and looked for."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()


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

# Who may propose, review and grant.
member = Table(
    "member",
    metadata,
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("role", Text, nullable=False),
)

# How each workspace reviews.
workspace = Table(
    "workspace",
    metadata,
    Column("team", Text, primary_key=True),
    Column("review_channel", Text, nullable=False),
    Column("self_approval", Boolean, nullable=False),
)

# Changes of facts from the draft on; what is empty is "".
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
    Index("ix_proposal_team_author", "team", "author"),
    Index("ix_proposal_state_changed_at", "state", "changed_at"),
)

# What was published: each change of a fact. A number is never given twice, for buttons name it.
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

# What curators, reviewers and admins did: rows are inserted, and deleted when they are old, never updated.
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
