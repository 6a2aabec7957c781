"""*Cite* in the sandbox, in a real browser: the window, and another style in it."""

from playwright.sync_api import Page, expect


def test_cites_the_facts_of_an_answer(page: Page) -> None:
    composer = page.get_by_role("textbox", name="Message #general")
    composer.fill("/ruri sylvania 1993")
    composer.press("Enter")
    page.get_by_role("button", name="Cite").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Cite")).to_be_visible()
    expect(dialog.locator("pre")).to_contain_text("“The Gazette,” Gazette Press, as of July 27, 2018, page 3")
    dialog.get_by_role("combobox").click()
    page.get_by_role("option", name="BibTeX").click()
    expect(dialog.locator("pre")).to_contain_text("@misc{sylvania-treaty-1993,")
