import asyncio
import io
import json
import logging
import time
from typing import Any

import pytest

from bot.logs import request_id
from bot.sandbox import sign
from bot.slack import Background, dispatch
from bot.web import refusals
from bot.web.events import MAX_BODY
from tests.bases import index
from tests.scenario.workspace import SECRET, open_workspace

INDEX = index()
BODY = b"command=%2Fruri&text=sylvania&team_id=T1&user_id=U1&channel_id=C1"


async def test_answers_url_verification() -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(
            json.dumps({"type": "url_verification", "challenge": "c1"}).encode(), content_type="application/json"
        )

    assert (response.status, response.json) == (200, {"challenge": "c1"})


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (b"command=%2Fruri&text=Sylvania+1993", "Sylvania"),
        (b"text=sylvania%2B1993&command=%2Fruri", "Sylvania"),
        (b"command=%2Fruri", "How to ask about Ruritania's foreign relations"),
        (b"command=%2Fruri&text=", "How to ask about Ruritania's foreign relations"),
    ],
)
async def test_parses_command_from_form(body: bytes, title: str) -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(body)

    assert response.status == 200
    assert response.json["text"].splitlines()[0] == title


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"x-slack-signature": ""}, "the request is not signed"),
        ({"x-slack-request-timestamp": "soon"}, "the request is not signed"),
        ({"x-slack-request-timestamp": "²"}, "the request is not signed"),
        ({"x-slack-signature": "v0=" + "0" * 64}, "the signature or its time is not valid"),
        (sign("another secret", int(time.time()), BODY), "the signature or its time is not valid"),
        (sign(SECRET, int(time.time()) - 301, BODY), "the signature or its time is not valid"),
        (sign(SECRET, 10**11, BODY), "the signature or its time is not valid"),
        (sign(SECRET, 10**30, BODY), "the request is not signed"),
        ({"x-slack-request-timestamp": "1" * 5_000}, "the request is not signed"),
        ({"x-slack-signature": "v0=é" + "0" * 63}, "the request is not signed"),
    ],
)
async def test_refuses_requests_with_invalid_signature(
    headers: dict[str, str], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(BODY, headers=headers)

    assert (response.status, response.body.decode()) == (401, reason)
    assert f"refused a request with 401: {reason}" in caplog.text
    assert "sylvania" not in caplog.text


@pytest.mark.parametrize(
    ("body", "status", "reason"),
    [
        (b"x" * (MAX_BODY + 1), 413, f"the body is larger than {MAX_BODY} bytes"),
        (b"text=\xff", 400, "the body is not UTF-8"),
    ],
)
async def test_refuses_too_large_and_malformed_bodies(body: bytes, status: int, reason: str) -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(body)

    assert (response.status, response.body.decode()) == (status, reason)


@pytest.mark.parametrize(
    ("body", "content_type", "status", "reason"),
    [
        (BODY, "text/plain", 415, "the body is neither JSON nor a form"),
        (BODY, "", 415, "the body is neither JSON nor a form"),
        (b'{"type": "event_callback", "ev', "application/json", 400, "the body is not JSON"),
        (b"", "application/json", 400, "the body is not JSON"),
        (b'["a list"]', "application/json; charset=utf-8", 400, "the body is not one that Slack sends"),
        (b"[" * 100_000, "application/json", 400, "the body is not JSON"),
        (b"payload=%7B%22type", "application/x-www-form-urlencoded", 400, "the body is not JSON"),
        (b"payload=5", "application/x-www-form-urlencoded", 400, "the body is not one that Slack sends"),
        (b'{"event": 5}', "application/json", 400, "the body is not one that Slack sends"),
        (b'{"event": ["sylvania"]}', "application/json", 400, "the body is not one that Slack sends"),
        (b'{"authorizations": [5]}', "application/json", 400, "the body is not one that Slack sends"),
        (b'{"authorizations": [{}, "sylvania"]}', "application/json", 400, "the body is not one that Slack sends"),
        (b'{"authorizations": {}, "event": {}}', "application/json", 400, "the body is not one that Slack sends"),
    ],
)
async def test_refuses_signed_bodies_of_another_kind(
    body: bytes, content_type: str, status: int, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(body, content_type=content_type)

        assert (response.status, response.body.decode()) == (status, reason)
        assert workspace.slack.calls == []
    assert f"refused a request with {status}: {reason}" in caplog.text
    assert "sylvania" not in caplog.text
    assert "event_callback" not in caplog.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{}", 404),
        (b'{"type": "event_callback"}', 400),
        (b'{"type": "event_callback", "event": {"type": "team_join"}}', 404),
        (b'{"type": "sylvania", "view": null}', 404),
        (b'{"type": "event_callback", "event_id": ["x"], "event": {"type": "app_mention"}}', 400),
        (b'{"type": "event_callback", "event": {"type": "message", "channel_type": "im", "user": "U1"}}', 200),
        (b'{"type": "event_callback", "event": {"type": "message", "channel_type": ["im"], "user": {}}}', 400),
        (b'{"type": "block_actions", "actions": [{"action_id": "sylvania"}]}', 400),
        (b'{"type": "event_callback", "authed_users": 5, "event": {"type": "app_mention", "user": 5}}', 400),
        (b'{"type": "event_callback", "team_id": {"a": 1}, "event": {"type": "app_mention"}}', 400),
    ],
)
async def test_answers_signed_requests_without_meaning(body: bytes, status: int, server_log: io.StringIO) -> None:
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(body, content_type="application/json")
        await workspace.finish()

        assert response.status == status
        assert workspace.slack.calls == []
    entries = [json.loads(line) for line in server_log.getvalue().splitlines()]
    assert [entry["level"] for entry in entries] == {404: ["WARNING"], 400: ["WARNING"], 200: []}[status]
    assert not any("error" in entry for entry in entries)
    assert "sylvania" not in server_log.getvalue()


async def test_refuses_what_bolt_cannot_parse(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise TypeError("a private question")

    monkeypatch.setattr(dispatch, "AsyncBoltRequest", fail)
    async with open_workspace(INDEX) as workspace:
        response = await workspace.mention("sylvania")

    assert (response.status, response.body) == (400, b"the request is not one that Slack sends")
    assert "could not read a request: TypeError at " in caplog.text
    assert "private" not in caplog.text


async def test_is_not_ready_without_knowledge() -> None:
    async with open_workspace(INDEX) as workspace:
        workspace.revision = None

        assert (await workspace.request("GET", "/readyz")).status == 503


@pytest.mark.parametrize(("given", "logged"), [("req-1", True), ("x" * 65, False), ('bad"id', False), ("", False)])
async def test_log_lines_have_the_request_id(
    given: str, logged: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ids: list[str] = []
    monkeypatch.setattr(refusals.log, "warning", lambda *_: ids.append(request_id.get()))
    async with open_workspace(INDEX) as workspace:
        await workspace.request("POST", "/slack/events", b"", {"x-request-id": given})

    assert len(ids) == 1
    assert (ids == [given]) is logged
    assert 1 <= len(ids[0]) <= 64


async def test_probes_report_life_and_revision() -> None:
    async with open_workspace(INDEX) as workspace:
        alive = await workspace.request("GET", "/healthz")
        ready = await workspace.request("GET", "/readyz")
        missing = [
            await workspace.request(method, path)
            for method, path in (
                ("POST", "/"),
                ("GET", "/"),
                ("GET", "/healthz/"),
                ("GET", "/slack/events"),
                ("POST", "/readyz"),
            )
        ]

    assert (alive.status, alive.body) == (200, b"ok")
    assert (ready.status, ready.json) == (200, {"revision": INDEX.snapshot.revision, "refused": None})
    assert [response.status for response in missing] == [404, 404, 404, 405, 405]


async def test_disconnected_client_is_no_error() -> None:
    async with open_workspace(INDEX) as workspace:
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": "/slack/events", "query_string": b"", "headers": []}
        await workspace.app(scope, receive, send)

    assert sent[0]["status"] == 400


async def test_stopping_waits_for_running_answers() -> None:
    async with open_workspace(INDEX) as workspace:
        done: list[str] = []

        async def work() -> None:
            await asyncio.sleep(0)
            done.append("work")

        incoming = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]

        async def receive() -> dict[str, Any]:
            return incoming.pop(0)

        async def send(message: Any) -> None:
            done.append(message["type"])

        workspace.background.start(work())
        await workspace.app({"type": "lifespan"}, receive, send)

    assert done == ["lifespan.startup.complete", "work", "lifespan.shutdown.complete"]


async def test_stopping_at_once_logs_no_failure() -> None:
    async with open_workspace(INDEX) as workspace:
        sent: list[str] = []
        incoming = [{"type": "lifespan.startup"}]

        async def receive() -> dict[str, Any]:
            return incoming.pop(0) if incoming else await asyncio.get_running_loop().create_future()

        async def send(message: Any) -> None:
            sent.append(message["type"])

        serving = asyncio.create_task(workspace.app({"type": "lifespan"}, receive, send))
        while not sent:
            await asyncio.sleep(0)
        serving.cancel()
        await serving

    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]


async def test_cancels_endless_work_and_logs_failures(caplog: pytest.LogCaptureFixture) -> None:
    background = Background()

    async def forever() -> None:
        await asyncio.Event().wait()

    async def fail() -> None:
        raise RuntimeError("the cause")

    background.start(forever())
    background.start(fail())
    await background.finish(0.01)
    await background.finish(0.01)

    assert "1 tasks were not done in 0.01 s and were ended" in caplog.text
    assert "RuntimeError: the cause" in caplog.text
