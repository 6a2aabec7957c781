"""`azrel sandbox` as a process of its own, and a real Chromium that opens it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, expect, sync_playwright

from tests.bases import texts, write_base
from tests.patience import PATIENCE

expect.set_options(timeout=1_000 * PATIENCE)

ROOT = Path(__file__).parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without a network of its own a browser looks for updates and hosts in vain, many at a time.
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


def launch(playwright: Playwright) -> Browser:
    """Chromium as the system has it, without a window; the test is skipped where it has none."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        pytest.skip("there is no Chromium here: install Debian's package chromium to run the browser tests")
    return playwright.chromium.launch(executable_path=path, args=_FLAGS)


# Not for the session: while it is open, no test beside these can have an event loop of its own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for these tests."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@dataclass
class Served:
    """A running sandbox: where its page is, and the folder of knowledge it follows."""

    url: str
    folder: Path
    process: subprocess.Popen[str] = field(repr=False)

    def stop(self) -> int:
        """Stop it as Ctrl-C does: its exit status."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=PATIENCE)
        return self.process.returncode


def serve(folder: Path, log: Path) -> Served:
    """Start a sandbox over a folder of knowledge."""
    with log.open("w") as stream:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.patience",
                "sandbox",
                "--no-browser",
                "--port",
                "0",
                "--knowledge",
                str(folder),
            ],
            cwd=ROOT,
            env={key: value for key, value in os.environ.items() if not key.startswith(("SLACK_", "AZREL_"))},
            stdout=subprocess.PIPE,
            stderr=stream,
            text=True,
        )
    assert process.stdout
    line = process.stdout.readline()
    if not line.startswith("The sandbox is at http://127.0.0.1:"):
        process.kill()
        process.communicate()
        raise AssertionError(log.read_text())
    return Served(line.split()[4], folder, process)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """Return a sandbox over a copy of the small base; it must stop at once and leave no failure in its log."""
    scratch = tmp_path_factory.mktemp("sandbox")
    write_base(scratch / "base", texts())
    running = serve(scratch / "base", scratch / "log")
    yield running
    assert running.stop() == 0
    assert "Traceback" not in (scratch / "log").read_text()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the sandbox's page, as Ada sees it; the browser must have nothing to complain of."""
    yield from open_page(browser, served)


def open_page(browser: Browser, served: Served, *, width: int = 1280, height: int = 800) -> Iterator[Page]:
    """Return the page in a window of its own."""
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    context = browser.new_context(viewport={"width": width, "height": height})
    # On a busy machine the page waits for its server as long as the tests do.
    context.add_init_script("AbortSignal.timeout = () => new AbortController().signal")
    page = context.new_page()
    page.set_default_timeout(1_000 * PATIENCE)
    page.on("console", listen)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served.url)
    page.locator("body.ready").wait_for()
    yield page
    context.close()
    assert faults == []
