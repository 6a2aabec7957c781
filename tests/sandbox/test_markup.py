import pytest

from bot.sandbox.markup import to_markup, to_unescaped
from bot.sandbox.workspace import Workspace
from bot.slack import to_typed

WORKSPACE = Workspace("ruri")


def marked(text: str, *, labelled: bool = False) -> str:
    return to_markup(text, WORKSPACE.people.values(), WORKSPACE.channels.values(), labelled=labelled)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("@ruri and @Ada, hi", "<@U0BOT> and <@U1>, hi"),
        ("mail ada@ruri.example", "mail ada@ruri.example"),
        ("@nobody #nowhere", "@nobody #nowhere"),
        ("#general @channel @here", "<#C1|general> <!channel> <!here>"),
        ("a <b> & c", "a &lt;b&gt; &amp; c"),
        ("see https://a.example/?x=1&y=2 now", "see <https://a.example/?x=1&amp;y=2> now"),
        ("https://a.example/@ruri", "<https://a.example/@ruri>"),
        ("`@ruri` @ruri ```\n@ruri https://a.example```", "`@ruri` <@U0BOT> ```\n@ruri https://a.example```"),
        ("🇹🇷 & 🙏 @Ada👍🏼", ":flag-tr: &amp; :pray: <@U1>:+1::skin-tone-3:"),
        ("`🙏` 🙏 ```\n🙏```", "`🙏` :pray: ```\n🙏```"),
        ("🙏 https://a.example/🙏 🙏", ":pray: <https://a.example/🙏> :pray:"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_encodes_text_as_slack_does(typed: str, sent: str) -> None:
    assert marked(typed) == sent


def test_encodes_mentions_in_commands_with_names() -> None:
    assert marked("@Ada", labelled=True) == "<@U1|ada>"


def test_names_emoji_in_unescaped_commands() -> None:
    typed = "@Ada a<b & 🇹🇷 `🙏` https://a.example/🙏"

    assert to_unescaped(typed) == typed.replace("🇹🇷", ":flag-tr:")


@pytest.mark.parametrize("typed", ["a < b & c", "turkey", "&lt;"])
def test_encoded_text_reads_back_as_typed(typed: str) -> None:
    assert to_typed(marked(f"@Ada {typed} #general https://a.example/x")) == typed
