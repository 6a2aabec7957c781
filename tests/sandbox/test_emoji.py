import json
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sandbox.emoji import to_shortcodes

EMOJI: dict[str, str] = json.loads((files("bot.sandbox") / "page" / "emoji.json").read_bytes())
KEYCAPS = set("0123456789#*")
PARTS = sorted(set("".join(EMOJI.values())) | set("a:`@ \ufe0e\U000e0067"))


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("thanks 🙏", "thanks :pray:"),
        ("🙏🙏ok", ":pray::pray:ok"),
        # With and without the selector.
        ("❤️ ❤ ☎️ ☎", ":heart: :heart: :phone: :phone:"),
        ("❤\ufe0e", "❤\ufe0e"),
        # Skin tones.
        ("👍🏼 ☝🏿 ☝️🏿", ":+1::skin-tone-3: :point_up::skin-tone-6: :point_up::skin-tone-6:"),
        ("🏽", ":skin-tone-4:"),
        # Joined emoji.
        ("👩‍🚀 👩🏽‍🚀", ":female-astronaut: :female-astronaut::skin-tone-4:"),
        ("🕵️‍♂️ 🕵‍♂ 🕵🏻‍♂️", ":male-detective: :male-detective: :male-detective::skin-tone-2:"),
        ("👨‍👩‍👧‍👦 👨‍👩‍👧 👨", ":man-woman-girl-boy: :man-woman-girl: :man:"),
        ("❤️‍🔥 🏳️‍🌈 🏴‍☠️", ":heart_on_fire: :rainbow-flag: :pirate_flag:"),
        ("1️⃣ 2⃣ #️⃣ *️⃣ 1 # *", ":one: :two: :hash: :keycap_star: 1 # *"),
        # Flags.
        ("🇹🇷🇦🇿 🇪🇺", ":flag-tr::flag-az: :flag-eu:"),
        ("🇨🇳🇩🇪🇪🇸🇫🇷🇬🇧🇮🇹🇯🇵🇰🇷🇷🇺🇺🇸", ":cn::de::es::fr::gb::it::jp::kr::ru::us:"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴", ":flag-england: :waving_black_flag:"),
        # The primary one of several names, also where it is not the first by the alphabet.
        ("🐝 💩 🏃 🤫 🍳 👬", ":bee: :hankey: :runner: :shushing_face: :fried_egg: :two_men_holding_hands:"),
        # Emoji without a name, of which no part is named either.
        ("🇽🇽 🇹 🏴󠁵󠁳󠁴󠁸󠁿", "🇽🇽 🇹 🏴󠁵󠁳󠁴󠁸󠁿"),
        ("🧑🏻‍🤝‍🧑🏿 👩‍👩‍🚀", "🧑🏻‍🤝‍🧑🏿 👩‍👩‍🚀"),
        ("Łódź — “naïve” ½ \ud800", "Łódź — “naïve” ½ \ud800"),
    ],
)
def test_names_emoji_as_slack_does(typed: str, sent: str) -> None:
    assert to_shortcodes(typed) == sent


def test_names_of_emoji_are_unique() -> None:
    named = {characters: to_shortcodes(characters) for characters in EMOJI.values()}

    assert {characters: EMOJI.get(name.strip(":")) for characters, name in named.items()} == {c: c for c in named}
    assert {characters: to_shortcodes(characters.replace("\ufe0f", "")) for characters in named} == named


@given(st.lists(st.sampled_from(PARTS) | st.sampled_from(sorted(EMOJI.values()))).map("".join))
@example("🇽🇹🇷")
def test_naming_is_idempotent(typed: str) -> None:
    sent = to_shortcodes(typed)

    assert to_shortcodes(sent) == sent


@given(st.text(st.characters(exclude_characters=sorted(set("".join(EMOJI.values())) - KEYCAPS))))
@example("see #1 at 10:30, *now* — `x`")
def test_text_without_emoji_is_unchanged(text: str) -> None:
    assert to_shortcodes(text) == text
