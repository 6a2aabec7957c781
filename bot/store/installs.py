"""The store for installs of the app, with encrypted tokens."""

import logging
from typing import TYPE_CHECKING

from bot.domain.installations import Installation
from bot.store.errors import StoreRefused
from bot.store.shared import Store

if TYPE_CHECKING:
    from bot.store.keys import KeyRing

log = logging.getLogger(__name__)

_MOST_AT_ONCE = 100


class Installations:
    """Installations in a store, their tokens encrypted. Each query raises StoreDown."""

    def __init__(self, store: Store, keys: "KeyRing") -> None:
        self._store = store
        self._keys = keys

    async def save(self, installation: Installation) -> None:
        """Save an installation; make its installer an admin where there is none yet."""
        from bot.store.installations import StoredInstallation, name_row, save

        sealed = self._keys.seal(installation.token, name_row(installation))
        with self._store.using() as engine:
            await save(engine, StoredInstallation(installation, sealed), self._store.clock())

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """Find the installation that serves a workspace; None where there is none, or its token cannot be decrypted."""
        from bot.store.installations import find, name_row, with_token
        from bot.store.keys import Unreadable

        with self._store.using() as engine:
            kept = await find(engine, enterprise, team)
        if kept is None:
            return None
        try:
            return with_token(kept, self._keys.unseal(kept.sealed, name_row(kept.installation)))
        except Unreadable as unreadable:
            log.error("a workspace's token cannot be read: %s; set AZREL_SECRET_KEYS to all keys in use", unreadable)
            return None

    async def end(self, installation: Installation, act: str) -> bool:
        """End an installation, recorded as `act`; return False where it was ended or renewed since it was found."""
        from bot.store.installations import end

        with self._store.using() as engine:
            return await end(engine, installation, act, self._store.clock())

    async def read_counter(self) -> int:
        """Return the counter, which differs after each change of an installation by any process."""
        from bot.store.installations import read_counter

        with self._store.using() as engine:
            return await read_counter(engine)

    async def note_organisation(self, team: str, enterprise: str) -> None:
        """Record the organisation of a workspace, so that the workspace alone finds it."""
        from bot.store.installations import note_organisation

        with self._store.using() as engine:
            await note_organisation(engine, team, enterprise)

    async def check_keys(self) -> None:
        """Raise StoreRefused where a token is encrypted with a key that is not given."""
        from bot.store.installations import list_key_ids

        with self._store.using() as engine:
            missing = sorted(id_ for id_ in await list_key_ids(engine) if id_ not in self._keys)
        if missing:
            raise StoreRefused(
                f"tokens in the store are encrypted with a key that AZREL_SECRET_KEYS lacks (id {', '.join(missing)}): "
                "add it behind the others; or, where it is lost, have those workspaces uninstall the app, delete their "
                "rows of the table installation, and let them install it again"
            )

    async def reseal(self) -> int:
        """Encrypt the tokens of older keys again with the newest; return their number."""
        from bot.store.installations import list_sealed_otherwise, name_row, reseal
        from bot.store.keys import Unreadable

        count = 0
        with self._store.using() as engine:
            for kept in await list_sealed_otherwise(engine, self._keys.newest, _MOST_AT_ONCE):
                about = name_row(kept.installation)
                try:
                    token = self._keys.unseal(kept.sealed, about)
                except Unreadable:
                    continue  # `find` logs it
                count += await reseal(engine, kept, self._keys.seal(token, about))
        if count:
            log.info("%d tokens are encrypted with the newest key now", count)
        return count

    async def issue_state(self) -> str:
        """Make the state of an install that begins."""
        from bot.store.oauth_states import issue

        with self._store.using() as engine:
            return await issue(engine, self._store.clock())

    async def consume_state(self, state: str) -> bool:
        """Use up the state of an install; return False where it was used before, has expired, or is unknown."""
        from bot.store.oauth_states import consume

        with self._store.using() as engine:
            return await consume(engine, state, self._store.clock())
