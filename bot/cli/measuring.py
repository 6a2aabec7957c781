"""Metrics: the setting that turns them on, the figures of a process, and the shared count of several workers."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.cli.common import Failure, find_version

if TYPE_CHECKING:
    from bot.loading.reload import Reloader
    from bot.search import Index
    from bot.settings.typed import ServingSettings
    from bot.store import Store
    from bot.web.metrics import Metrics

# prometheus-client counts into files there if it is set when the package is imported.
_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def check_metrics(settings: "ServingSettings") -> None:
    """Check that metrics are available if they are turned on. Raises Failure."""
    os.environ.pop(_FOLDER, None)  # set for another program
    if settings.azrel_metrics and find_spec("prometheus_client") is None:
        raise Failure(
            "AZREL_METRICS asks for metrics, and they need prometheus-client: "
            "install azrel with its extra, as in pip install 'azrel[metrics]'"
        )


def to_metrics(settings: "ServingSettings", reloader: "Reloader[Index]", store: "Store") -> "Metrics | None":
    """Return the metrics of this process, if they are turned on."""
    if not settings.azrel_metrics:
        return None
    from bot.web.metrics import Metrics, State

    def to_state() -> State:
        return State(store.is_up, reloader.seconds_served, reloader.refused_edits, reloader.refusal is not None)

    return Metrics(to_state, store.find_inbox_age, find_version(), os.environ.get(_FOLDER))


@contextmanager
def counting_together(settings: "ServingSettings") -> Iterator[Callable[[int], None]]:
    """Let workers started inside share their counts; yield the function that drops a dead worker's gauges."""
    if not settings.azrel_metrics:
        yield lambda _: None
        return
    with TemporaryDirectory(prefix="azrel-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[_FOLDER] = folder
        yield _forget


def _forget(worker: int) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker)  # type: ignore[no-untyped-call]
