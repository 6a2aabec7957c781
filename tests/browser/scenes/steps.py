"""Steps that scenes share."""

import re

from playwright.sync_api import Locator, Page

BOTTOM = "(log) => { log.scrollTop = log.scrollHeight }"


def say(page: Page, text: str, where: str = "Message #general") -> None:
    """Type a message and wait for its effects."""
    composer = page.get_by_role("textbox", name=where)
    composer.fill(text)
    composer.press("Enter")
    page.wait_for_timeout(800)


def press(page: Page | Locator, name: str) -> None:
    """Press the last button of a name."""
    button = page.get_by_role("button", name=re.compile(name)).last
    button.click()
    button.page.wait_for_timeout(500)


def be(page: Page, name: str) -> None:
    """Become the other person."""
    page.get_by_label("You are").select_option(label=name)
    page.wait_for_timeout(500)


def go_to(page: Page, name: str) -> None:
    """Open a channel, or the App Home."""
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name=re.compile(name)).first.click()
    page.wait_for_timeout(500)
