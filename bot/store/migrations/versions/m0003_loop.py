"""Create what closes the loop: gaps, feedback, watches, what is sent, and counts; and who owns what."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_OPEN, _UNSHOWN = sa.text("state = 'open'"), sa.text("shown < version")


def upgrade() -> None:
    """Add the columns, which an older version that writes beside this one leaves at their defaults, and the tables."""
    op.add_column("member", sa.Column("partners", sa.Text, nullable=False, server_default=""))
    op.add_column("member", sa.Column("topics", sa.Text, nullable=False, server_default=""))
    op.add_column("workspace", sa.Column("keep_misses", sa.Text, nullable=False, server_default="text"))
    op.add_column("proposal", sa.Column("gap", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "gap",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("partner", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("fact", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("asks", sa.Integer, nullable=False),
        sa.Column("first_at", sa.Double, nullable=False),
        sa.Column("last_at", sa.Double, nullable=False, index=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("closed_at", sa.Double, nullable=False),
        sa.Index("ix_gap_team_key", "team", "key"),
        sa.Index("ix_gap_state", "state", "first_at"),
        sa.Index("uq_gap_open", "team", "kind", "key", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        sa.Index("ix_gap_unshown", "last_at", "id", sqlite_where=_UNSHOWN, postgresql_where=_UNSHOWN),
    )
    op.create_table(
        "gap_follower",
        sa.Column("gap", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False, index=True),
        sa.Column("told_at", sa.Double, nullable=False),
        sa.Index("ix_gap_follower_user", "team", "user"),
    )
    op.create_table(
        "feedback",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("voter", sa.Text, primary_key=True),
        sa.Column("answer", sa.Text, primary_key=True),
        sa.Column("vote", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("fault", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("revision", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False, index=True),
    )
    op.create_table(
        "feedback_count",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("vote", sa.Text, primary_key=True),
        sa.Column("fault", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "watch",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("user", sa.Text, primary_key=True),
        sa.Column("partner", sa.Text, primary_key=True),
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("pace", sa.Text, nullable=False),
        sa.Column("since", sa.Double, nullable=False),
        sa.Column("told_at", sa.Double, nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("due", sa.Double, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("lease_until", sa.Double, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("done_at", sa.Double, nullable=False),
        sa.Index("ix_outbox_state_due", "state", "due"),
        sa.Index("ix_outbox_user", "team", "user"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fact_version",
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.Double, nullable=False, index=True),
    )
    op.create_table(
        "snooze",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("until", sa.Double, nullable=False),
    )
    op.create_table(
        "opt_out",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("user", sa.Text, primary_key=True),
    )
    op.create_table(
        "usage_count",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("outcome", sa.Text, primary_key=True),
        sa.Column("entry", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "fact_count",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("fact", sa.Text, primary_key=True),
        sa.Column("shown", sa.Integer, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
    )
