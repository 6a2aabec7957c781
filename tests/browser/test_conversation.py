"""The conversation with the bot, in a real browser."""

import re

from playwright.sync_api import Page, expect

from tests.bases import relation_of, texts
from tests.browser.conftest import Served
from tests.browser.steps import ask, go_to, messages, say


def test_shares_private_reply_with_channel(page: Page) -> None:
    go_to(page, "lounge")
    ask(page, "sylvania gas", where="Message #lounge").get_by_role("button", name="Share").click()
    shared = messages(page).last

    expect(shared).to_contain_text("Shared by ada.")
    expect(shared).to_contain_text("“Sylvania gas”")
    expect(shared.get_by_text("Only visible to you")).to_be_hidden()
    expect(messages(page).nth(-2).get_by_text("Only visible to you")).to_be_visible()
    page.get_by_role("combobox", name="You are").select_option("Ben")
    go_to(page, "lounge")
    expect(messages(page)).to_have_count(1)
    expect(messages(page).last).to_contain_text("Sylvania buys natural gas from Ruritania.")


def test_opens_all_facts_in_modal_with_pages(page: Page, served: Served) -> None:
    path = served.folder / "relations" / "zenda.yaml"
    path.write_text(relation_of(24), "utf-8")
    try:
        expect(page.locator("#toasts")).to_contain_text("Serving revision")
        ask(page, "zenda").get_by_role("button", name="All 24 facts").click()
        modal = page.get_by_role("dialog", name="Zenda")
        expect(modal).to_contain_text("Facts 1 to 20 of 24")
        modal.get_by_role("button", name="Next").click()
        expect(modal).to_contain_text("Facts 21 to 24 of 24")
        modal.get_by_role("button", name="Previous").click()
        expect(modal).to_contain_text("Zenda has castle 007.")
        page.keyboard.press("Escape")
        expect(modal).to_have_count(0)
    finally:
        path.write_bytes(texts()["relations/zenda.yaml"])


def test_answers_choice_in_place(page: Page) -> None:
    choice = ask(page, "elphberg")
    expect(choice.get_by_role("heading", name="Which did you mean?")).to_be_visible()
    count = messages(page).count()
    choice.get_by_role("button", name="Rudolf Elphberg").click()

    expect(messages(page).last.get_by_role("heading", name="Rudolf Elphberg")).to_be_visible()
    assert messages(page).count() == count


def test_understands_follow_up_in_thread(page: Page) -> None:
    say(page, "@ruri please tell me about sylvania")
    asked = messages(page).filter(has_text="please tell me about sylvania").last
    asked.get_by_role("button", name=re.compile("1 reply")).click()
    thread = page.get_by_role("complementary", name=re.compile("Thread"))
    say(page, "@ruri and energy?", where="Reply in thread")

    expect(thread).to_contain_text("Continuing from your last question: Sylvania energy.")
    expect(thread.get_by_role("article").last).to_contain_text("Sylvania buys natural gas from Ruritania.")


def test_searches_and_browses_home(page: Page) -> None:
    go_to(page, "Home")
    home = page.get_by_role("region", name="App Home")
    expect(home.get_by_role("heading", name="Ruritania's foreign relations")).to_be_visible()
    field = home.get_by_role("textbox", name="Ask a question")
    field.fill("sylvanja gas")
    field.press("Enter")
    modal = page.get_by_role("dialog", name="Sylvania")
    expect(modal).to_contain_text("Showing Sylvania for “sylvanja”.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)

    home.get_by_role("button", name="Energy (3)").click()
    expect(page.get_by_role("dialog")).to_contain_text("the gas flows to Sylvania day and night")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    home.get_by_role("combobox").click()
    page.get_by_role("option", name=re.compile("Graustark")).click()
    expect(page.get_by_role("dialog", name="Graustark")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_answers_forms_by_name(page: Page) -> None:
    for text, heading in (
        ("timeline graustark", "Graustark: timeline"),
        ("compare sylvania graustark", "Graustark and Sylvania|Sylvania and Graustark"),
        ("topics", "Topics: Ruritania's foreign relations"),
        ("partners", "Partners: Ruritania's foreign relations"),
        ("sources", "Sources: Ruritania's foreign relations"),
        ("source gazette-2018", "The Gazette"),
        ("about", "Ruritania's foreign relations"),
    ):
        expect(ask(page, text).get_by_role("heading", name=re.compile(heading))).to_be_visible()


def test_exports_answer_as_file(page: Page) -> None:
    ask(page, "sylvania gas").get_by_role("button", name="Cite").click()
    page.get_by_role("dialog", name="Cite").get_by_role("button", name="Export as CSV").click()
    sent = page.get_by_role("dialog", name="Export")
    expect(sent).to_contain_text("you find the file in your direct messages")
    sent.get_by_role("button", name="Close").last.click()
    page.get_by_role("dialog", name="Cite").get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    go_to(page, "ruri")
    with page.expect_download() as download:
        page.get_by_role("link", name="ruri-sylvania-gas.csv").click()
    assert download.value.path().read_text("utf-8").count("sylvania-gas") == 1
