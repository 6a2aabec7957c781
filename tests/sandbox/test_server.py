"""The sandbox's HTTP interface: the page's requests, its events, and the refusal of other sites."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import uvicorn
from yarl import URL

from bot.sandbox import AppProfile, Sandbox
from bot.sandbox.delivery import Delivery
from bot.services import Announcement, Answered
from bot.slack import EVENTS_PATH, Background, create_app, to_manifest
from bot.web import create_web_app
from tests.bases import TODAY, index
from tests.patience import PATIENCE

INDEX = index()
TOKEN, SECRET = "xoxb-sandbox", "s3cret"
MANIFEST = to_manifest(INDEX.snapshot.about, url="https://azrel.example")


class Door:
    """The sandbox's page as a browser sees it."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession, described: dict[str, Any]) -> None:
        self.sandbox = sandbox
        self.session = session
        self.described = described

    async def ask(self, what: str, body: Any, **headers: str) -> tuple[int, Any]:
        async with self.session.post(f"{self.sandbox.url}sandbox/{what}", json=body, headers=headers) as response:
            is_json = response.content_type == "application/json"
            return response.status, await (response.json() if is_json else response.text())

    async def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        url = URL(f"{self.sandbox.url}{path}", encoded=True)
        async with self.session.get(url, headers=headers) as response:
            return response.status, response.content_type, await response.text()

    async def look_on(self, user: str, until: str) -> "asyncio.Task[list[tuple[str, Any]]]":
        """Open a screen; return a task that collects its events up to the first of a kind."""
        opened = asyncio.Event()
        looking = asyncio.create_task(self.events(user, until, opened))
        async with asyncio.timeout(PATIENCE):
            await opened.wait()
        return looking

    async def events(self, user: str, until: str, opened: asyncio.Event | None = None) -> list[tuple[str, Any]]:
        """Return a screen's events up to the first of a kind; the first of all sets `opened`."""
        found: list[tuple[str, Any]] = []
        url = f"{self.sandbox.url}sandbox/stream?as={user}"
        async with asyncio.timeout(PATIENCE), self.session.get(url) as response:
            while not found or found[-1][0] != until:
                kind = (await response.content.readline()).decode().removeprefix("event: ").strip()
                data = (await response.content.readline()).decode().removeprefix("data: ")
                await response.content.readline()
                found.append((kind, json.loads(data)))
                if opened:
                    opened.set()
        return found


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app take its time to acknowledge, on a busy machine."""
    monkeypatch.setattr("bot.sandbox.server.Delivery", partial(Delivery, ack_seconds=PATIENCE))


@asynccontextmanager
async def open_door() -> AsyncIterator[Door]:
    """Return the sandbox around the real app, both over HTTP on loopback."""
    described: dict[str, Any] = {
        "title": "Ruritania",
        "revision": "r1",
        "facts": 3,
        "partners": 2,
        "problems": [],
        "manifest": MANIFEST,
    }
    background = Background()
    listening = socket.create_server(("127.0.0.1", 0))
    app_url = f"http://127.0.0.1:{listening.getsockname()[1]}{EVENTS_PATH}"
    sandbox = Sandbox(
        token=TOKEN,
        signing_secret=SECRET,
        app_url=app_url,
        profile=AppProfile(lambda: described["manifest"], lambda: ["sylvania"], lambda: dict(described)),
    )

    def show(happened: Announcement) -> None:
        if isinstance(happened, Answered):
            sandbox.show_reading(happened.response.text, "read")

    async with sandbox, aiohttp.ClientSession() as session:
        app = create_app(
            token=TOKEN,
            api_url=sandbox.api_url,
            current=lambda: INDEX,
            today=lambda: TODAY,
            background=background,
            subscribers=[show],
            keeps_replies=False,
        )
        http = create_web_app(app, signing_secret=SECRET, readiness=lambda: {"revision": "r1"}, background=background)
        server = uvicorn.Server(uvicorn.Config(http, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([listening]))
        yield Door(sandbox, session, described)
        await background.finish(PATIENCE)
        server.should_exit = True
        await serving


async def test_answers_command_and_mention_by_the_real_app() -> None:
    async with open_door() as door:
        assert await door.ask("say", {"as": "U1", "channel": "C1", "text": "/ruri sylvanja gas"}) == (200, {"ok": True})
        assert await door.ask("say", {"as": "U2", "channel": "C1", "text": "@ruri sylvania"}) == (200, {"ok": True})
        (_, ada), *_ = await door.events("U1", "state")
        async with asyncio.timeout(PATIENCE):
            while len((ben := (await door.events("U2", "state"))[0][1])["messages"]) < 2:
                await asyncio.sleep(0.02)

    assert ada["messages"][0]["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert ada["messages"][0]["only_for"] == "U1"
    asked, answered = ben["messages"]
    assert answered["thread"] == asked["ts"]
    assert ben["reading"] == {"question": "sylvania", "explanation": "read"}
    assert ben["examples"] == ["sylvania"]


async def test_screen_follows_the_knowledge() -> None:
    async with open_door() as door:
        waiting = await door.look_on("U1", "knowledge")
        door.described["problems"] = ["relations/zenda.yaml:1:1: no [bad]"]

        assert (await waiting)[-1][1]["problems"] == ["relations/zenda.yaml:1:1: no [bad]"]


async def test_screen_shows_invited_members() -> None:
    async with open_door() as door:
        waiting = await door.look_on("U1", "channels")
        assert (await door.ask("invite", {"as": "U1", "channel": "C2"}))[0] == 200
        _, channels = (await waiting)[-1]

    assert [channel["id"] for channel in channels] == ["C1", "C2", "C3", "D1"]
    assert "U0BOT" in channels[1]["members"]


async def test_describes_missing_app() -> None:
    async with open_door() as door:
        door.sandbox._post._url = "http://127.0.0.1:9/"
        status, answer = await door.ask("say", {"as": "U1", "channel": "D1", "text": "x"})

    assert (status, answer["ok"]) == (200, False)
    assert answer["error"].startswith("The app could not be reached, or failed; see its log.")


async def test_shows_reading_only_to_the_asker() -> None:
    async with open_door() as door:
        await door.ask("say", {"as": "U1", "channel": "C1", "text": "/ruri a private question"})
        (_, ada), *_ = await door.events("U1", "state")
        (_, ben), *_ = await door.events("U2", "state")

    assert (ada["reading"]["question"], ben["reading"]) == ("a private question", None)


async def test_follows_renamed_base() -> None:
    about = replace(INDEX.snapshot.about, command="/novel")
    async with open_door() as door:
        waiting = await door.look_on("U1", "knowledge")
        door.described |= {"manifest": to_manifest(about, url="https://azrel.example"), "revision": "r2"}
        states = [data for kind, data in await waiting if kind == "state"]

    assert [state["commands"][0]["name"] for state in states] == ["/ruri", "/novel"]
    assert [state["channels"][3]["name"] for state in states] == ["ruri", "novel"]


async def test_shows_refused_calls_on_the_page() -> None:
    async with open_door() as door:
        waiting = await door.look_on("U1", "notice")
        headers = {"authorization": f"Bearer {TOKEN}"}
        body = {"channel": "C1", "text": "x", "blocks": [{"type": "card"}]}
        async with door.session.post(f"{door.sandbox.api_url}chat.postMessage", json=body, headers=headers):
            _, notice = (await waiting)[-1]

    assert notice["text"].startswith("chat.postMessage was refused: invalid_blocks\n• blocks[0]: no limits are known")


async def test_refuses_requests_of_other_sites() -> None:
    say = {"as": "U1", "channel": "C1", "text": "/ruri x"}
    async with open_door() as door:
        own = door.sandbox.url.rstrip("/")
        assert (await door.ask("say", say, origin="https://evil.example"))[0] == 403
        assert (await door.ask("say", say, origin="null"))[0] == 403
        assert (await door.ask("say", say, host="evil.example"))[0] == 403
        assert (await door.get("sandbox/stream?as=U1", origin="https://evil.example"))[0] == 403
        assert (await door.get("api/auth.test", origin="https://evil.example"))[0] == 403
        assert (await door.ask("home", {"as": "U1", "tab": "home"}, origin=own))[0] == 200
        form = {"content-type": "application/x-www-form-urlencoded"}
        async with door.session.post(f"{own}/sandbox/say", data=b"as=U1", headers=form) as response:
            assert response.status == 415


@pytest.mark.parametrize("path", ["sandbox/stream?as=U1", "link", "page/main.js", "api/auth.test"])
@pytest.mark.parametrize(
    ("site", "is_refused"),
    [("cross-site", True), ("same-site", True), ("other", True), ("same-origin", False), ("none", False)],
)
async def test_refuses_what_browser_sends_for_another_page(path: str, site: str, is_refused: bool) -> None:
    async with (
        open_door() as door,
        door.session.get(f"{door.sandbox.url}{path}", headers={"sec-fetch-site": site}) as response,
    ):
        assert (response.status == 403) is is_refused


async def test_link_elsewhere_may_lead_to_page() -> None:
    async with open_door() as door:
        assert (await door.get("", **{"sec-fetch-site": "cross-site"}))[0] == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "x",
        {"as": "U9"},
        {"as": "U1"},
        {"as": ["U1"]},
        {"as": "U1", "channel": "C1"},
        {"as": "U1", "channel": "C1", "text": "x", "thread": {"a": 1}},
    ],
)
async def test_refuses_malformed_requests(body: Any) -> None:
    async with open_door() as door:
        assert (await door.ask("say", body))[0] == 400
        for data in (b"{", b"[" * 200_000):
            json_type = {"content-type": "application/json"}
            async with door.session.post(f"{door.sandbox.url}sandbox/say", data=data, headers=json_type) as response:
                assert response.status == 400


async def test_serves_only_files_of_the_page() -> None:
    async with open_door() as door:
        status, kind, page = await door.get("")
        assert (status, kind) == (200, "text/html")
        assert "/page/main.js" in page
        assert (await door.get("page/main.js"))[:2] == (200, "text/javascript")
        schema = "..%2F..%2Floading%2Fschemas%2Fsources.json"
        outside = str(Path(__file__).parents[2] / "bot/loading/schemas/sources.json").replace("/", "%2F")
        for name in ("none.js", "none", "", "x" * 5_000 + ".js", "../server.py", schema, outside):
            assert (await door.get(f"page/{name}"))[0] == 404, name
        assert (await door.get("sandbox/stream?as=U0BOT"))[0] == 400


async def test_takes_free_port_if_the_wanted_one_is_taken() -> None:
    profile = AppProfile(lambda: MANIFEST)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sandbox = Sandbox(token=TOKEN, signing_secret=SECRET, app_url="http://127.0.0.1:9/", profile=profile, port=port)
        async with sandbox:
            assert sandbox.url != f"http://127.0.0.1:{port}/"
