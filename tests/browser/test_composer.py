"""The sandbox's composer when a command fails: text and reason stay where the command was typed."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ROOT, Served, open_page
from tests.browser.steps import go_to, messages, say
from tests.patience import PATIENCE

# A sandbox whose app is down: nothing listens on the discard port of loopback.
SANDBOX = """
import asyncio
from bot.sandbox import AppProfile, Sandbox

MANIFEST = {"features": {"slash_commands": [{"command": "/ruri"}, {"command": "/zenda", "usage_hint": "a castle"}]}}

async def main():
    profile = AppProfile(lambda: MANIFEST)
    async with Sandbox(token="xoxb-1", signing_secret="s", app_url="http://127.0.0.1:9/", profile=profile) as sandbox:
        print(sandbox.url, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open the page of a sandbox whose app is down."""
    process = subprocess.Popen([sys.executable, "-c", SANDBOX], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        yield from open_page(browser, Served(process.stdout.readline().strip(), ROOT, process))
    finally:
        process.kill()
        process.communicate(timeout=PATIENCE)


def test_keeps_text_and_reason_of_failed_command(page: Page) -> None:
    composer = page.get_by_role("textbox", name="Message #general")
    reason = page.get_by_role("alert")
    say(page, "/ruri sylvania gas")

    expect(reason).to_contain_text("/ruri failed with the error “dispatch_failed”. The app could not be reached")
    expect(composer).to_have_value("/ruri sylvania gas")
    expect(composer).to_be_focused()
    expect(composer).to_have_accessible_description(re.compile("dispatch_failed"))
    expect(messages(page)).to_have_count(0)

    go_to(page, "lounge")
    expect(reason).to_have_count(0)
    go_to(page, "general")
    expect(reason).to_contain_text("dispatch_failed")
    expect(composer).to_have_value("/ruri sylvania gas")


def test_drops_reason_once_other_text_is_sent(page: Page) -> None:
    reason = page.get_by_role("alert")
    say(page, "/nothing x")
    expect(reason).to_have_text("/nothing is not a valid command.")

    say(page, "just talk")
    expect(messages(page).last).to_contain_text("just talk")
    expect(reason).to_have_count(0)


def test_offers_every_command_of_manifest(page: Page) -> None:
    page.get_by_role("textbox", name="Message #general").press_sequentially("/")
    expect(page.get_by_role("listbox", name="Suggestions").get_by_role("option")).to_have_text(
        ["/ruri ", "/zenda a castle"]
    )
