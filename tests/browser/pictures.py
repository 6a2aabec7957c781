"""Take the documents' pictures again: `python -m tests.browser.pictures`, all of them or those named."""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.browser.conftest import ROOT, launch, serve

FOLDER = Path(__file__).parent / "pictures"
WIDE: dict[str, Any] = {"width": 1100, "height": 760}
TALL: dict[str, Any] = {"width": 1000, "height": 960}
NARROW: dict[str, Any] = {"width": 390, "height": 760}
BOTTOM = "(log) => { log.scrollTop = log.scrollHeight }"


def say(page: Page, text: str, where: str = "Message #general") -> None:
    """Type a message and wait for its effects."""
    composer = page.get_by_role("textbox", name=where)
    composer.fill(text)
    composer.press("Enter")
    page.wait_for_timeout(800)


def press(page: Page | Locator, name: str) -> None:
    """Press the last button of a name."""
    button = page.get_by_role("button", name=re.compile(name)).last
    button.click()
    button.page.wait_for_timeout(500)


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


def be(page: Page, name: str) -> None:
    """Become the other person."""
    page.get_by_label("You are").select_option(label=name)
    page.wait_for_timeout(500)


def go_to(page: Page, name: str) -> None:
    """Open a channel, or the App Home."""
    page.get_by_role("navigation", name="Workspace").get_by_role("button", name=re.compile(name)).first.click()
    page.wait_for_timeout(500)


def window(page: Page, heading: str) -> Locator:
    """Return the window that is open, once it has a heading."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("heading", name=heading).wait_for()
    return dialog


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


def close(page: Page, words: str) -> None:
    """Close the notice with these words, and all windows beneath it."""
    page.get_by_role("dialog").get_by_text(words).wait_for()
    page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    page.get_by_role("dialog").wait_for(state="hidden")


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


PICTURES: tuple[tuple[Callable[[Page, Path], None], dict[str, Any], str], ...] = (
    (command, WIDE, "light"),
    (buttons, TALL, "light"),
    (everything, TALL, "light"),
    (choice, WIDE, "light"),
    (nothing, WIDE, "light"),
    (shared, TALL, "light"),
    (timeline, TALL, "light"),
    (compare, TALL, "light"),
    (thread, TALL, "dark"),
    (home, TALL, "light"),
    (found, WIDE, "light"),
    (search, TALL, "light"),
    (step, TALL, "light"),
    (banner, WIDE, "light"),
    (inspector, WIDE, "light"),
    (narrow, NARROW, "light"),
    (curating_admin, TALL, "light"),
    (curating_limits, TALL, "light"),
    (channel_default, TALL, "light"),
    (curating_facts, TALL, "light"),
    (curating_where, TALL, "light"),
    (curating_words, TALL, "light"),
    (curating_preview, TALL, "light"),
    (curating_review, TALL, "light"),
    (curating_decision, WIDE, "light"),
    (curating_history, TALL, "light"),
    (curating_home, TALL, "light"),
    (loop_vote, WIDE, "light"),
    (loop_request, WIDE, "light"),
    (loop_gap, WIDE, "light"),
    (loop_again, TALL, "light"),
    (loop_notice, WIDE, "light"),
    (loop_report, TALL, "light"),
)


def main() -> None:
    wanted = sys.argv[1:]
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for scene, size, scheme in PICTURES:
            if wanted and scene.__name__ not in wanted:
                continue
            with opened(browser, size, scheme) as (page, knowledge):
                scene(page, knowledge)
                page.wait_for_timeout(300)
                take(page, FOLDER / f"{scene.__name__}.png")
        browser.close()
    if wanted:
        return
    draw("drawn-timeline", "timeline", "georgia")
    draw("drawn-map", "map")


def draw(name: str, *request: str) -> None:
    """Draw a picture by `azrel picture`."""
    path = FOLDER / f"{name}.png"
    command = [sys.executable, "-m", "bot", "picture", *request, "-o", str(path)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shrink(path)


def take(page: Page, path: Path) -> None:
    """Take a picture of a page."""
    page.screenshot(path=path)
    shrink(path)


def shrink(path: Path) -> None:
    """Make a picture small, where Debian's pngquant is there to do so."""
    pngquant = shutil.which("pngquant")
    if pngquant:
        subprocess.run([pngquant, "--force", "--skip-if-larger", "--output", path, "64", path], check=False)


@contextmanager
def opened(browser: Browser, size: dict[str, Any], scheme: Any) -> Iterator[tuple[Page, Path]]:
    """Return a fresh sandbox over a copy of the shipped knowledge, and a page on it."""
    with tempfile.TemporaryDirectory() as scratch:
        knowledge = Path(scratch) / "knowledge"
        shutil.copytree(ROOT / "knowledge", knowledge)
        served = serve(knowledge, Path(scratch) / "log")
        try:
            context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(served.url)
            page.locator("body.ready").wait_for()
            yield page, knowledge
            context.close()
        finally:
            served.stop()


if __name__ == "__main__":
    main()
