"""Methods of the fake Slack's Web API, and its refusals."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox.refusals import Refused
from bot.sandbox.webapi import WebApi
from bot.sandbox.workspace import BOT_USER, MAX_MESSAGES, Change, Workspace
from tests.clocks import Clock
from tests.sandbox.apps import TOKEN, message, modal, open_room

HOME = {"type": "home", "blocks": [{"type": "divider"}]}


def web_api(scopes: frozenset[str] | None = None) -> tuple[WebApi, Clock]:
    clock = Clock()
    return WebApi(Workspace(clock=clock), scopes), clock


def test_posts_updates_and_deletes_messages() -> None:
    api, _ = web_api()
    posted = api.call("chat.postMessage", {"channel": "C1", **message("one"), "thread_ts": "1.1"})
    where = {"channel": "C1", "ts": posted["ts"]}
    assert (posted["ok"], posted["message"]["thread_ts"]) == (True, "1.1")
    assert api.call("chat.postMessage", {"channel": "U2", "text": "to Ben"})["channel"] == "D2"

    assert api.call("chat.update", {**where, **message("two")})["text"] == "two"
    changed = api.workspace.message("C1", posted["ts"])
    assert (changed.text, changed.edited) == ("two", True)
    assert api.call("chat.delete", where)["ok"]
    assert api.call("chat.delete", where)["error"] == "message_not_found"


def test_ephemeral_message_cannot_be_updated() -> None:
    api, _ = web_api()
    posted = api.call("chat.postEphemeral", {"channel": "C1", "user": "U1", "text": "psst"})
    where = {"channel": "C1", "ts": posted["message_ts"]}

    assert api.workspace.viewers(api.workspace.message(**where)) == frozenset(["U1"])
    assert api.call("chat.update", {**where, "text": "x"})["error"] == "message_not_found"


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("chat.postMessage", {"channel": "C9", "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": ["C1"], "text": "x"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "C2", "text": "x"}, "not_in_channel"),
        ("chat.postMessage", {"channel": "C1"}, "no_text"),
        ("chat.postMessage", {"channel": "C1", "text": "x" * 40_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C1", "text": "x" * 4_001}, "msg_too_long"),
        ("chat.postMessage", {"channel": "C1", "blocks": [{"type": "divider"}]}, "no_text"),
        ("chat.postMessage", {"channel": "C1", "text": "x", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ("chat.postEphemeral", {"channel": "C1", "user": "U9", "text": "x"}, "user_not_in_channel"),
        ("chat.update", {"channel": "C1", "ts": "1.1", "text": "x"}, "message_not_found"),
        ("views.open", {"view": modal()}, "invalid_trigger_id"),
        ("views.open", {"trigger_id": "1.1", "view": modal()}, "invalid_trigger_id"),
        ("views.update", {"view_id": "V1", "view": modal()}, "not_found"),
        ("views.publish", {"user_id": "U9", "view": HOME}, "user_not_found"),
        ("views.publish", {"user_id": "U1", "view": modal()}, "invalid_arguments"),
        ("views.publish", {"user_id": "U1"}, "invalid_arguments"),
        ("no.such", {}, "unknown_method"),
    ],
)
def test_refuses_with_slacks_error_names(method: str, arguments: dict[str, Any], error: str) -> None:
    api, _ = web_api()

    assert api.call(method, arguments)["error"] == error


def test_refuses_to_change_messages_of_others() -> None:
    api, _ = web_api()
    said = api.workspace.add("C1", "U1", "mine")
    where = {"channel": "C1", "ts": said.ts}

    assert api.call("chat.update", {**where, "text": "x"})["error"] == "cant_update_message"
    assert api.call("chat.delete", where)["error"] == "cant_delete_message"


def test_refuses_calls_without_their_scope() -> None:
    api, _ = web_api(frozenset(["commands"]))

    assert api.call("chat.postMessage", {"channel": "C1", "text": "x"})["error"] == "missing_scope"
    assert api.call("auth.test", {})["user_id"] == BOT_USER


def test_trigger_opens_one_modal_within_three_seconds() -> None:
    api, clock = web_api()
    first, late = api.triggers.issue("U1"), api.triggers.issue("U1")

    assert api.call("views.open", {"trigger_id": first, "view": modal()})["ok"]
    assert api.call("views.open", {"trigger_id": first, "view": modal()})["error"] == "exchanged_trigger_id"
    clock.now += 3.1
    assert api.call("views.open", {"trigger_id": late, "view": modal()})["error"] == "expired_trigger_id"


def test_stacks_three_modals_and_updates_by_hash() -> None:
    api, _ = web_api()

    def call(method: str, **arguments: Any) -> dict[str, Any]:
        return api.call(method, {"trigger_id": api.triggers.issue("U1"), "view": modal(), **arguments})

    assert call("views.push")["error"] == "invalid_trigger_id"
    root = call("views.open", view=modal(external_id="mine"))["view"]
    second = call("views.push")["view"]
    assert (second["root_view_id"], second["previous_view_id"]) == (root["id"], root["id"])
    assert call("views.push")["ok"]
    assert call("views.push")["error"] == "push_limit_reached"

    updated = call("views.update", view_id=root["id"], hash=root["hash"], view=modal("New"))["view"]
    assert (updated["id"], updated["title"]["text"]) == (root["id"], "New")
    assert call("views.update", view_id=root["id"], hash=root["hash"])["error"] == "hash_conflict"
    assert call("views.update", view_id=second["id"], view=HOME)["error"] == "invalid_arguments"
    too_long = call("views.update", view_id=second["id"], view=modal("x" * 25))
    assert "title: 25 characters, the most is 24" in too_long["response_metadata"]["messages"]


def test_finds_modal_by_external_id() -> None:
    api, _ = web_api()
    api.call("views.open", {"trigger_id": api.triggers.issue("U1"), "view": modal(external_id="mine")})

    assert api.call("views.update", {"external_id": "mine", "view": modal("New")})["view"]["title"]["text"] == "New"


def test_publishes_home_for_one_user() -> None:
    api, _ = web_api()
    first = api.call("views.publish", {"user_id": "U1", "view": HOME})["view"]
    second = api.call("views.publish", {"user_id": "U1", "view": HOME, "hash": first["hash"]})["view"]
    third = api.call("views.update", {"view_id": first["id"], "view": HOME})["view"]

    assert first["id"] == second["id"] == third["id"]
    assert api.call("views.publish", {"user_id": "U1", "view": HOME, "hash": "old"})["error"] == "hash_conflict"
    assert list(api.views.homes) == ["U1"]


def test_response_address_works_five_times_for_half_an_hour() -> None:
    api, clock = web_api()
    id_ = api.responses.issue("U1", "C2")
    api.respond(id_, message("private"))
    api.respond(id_, message("public", response_type="in_channel"))
    shown = [(item.text, item.only_for) for item in api.workspace.messages.values()]
    assert shown == [("private", "U1"), ("public", None)]

    for _ in range(3):
        api.respond(id_, message())
    with pytest.raises(Refused, match="used_url"):
        api.respond(id_, message())
    other = api.responses.issue("U1", "C2")
    clock.now += 30 * 60 + 1
    for late in (other, "unknown"):
        with pytest.raises(Refused, match="expired_url"):
            api.respond(late, message())


def test_response_replaces_or_deletes_its_message() -> None:
    api, _ = web_api()
    shown = api.show(message("one"), "U1", "C1")
    id_ = api.responses.issue("U1", "C1", message=shown.ts)

    api.respond(id_, {**message("two"), "replace_original": True})
    assert api.workspace.message("C1", shown.ts).text == "two"
    assert api.workspace.message("C1", shown.ts).only_for == "U1"
    for _ in range(2):
        api.respond(id_, {"delete_original": True})
    assert api.workspace.messages == {}
    with pytest.raises(Refused, match="no_text"):
        api.respond(id_, {})


def test_response_changes_no_message_of_a_person() -> None:
    api, _ = web_api()
    said = api.workspace.add("C1", "U1", "mine")
    id_ = api.responses.issue("U1", "C1", message=said.ts)
    api.respond(id_, {"delete_original": True})
    api.respond(id_, {**message("forged"), "replace_original": True})

    assert api.workspace.message("C1", said.ts) == said


async def test_refuses_call_that_is_no_json() -> None:
    async with open_room() as room, aiohttp.ClientSession() as session:
        for body in (b"{", b"5", b"[1]", b"[" * 200_000):
            headers = {"content-type": "application/json", "authorization": f"Bearer {TOKEN}"}
            async with session.post(f"{room.slack.api_url}chat.postMessage", data=body, headers=headers) as response:
                assert await response.json() == {"ok": False, "error": "invalid_json"}
        async with session.post(f"{room.slack.api_url}auth.test", headers={"authorization": TOKEN}) as response:
            assert (await response.json())["error"] == "not_authed"


async def test_uploads_file_into_channel() -> None:
    async with open_room() as room, aiohttp.ClientSession() as session:
        api = room.slack.web_api
        asked = api.call("files.getUploadURLExternal", {"filename": "a.csv", "length": "3"})
        complete = {"channel_id": "D1", "files": [{"id": asked["file_id"], "title": "A"}], "initial_comment": "here"}
        assert api.call("files.completeUploadExternal", complete)["error"] == "file_not_found"
        for content, status in ((b"ab", 400), (b"a,b", 200), (b"a,b", 400)):
            async with session.post(asked["upload_url"], data=content) as response:
                assert response.status == status

        (file,) = api.call("files.completeUploadExternal", complete)["files"]
        assert (file["name"], file["title"], file["size"]) == ("a.csv", "A", 3)
        shown = list(api.workspace.messages.values())[-1]
        assert (shown.channel, shown.text, shown.files) == ("D1", "here", [file])
        async with session.get(file["url_private"]) as response:
            assert await response.read() == b"a,b"
            assert response.headers["content-disposition"] == "attachment"
        async with session.get(f"{room.slack.url}/file/F9/a.csv") as response:
            assert response.status == 404


@pytest.mark.parametrize(
    ("method", "arguments", "error"),
    [
        ("getUploadURLExternal", {"filename": "", "length": "3"}, "invalid_arguments"),
        ("getUploadURLExternal", {"filename": "a.csv", "length": "0"}, "invalid_arguments"),
        ("completeUploadExternal", {"channel_id": "U1", "files": [{"id": "F1"}]}, "channel_not_found"),
        ("completeUploadExternal", {"channel_id": "C2", "files": [{"id": "F1"}]}, "not_in_channel"),
        ("completeUploadExternal", {"channel_id": "C1", "files": []}, "invalid_arguments"),
    ],
)
def test_refuses_invalid_file(method: str, arguments: dict[str, Any], error: str) -> None:
    api, _ = web_api()
    assert api.call(f"files.{method}", arguments)["error"] == error


def test_keeps_only_the_newest_files() -> None:
    api, _ = web_api()
    first, *_ = [api.call("files.getUploadURLExternal", {"filename": "a", "length": "1"}) for _ in range(101)]
    arguments = {"channel_id": "C1", "files": [{"id": first["file_id"]}]}
    assert api.call("files.completeUploadExternal", arguments)["error"] == "file_not_found"


async def test_response_address_works_over_http() -> None:
    async with open_room() as room, aiohttp.ClientSession() as session:
        url = room.slack.new_response_url("U1", "C1")

        async def post(body: Any) -> tuple[int, str]:
            async with session.post(url, **body) as response:
                return response.status, await response.text()

        assert await post({"json": message()}) == (200, "ok")
        assert await post({"json": {}}) == (400, "no_text")
        for body in (b"{", b"5", b"[]", b"[" * 200_000):
            assert await post({"data": body}) == (400, "invalid_payload")
        for _ in range(3):
            await post({"json": message()})
        assert await post({"json": message()}) == (404, "used_url")
        assert [call.response["ok"] for call in room.slack.calls_of("response_url")][:2] == [True, False]


def test_drops_oldest_messages_and_notifies_listeners() -> None:
    workspace = Workspace()
    changes: list[Change] = []
    workspace.listeners.add(changes.append)
    first = workspace.add("C1", "U1", "first")
    for number in range(MAX_MESSAGES):
        workspace.add("C1", "U1", str(number))

    assert len(workspace.messages) == MAX_MESSAGES
    assert [change.data for change in changes if change.kind == "gone"] == [{"channel": "C1", "ts": first.ts}]
    assert changes[0].seen_by == frozenset(["U1", "U2", BOT_USER])
