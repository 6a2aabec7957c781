"""A server that drains before it stops, and a newer version deployed under load over one database."""

import json
import os
import shutil
import signal
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.fleet import open_database
from tests.benchmarks.rolling import deploy_newer
from tests.benchmarks.server import ROOT, Server
from tests.patience import PATIENCE

FOR_EVER = "999"


def refusal(server: Server) -> dict[str, Any]:
    """Return the body of `/readyz` once its status is 503."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            server.readiness()
        except urllib.error.HTTPError as refused:
            if refused.code == 503:
                return dict(json.load(refused))
        time.sleep(0.02)
    raise AssertionError("the server does not say that it stops")


@pytest.mark.parametrize("workers", [1, 2])
def test_takes_requests_while_draining(workers: int, tmp_path: Path) -> None:
    settings = {"AZREL_DRAIN_SECONDS": FOR_EVER}
    server = Server(ROOT / "knowledge", tmp_path / "log", is_patient=True, workers=workers, settings=settings)
    server.wait_until_ready()
    serving = server.workers() or [server.process.pid]
    server.process.send_signal(signal.SIGTERM)

    assert refusal(server)["stopping"] is True
    assert "Turkey" in server.ask("turkey")
    for pid in serving:
        os.kill(pid, signal.SIGTERM)
    assert server.process.wait(timeout=PATIENCE) == 0


@pytest.mark.slow
@pytest.mark.parametrize("store", ["PostgreSQL", "PgBouncer"])
async def test_deploys_newer_version_without_loss(store: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        opened = open_database(store, tmp_path, stack)
        if opened is None:
            pytest.skip(f"no {store} here: install Debian's packages postgresql and pgbouncer")
        folder = shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
        load, _ = await deploy_newer(opened[0], folder, tmp_path)
    assert len(load.front.passed) == 6
    assert load.commands
    assert load.events
