"""Pictures: in replies by their addresses, and at these addresses."""

import asyncio
import base64
import json
import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

import pytest

from bot.domain.requests import Form, Request, encode_request
from bot.domain.responses import Map, Response
from bot.reply.pictures import draw_map
from bot.sandbox import check_message, check_view
from bot.sandbox.limits import blocks as limits_blocks
from bot.sandbox.limits import surfaces
from bot.search import Index, respond
from bot.web import Pictures, pictures
from tests.bases import FACT, TODAY, index, relation
from tests.blocks import elements
from tests.clocks import Clock
from tests.patience import PATIENCE
from tests.scenario.pressing import ask as ask_privately
from tests.scenario.pressing import last, press, press_in_modal
from tests.scenario.workspace import open_workspace

INDEX = index()
ORIGIN, SECRET = "https://azrel.example", "s3cret"
MAP = encode_request(Request(form=Form.MAP))


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve everything at once, so that no revision is waited for."""
    monkeypatch.setattr(pictures, "POLLS", 0)


def finder(*bases: Index) -> Callable[[str], Index | None]:
    """Return the lookup of bases by their revisions."""
    return {base.snapshot.revision: base for base in bases}.get


def served(base: Index = INDEX, secret: str = SECRET) -> Pictures:
    return Pictures(f"{ORIGIN}/", secret, finder(base), lambda: TODAY)


def ask(text: str, base: Index = INDEX) -> Response:
    return respond(text, base, TODAY)


def path_of(found: Any) -> str:
    return str(found.url.removeprefix(ORIGIN))


@pytest.mark.parametrize("text", ["timeline sylvania", "map", "timeline sylvania page 2"])
async def test_serves_picture_at_the_address_in_the_reply(text: str) -> None:
    drawing = served()
    found = drawing.of(ask(text))
    assert found
    png = await drawing.read(path_of(found))

    assert png
    assert png.startswith(b"\x89PNG")
    assert found.alt


@pytest.mark.parametrize("text", ["sylvania", "timeline bohemia", "timeline", "topics", "compare sylvania graustark"])
def test_makes_no_picture_of_other_responses(text: str) -> None:
    assert served().of(ask(text)) is None


def test_pages_of_a_reply_share_a_picture() -> None:
    drawing = served()
    assert drawing.of(ask("timeline sylvania page 2")) == drawing.of(ask("timeline sylvania"))


async def test_draws_nothing_of_an_older_version() -> None:
    drawing = served()
    for old in ("map", "timeline sylvania", '{"v": 0, "f": "map"}'):
        path = sign(drawing, [INDEX.snapshot.revision, TODAY.isoformat(), old])
        assert (await drawing.read(path), drawing.seconds_to_wait(path)) == (None, 0)


async def test_refuses_forged_addresses() -> None:
    drawing = served()
    found = drawing.of(ask("map"))
    assert found
    path = path_of(found)
    others = [served(secret="other").of(ask("map")), path.replace(".png", "0.png"), "/pictures/", "/pictures/x.y.png"]
    for other in others:
        assert await drawing.read(other if isinstance(other, str) else path_of(other)) is None
    for token in ("bm8", "!", "WzFd"):
        assert await drawing.read(f"/pictures/{token}.{drawing._sign(token)}.png") is None


async def test_draws_picture_once_and_only_of_known_revisions(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(chart: Map, to: BinaryIO) -> None:
        drawn.append(chart.request.form)
        draw_map(chart, to)

    monkeypatch.setattr("bot.reply.pictures.draw_map", draw)
    bases = [INDEX]
    drawing = Pictures(ORIGIN, "s", lambda revision: finder(*bases)(revision), lambda: TODAY)
    found, timeline = drawing.of(ask("map")), drawing.of(ask("timeline sylvania"))
    assert found
    assert timeline
    one, other = await asyncio.gather(drawing.read(path_of(found)), drawing.read(path_of(found)))
    assert (one, drawn) == (other, ["map"])

    other_timeline = drawing.of(ask("timeline graustark"))
    assert other_timeline
    for number, gone in enumerate((index(relations__zenda=None), index(relations__zenda=relation(FACT)))):
        bases = [bases[-1], gone]
        if not number:
            assert await drawing.read(path_of(timeline)), "over a reload it is still drawn"
    assert await drawing.read(path_of(found)) == one, "what was drawn is kept"
    assert await drawing.read(path_of(other_timeline)) is None


async def test_limits_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PICTURES", 1)
    drawing = served()
    for text in ("map", "timeline sylvania"):
        found = drawing.of(ask(text))
        assert found
        assert await drawing.read(path_of(found))
    assert len(drawing._drawn) == 1


def drawn_quickly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Replace the drawing; return the list of drawn questions."""
    drawn: list[str] = []

    def draw(chart: Map, to: BinaryIO) -> None:
        drawn.append(chart.request.form)
        to.write(b"\x89PNG")

    monkeypatch.setattr("bot.reply.pictures.draw_map", draw)
    return drawn


def sign(drawing: Pictures, what: list[str]) -> str:
    """Return a signed address with any content."""
    token = base64.urlsafe_b64encode(json.dumps(what).encode()).decode().rstrip("=")
    return f"/pictures/{token}.{drawing._sign(token)}.png"


def addresses(drawing: Pictures, count: int) -> list[str]:
    """Return different signed addresses of pictures."""
    paths = []
    for number in range(count):
        what = [INDEX.snapshot.revision, date.fromordinal(TODAY.toordinal() - number).isoformat(), MAP]
        paths.append(sign(drawing, what))
    return paths


async def test_draws_no_more_than_so_many_a_minute_for_page_that_reloads(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, clock = drawn_quickly(monkeypatch), Clock()
    drawing = Pictures(ORIGIN, SECRET, finder(INDEX), lambda: TODAY, clock)
    paths = addresses(drawing, pictures.MAX_PICTURES + 1)
    for _ in range(600):  # ten minutes of a page that is reloaded each second
        for path in paths:
            await drawing.read(path)
        clock.now += 1

    assert len(drawn) == 10 * pictures.MAX_DRAWINGS


async def test_serves_kept_pictures_and_says_when_others_can_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_DRAWINGS", 2)
    drawn, clock = drawn_quickly(monkeypatch), Clock()
    drawing = Pictures(ORIGIN, SECRET, finder(INDEX), lambda: TODAY, clock)
    first, second, third = addresses(drawing, 3)
    foreign = addresses(served(secret="other"), 1)[0]
    unknown = sign(drawing, ["gone", "2026-11-23", MAP])
    assert await drawing.read(first)
    clock.now += 20.5
    assert await asyncio.gather(*(drawing.read(path) for path in (second, third, first))) == [
        b"\x89PNG", None, b"\x89PNG",
    ]  # fmt: skip
    waits = {path: drawing.seconds_to_wait(path) for path in (first, third, foreign, unknown)}
    assert waits == {first: 0, third: 40, foreign: 0, unknown: 0}
    for path in (foreign, unknown):
        assert await drawing.read(path) is None
    clock.now += 39.5
    assert drawing.seconds_to_wait(third) == 0
    assert await drawing.read(third)
    assert len(drawn) == 3


async def test_refusals_cost_no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_DRAWINGS", 1)
    drawn_quickly(monkeypatch)
    drawing = served()
    for path in [sign(drawing, ["gone", "2026-11-23", MAP]), *addresses(served(secret="other"), 5)]:
        assert await drawing.read(path) is None
    (path,) = addresses(drawing, 1)

    assert await drawing.read(path)


async def test_serves_kept_picture_while_another_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_quickly(monkeypatch)
    drawing = served()
    kept, slow = addresses(drawing, 2)
    assert await drawing.read(kept)
    go_on = threading.Event()

    def draw(chart: Map, to: BinaryIO) -> None:
        assert go_on.wait(PATIENCE)

    monkeypatch.setattr("bot.reply.pictures.draw_map", draw)
    waiting = asyncio.create_task(drawing.read(slow))
    while not drawing._drawing.locked():
        await asyncio.sleep(0)
    async with asyncio.timeout(PATIENCE):
        assert await drawing.read(kept)
    assert not waiting.done()
    go_on.set()
    await waiting


async def test_waits_for_revision_that_another_process_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_quickly(monkeypatch)
    monkeypatch.setattr(pictures, "POLLS", 3)
    monkeypatch.setattr(pictures, "SECONDS_BETWEEN_POLLS", 0)
    answers: list[Index | None] = [None, None, INDEX, INDEX]
    drawing = Pictures(ORIGIN, SECRET, lambda _: answers.pop(0), lambda: TODAY)
    (path,) = addresses(drawing, 1)
    assert await drawing.read(path)
    assert answers == []

    gone = Pictures(ORIGIN, SECRET, lambda _: None, lambda: TODAY)
    assert await gone.read(path) is None


def test_too_long_request_has_no_picture() -> None:
    long = "partner: zenda\nname: Zenda\nkind: place\naliases: ['" + "z" * 119 + "']\n"
    timeline = ask("timeline sylvania")
    assert served(index(relations__zenda=long)).of(timeline)
    drawing = Pictures("https://" + "x" * 3_000, "s", finder(INDEX), lambda: date(2026, 1, 1))
    assert drawing.of(timeline) is None


async def test_replies_have_pictures_that_the_server_serves() -> None:
    drawing = served()
    async with open_workspace(INDEX, drawing) as workspace:
        command = (await workspace.command("timeline sylvania")).json
        (image,) = elements(command["blocks"], "image")
        assert check_message(command) == []
        assert image["alt_text"].startswith("Timeline of Sylvania")
        path = image["image_url"].removeprefix(ORIGIN)
        response = await workspace.request("GET", path)
        assert (response.status, response.headers["content-type"]) == (200, "image/png")
        assert response.body.startswith(b"\x89PNG")
        assert (await workspace.request("GET", path.replace("pictures/", "pictures/x"))).status == 404
        assert (await workspace.request("POST", path)).status == 405

        await workspace.mention("<@U0BOT> map")
        (call,) = await workspace.slack.wait_for("chat.postMessage")
        assert elements(call.arguments["blocks"], "image")
        await press(workspace, await ask_privately(workspace, "timeline sylvania"), "All 5 facts")
        modal = await press_in_modal(workspace, "Timeline")

    assert elements(modal["blocks"], "image")
    assert check_view({key: modal[key] for key in ("type", "title", "close", "blocks")}) == []


async def test_server_sends_retry_after(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_DRAWINGS", 1)
    drawn_quickly(monkeypatch)
    drawing = Pictures(ORIGIN, SECRET, finder(INDEX), lambda: TODAY, Clock())
    first, second = addresses(drawing, 2)
    async with open_workspace(INDEX, drawing) as workspace:
        assert [(await workspace.request("GET", path)).status for path in (first, second, first)] == [200, 503, 200]
        refused = await workspace.request("GET", second)
        assert refused.headers["retry-after"] == "60"
        assert (await workspace.request("GET", "/pictures/x.png")).status == 404


async def test_replies_without_public_address_have_no_picture() -> None:
    async with open_workspace(INDEX) as workspace:
        assert not elements((await workspace.command("timeline sylvania")).json["blocks"], "image")
        assert (await workspace.request("GET", "/pictures/x.png")).status == 404


async def test_answers_without_a_picture_that_slack_cannot_fetch(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = limits_blocks.check_block

    def refuse_images(block: dict[str, Any], where: str, surface: str) -> Iterator[str]:
        if block.get("type") == "image":
            yield f"{where}: downloading image failed"
        yield from real(block, where, surface)

    monkeypatch.setattr(surfaces, "check_block", refuse_images)
    async with open_workspace(INDEX, served()) as workspace:
        await workspace.actions.say("U1", "C1", "@ruri timeline sylvania")
        _, posted = await workspace.slack.wait_for("chat.postMessage", count=2)
        assert posted.response["ok"]
        await press(workspace, last(workspace), "All 5 facts")
        modal = await press_in_modal(workspace, "Timeline")
        assert modal["title"]["text"] == "Sylvania: timeline"
        await workspace.actions.say("U1", "C1", "@ruri sylvania")
        await workspace.slack.wait_for("chat.postMessage", count=3)
        await press(workspace, last(workspace), "Timeline")
        private = last(workspace)

    assert (private.only_for, private.text.splitlines()[0]) == ("U1", "Sylvania: timeline")
    assert "Slack refused blocks, which were left out: invalid_blocks" in caplog.text
