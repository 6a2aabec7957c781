"""The knowledge that a server serves: a folder, or the newest revision in the database."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure
from bot.cli.migrate import address_of, state_folder

if TYPE_CHECKING:
    from bot.cli.replaying import Exporter
    from bot.loading.file_sets import Files, RevisionFiles
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.services import Follower
    from bot.settings.typed import KnowledgeSettings
    from bot.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The followers of the knowledge: of its files and, where these come from the database, of its revisions."""

    reloader: "Reloader[Index]"
    follower: "Follower | None" = None
    files: "RevisionFiles | None" = None
    exporter: "Exporter | None" = None

    def readiness(self) -> dict[str, Any]:
        """Report for `/readyz` the revision served, and any newer one that was refused."""
        readiness = self.reloader.readiness()
        if self.follower and self.files:
            readiness["knowledge"] = _describe(self.follower, self.files)
        return readiness

    def services(self, store: "Store") -> Sequence[Callable[[], Coroutine[Any, Any, None]]]:
        """Return the services that follow newer knowledge until they are cancelled."""
        follower = self.follower
        if follower is None:
            return (self.reloader.watch,)
        from bot.store import Revisions

        revisions, exporter = Revisions(store), self.exporter
        following = (self.reloader.watch, lambda: follower.follow(revisions))
        return (*following, lambda: exporter.keep(revisions)) if exporter else following


def follow(files: "Files | Path", *, draws: bool) -> "Reloader[Index]":
    """Load files and follow them, also if they have problems, which are logged.

    With `draws`, keep the knowledge served before, whose pictures may still be fetched.
    """
    from bot.loading.reload import Reloader
    from bot.search import build, complete

    reloader = Reloader(files, build, complete, keeps_previous=draws)
    reloader.start()
    return reloader


def start_knowledge(settings: "KnowledgeSettings", *, draws: bool = False) -> Knowledge:
    """Load the knowledge that the settings name, and follow it. Raises Failure if it has problems, which are logged.

    The folder is served while the database does not respond, or has no revision that can be served.
    """
    folder = settings.azrel_knowledge_dir
    if settings.azrel_knowledge == "database":
        knowledge = _start_with_database(folder, address_of(settings), draws=draws)
        if not settings.azrel_git_remote:
            return knowledge
        from bot.cli.replaying import Exporter

        return replace(knowledge, exporter=Exporter(settings.azrel_git_remote, state_folder(settings)))
    reloader = follow(folder, draws=draws)
    if reloader.refusal:
        raise _unfit(folder)
    return Knowledge(reloader)


def _start_with_database(folder: Path, address: str, *, draws: bool) -> Knowledge:
    from bot.loading.file_sets import RevisionFiles
    from bot.loading.reload import Reloader
    from bot.search import build, complete
    from bot.services import Follower

    files = RevisionFiles(folder)
    reloader: Reloader[Index] = Reloader(files, build, complete, keeps_previous=draws)

    def take(contents: "Mapping[str, bytes]") -> None:
        files.take(contents)
        reloader.poll_soon()

    follower = Follower(take)
    with ThreadPoolExecutor(1) as thread:  # in a thread, since a worker's event loop is running
        thread.submit(asyncio.run, _poll_once(follower, address)).result()
    reloader.start()
    if reloader.refusal and files.are_whole:
        files.give_up()
        reloader.poll()
    if reloader.readiness()["revision"] is None:
        raise _unfit(folder)
    if not files.are_whole:
        log.warning("serving the knowledge in %s for now: %s", folder, _describe(follower, files)["why"])
    return Knowledge(reloader, follower, files)


def _describe(follower: "Follower", files: "RevisionFiles") -> dict[str, Any]:
    """Report the origin of the knowledge, the newest revision read (0 for none), and any failure to read it."""
    head = follower.followed.head
    readiness = {"from": "database" if files.are_whole else "folder", "newest": head.seq}
    unfit = "" if files.are_whole else f"{head} cannot be served: its problems are logged"
    why = follower.failure or unfit
    return readiness | ({"why": why} if why else {})


async def _poll_once(follower: "Follower", address: str) -> None:
    """Read the newest revision before anything is served, over a connection of its own."""
    from contextlib import suppress

    from bot.store import Revisions, Store, StoreDown

    store = Store(address)
    with suppress(StoreDown):  # the store has logged it
        await store.open()
        await follower.poll(Revisions(store))
    await store.close()


def _unfit(folder: Path) -> Failure:
    return Failure(f"the knowledge in {folder} cannot be served: fix what is logged above, and see 'azrel check'")
