"""Usage and failures, as `/metrics` reports them."""

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.web import ProbeServer
from bot.web.metrics import Metrics, State
from tests.bases import index, relation_of
from tests.scenario.pressing import ask, last, press
from tests.scenario.workspace import Workspace, open_workspace

INDEX = index(relations__zenda=relation_of(12))
POST = "chat.postMessage"


async def no_wait() -> float:
    return 0.0


@pytest.fixture
def metrics() -> Metrics:
    return Metrics(lambda: State(True, 1.0, 0, False), no_wait, "1.2.3")


async def read(workspace: Workspace, name: str) -> dict[tuple[str, ...], float]:
    """Return the samples of a metric that are not 0, by label values in the order of the labels' names."""
    response = await workspace.request("GET", "/metrics")
    assert (response.status, response.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    samples = [sample for family in text_string_to_metric_families(response.body.decode()) for sample in family.samples]
    return {
        tuple(sample.labels[label] for label in sorted(sample.labels)): sample.value
        for sample in samples
        if sample.name == name and sample.value
    }


async def test_counts_answers_by_surface_and_outcome(metrics: Metrics) -> None:
    async with open_workspace(INDEX, metrics=metrics) as workspace:
        await workspace.command("sylvania")
        await workspace.command("sylvania")
        await workspace.command("sylvania trouble")
        await workspace.mention("<@U0BOT> xyzzy")
        await workspace.actions.say("U1", "D1", "zenda")
        await workspace.finish()
        private = await ask(workspace, "sylvanja gas", channel="C2")
        await press(workspace, private, "Share")
        said = workspace.slack.web_api.workspace.add("C1", "U2", "Good morning")
        await workspace.actions.run_shortcut("U1", "find", {"channel": "C1", "ts": said.ts})
        await workspace.finish()

        assert await read(workspace, "azrel_answers_total") == {
            ("answer", "command"): 3,
            ("near", "command"): 1,
            ("none", "mention"): 1,
            ("answer", "message"): 1,
            ("answer", "button"): 1,
            ("none", "shortcut"): 1,
        }
        assert await read(workspace, "azrel_misses_total") == {("command",): 1, ("mention",): 1}
        assert await read(workspace, "azrel_shares_total") == {("button",): 1}
        counts = await read(workspace, "azrel_answer_seconds_count")
        assert counts["command",] == 4
    assert last(workspace)


@pytest.mark.usefixtures("without_waiting")
async def test_counts_each_failed_try_to_call_slack(metrics: Metrics) -> None:
    async with open_workspace(INDEX, metrics=metrics) as workspace:
        workspace.slack.faults[POST] = [429, "channel_not_found"]
        await workspace.mention("<@U0BOT> sylvania")
        await workspace.slack.wait_for(POST, count=2)
        await workspace.finish()
        workspace.slack.faults["views.publish"] = ["user_not_found"]
        await workspace.actions.open_home("U1", "home")
        await workspace.finish()

        assert await read(workspace, "azrel_slack_failures_total") == {
            ("unreadable",): 1,
            ("channel_not_found",): 1,
            ("user_not_found",): 1,
        }


async def test_counts_refused_requests_by_status(metrics: Metrics) -> None:
    async with open_workspace(INDEX, metrics=metrics) as workspace:
        for _ in range(3):
            await workspace.post(b"command=%2Fruri", headers={"x-slack-signature": ""})
        await workspace.post(b"x=1", content_type="text/plain")
        await workspace.post(b"[]", content_type="application/json")
        await workspace.event({"type": "unheard_of"})

        refused = {("401",): 3, ("415",): 1, ("400",): 1, ("404",): 1}
        assert await read(workspace, "azrel_refused_requests_total") == refused


async def test_serves_no_metrics_when_off() -> None:
    async with open_workspace(INDEX) as workspace:
        assert (await workspace.request("GET", "/metrics")).status == 404


async def test_serves_metrics_beside_socket_mode(metrics: Metrics) -> None:
    for given, status in ((metrics, 200), (None, 404)):
        async with (
            ProbeServer("127.0.0.1", 0, dict, given) as probes,
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{probes.port}/metrics") as response,
        ):
            assert response.status == status
            assert ("azrel_answers_total" in await response.text()) == bool(given)
