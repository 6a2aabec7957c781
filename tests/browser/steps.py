"""What people do in the sandbox's page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.bases import texts, write_base
from tests.browser.conftest import Served, serve


def say(page: Page, text: str, *, where: str = "Message #general") -> None:
    """Type something and send it, once no window is open."""
    expect(page.get_by_role("dialog")).to_have_count(0)
    composer = page.get_by_role("textbox", name=where)
    composer.fill(text)
    composer.press("Enter")


def messages(page: Page) -> Locator:
    """Return the messages of the channel that is open."""
    return page.get_by_role("log").get_by_role("article")


def ask(page: Page, question: str, *, where: str = "Message #general") -> Locator:
    """Ask by slash command, and wait for the reply, so that nothing is pressed in one before it."""
    before = messages(page).count()
    say(page, f"/ruri {question}", where=where)
    reply = messages(page).nth(before)
    expect(reply).to_be_visible()
    return reply


def go_to(page: Page, name: str) -> None:
    """Open a channel, or the App Home."""
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name=re.compile(name)).first.click()


@contextmanager
def open_curated(scratch: Path) -> Iterator[Served]:
    """Return a sandbox over a base of its own, which must log no failure."""
    write_base(scratch / "base", texts())
    running = serve(scratch / "base", scratch / "log")
    yield running
    assert running.stop() == 0
    log = (scratch / "log").read_text()
    assert "Traceback" not in log
    assert '"ERROR"' not in log


def be(page: Page, name: str) -> None:
    """Become the other person."""
    page.get_by_label("You are").select_option(label=name)
    page.wait_for_selector("body[aria-busy=false]")


def window(page: Page, heading: str) -> Locator:
    """Return the window that is open, once it has a heading."""
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=heading)).to_be_visible()
    return dialog


def close(page: Page, words: str) -> None:
    """Close the notice with these words, and all windows beneath it."""
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(words)
    dialog.get_by_role("button", name="Close").last.click()
    expect(dialog).to_be_hidden()


def choose(page: Page, field: str, typed: str) -> None:
    """Choose the first option of a typeahead."""
    page.get_by_role("dialog").get_by_role("combobox", name=field).click()
    page.keyboard.type(typed)
    page.locator("[role=listbox] [role=option]").first.click()


def approve(page: Page) -> None:
    """Let Ben approve, and wait until the change is served."""
    served = page.get_by_text(re.compile("^revision [0-9a-f]{12}$"))
    before = served.inner_text()
    be(page, "Ben")
    go_to(page, "reviews")
    page.get_by_role("button", name="Approve").last.click()
    expect(page.get_by_role("article").last).to_contain_text("Approved by @Ben and published")
    be(page, "Ada")
    go_to(page, "general")
    expect(served).not_to_have_text(before)
