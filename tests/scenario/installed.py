"""An app that workspaces install, each with its own token, and their requests."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.sandbox import FakeSlack
from bot.sandbox.delivery import Response
from bot.sandbox.oauth import InstallTarget, OAuth
from bot.sandbox.workspace import BOT_USER
from bot.sandbox.workspace import Workspace as Slack
from bot.search import Index
from bot.services import Directory
from bot.services.curating import Base
from bot.slack import Installing
from bot.store import Installations, Store, to_address
from bot.store.keys import KeyRing
from tests.clocks import Clock
from tests.scenario.workspace import Workspace, open_workspace

CLIENT_ID, CLIENT_SECRET = "1.2", "c" * 32
KEY = b"k" * 32


@dataclass
class Process:
    """One process of the app, and a browser."""

    workspace: Workspace
    slack: FakeSlack
    oauth: OAuth
    store: Store
    installations: Installations
    directory: Directory
    clock: Clock

    async def get(self, path: str, cookie: str = "") -> Response:
        """Open an address of the app in the browser."""
        return await self.workspace.request("GET", path, headers={"cookie": cookie} if cookie else {})

    async def click(self, target: InstallTarget) -> tuple[str, str]:
        """Begin an install and allow it; return the redirect address and the cookie."""
        begun = await self.get("/slack/install")
        assert begun.status == 302, begun.body
        query = {name: values[0] for name, values in parse_qs(urlsplit(begun.headers["location"]).query).items()}
        query.setdefault("redirect_uri", "https://azrel.example/slack/oauth_redirect")
        cookie = SimpleCookie(begun.headers["set-cookie"])
        back = urlsplit(self.oauth.allow(query, target))
        return f"{back.path}?{back.query}", "; ".join(f"{name}={one.value}" for name, one in cookie.items())

    async def install(self, target: InstallTarget) -> Response:
        """Install the app; return the last page."""
        return await self.get(*await self.click(target))

    async def command(self, target: InstallTarget, text: str = "sylvania gas") -> Response:
        """Type a slash command in a workspace."""
        return await self.workspace.command(text, team_id=target.team, enterprise_id=target.enterprise)

    async def mention(self, target: InstallTarget, text: str = "sylvania gas", **more: Any) -> Response:
        """Mention the bot in a workspace."""
        number = f"{self.slack.web_api.workspace.new_id('')}"
        event = {"type": "app_mention", "user": target.user, "text": text, "ts": number, "channel": "C1"}
        response = await self.workspace.event(event, **to_envelope(target, f"Ev{number}", self.clock.now), **more)
        await self.workspace.finish()
        return response

    async def send_end(self, target: InstallTarget, kind: str, at: float) -> Response:
        """Send the event that the app was uninstalled, or its token revoked, at a time."""
        event: dict[str, Any] = {"type": kind}
        if kind == "tokens_revoked":
            event["tokens"] = {"oauth": [], "bot": [BOT_USER]}
        number = self.slack.web_api.workspace.new_id("Ev")
        return await self.workspace.event(event, **to_envelope(target, number, at))

    def posted_from(self) -> Sequence[InstallTarget | None]:
        """Return the targets whose tokens posted the answers so far."""
        return [call.target for call in self.slack.calls_of("chat.postMessage") if call.response["ok"]]


def to_envelope(target: InstallTarget, id_: str, at: float) -> dict[str, Any]:
    """Return the part of an event's envelope that says where it belongs."""
    entry: dict[str, Any] = {
        "enterprise_id": target.enterprise or None,
        "team_id": target.team or None,
        "user_id": BOT_USER,
    }
    entry |= {"is_bot": True, "is_enterprise_install": not target.team}
    outer = {"team_id": target.team or None, "enterprise_id": target.enterprise or None}
    return {**outer, "event_id": id_, "event_time": int(at), "authorizations": [entry]}


@asynccontextmanager
async def installed(
    folder: Path,
    index: Index,
    count: int = 1,
    *,
    allowed: Sequence[str] = (),
    keys: Sequence[bytes] = (KEY,),
    sends_files: bool = False,
) -> AsyncIterator[tuple[Process, ...]]:
    """Open several processes of one app over one store, with one fake Slack."""
    clock, oauth, opened = Clock(), OAuth(CLIENT_ID, CLIENT_SECRET), time.time()
    async with AsyncExitStack() as stack:
        made = FakeSlack("xoxb-nobodys", workspace=Slack("ruri", clock=lambda: opened), oauth=oauth)
        slack = await stack.enter_async_context(made)
        processes = []
        for _ in range(count):
            store = Store(to_address(folder / "state"), clock=clock)
            await store.open()
            stack.push_async_callback(store.close)
            processes.append(
                await stack.enter_async_context(
                    open_process(store, slack, oauth, index, allowed, keys, sends_files=sends_files)
                )
            )
        yield tuple(processes)


@asynccontextmanager
async def open_process(
    store: Store,
    slack: FakeSlack,
    oauth: OAuth,
    index: Index,
    allowed: Sequence[str] = (),
    keys: Sequence[bytes] = (KEY,),
    base: Base | None = None,
    *,
    sends_files: bool = False,
) -> AsyncIterator[Process]:
    """Open one process over a store."""
    installations = Installations(store, KeyRing(keys))
    directory = Directory(installations)
    installing = Installing(
        directory,
        installations,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        api_url=slack.api_url,
        public_url="",
        allowed=allowed,
        command=lambda: "/ruri",
        clock=store.clock,
        sends_files=sends_files,
    )
    async with open_workspace(
        index, store=store, slack=slack, base=base, directory=directory, installing=installing
    ) as workspace:
        clock = store.clock
        assert isinstance(clock, Clock)
        yield Process(workspace, slack, oauth, store, installations, directory, clock)
