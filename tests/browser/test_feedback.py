"""Votes on answers and the window that asks why, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import ask, messages, say


def test_marks_pressed_vote(page: Page) -> None:
    say(page, "@ruri sylvania gas")
    messages(page).filter(has_text="@ruri sylvania gas").last.get_by_role("button", name=re.compile("1 reply")).click()
    votes = page.get_by_role("group", name="Feedback")
    good = votes.get_by_role("button", name="This answer is good")
    bad = votes.get_by_role("button", name="Something is wrong with this answer")
    expect(good).to_have_attribute("aria-pressed", "false")

    bad.click()
    expect(bad).to_have_attribute("aria-pressed", "true")
    window = page.get_by_role("dialog", name="What is wrong?")
    expect(window).to_be_visible()
    window.get_by_role("button", name="Cancel").click()

    good.click()
    expect(good).to_have_attribute("aria-pressed", "true")
    expect(bad).to_have_attribute("aria-pressed", "false")


def test_sends_ticked_options(page: Page) -> None:
    ask(page, "sylvania gas").get_by_role("button", name="Something is wrong with this answer").click()
    window = page.get_by_role("dialog", name="What is wrong?")
    window.get_by_role("combobox", name="What is wrong?").click()
    page.get_by_role("option", name="It is out of date").click()
    window.get_by_role("combobox", name="With which of these?").click()
    page.get_by_role("option", name="None of these alone").click()
    window.get_by_label("What should it say?").fill("It ended in 2025.")
    follow = window.get_by_role("checkbox", name="Notify me when it is fixed")
    expect(follow).not_to_be_checked()
    follow.check()
    window.get_by_role("button", name="Send").click()
    thanks = page.get_by_role("dialog").filter(has_text="Thank you")
    thanks.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    expect(ask(page, "privacy")).to_contain_text(re.compile("You asked to be notified of: “.+”"))
