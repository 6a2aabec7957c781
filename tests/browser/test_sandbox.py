"""The sandbox in a real browser, as a newcomer and a curator use it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bases import FACT, relation, texts, write_base
from tests.browser.conftest import Served, open_page, serve
from tests.browser.steps import go_to, messages, say

WIDE, NARROW = (1280, 800), (360, 740)


def has_no_sideways_scroll(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_answers_slash_command_in_private(page: Page) -> None:
    say(page, "/ruri sylvania gas")
    reply = messages(page).last

    expect(reply.get_by_role("heading", name="Sylvania")).to_be_visible()
    expect(reply.get_by_text("Only visible to you")).to_be_visible()
    expect(reply).to_contain_text("Sylvania buys natural gas from Ruritania.")
    expect(reply.locator("blockquote").first).to_have_text("the gas flows to Sylvania day and night")
    expect(reply.get_by_role("link", name="The Gazette").first).to_have_attribute(
        "href", "https://gazette.example/2018"
    )


def test_corrects_typo_and_says_so(page: Page) -> None:
    say(page, "/ruri sylvanja")

    expect(messages(page).last).to_contain_text("Showing Sylvania for “sylvanja”.")


def test_answers_mention_in_its_thread(page: Page) -> None:
    say(page, "@ruri what about graustark?")
    asked = messages(page).filter(has_text="what about graustark?").last
    asked.get_by_role("button", name=re.compile("1 reply")).click()
    thread = page.get_by_role("complementary", name=re.compile("Thread"))

    expect(thread.get_by_role("heading", name="Graustark")).to_be_visible()
    say(page, "@ruri and sylvania?", where="Reply in thread")
    expect(thread.get_by_role("heading", name="Sylvania")).to_be_visible()


def test_answers_direct_message_unseen_by_others(page: Page) -> None:
    go_to(page, "ruri")
    say(page, "zenda", where="Message ruri")

    expect(messages(page).last.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("combobox", name="You are").select_option("Ben")
    go_to(page, "ruri")
    expect(page.get_by_role("textbox", name="Message ruri")).to_be_visible()
    expect(messages(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("🇹🇷 energy 🙏", ":flag-tr: energy :pray:"),
        (
            "👍🏼 ☝🏿 👩🏽‍🚀 👨‍👩‍👧",
            ":+1::skin-tone-3: :point_up::skin-tone-6: :female-astronaut::skin-tone-4: :man-woman-girl:",
        ),
    ],
)
def test_sends_emoji_by_name_and_shows_them_as_typed(typed: str, sent: str, page: Page) -> None:
    say(page, f"@ruri {typed}")
    asked = messages(page).filter(has_text=typed).last
    expect(asked.get_by_role("button", name=re.compile("1 reply"))).to_be_visible()

    texts = page.evaluate(
        "import('/page/store.js').then(({ state }) => [...state.messages.values()].map((m) => m.text))"
    )
    assert f"<@U0BOT> {sent}" in texts


def test_invites_bot_to_channel(page: Page) -> None:
    go_to(page, "lounge")
    say(page, "@ruri sylvania", where="Message #lounge")
    page.get_by_role("button", name="Invite ruri").click()
    expect(messages(page).last).to_contain_text("was added to")
    say(page, "@ruri sylvania", where="Message #lounge")

    expect(page.get_by_role("button", name=re.compile("1 reply"))).to_be_visible()


def test_shows_problems_until_fixed(page: Page, served: Served) -> None:
    path = served.folder / "relations" / "zenda.yaml"
    sound = path.read_bytes()
    path.write_bytes(sound.replace(b"kind: place", b"kind: palace"))
    banner = page.get_by_role("alert").filter(has_text="relations/zenda.yaml:3:7")
    expect(banner).to_contain_text("'palace'")

    say(page, "/ruri sylvania")
    expect(messages(page).last.get_by_role("heading", name="Sylvania")).to_be_visible()
    path.write_bytes(sound + b"summary: Zenda is known for its castle.\n")
    expect(banner).to_have_count(0)
    say(page, "/ruri zenda")
    expect(messages(page).last).to_contain_text("This base has no facts about Zenda.")


def test_shows_reading_and_sent_json(page: Page) -> None:
    say(page, "/ruri sylvanja gas")
    page.get_by_role("button", name="Inspect").click()
    inspector = page.get_by_role("complementary", name=re.compile("Inspect"))
    expect(inspector).to_contain_text("1 edit from “Sylvania”")

    reply = messages(page).filter(has_text="Showing Sylvania for “sylvanja”.").last
    reply.hover()
    reply.get_by_role("button", name="Show JSON").click()
    expect(inspector.get_by_role("tab", name="JSON")).to_have_attribute("aria-selected", "true")
    expect(inspector).to_contain_text('"response_type": "ephemeral"')
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    inspector.get_by_role("button", name="Copy").click()
    expect(inspector.get_by_text("Copied")).to_be_visible()
    assert '"response_type": "ephemeral"' in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)><script>document.title='owned'</script>",
        "[x](javascript:alert(1)) <javascript:alert(1)|x> javascript:alert(1)",
        "@channel *bold* _it_ `code` <!here>",
        "\u202egnp.exe " + "x" * 3_000,
    ],
)
def test_escapes_hostile_markup(text: str, page: Page) -> None:
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    title = page.title()
    say(page, f"@ruri {text}")
    say(page, f"/ruri {text}")
    expect(messages(page).last.get_by_role("heading")).to_be_visible()

    assert page.title() == title
    assert page.locator("article script, article img[src=x], a[href^=javascript]").count() == 0
    assert has_no_sideways_scroll(page)


def test_works_by_keyboard_alone(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()
    page.keyboard.type("/ru")
    expect(page.get_by_role("option", name="/ruri a name")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.type("elphberg")
    page.keyboard.press("Enter")
    expect(messages(page).last.get_by_role("heading", name="Which did you mean?")).to_be_visible()

    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Message #general")).to_have_value("/ruri elphberg")
    for _ in range(40):
        # Asked of the page in one step: a button found first may have been drawn anew by the time that it is compared.
        if page.evaluate(
            "document.activeElement.matches('nav button') && document.activeElement.innerText.startsWith('lounge')"
        ):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Message #lounge")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_readable_in_light_and_dark(scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    say(page, "/ruri sylvania")
    heading = messages(page).last.get_by_role("heading", name="Sylvania")
    expect(heading).to_be_visible()
    lightness = "const [r, g, b] = color.match(/[\\d.]+/g).map(Number); return (r + g + b) / 765"
    background = page.evaluate(
        f"(() => {{ const color = getComputedStyle(document.body).backgroundColor; {lightness} }})()"
    )
    text = heading.evaluate(f"(element) => {{ const color = getComputedStyle(element).color; {lightness} }}")

    assert (background < 0.3, text > 0.7) == ((True, True) if scheme == "dark" else (False, False))
    assert abs(background - text) > 0.6


@pytest.fixture
def narrow(browser: Browser, served: Served) -> Iterator[Page]:
    """Return the page in a window as wide as a telephone's."""
    yield from open_page(browser, served, width=NARROW[0], height=NARROW[1])


def test_shows_everything_in_narrow_window(narrow: Page) -> None:
    say(narrow, "/ruri sylvania")
    expect(messages(narrow).last.get_by_role("heading", name="Sylvania")).to_be_visible()
    assert has_no_sideways_scroll(narrow)

    narrow.get_by_role("button", name="Open the sidebar").click()
    go_to(narrow, "lounge")
    expect(narrow.get_by_role("textbox", name="Message #lounge")).to_be_visible()
    assert has_no_sideways_scroll(narrow)


def test_shows_problems_until_sandbox_can_open(browser: Browser, tmp_path: Path) -> None:
    write_base(tmp_path / "base", {**texts(), "relations/zenda.yaml": b"partner: zenda\nname:Zenda\nkind: place\n"})
    served = serve(tmp_path / "base", tmp_path / "log")
    page = browser.new_page()
    try:
        page.goto(served.url)
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("1 problem in the knowledge: the sandbox opens here once they are fixed")
        expect(alert).to_contain_text(
            "relations/zenda.yaml:2:1 not YAML: a colon without its space: write 'name: Zenda'"
        )

        (tmp_path / "base/relations/zenda.yaml").write_text(relation(FACT), "utf-8")

        expect(page.get_by_role("textbox", name="Message #general")).to_be_visible()
    finally:
        page.close()
        assert served.stop() == 0
