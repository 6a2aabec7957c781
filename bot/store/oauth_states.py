"""OAuth states of installs under way: stored as hashes, valid once, for ten minutes."""

import hashlib
import secrets

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.store.running import change, execute
from bot.store.tables import oauth_state

SECONDS_TO_INSTALL = 600.0


async def issue(engine: AsyncEngine, now: float) -> str:
    """Make a state that nobody can guess."""
    state = secrets.token_urlsafe(32)
    await execute(engine, insert(oauth_state).values(hash=_hash(state), expires_at=now + SECONDS_TO_INSTALL))
    return state


async def consume(engine: AsyncEngine, state: str, now: float) -> bool:
    """Use up a state; return False where it was used before, has expired, or is unknown."""
    fresh = delete(oauth_state).where(oauth_state.c.hash == _hash(state), oauth_state.c.expires_at > now)
    return await change(engine, fresh) > 0


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
