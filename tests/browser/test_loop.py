"""The readers' loop in the sandbox, in a real browser: Ada requests a fact, Ben adds the word, and Ada is notified."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import open_page
from tests.browser.steps import approve, be, close, go_to, open_curated, say, window


@pytest.fixture
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a sandbox over a base of its own, as Ada sees it."""
    with open_curated(tmp_path_factory.mktemp("loop")) as running:
        yield from open_page(browser, running)


def pick(page: Page, label: str, menu: str = "") -> None:
    """Choose an option of a menu of the window, by default the first."""
    menus = page.get_by_role("dialog").get_by_role("combobox", name=menu or None)
    menus.first.click()
    page.get_by_role("option", name=label).first.click()


def test_requests_cures_and_notifies_of_miss(page: Page) -> None:
    say(page, "/ruri sylvania zeppelins")
    page.get_by_role("log").get_by_role("button", name="Request this").last.click()
    dialog = window(page, "Request this")
    dialog.get_by_label("Anything else").fill("for a paper")
    dialog.get_by_role("button", name="Request").last.click()
    close(page, "you will be notified")

    go_to(page, "reviews")
    page.get_by_role("button", name="Find the fact").last.click()
    cure = window(page, "Find the fact")
    pick(page, "Sylvania buys natural gas from Ruritania.")
    cure.get_by_role("button", name="Next").click()
    expect(page.get_by_role("dialog")).to_contain_text("Asked again")
    page.get_by_role("dialog").get_by_role("button", name="Send for review").click()
    close(page, "Sent for review")
    approve(page)

    page.locator(".entry[data-to=D1], .entry[data-channel=D1]").first.click()
    expect(page.get_by_role("article").last).to_contain_text("You asked to be notified")
    expect(page.get_by_role("article").last).to_contain_text("natural gas")


def test_keeps_answer_after_vote(page: Page) -> None:
    say(page, "/ruri sylvania gas")
    answer = page.get_by_role("log").get_by_role("article").filter(has_text="natural gas").last
    answer.get_by_role("button", name=re.compile("Good answer|This answer is good")).click()
    expect(page.get_by_role("log")).to_contain_text("Thank you")
    expect(answer).to_contain_text("natural gas")

    answer.get_by_role("button", name=re.compile("Bad answer|Something is wrong")).click()
    dialog = window(page, "What is wrong?")
    pick(page, "It is out of date")
    pick(page, "Sylvania buys natural gas from Ruritania.", "With which of these?")
    dialog.get_by_role("button", name="Send").click()
    close(page, "Thank you")
    be(page, "Ben")
    go_to(page, "reviews")
    expect(page.get_by_role("article").last).to_contain_text("Reported by a reader")
