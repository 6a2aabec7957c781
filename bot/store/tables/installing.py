"""The tables for installations, and for the limits and defaults of each workspace."""

from sqlalchemy import Boolean, Column, Double, Integer, Table, Text

from bot.store.tables.base import Words, metadata

# Installations; an empty team is a whole organisation. The token is encrypted, and deleted at the uninstall; the row is
# deleted with the workspace's rows.
installation = Table(
    "installation",
    metadata,
    Column("app", Text, primary_key=True),
    Column("enterprise", Text, primary_key=True),
    Column("team", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("bot", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("installed_by", Text, nullable=False),
    Column("installed_at", Double, nullable=False),
    Column("revoked_at", Double, index=True),
)

# Installs under way, by the hash of the state that the browser returns.
oauth_state = Table(
    "oauth_state",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("expires_at", Double, nullable=False, index=True),
)

# The organisation of each workspace, where the app is installed in the whole organisation.
organisation = Table(
    "organisation",
    metadata,
    Column("team", Text, primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
)

# Counters that grow with each change of what they are named after, so that processes can see one.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

# The people and channels that each workspace lets be answered: ids between commas, "" for all.
usage_limit = Table(
    "usage_limit",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channels", Text, nullable=False),
    Column("users", Text, nullable=False),
    Column("shared_channels", Boolean, nullable=False),
)

# The defaults of channels: a partner's and a topic's id for questions that name none, "" for no default.
channel = Table(
    "channel",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("partner", Words, nullable=False),
    Column("topic", Words, nullable=False),
)
