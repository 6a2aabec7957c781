"""Installs in many workspaces: check their requirements, and make what serves them."""

import logging
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bot.cli.common import Failure
from bot.cli.migrate import address_of

if TYPE_CHECKING:
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.services import Directory
    from bot.settings.typed import HttpSettings
    from bot.slack import Installing
    from bot.store import Installations, Store

log = logging.getLogger(__name__)


def check_installs(settings: "HttpSettings") -> None:
    """Check that tokens can be encrypted, if workspaces install the app. Raises Failure."""
    if settings.takes_installs and find_spec("cryptography") is None:
        raise Failure(
            "SLACK_CLIENT_ID asks for installs, and they need cryptography: "
            "install azrel with its extra, as in pip install 'azrel[installs]'"
        )


async def check_keys(settings: "HttpSettings") -> None:
    """Check that all tokens in the store can be read. Raises Failure for a missing key; logs a store that is down."""
    from bot.store import Store, StoreDown, StoreRefused

    store = Store(address_of(settings))
    try:
        await store.open()
        await _to_installations(settings, store).check_keys()
    except StoreDown as down:
        log.warning("it is not known yet whether all tokens can be read: %s", down)
    except StoreRefused as refused:
        raise Failure(str(refused)) from None
    finally:
        await store.close()


def to_installs(
    settings: "HttpSettings", store: "Store", reloader: "Reloader[Index]", public_url: str
) -> "tuple[Directory, Installing]":
    """Return the directory of installations, and the pages that install the app."""
    from bot.services import Directory
    from bot.slack import Installing

    installations = _to_installations(settings, store)
    directory = Directory(installations)
    installing = Installing(
        directory,
        installations,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        api_url=settings.slack_api_url,
        public_url=public_url,
        allowed=settings.allowed_teams,
        command=lambda: reloader.current().snapshot.about.command,
        clock=store.clock,
        sends_files=settings.azrel_files,
    )
    return directory, installing


def _to_installations(settings: "HttpSettings", store: "Store") -> "Installations":
    from bot.store import Installations
    from bot.store.keys import parse_keys

    return Installations(store, parse_keys(settings.azrel_secret_keys.get_secret_value()))
