"""Curating in the sandbox, in a real browser: Ada proposes, Ben decides."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import open_page
from tests.browser.steps import approve, ask, be, choose, close, go_to, open_curated, say, window

GAS = "Sylvania buys natural gas from Ruritania."


@pytest.fixture
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """Return a sandbox over a base of its own, which the test changes, as Ada sees it."""
    with open_curated(tmp_path_factory.mktemp("curating")) as running:
        yield from open_page(browser, running)


def curate(page: Page, question: str) -> Locator:
    """Ask until the answer has the button *Curate*, which it gets once the roles are read, and press it."""
    while not (button := ask(page, question).get_by_role("button", name="Curate")).count():
        pass
    button.click()
    return window(page, "Curate")


def test_reviews_serves_and_restores_edit(page: Page) -> None:
    curate(page, "sylvania gas").get_by_role("button", name="Edit").first.click()
    window(page, "Edit a fact").get_by_role("button", name="Next").click()
    words = window(page, "Edit a fact")
    expect(words.get_by_label("Statement")).to_have_value(GAS)
    words.get_by_label("Statement").fill("Sylvania buys all its natural gas from Ruritania.")
    words.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog")
    expect(preview).to_contain_text("What changes")
    preview.get_by_role("button", name="Send for review").click()
    close(page, "Sent for review")
    approve(page)

    answer = page.get_by_role("log").get_by_role("article").last
    say(page, "/ruri sylvania gas")
    expect(answer).to_contain_text("Sylvania buys all its natural gas from Ruritania.")

    answer.get_by_role("button", name="Curate").click()
    window(page, "Curate").get_by_role("button", name="History").first.click()
    window(page, "History").get_by_role("button", name="Restore the version before this").click()
    restoring = window(page, "Restore a fact")
    expect(restoring).to_contain_text(GAS)
    restoring.get_by_role("button", name="Send for review").click()
    close(page, "Sent for review")
    approve(page)

    say(page, "/ruri sylvania gas")
    expect(answer).to_contain_text(GAS)


def test_corrects_and_sends_new_fact(page: Page) -> None:
    say(page, "/ruri propose")
    window(page, "Propose a fact")
    choose(page, "Partner", "sylv")
    choose(page, "Source", "almanac")
    choose(page, "Topics", "energy")
    page.get_by_role("dialog").get_by_role("heading").first.click()
    page.get_by_role("dialog").get_by_label("Time").fill("last year")
    page.get_by_role("dialog").get_by_role("button", name="Next").click()
    expect(page.get_by_role("dialog").locator(".error")).to_contain_text("not a date")
    page.get_by_role("dialog").get_by_label("Time").fill("2026")
    page.get_by_role("dialog").get_by_role("button", name="Next").click()
    words = page.get_by_role("dialog")
    words.get_by_label("Statement").fill("In 2026 Sylvania built a pipeline of its own.")
    words.get_by_label("Excerpt").fill("a pipeline of our own " * 15)
    words.get_by_role("button", name="Preview").click()
    expect(words.locator(".error")).to_contain_text("60")
    words.get_by_label("Excerpt").fill("a pipeline of our own")
    words.get_by_role("button", name="Preview").click()
    page.get_by_role("dialog").get_by_role("button", name="Send for review").click()
    close(page, "Sent for review")
    be(page, "Ben")
    go_to(page, "reviews")

    expect(page.get_by_role("article").last).to_contain_text("In 2026 Sylvania built a pipeline of its own.")


def test_keeps_draft_of_closed_window(page: Page) -> None:
    say(page, "/ruri propose")
    dialog = window(page, "Propose a fact")
    with page.expect_response(re.compile("/sandbox/act$")):
        dialog.get_by_label("Time").fill("2018")
    dialog.get_by_role("button", name="Cancel").click()
    page.locator(".entry[data-to=home]").click()
    page.get_by_role("button", name="Continue").click()

    expect(window(page, "Propose a fact").get_by_label("Time")).to_have_value("2018")


def test_sets_limits_of_use(page: Page) -> None:
    be(page, "Ben")
    say(page, "/ruri admin")
    window(page, "Curating").get_by_role("button", name="Limits of use").click()
    limits = window(page, "Limits of use")
    channels = limits.get_by_role("combobox", name=re.compile("Channels"))
    channels.fill("lounge")
    page.get_by_role("option", name=re.compile("lounge")).click()
    limits.get_by_role("button", name="Save").click()
    window(page, "Curating").get_by_role("button", name="Cancel").click()

    say(page, "/ruri sylvania")
    notice = page.get_by_role("article").filter(has_text="This channel is not one in which I answer")
    expect(notice).to_be_visible()


def test_sets_default_of_channel(page: Page) -> None:
    be(page, "Ben")
    say(page, "/ruri admin")
    window(page, "Curating").get_by_role("button", name="Limits of use").click()
    limits = window(page, "Limits of use")
    for name, typed in (("Channel with a default", "general"), ("Its partner", "Sylvania")):
        limits.get_by_role("combobox", name=name).fill(typed)
        page.get_by_role("option", name=re.compile(typed)).first.click()
    limits.get_by_role("button", name="Save").click()
    window(page, "Curating").get_by_role("button", name="Cancel").click()

    say(page, "/ruri energy?")
    answer = page.get_by_role("article").filter(has_text="Sylvania (this channel's default) · Energy")
    expect(answer).to_be_visible()
    answer.get_by_role("button", name="Not only Sylvania").click()
    expect(answer).not_to_be_visible()


def test_shows_top_of_preview_above_its_field(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 480})
    curate(page, "sylvania gas").get_by_role("button", name="Edit").first.click()
    window(page, "Edit a fact").get_by_role("button", name="Next").click()
    words = window(page, "Edit a fact")
    words.get_by_label("Statement").fill("Sylvania buys all its natural gas from Ruritania.")
    words.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog")
    expect(preview.get_by_text("The fact as answers will show it")).to_be_in_viewport()
    expect(preview.get_by_role("textbox")).not_to_be_focused()
