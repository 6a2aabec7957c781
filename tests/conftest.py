"""Settings of the test run, and what tests of several packages share."""

import gc
import io
import logging
import os
import sys
from collections.abc import AsyncIterator, Generator, Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot.loading import load_folder
from bot.logs import configure_logs
from bot.search import Index, build
from bot.store import Store, to_address
from tests.patience import PATIENCE
from tests.stores import new_address

# On a busy machine it may take long to find examples.
settings.register_profile("here", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A gate that opens or shuts by chance gates nothing; elsewhere chance finds new examples.
settings.register_profile("gate", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.register_profile("nightly", settings.get_profile("here"), max_examples=500, print_blob=True)

_numbers = count()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--nightly", action="store_true", help="sweep over everything, and try ten times as many examples")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("nightly" if config.getoption("--nightly") else "gate" if os.environ.get("CI") else "here")


def pytest_collection() -> None:
    """Import all tests without looking for garbage, which would take a third of a worker's start."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Start a worker more than there are cores, since many tests wait for processes that they started."""
    return (yield) + 1


# Where no bytecode may be written beside the modules, keep it elsewhere: else each process that a test starts compiles all.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(__file__).parents[1] / ".pytest_cache/bytecode")
    sys.dont_write_bytecode = False


@pytest.fixture(autouse=True)
def state_folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Let whatever a test starts keep its state in the test's own folder, which is not made for tests without one."""
    own = "tmp_path" in request.fixturenames
    folder = request.getfixturevalue("tmp_path") if own else tmp_path_factory.getbasetemp() / f"test-{next(_numbers)}"
    monkeypatch.setenv("AZREL_STATE_DIR", str(folder / "state"))


@pytest.fixture
def restored_logs() -> Iterator[None]:
    """Put the loggers that `configure_logs` sets back afterwards."""
    root = logging.getLogger()
    handlers, levels = root.handlers.copy(), {name: logging.getLogger(name).level for name in (None, "bot", "uvicorn")}
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def server_log(restored_logs: None) -> io.StringIO:
    """Collect the log in the form in which the server writes it."""
    stream = io.StringIO()
    configure_logs(stream)
    return stream


@pytest.fixture(scope="session")
def step(request: pytest.FixtureRequest) -> int:
    """Return the step by which a sweep goes over its cases: 1 at night, which leaves none out."""
    return 1 if request.config.getoption("--nightly") else 8


@pytest.fixture(scope="session")
def shipped_index() -> Index:
    """Return the shipped base, searchable."""
    return _index_of(Path(__file__).parents[1] / "knowledge")


@pytest.fixture(scope="session")
def elements_index() -> Index:
    """Return the base on the chemical elements, searchable."""
    return _index_of(Path(__file__).parent / "bases/elements")


@pytest.fixture(scope="session")
def software_index() -> Index:
    """Return the base on a software project, whose names are versions, ordinary words, or shared, searchable."""
    return _index_of(Path(__file__).parent / "bases/software")


@pytest.fixture
async def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Store]:
    """Open a store in a SQLite file, with the patience of a busy machine."""
    monkeypatch.setattr("bot.store.running.SECONDS", PATIENCE)
    store = Store(new_address(tmp_path / "state"))
    await store.open()
    yield store
    await store.close()


@pytest.fixture
async def other_store(store: Store, tmp_path: Path) -> AsyncIterator[Store]:
    """Open the same store as another process has it."""
    other = Store(to_address(tmp_path / "state"))
    await other.open()
    yield other
    await other.close()


def _index_of(folder: Path) -> Index:
    result = load_folder(folder)
    assert result.snapshot is not None, result.problems
    return build(result.snapshot)
