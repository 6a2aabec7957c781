"""Scenes of asking: commands, buttons, shortcuts, the App Home and the inspector."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.scenes.steps import BOTTOM, press, say


def command(page: Page, _: Path) -> None:
    say(page, "/azrel turky energy")


def buttons(page: Page, _: Path) -> None:
    say(page, "/azrel kazakhstan")
    page.get_by_role("log").evaluate(BOTTOM)


def everything(page: Page, _: Path) -> None:
    say(page, "/azrel kazakhstan")
    press(page, "^All ")
    press(page.locator("dialog"), "Next")


def choice(page: Page, _: Path) -> None:
    say(page, "/azrel aliyev")


def nothing(page: Page, _: Path) -> None:
    say(page, "/azrel iceland fishing")


def shared(page: Page, _: Path) -> None:
    page.get_by_role("navigation").get_by_role("button", name="lounge").click()
    say(page, "/azrel gorgia 1996", where="Message #lounge")
    press(page, "^Share$")


def timeline(page: Page, _: Path) -> None:
    say(page, "/azrel timeline georgia")


def compare(page: Page, _: Path) -> None:
    say(page, "/azrel compare turkey iran energy")


def thread(page: Page, _: Path) -> None:
    say(page, "@azrel turkey")
    press(page, "1 reply")
    say(page, "@azrel and energy?", where="Reply in thread")


def home(page: Page, _: Path) -> None:
    page.locator(".entry[data-to=home]").click()
    page.get_by_role("heading", name="Partners").wait_for()


def banner(page: Page, knowledge: Path) -> None:
    path = knowledge / "relations" / "turkey.yaml"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("topics: [energy", "topics: [enrgy", 1), "utf-8")
    page.locator("#banner [role=alert]").wait_for()
    say(page, "/azrel turkey")
    path.write_text(sound, "utf-8")


def inspector(page: Page, _: Path) -> None:
    page.get_by_role("button", name="Inspect").click()
    say(page, "/azrel why does Ankara keep its border with Yerevan closed?")


def narrow(page: Page, _: Path) -> None:
    say(page, "/azrel gorgia 1996")


def found(page: Page, _: Path) -> None:
    say(page, "Reuters: Turkey and Armenia talk about their border again, says Ankara.")
    page.get_by_role("article").last.hover()
    press(page, "More actions")
    page.get_by_role("menuitem", name=re.compile("Find relation facts")).click()
    page.wait_for_timeout(800)


def search(page: Page, _: Path) -> None:
    press(page, "Shortcuts")
    page.get_by_role("menuitem", name=re.compile("Search relations")).click()
    form = page.get_by_role("dialog")
    form.get_by_label("Time").fill("since 2020")
    form.get_by_role("combobox", name="Partner").click()
    page.keyboard.type("uzbek")
    page.locator("[role=option]:not(select *)").first.wait_for()


def step(page: Page, _: Path) -> None:
    press(page, "Shortcuts")
    page.get_by_role("menuitem", name=re.compile("Step:")).click()
    form = page.get_by_role("dialog")
    form.get_by_label("Query").fill("kazakhstan")
    form.get_by_label("Topic").fill("energy")
