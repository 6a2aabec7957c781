"""Pictures: in replies by their addresses, and at these addresses."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

import pytest

from bot.domain.responses import Map, Response
from bot.reply.pictures import draw_map
from bot.sandbox import check_message, check_view
from bot.sandbox.limits import blocks as limits_blocks
from bot.sandbox.limits import surfaces
from bot.search import Index, respond
from bot.slack import Pictures, pictures
from tests.bases import FACT, TODAY, index, relation
from tests.reply.test_blocks import elements
from tests.scenario.workspace import open_workspace

INDEX = index()
ORIGIN, SECRET = "https://azrel.example", "s3cret"


def served(base: Index = INDEX, secret: str = SECRET) -> Pictures:
    return Pictures(f"{ORIGIN}/", secret, lambda: base, lambda: TODAY)


def ask(text: str, base: Index = INDEX) -> Response:
    return respond(text, base, TODAY)


def path_of(found: Any) -> str:
    return str(found.url.removeprefix(ORIGIN))


@pytest.mark.parametrize("text", ["timeline sylvania", "map", "timeline sylvania page 2"])
async def test_a_picture_is_where_its_reply_says(text: str) -> None:
    drawing = served()
    found = drawing.of(ask(text))
    assert found
    png = await drawing.read(path_of(found))

    assert png
    assert png.startswith(b"\x89PNG")
    assert found.alt


@pytest.mark.parametrize("text", ["sylvania", "timeline bohemia", "timeline", "topics", "compare sylvania graustark"])
def test_other_responses_have_none(text: str) -> None:
    assert served().of(ask(text)) is None


async def test_no_address_can_be_guessed() -> None:
    drawing = served()
    found = drawing.of(ask("map"))
    assert found
    path = path_of(found)
    others = [served(secret="other").of(ask("map")), path.replace(".png", "0.png"), "/pictures/", "/pictures/x.y.png"]
    for other in others:
        assert await drawing.read(other if isinstance(other, str) else path_of(other)) is None
    for token in ("bm8", "!", "WzFd"):
        assert await drawing.read(f"/pictures/{token}.{drawing._sign(token)}.png") is None


async def test_a_picture_is_drawn_once_and_not_of_a_base_that_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def draw(chart: Map, to: BinaryIO) -> None:
        drawn.append(chart.text)
        draw_map(chart, to)

    monkeypatch.setattr("bot.reply.pictures.draw_map", draw)
    base = [INDEX]
    drawing = Pictures(ORIGIN, "s", lambda: base[0], lambda: TODAY)
    found, timeline = drawing.of(ask("map")), drawing.of(ask("timeline sylvania"))
    assert found
    assert timeline
    one, other = await asyncio.gather(drawing.read(path_of(found)), drawing.read(path_of(found)))
    assert (one, drawn) == (other, ["map"])

    other_timeline = drawing.of(ask("timeline graustark"))
    assert other_timeline
    for number, gone in enumerate((index(relations__zenda=None), index(relations__zenda=relation(FACT)))):
        base[0] = gone
        assert drawing.of(ask("map", gone))
        if not number:
            assert await drawing.read(path_of(timeline)), "over a reload it is still drawn"
    assert await drawing.read(path_of(found)) == one, "what was drawn is kept"
    assert await drawing.read(path_of(other_timeline)) is None


async def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PICTURES", 1)
    drawing = served()
    for text in ("map", "timeline sylvania"):
        found = drawing.of(ask(text))
        assert found
        assert await drawing.read(path_of(found))
    assert len(drawing._drawn) == 1


def test_what_has_no_place_in_an_address_has_no_picture() -> None:
    long = "partner: zenda\nname: Zenda\nkind: place\naliases: ['" + "z" * 119 + "']\n"
    timeline = ask("timeline sylvania")
    assert served(index(relations__zenda=long)).of(timeline)
    drawing = Pictures("https://" + "x" * 3_000, "s", lambda: INDEX, lambda: date(2026, 1, 1))
    assert drawing.of(timeline) is None


async def test_replies_carry_them_and_the_server_serves_them() -> None:
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
        assert (await workspace.request("POST", path)).status == 404

        await workspace.mention("<@U0BOT> map")
        (call,) = await workspace.slack.wait_for("chat.postMessage")
        assert elements(call.arguments["blocks"], "image")
        await workspace.acts.say("U1", "C1", "/ruri timeline sylvania")
        shown = list(workspace.slack.web_api.workspace.messages.values())[-1]
        (everything,) = [
            {**element, "block_id": block["block_id"]}
            for block in shown.blocks
            for element in elements(block, "button")
            if element["text"]["text"].startswith("All ")
        ]
        where = {"channel": "C1", "ts": shown.ts}
        await workspace.acts.press("U1", everything, {}, message=where, view=None)
        await workspace.finish()
        (modal,) = workspace.slack.web_api.views.modals["U1"]
        (turn,) = [
            {**element, "block_id": block["block_id"]}
            for block in modal["blocks"]
            for element in elements(block, "button")
            if element["text"]["text"] == "Timeline"
        ]
        await workspace.acts.press("U1", turn, {}, message=None, view=modal["id"])
        await workspace.finish()
        (modal,) = workspace.slack.web_api.views.modals["U1"]

    assert elements(modal["blocks"], "image")
    assert check_view({key: modal[key] for key in ("type", "title", "close", "blocks")}) == []


async def test_without_an_address_replies_are_complete_without_them() -> None:
    async with open_workspace(INDEX) as workspace:
        assert not elements((await workspace.command("timeline sylvania")).json["blocks"], "image")
        assert (await workspace.request("GET", "/pictures/x.png")).status == 404


async def test_a_picture_that_slack_cannot_fetch_costs_no_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = limits_blocks.check_block

    def refuse_images(block: dict[str, Any], where: str, surface: str) -> Iterator[str]:
        if block.get("type") == "image":
            yield f"{where}: downloading image failed"
        yield from real(block, where, surface)

    monkeypatch.setattr(surfaces, "check_block", refuse_images)
    async with open_workspace(INDEX, served()) as workspace:
        await workspace.acts.say("U1", "C1", "@ruri timeline sylvania")
        _, posted = await workspace.slack.wait_for("chat.postMessage", count=2)
        assert posted.response["ok"]
        public = list(workspace.slack.web_api.workspace.messages.values())[-1]
        where = {"channel": "C1", "ts": public.ts}

        async def press(label: str, place: dict[str, Any], blocks: list[dict[str, Any]]) -> None:
            (action,) = [
                {**element, "block_id": block["block_id"]}
                for block in blocks
                for element in elements(block, "button")
                if element["text"]["text"].startswith(label)
            ]
            await workspace.acts.press("U1", action, {}, **place)
            await workspace.finish()

        await press("All ", {"message": where, "view": None}, public.blocks)
        (modal,) = workspace.slack.web_api.views.modals["U1"]
        await press("Timeline", {"message": None, "view": modal["id"]}, modal["blocks"])
        (modal,) = workspace.slack.web_api.views.modals["U1"]
        assert modal["title"]["text"] == "Sylvania: timeline"
        await workspace.acts.say("U1", "C1", "@ruri sylvania")
        await workspace.slack.wait_for("chat.postMessage", count=3)
        plain = list(workspace.slack.web_api.workspace.messages.values())[-1]
        await press("Timeline", {"message": {"channel": "C1", "ts": plain.ts}, "view": None}, plain.blocks)
        private = list(workspace.slack.web_api.workspace.messages.values())[-1]

    assert (private.only_for, private.text.splitlines()[0]) == ("U1", "Sylvania: timeline")
    assert "Slack refused blocks, which were left out: invalid_blocks" in caplog.text
