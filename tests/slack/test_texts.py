import pytest

from bot.slack.texts import to_typed


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("turkey", "turkey"),
        ("<@U0BOT> turkey", "turkey"),
        ("<@U0BOT|azrel> turkey <!here>", "turkey"),
        ("oil &amp; gas &lt;now&gt;", "oil & gas <now>"),
        ("&amp;lt;", "&lt;"),
        ("see <https://a.example/x|the page>", "see  the page"),
        ("<mailto:a@b.example|a@b.example> <https://b.example> turkey", "turkey"),
        ("<#C1|general> turkey", "turkey"),
        ("<#C1> turkey", "turkey"),
        ("<!channel>", ""),
        ("", ""),
    ],
)
def test_decodes_text_as_typed(sent: str, typed: str) -> None:
    assert to_typed(sent) == typed
