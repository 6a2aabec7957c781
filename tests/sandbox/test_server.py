"""The sandbox's own door: what the page may ask, who may ask it, and what it sees."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
import uvicorn

from bot.sandbox import Base, Sandbox
from bot.slack import EVENTS_PATH, Background, HttpApp, create_app, to_manifest
from tests.bases import TODAY, index

INDEX = index()
TOKEN, SECRET = "xoxb-sandbox", "s3cret"


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
        async with self.session.get(f"{self.sandbox.url}{path}", headers=headers) as response:
            return response.status, response.content_type, await response.text()

    async def events(self, user: str, until: str) -> list[tuple[str, Any]]:
        """A screen's events up to the first of a kind."""
        found: list[tuple[str, Any]] = []
        async with asyncio.timeout(5), self.session.get(f"{self.sandbox.url}sandbox/stream?as={user}") as response:
            while not found or found[-1][0] != until:
                kind = (await response.content.readline()).decode().removeprefix("event: ").strip()
                data = (await response.content.readline()).decode().removeprefix("data: ")
                await response.content.readline()
                found.append((kind, json.loads(data)))
        return found


@asynccontextmanager
async def open_door() -> AsyncIterator[Door]:
    """The sandbox around the real app, both over HTTP on loopback."""
    described = {"title": "Ruritania", "revision": "r1", "facts": 3, "partners": 2, "problems": []}
    background = Background()
    listening = socket.create_server(("127.0.0.1", 0))
    app_url = f"http://127.0.0.1:{listening.getsockname()[1]}{EVENTS_PATH}"
    sandbox = Sandbox(
        token=TOKEN,
        signing_secret=SECRET,
        app_url=app_url,
        manifest=to_manifest(INDEX.snapshot.about, url="https://azrel.example"),
        base=Base(lambda: dict(described), lambda: ["sylvania"]),
    )
    async with sandbox, aiohttp.ClientSession() as session:
        app = create_app(
            token=TOKEN,
            api_url=sandbox.api_url,
            current=lambda: INDEX,
            today=lambda: TODAY,
            background=background,
            heard=lambda response: sandbox.show_reading(response.text, "read"),
        )
        http = HttpApp(app, signing_secret=SECRET, readiness=lambda: {"revision": "r1"}, background=background)
        server = uvicorn.Server(uvicorn.Config(http, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([listening]))
        yield Door(sandbox, session, described)
        await background.finish(5.0)
        server.should_exit = True
        await serving


async def test_a_command_and_a_mention_are_answered_through_the_real_app() -> None:
    async with open_door() as door:
        assert await door.ask("say", {"as": "U1", "channel": "C1", "text": "/ruri sylvanja gas"}) == (200, {"ok": True})
        assert await door.ask("say", {"as": "U2", "channel": "C1", "text": "@ruri sylvania"}) == (200, {"ok": True})
        (_, ada), *_ = await door.events("U1", "state")
        for _ in range(100):
            (_, ben), *_ = await door.events("U2", "state")
            if len(ben["messages"]) == 2:
                break
            await asyncio.sleep(0.02)

    assert ada["messages"][0]["blocks"][0]["text"]["text"] == ":flag-sy: Sylvania"
    assert ada["messages"][0]["only_for"] == "U1"
    asked, answered = ben["messages"]
    assert answered["thread"] == asked["ts"]
    assert ben["reading"] == {"question": "sylvania", "explanation": "read"}
    assert ben["examples"] == ["sylvania"]


async def test_a_screen_shows_what_becomes_of_the_knowledge() -> None:
    async with open_door() as door:
        waiting = asyncio.create_task(door.events("U1", "knowledge"))
        await asyncio.sleep(0.1)
        door.described["problems"] = ["relations/zenda.yaml:1:1: no [bad]"]

        assert (await waiting)[-1][1]["problems"] == ["relations/zenda.yaml:1:1: no [bad]"]


async def test_a_screen_shows_who_was_invited() -> None:
    async with open_door() as door:
        waiting = asyncio.create_task(door.events("U1", "channels"))
        await asyncio.sleep(0.1)
        assert (await door.ask("invite", {"as": "U1", "channel": "C2"}))[0] == 200
        _, channels = (await waiting)[-1]

    assert [channel["id"] for channel in channels] == ["C1", "C2", "D1"]
    assert "U0BOT" in channels[1]["members"]


async def test_an_app_that_is_not_there_is_told_of_in_words() -> None:
    async with open_door() as door:
        door.sandbox._post._url = "http://127.0.0.1:9/"
        status, answer = await door.ask("say", {"as": "U1", "channel": "D1", "text": "x"})

    assert (status, answer["ok"]) == (200, False)
    assert answer["error"].startswith("The app could not be reached, or failed; see its log.")


async def test_a_page_elsewhere_cannot_drive_it() -> None:
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


@pytest.mark.parametrize(
    "body", [{}, [], {"as": "U9"}, {"as": "U1"}, {"as": ["U1"]}, {"as": "U1", "channel": "C1"}, "x"]
)
async def test_what_the_page_does_not_send_is_a_bad_request(body: Any) -> None:
    async with open_door() as door:
        assert (await door.ask("say", body))[0] == 400


async def test_the_pages_files_are_served_and_no_others() -> None:
    async with open_door() as door:
        status, kind, page = await door.get("")
        assert (status, kind) == (200, "text/html")
        assert "/page/main.js" in page
        assert (await door.get("page/main.js"))[:2] == (200, "text/javascript")
        for path in ("page/none.js", "page/../server.py", "page/..%2fserver.py", "page/", "page/none"):
            assert (await door.get(path))[0] == 404
        assert (await door.get("sandbox/stream?as=U0BOT"))[0] == 400


async def test_a_port_that_is_taken_is_no_obstacle() -> None:
    base = Base(dict, list)
    manifest = to_manifest(INDEX.snapshot.about, url="https://azrel.example")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        sandbox = Sandbox(
            token=TOKEN, signing_secret=SECRET, app_url="http://127.0.0.1:9/", manifest=manifest, base=base, port=port
        )
        async with sandbox:
            assert sandbox.url != f"http://127.0.0.1:{port}/"
