"""Take the documents' pictures again: `python -m tests.browser.pictures`, all of them or those named."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ROOT, launch, serve
from tests.browser.scenes import asking, curating, loop

FOLDER = Path(__file__).parent / "pictures"
WIDE: dict[str, Any] = {"width": 1100, "height": 760}
TALL: dict[str, Any] = {"width": 1000, "height": 960}
NARROW: dict[str, Any] = {"width": 390, "height": 760}

PICTURES: tuple[tuple[Callable[[Page, Path], None], dict[str, Any], str], ...] = (
    (asking.command, WIDE, "light"),
    (asking.buttons, TALL, "light"),
    (asking.everything, TALL, "light"),
    (asking.choice, WIDE, "light"),
    (asking.nothing, WIDE, "light"),
    (asking.shared, TALL, "light"),
    (asking.timeline, TALL, "light"),
    (asking.compare, TALL, "light"),
    (asking.thread, TALL, "dark"),
    (asking.home, TALL, "light"),
    (asking.found, WIDE, "light"),
    (asking.search, TALL, "light"),
    (asking.step, TALL, "light"),
    (asking.banner, WIDE, "light"),
    (asking.inspector, WIDE, "light"),
    (asking.narrow, NARROW, "light"),
    (curating.curating_admin, TALL, "light"),
    (curating.curating_limits, TALL, "light"),
    (curating.channel_default, TALL, "light"),
    (curating.curating_facts, TALL, "light"),
    (curating.curating_where, TALL, "light"),
    (curating.curating_words, TALL, "light"),
    (curating.curating_preview, TALL, "light"),
    (curating.curating_review, TALL, "light"),
    (curating.curating_decision, WIDE, "light"),
    (curating.curating_history, TALL, "light"),
    (curating.curating_home, TALL, "light"),
    (loop.loop_vote, WIDE, "light"),
    (loop.loop_request, WIDE, "light"),
    (loop.loop_gap, WIDE, "light"),
    (loop.loop_again, TALL, "light"),
    (loop.loop_notice, WIDE, "light"),
    (loop.loop_report, TALL, "light"),
)


def main() -> None:
    wanted = sys.argv[1:]
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for scene, size, scheme in PICTURES:
            if wanted and scene.__name__ not in wanted:
                continue
            with opened(browser, size, scheme) as (page, knowledge):
                scene(page, knowledge)
                page.wait_for_timeout(300)
                take(page, FOLDER / f"{scene.__name__}.png")
        browser.close()
    if wanted:
        return
    draw("drawn-timeline", "timeline", "georgia")
    draw("drawn-map", "map")


def draw(name: str, *request: str) -> None:
    """Draw a picture by `azrel picture`."""
    path = FOLDER / f"{name}.png"
    command = [sys.executable, "-m", "bot", "picture", *request, "-o", str(path)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shrink(path)


def take(page: Page, path: Path) -> None:
    """Take a picture of a page."""
    page.screenshot(path=path)
    shrink(path)


def shrink(path: Path) -> None:
    """Make a picture small, where Debian's pngquant is there to do so."""
    pngquant = shutil.which("pngquant")
    if pngquant:
        subprocess.run([pngquant, "--force", "--skip-if-larger", "--output", path, "64", path], check=False)


@contextmanager
def opened(browser: Browser, size: dict[str, Any], scheme: Any) -> Iterator[tuple[Page, Path]]:
    """Return a fresh sandbox over a copy of the shipped knowledge, and a page on it."""
    with tempfile.TemporaryDirectory() as scratch:
        knowledge = Path(scratch) / "knowledge"
        shutil.copytree(ROOT / "knowledge", knowledge)
        served = serve(knowledge, Path(scratch) / "log")
        try:
            context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(served.url)
            page.locator("body.ready").wait_for()
            yield page, knowledge
            context.close()
        finally:
            served.stop()


if __name__ == "__main__":
    main()
