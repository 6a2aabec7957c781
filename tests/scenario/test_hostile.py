"""A few thousand hostile requests; `tests.benchmarks.hostile` sends more."""

import io
import json
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.web.events import MAX_BODY
from tests.bases import index
from tests.scenario.hostile import CANARY, JSON, PAYLOADS, Hostile, Wild
from tests.scenario.workspace import SECRET, TOKEN, Workspace, open_workspace

pytestmark = pytest.mark.usefixtures("without_waiting")

INDEX = index()
REQUESTS = 3_000
# The beginnings of refusals; any other body would be a reply.
REFUSALS = (b"the ", b"not found", b"ok", b'{"revision"', b"")


async def assert_withstood(workspace: Workspace, wild: Wild) -> None:
    headers = {name.lower(): value for name, value in wild.headers}
    encoded = {name: value for name, value in headers.items() if _is_latin(value)}
    response = await workspace.request(wild.method, wild.path, wild.body, encoded)
    assert response.status < 500, wild
    if not wild.is_signed:
        assert response.status in (200, 400, 401, 404, 405, 413), wild
        assert CANARY.encode() not in response.body
        assert response.status != 200 or wild.path in ("/healthz", "/readyz"), wild


def _is_latin(value: str) -> bool:
    try:
        value.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.slow
async def test_withstands_hostile_requests(server_log: io.StringIO, step: int) -> None:
    hostile = Hostile(random.Random(1), SECRET, time.time)
    async with open_workspace(INDEX) as workspace:
        workspace.slack.faults["views.open"] = "expired_trigger_id"
        for _ in range(REQUESTS // step):
            await assert_withstood(workspace, hostile.make(largest=MAX_BODY))
        await workspace.finish()
        assert (await workspace.command("sylvania")).json["blocks"]
    logged = server_log.getvalue()
    for secret in (CANARY, SECRET, TOKEN):
        assert secret not in logged, [line for line in logged.splitlines() if secret in line][:3]
    failures = [line for line in map(json.loads, logged.splitlines()) if "error" in line]
    assert failures == [], failures[0]["message"] + failures[0]["error"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.slow
@given(payload=st.sampled_from(PAYLOADS), data=st.data())
@settings(
    max_examples=settings().max_examples,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
async def test_withstands_any_value_in_any_field(payload: dict[str, object], data: st.DataObject) -> None:
    changed = {name: data.draw(VALUES, name) if data.draw(st.booleans()) else value for name, value in payload.items()}
    async with open_workspace(INDEX) as workspace:
        response = await workspace.post(json.dumps(changed).encode(), content_type=JSON)
        await workspace.finish()

    assert response.status < 500
