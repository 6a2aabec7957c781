"""The tables for the readers' loop: gaps, feedback, watches, usage and the outbox."""

from sqlalchemy import Column, Double, Index, Integer, Table, Text, UniqueConstraint, text

from bot.store.tables.base import Words, metadata

_OPEN, _UNSHOWN = text("state = 'open'"), text("shown < version")

# Gaps, without their askers; of questions alike, one is open.
gap = Table(
    "gap",
    metadata,
    Column("id", Words, primary_key=True),
    Column("team", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("request", Words, nullable=False),
    Column("partner", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("fact", Words, nullable=False),
    Column("note", Words, nullable=False),
    Column("link", Words, nullable=False),
    Column("asks", Integer, nullable=False),
    Column("first_at", Double, nullable=False),
    Column("last_at", Double, nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("message", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("closed_at", Double, nullable=False),
    Index("ix_gap_team_key", "team", "key"),
    Index("ix_gap_state", "state", "first_at"),
    Index("uq_gap_open", "team", "kind", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_gap_unshown", "last_at", "id", sqlite_where=_UNSHOWN, postgresql_where=_UNSHOWN),
)

# The followers of a gap, and the conversation to notify them in; `notified_at` is 0 until then.
gap_follower = Table(
    "gap_follower",
    metadata,
    Column("gap", Words, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("at", Double, nullable=False, index=True),
    Column("told_at", Double, key="notified_at", nullable=False),
    Index("ix_gap_follower_user", "team", "user"),
)

# Votes on answers; the voter is a keyed hash, and the facts are ids between commas.
feedback = Table(
    "feedback",
    metadata,
    Column("team", Text, primary_key=True),
    Column("voter", Text, primary_key=True),
    Column("answer", Text, primary_key=True),
    Column("vote", Text, nullable=False),
    Column("facts", Words, nullable=False),
    Column("fault", Text, nullable=False),
    Column("note", Words, nullable=False),
    Column("revision", Text, nullable=False),
    Column("at", Double, nullable=False, index=True),
)

# Counts of deleted votes by day.
feedback_count = Table(
    "feedback_count",
    metadata,
    Column("team", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("vote", Text, primary_key=True),
    Column("fault", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Watches of a partner or a topic; the other of the two is "".
watch = Table(
    "watch",
    metadata,
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("partner", Words, primary_key=True),
    Column("topic", Words, primary_key=True),
    Column("pace", Text, nullable=False),
    Column("since", Double, nullable=False),
    Column("told_at", Double, key="notified_until", nullable=False),
)

# The outbox: messages to send once, with the recipient if it is one person; of a sent message only the key is kept.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("payload", Words, nullable=False),
    Column("team", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("due", Double, nullable=False),
    Column("state", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("lease_until", Double, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", Words, nullable=False),
    Column("done_at", Double, nullable=False),
    Index("ix_outbox_state_due", "state", "due"),
    Index("ix_outbox_user", "team", "user"),
    UniqueConstraint("key", name="uq_outbox_key"),
    sqlite_autoincrement=True,
)

# The hashes of the served facts, and the last change of each; "" where it has not changed since the first.
fact_version = Table(
    "fact_version",
    metadata,
    Column("fact", Words, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Double, nullable=False, index=True),
)

# Snoozes: facts whose reminders a workspace suppresses until a time.
snooze = Table(
    "snooze",
    metadata,
    Column("team", Text, primary_key=True),
    Column("fact", Words, primary_key=True),
    Column("until", Double, nullable=False),
)

# People whose questions are excluded from the misses.
opt_out = Table(
    "opt_out",
    metadata,
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
)

# Counts of questions by day, outcome and entry point.
usage_count = Table(
    "usage_count",
    metadata,
    Column("team", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)

# Counts of how often each fact was shown, and the last day.
fact_count = Table(
    "fact_count",
    metadata,
    Column("team", Text, primary_key=True),
    Column("fact", Words, primary_key=True),
    Column("shown", Integer, nullable=False),
    Column("day", Text, nullable=False),
)
