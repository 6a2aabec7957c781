"""The tables of installations, and of the limits and defaults that each workspace sets."""

from sqlalchemy import Boolean, Column, Double, Integer, Table, Text

from bot.store.tables.base import Words, metadata

# Where the app is installed; an empty team is a whole organisation. The token is encrypted, and goes when it is
# uninstalled; the row stays until the workspace's rows go.
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

# Installs under way, by the hash of what the browser brings back.
oauth_state = Table(
    "oauth_state",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("expires_at", Double, nullable=False, index=True),
)

# Which organisation a workspace belongs to, where the app is installed in the whole of it.
organisation = Table(
    "organisation",
    metadata,
    Column("team", Text, primary_key=True),
    Column("enterprise", Text, nullable=False, index=True),
)

# Numbers that grow with each change of what they are named after, so that processes see that there was one.
counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
)

# Whom and where each workspace lets be answered: ids between commas, "" for everybody and everywhere.
usage_limit = Table(
    "usage_limit",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channels", Text, nullable=False),
    Column("users", Text, nullable=False),
    Column("shared_channels", Boolean, nullable=False),
)

# What a question in a channel is about that does not say: a partner's and a topic's id, "" for neither.
channel = Table(
    "channel",
    metadata,
    Column("team", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("partner", Words, nullable=False),
    Column("topic", Words, nullable=False),
)
