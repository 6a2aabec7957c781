"""Scenes of the readers' loop: votes, requests, gaps, notices and the report."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.scenes.steps import BOTTOM, be, go_to, press, say
from tests.browser.steps import close, window

MISSED = "/azrel turkey zeppelins"


def loop_vote(page: Page, _: Path) -> None:
    say(page, "/azrel turkey energy")
    page.get_by_role("log").evaluate(BOTTOM)


def loop_request(page: Page, _: Path) -> None:
    say(page, MISSED)
    press(page, "^Request this$")
    dialog = window(page, "Request this")
    dialog.get_by_label("Anything else").fill("For a paper on airships.")


def requested(page: Page, knowledge: Path) -> None:
    loop_request(page, knowledge)
    press(page.get_by_role("dialog"), "^Request$")
    close(page, "Noted")


def loop_gap(page: Page, _: Path) -> None:
    requested(page, _)
    be(page, "Ben")
    go_to(page, "reviews")
    page.get_by_role("button", name="Find the fact").wait_for()


def find(page: Page) -> None:
    """Find the fact that a gap in the review channel asks for, as far as the preview."""
    press(page, "Find the fact")
    dialog = window(page, "Find the fact")
    dialog.get_by_role("combobox").first.click()
    page.locator("[role=option]:not(select *)").first.click()
    press(dialog, "^Next$")
    page.get_by_role("dialog").get_by_text("Asked again").wait_for()


def loop_again(page: Page, _: Path) -> None:
    loop_gap(page, _)
    find(page)


def loop_notice(page: Page, _: Path) -> None:
    requested(page, _)
    go_to(page, "reviews")
    find(page)
    press(page.get_by_role("dialog"), "Send for review")
    close(page, "Sent for review")
    be(page, "Ben")
    go_to(page, "reviews")
    press(page, "Approve")
    page.get_by_role("article").get_by_text("and published").first.wait_for()
    be(page, "Ada")
    page.locator(".entry[data-to=D1], .entry[data-channel=D1]").first.click()
    page.get_by_role("article").last.get_by_text("You asked to be notified").first.wait_for()


def loop_report(page: Page, _: Path) -> None:
    for asked in ("/azrel turkey energy", "/azrel georgia", MISSED, MISSED, "/azrel latest"):
        say(page, asked)
    page.wait_for_timeout(5_000)  # until the counts are saved
    page.locator(".entry[data-to=home]").click()
    press(page, "^Report$")
    window(page, "Report")
