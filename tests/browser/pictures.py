"""Take the README's pictures anew: `python -m tests.browser.pictures`."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ROOT, launch, serve

FOLDER = Path(__file__).parent / "pictures"
WIDE: dict[str, Any] = {"width": 1180, "height": 820}
NARROW: dict[str, Any] = {"width": 390, "height": 820}


def say(page: Page, text: str, where: str = "Message #general") -> None:
    """Type something and wait for what comes of it."""
    composer = page.get_by_role("textbox", name=where)
    composer.fill(text)
    composer.press("Enter")
    page.wait_for_timeout(800)


def command(page: Page, _: Path) -> None:
    say(page, "/azrel turky energy")


def thread(page: Page, _: Path) -> None:
    say(page, "@azrel what does Armenia say about Turkey?")
    page.get_by_role("button", name=re.compile("1 reply")).click()


def banner(page: Page, knowledge: Path) -> None:
    path = knowledge / "relations" / "turkey.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("topics: [energy", "topics: [enrgy", 1), "utf-8")
    page.locator("#banner [role=alert]").wait_for()
    say(page, "/azrel turkey")
    path.write_text(sound, "utf-8")


def inspector(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Inspect").click()
    say(page, "/azrel why does Ankara keep its border with Yerevan closed?")


def narrow(page: Page, _: Path) -> None:
    say(page, "/azrel gorgia 1996")


PICTURES: tuple[tuple[Callable[[Page, Path], None], dict[str, Any], str], ...] = (
    (command, WIDE, "light"),
    (thread, WIDE, "dark"),
    (banner, WIDE, "light"),
    (inspector, WIDE, "light"),
    (narrow, NARROW, "light"),
)


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for scene, size, scheme in PICTURES:
            with opened(browser, size, scheme) as (page, knowledge):
                scene(page, knowledge)
                page.wait_for_timeout(300)
                page.screenshot(path=FOLDER / f"{scene.__name__}.png")
        browser.close()


@contextmanager
def opened(browser: Browser, size: dict[str, Any], scheme: Any) -> Iterator[tuple[Page, Path]]:
    """A fresh sandbox over a copy of the shipped knowledge, and a page on it."""
    with tempfile.TemporaryDirectory() as scratch:
        knowledge = Path(scratch) / "knowledge"
        shutil.copytree(ROOT / "knowledge", knowledge)
        served = serve(knowledge, Path(scratch) / "log")
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(served.url)
        page.locator("body.ready").wait_for()
        yield page, knowledge
        context.close()
        served.stop()


if __name__ == "__main__":
    main()
