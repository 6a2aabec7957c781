"""Scenes of curating: windows, reviews, history and settings."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.browser.scenes.steps import be, go_to, press, say
from tests.browser.steps import close, window


def curating_facts(page: Page, _: Path) -> None:
    page.wait_for_timeout(1_500)  # until the curators are cached
    say(page, "/azrel turkey energy")
    press(page, "^Curate$")
    window(page, "Curate")


def curating_where(page: Page, _: Path) -> None:
    say(page, "/azrel propose")
    window(page, "Propose a fact").get_by_role("combobox", name="Partner").click()
    page.keyboard.type("uzbek")
    page.locator("[role=option]:not(select *)").first.wait_for()


def curating_words(page: Page, _: Path) -> None:
    curating_facts(page, _)
    window(page, "Curate").get_by_role("button", name="Edit").first.click()
    window(page, "Edit a fact").get_by_role("button", name="Next").click()
    window(page, "Edit a fact").get_by_label("Statement").wait_for()


def curating_preview(page: Page, _: Path) -> None:
    curating_words(page, _)
    statement = page.get_by_role("dialog").get_by_label("Statement")
    statement.fill(statement.input_value().replace("an important area", "a chief field"))
    press(page.get_by_role("dialog"), "Preview")
    page.get_by_role("dialog").get_by_text("What changes").wait_for()


def sent(page: Page, _: Path) -> None:
    curating_preview(page, _)
    page.get_by_role("dialog").get_by_label("Why").fill("closer to the source's words")
    press(page.get_by_role("dialog"), "Send for review")
    close(page, "Sent for review")


def curating_review(page: Page, _: Path) -> None:
    sent(page, _)
    be(page, "Ben")
    go_to(page, "reviews")
    page.get_by_role("button", name="Approve").wait_for()


def curating_decision(page: Page, _: Path) -> None:
    curating_review(page, _)
    press(page, "Ask for changes")
    window(page, "Ask for changes").get_by_role("textbox").fill("Name the pipelines, please.")
    press(page.get_by_role("dialog"), "^Ask$")
    page.get_by_role("dialog").wait_for(state="hidden")
    be(page, "Ada")
    page.locator(".entry[data-to=D1], .entry[data-channel=D1]").first.click()
    page.get_by_role("button", name="Make changes").wait_for()


def curating_history(page: Page, _: Path) -> None:
    curating_review(page, _)
    press(page, "Approve")
    page.get_by_role("article").get_by_text("and published").first.wait_for()
    be(page, "Ada")
    go_to(page, "general")
    press(page, "^Curate$")
    window(page, "Curate").get_by_role("button", name="History").first.click()
    page.get_by_role("button", name="Restore the version before this").wait_for()


def curating_home(page: Page, _: Path) -> None:
    sent(page, _)
    say(page, "/azrel propose")
    dialog = window(page, "Propose a fact")
    dialog.get_by_label("Time").fill("2018")
    page.wait_for_timeout(1_000)
    dialog.get_by_role("button", name="Cancel").click()
    page.locator(".entry[data-to=home]").click()
    page.get_by_role("heading", name="Curating").wait_for()


def curating_admin(page: Page, _: Path) -> None:
    be(page, "Ben")
    say(page, "/azrel admin")
    window(page, "Curating")


def open_limits(page: Page) -> Locator:
    be(page, "Ben")
    say(page, "/azrel admin")
    window(page, "Curating").get_by_role("button", name="Limits of use").click()
    return window(page, "Limits of use")


def give_default(page: Page) -> None:
    limits = open_limits(page)
    for name, typed in (("Channel with a default", "general"), ("Its partner", "Turkey")):
        limits.get_by_role("combobox", name=name).fill(typed)
        page.get_by_role("option", name=re.compile(typed)).first.click()
    limits.get_by_role("button", name="Save").click()
    window(page, "Curating").get_by_role("button", name="Cancel").click()


def curating_limits(page: Page, _: Path) -> None:
    give_default(page)
    open_limits(page).get_by_text("Defaults of channels").scroll_into_view_if_needed()


def channel_default(page: Page, _: Path) -> None:
    give_default(page)
    be(page, "Ada")
    say(page, "/azrel energy?")
