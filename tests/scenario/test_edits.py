"""A running server under each way of saving and breaking the knowledge: a short form of `tests.benchmarks.edits`."""

import random
from collections.abc import Iterator

import pytest

from tests.bases import texts, write_base
from tests.benchmarks.edits import WAYS_TO_BREAK, WAYS_TO_SAVE, Curator, check_breaking, check_save
from tests.benchmarks.server import Server
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Curator]]:
    """Yield a server over the small base, and an editor of that base."""
    scratch = tmp_path_factory.mktemp("edits")
    write_base(scratch / "knowledge", texts())
    server = Server(scratch / "knowledge", scratch / "log", is_patient=True)
    try:
        server.wait_until_ready()
        yield server, Curator(scratch / "knowledge", random.Random(1), partner="sylvania", source="gazette-2018")
    finally:
        code = server.stop()
    assert code == 0
    assert "Traceback" not in (scratch / "log").read_text("utf-8")


@pytest.mark.parametrize("way", WAYS_TO_SAVE)
def test_serves_edit_by_each_way_of_saving(way: str, served: tuple[Server, Curator]) -> None:
    check_save(*served, way, number=WAYS_TO_SAVE.index(way), within=PATIENCE)


@pytest.mark.parametrize("way", WAYS_TO_BREAK)
def test_refuses_each_way_of_breaking_and_recovers(way: str, served: tuple[Server, Curator]) -> None:
    check_breaking(*served, way, within=PATIENCE)
