"""Counters and gauges, as Prometheus reads them."""

import math
import mmap

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.answers import Outcome
from bot.domain.responses import Response
from bot.search import respond
from bot.services import Answered, Asker, EntryPoint, Missed, Repeated, Shared
from bot.store import StoreDown
from bot.web import metrics as module
from bot.web.metrics import SECONDS_BETWEEN_MEASUREMENTS, Metrics, State
from tests.bases import TODAY, index

ADA = Asker(EntryPoint.MENTION, user="U1", team="T1", channel="C1", response_url="https://hooks.slack.com/x")


def response() -> Response:
    return respond("sylvania", index(), TODAY)


async def no_wait() -> float:
    return 0.0


def to_metrics(state: State = State(True, 60.0, 0, False)) -> Metrics:  # noqa: B008 - it is frozen
    return Metrics(lambda: state, no_wait, "1.2.3")


async def read(metrics: Metrics) -> dict[tuple[str, ...], float]:
    """Return each sample by its name and its labels' values, in the order of the labels' names."""
    families = text_string_to_metric_families((await metrics.render()).decode())
    return {
        (sample.name, *(sample.labels[label] for label in sorted(sample.labels))): sample.value
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


async def test_counts_what_happens() -> None:
    metrics, found = to_metrics(), response()
    metrics.note(Answered(ADA, found, Outcome.ANSWER, 0.002))
    metrics.note(Repeated(ADA, Outcome.ANSWER, 0.00001))
    metrics.note(Answered(ADA, found, Outcome.NEAR, 5.0))
    metrics.note(Missed(ADA, found))
    metrics.note(Shared(Asker(EntryPoint.BUTTON), found))
    metrics.note_failed_call("ratelimited")
    metrics.note_refusal(401)
    metrics.note_refusal(401)
    samples = await read(metrics)

    assert samples["azrel_answers_total", "answer", "mention"] == 2
    assert samples["azrel_answers_total", "near", "mention"] == 1
    assert samples["azrel_answers_total", "answer", "command"] == 0, "what has not happened yet is counted as 0"
    assert samples["azrel_answer_seconds_bucket", "0.0005", "mention"] == 1
    assert samples["azrel_answer_seconds_bucket", "0.0025", "mention"] == 2
    assert samples["azrel_answer_seconds_bucket", "+Inf", "mention"] == 3
    assert samples["azrel_misses_total", "mention"] == 1
    assert samples["azrel_shares_total", "button"] == 1
    assert samples["azrel_slack_failures_total", "ratelimited"] == 1
    assert samples["azrel_refused_requests_total", "401"] == 2
    assert samples["azrel_info", "1.2.3"] == 1


@pytest.mark.parametrize(
    ("state", "values"),
    [(State(True, 60.0, 0, False), (1, 60, 0, 0)), (State(False, 5.5, 3, True), (0, 5.5, 3, 1))],
)
async def test_reports_state_of_the_process(state: State, values: tuple[float, ...]) -> None:
    samples = await read(to_metrics(state))

    names = ("azrel_store_up", "azrel_revision_age_seconds", "azrel_refused_edits", "azrel_edit_refused")
    assert tuple(samples[name,] for name in names) == values


async def test_reports_age_of_the_inbox_while_the_store_responds() -> None:
    async def age() -> float:
        if is_down:
            raise StoreDown("no response")
        return 12.5

    metrics, is_down = Metrics(lambda: State(True, 1.0, 0, False), age, "1.2.3"), False
    assert (await read(metrics))["azrel_inbox_age_seconds",] == 12.5
    is_down = True
    assert math.isnan((await read(metrics))["azrel_inbox_age_seconds",])


async def test_reports_memory_where_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("proc")
    monkeypatch.setattr(module, "STATM", folder / "statm")
    assert (await read(to_metrics()))["azrel_memory_bytes",] == 0
    (folder / "statm").write_text("900 100 50 1 0 300 0\n")
    assert (await read(to_metrics()))["azrel_memory_bytes",] == 100 * mmap.PAGESIZE


async def test_no_label_has_askers_or_questions() -> None:
    metrics = to_metrics()
    metrics.note(Answered(ADA, response(), Outcome.ANSWER, 0.002))
    metrics.note(Missed(ADA, response()))
    metrics.note(Shared(ADA, response()))
    metrics.note_failed_call("ratelimited")
    metrics.note_refusal(401)
    text = (await metrics.render()).decode()

    labels = {
        label for family in text_string_to_metric_families(text) for sample in family.samples for label in sample.labels
    }
    assert labels == {"surface", "outcome", "le", "version", "kind", "status"}
    assert not any(word in text for word in ("U1", "T1", "C1", "hooks", "sylvania"))


async def test_measures_again_and_again() -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            raise RuntimeError("enough")

    ages = iter((1.0, 2.0, 3.0))
    measured = Metrics(lambda: State(True, next(ages, 0.0), 0, False), no_wait, "1.2.3")

    with pytest.raises(RuntimeError, match="enough"):
        await measured.keep_measuring(sleep=sleep)
    assert pauses == [SECONDS_BETWEEN_MEASUREMENTS] * 3
    assert next(ages, None) is None, "the state was looked at before each pause"
