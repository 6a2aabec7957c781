"""The bot in a browser: the real app with a small workspace around it, on this machine alone."""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.common import Failure, folder_of, follow_today
from bot.cli.http import serve_asgi
from bot.cli.knowledge import follow
from bot.cli.picture import can_draw
from bot.logs import configure_logs

if TYPE_CHECKING:
    from bot.cli.draining import Draining
    from bot.loading.reload import Reloader
    from bot.sandbox import AppProfile, Sandbox
    from bot.search import Index
    from bot.services import Announcement
    from bot.store import Store

_HOST = "127.0.0.1"
_SECONDS_BETWEEN_POLLS = 0.2


def sandbox(options: argparse.Namespace) -> int:
    import asyncio
    import logging

    from bot.settings import drop_secrets

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    drop_secrets(os.environ)  # the browser, a child process, does not need them
    configure_logs()
    logging.getLogger("uvicorn").setLevel(logging.WARNING)  # one of the two servers in this process is internal
    folder = folder_of(options.knowledge)
    reloader = follow(folder, draws=can_draw())
    if reloader.refusal and reloader.refusal.revision is None:
        raise Failure(f"the knowledge in {folder} cannot be read: see what is logged above, or give --knowledge DIR")
    asyncio.run(_run(folder, reloader, options.port, opens_browser=not options.no_browser))
    return 0


async def _run(folder: Path, reloader: "Reloader[Index]", port: int, *, opens_browser: bool) -> None:
    import asyncio

    from bot.cli.draining import Draining

    draining = Draining()
    _note_signals(draining)
    watching = asyncio.create_task(reloader.watch())
    try:
        if reloader.refusal:
            port = await _wait_until_fixed(reloader, port, draining, opens_browser=opens_browser)
            opens_browser = False  # the open page turns into the sandbox's own
        if not draining.is_requested:
            await _serve(folder, reloader, port, draining, opens_browser=opens_browser)
    finally:
        watching.cancel()


def _note_signals(draining: "Draining") -> None:
    """Note a signal to stop, until the server handles signals itself.

    A handler that raised SystemExit here could make the event loop lose a callback and wait for it forever, and
    aiosqlite does not always return from connecting when it is cancelled.
    """

    def note(*_: object) -> None:
        draining.is_requested = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)


async def _wait_until_fixed(
    reloader: "Reloader[Index]", port: int, draining: "Draining", *, opens_browser: bool
) -> int:
    """Show the knowledge's problems on the page until there are none, or until a signal; return the page's port."""
    import asyncio

    from bot.sandbox import WaitingPage

    def problems() -> list[str]:
        return list(reloader.refusal.reasons) if reloader.refusal else []

    async with WaitingPage(problems, port) as page:
        print(f"The sandbox is at {page.url} (Ctrl-C stops it): its page shows what to fix first", flush=True)
        if opens_browser:
            _open_browser(page.url)
        while reloader.refusal and not draining.is_requested:  # noqa: ASYNC110 - neither sets an asyncio event
            await asyncio.sleep(_SECONDS_BETWEEN_POLLS)
    if not draining.is_requested:
        print("The knowledge is fixed", flush=True)
    return page.port


async def _serve(
    folder: Path, reloader: "Reloader[Index]", port: int, draining: "Draining", *, opens_browser: bool
) -> None:
    import secrets
    import socket
    import tempfile

    from bot.cli.base import FolderBase
    from bot.sandbox import Sandbox
    from bot.services import Housekeeper
    from bot.slack import EVENTS_PATH, Background, TokenCheck, create_app
    from bot.store import Store, to_address
    from bot.web import Pictures, create_web_app

    token, signing_secret = f"xoxb-{secrets.token_hex(16)}", secrets.token_hex(16)
    background, day = Background(), follow_today(reloader.current)
    with tempfile.TemporaryDirectory(prefix="azrel-") as state, socket.create_server((_HOST, 0)) as listening:
        store = Store(to_address(Path(state)))
        origin = f"http://{_HOST}:{listening.getsockname()[1]}"
        shown = Sandbox(
            token=token,
            signing_secret=signing_secret,
            app_url=origin + EVENTS_PATH,
            profile=_to_profile(reloader, origin),
            port=port,
        )
        async with shown:
            # Without matplotlib, replies have no pictures.
            pictures = Pictures(origin, signing_secret, reloader.find, day) if can_draw() else None
            token_check = TokenCheck(token, shown.api_url)
            app = create_app(
                token=token,
                api_url=shown.api_url,
                current=reloader.current,
                today=day,
                background=background,
                subscribers=(_to_subscriber(shown),),
                keeps_replies=False,
                picture=pictures.of if pictures else None,
                identity=lambda: token_check.identity,
                store=store,
                base=FolderBase(folder, reloader, Path(state), commits=False),
            )
            await token_check.check()
            await store.open()
            await _appoint(store)
            served = create_web_app(
                app,
                signing_secret=signing_secret,
                readiness=reloader.readiness,
                background=background,
                pictures=pictures,
                services=(Housekeeper(store, app.resume, app.inbox, app.duties).keep,),
            )
            moved = f"; port {port} is taken" if port not in (0, shown.port) else ""
            print(f"The sandbox is at {shown.url} (Ctrl-C stops it{moved})", flush=True)
            if opens_browser:
                _open_browser(shown.url)
            await serve_asgi(served, sockets=[listening], draining=draining)


def _to_subscriber(shown: "Sandbox") -> "Callable[[Announcement], None]":
    """Return a subscriber that shows in the inspector how each question was read."""
    from bot.reply import to_explanation, to_phrase
    from bot.services import Answered

    def show(happened: "Announcement") -> None:
        if isinstance(happened, Answered):
            response = happened.response
            asked = response.text or to_phrase(response.request, response.snapshot)
            shown.show_reading(asked, to_explanation(response))

    return show


async def _appoint(store: "Store") -> None:
    """Make Ada a curator and Ben an admin, with a review channel."""
    from bot.domain.proposals import Member, Role, WorkspaceSettings
    from bot.sandbox.workspace import REVIEWS, TEAM
    from bot.store.curation import Curation

    curation = Curation(store)
    for user, role in (("U1", Role.CURATOR), ("U2", Role.ADMIN)):
        await curation.set_role(Member(TEAM, user, role), "U2")
    await curation.set_settings(WorkspaceSettings(TEAM, REVIEWS), "U2")


def _to_profile(reloader: "Reloader[Index]", origin: str) -> "AppProfile":
    from bot.reply import to_phrase
    from bot.sandbox import AppProfile
    from bot.search import examples
    from bot.slack import to_manifest

    def describe() -> dict[str, Any]:
        snapshot, refusal = reloader.current().snapshot, reloader.refusal
        return {
            "title": snapshot.about.title,
            "revision": snapshot.revision,
            "facts": len(snapshot.facts),
            "partners": snapshot.partner_count,
            "problems": list(refusal.reasons) if refusal else [],
        }

    def manifest() -> dict[str, Any]:
        return to_manifest(reloader.current().snapshot.about, url=origin, sends_files=True)

    def phrases() -> list[str]:
        index = reloader.current()
        return [to_phrase(offer.request, index.snapshot) for offer in examples(index)]

    return AppProfile(manifest, phrases, describe)


def _open_browser(url: str) -> None:
    """Open a browser on a screen, in a thread, since the call may block for long."""
    import threading
    import webbrowser

    if _has_screen():
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _has_screen() -> bool:
    """Return whether a browser opens in a window: without a screen, some would take over the terminal."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
