"""Create what many workspaces need: installations, installs under way, and the limits that each workspace sets."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "installation",
        sa.Column("app", sa.Text, primary_key=True),
        sa.Column("enterprise", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("bot", sa.Text, nullable=False),
        sa.Column("bot_user", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("installed_by", sa.Text, nullable=False),
        sa.Column("installed_at", sa.Double, nullable=False),
        sa.Column("revoked_at", sa.Double, index=True),
    )
    op.create_table(
        "oauth_state",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("expires_at", sa.Double, nullable=False, index=True),
    )
    op.create_table(
        "organisation",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("enterprise", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "usage_limit",
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("channels", sa.Text, nullable=False),
        sa.Column("users", sa.Text, nullable=False),
        sa.Column("shared_channels", sa.Boolean, nullable=False),
    )
