"""Shortcuts, typeahead, the step of a workflow, prompts and pictures, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import ask, go_to, messages, say


def run_shortcut(page: Page, name: str) -> None:
    page.get_by_role("button", name="Shortcuts").first.click()
    page.get_by_role("menuitem", name=re.compile(name)).click()


def test_finds_facts_for_message(page: Page) -> None:
    say(page, "They say Graustark shut its frontier, and so did Sylvania.")
    said = messages(page).filter(has_text="They say Graustark").last
    said.hover()
    said.get_by_role("button", name="More actions").click()
    page.get_by_role("menuitem", name=re.compile("Find relation facts")).click()

    found = messages(page).last
    expect(found.get_by_role("heading", name="Graustark and Sylvania")).to_be_visible()
    expect(found.get_by_text("Only visible to you")).to_be_visible()
    expect(found.locator("strong").first).to_have_text("The frontier of Sylvania with Graustark was shut to traders.")


def test_searches_with_typeahead_and_shares(page: Page) -> None:
    run_shortcut(page, "Search relations")
    form = page.get_by_role("dialog", name="Search relations")
    form.get_by_role("button", name="Search").click()
    expect(form.get_by_text(re.compile("Choose a partner, a topic or a time"))).to_be_visible()
    form.get_by_label("Time").fill("whenever")
    form.get_by_role("button", name="Search").click()
    expect(form.get_by_text(re.compile("I cannot read this as a time"))).to_be_visible()
    form.get_by_label("Time").fill("since 2000")

    partner = form.get_by_role("combobox", name="Partner")
    partner.click()
    page.keyboard.type("silvâ")
    page.get_by_role("option", name=re.compile("Sylvania")).click()
    form.get_by_role("button", name="Search").click()
    result = page.get_by_role("dialog", name="Sylvania")
    expect(result).to_contain_text("Sylvania buys natural gas from Ruritania.")
    result.get_by_role("button", name="Share").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(messages(page).last).to_contain_text("Shared by ada.")


def test_runs_workflow_step(page: Page) -> None:
    run_shortcut(page, "Step: Look up a relation")
    form = page.get_by_role("dialog", name="Look up a relation")
    form.get_by_label("Query").fill("sylvania gas")
    form.get_by_role("button", name="Run").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    go_to(page, "^ruri(?! Home)")

    expect(messages(page).last).to_contain_text("count: 2")
    expect(messages(page).last).to_contain_text("link: https://gazette.example/2018")


def test_offers_prompts_in_direct_message(page: Page) -> None:
    page.get_by_role("combobox", name="You are").select_option("Ben")
    go_to(page, "^ruri(?! Home)")
    page.get_by_role("button", name="Graustark diplomacy").click()
    page.get_by_role("textbox", name="Message ruri").press("Enter")

    expect(messages(page).last.get_by_role("heading", name="Graustark")).to_be_visible()


def test_shows_pictures_of_timelines_and_map(page: Page) -> None:
    for text, words in (("timeline sylvania", "Timeline of Sylvania"), ("map", "Ruritania and its partners")):
        picture = ask(page, text).get_by_role("img", name=re.compile(f"^{words}: "))
        expect(picture).to_be_visible()
        picture.scroll_into_view_if_needed()
        page.wait_for_function("(image) => image.complete && image.naturalWidth > 1000", arg=picture.element_handle())
