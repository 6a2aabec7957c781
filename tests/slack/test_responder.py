"""What people type is cut at the door, however long it is."""

import pytest

from bot.slack import responder
from bot.slack.responder import Responder
from tests.bases import TODAY, index

INDEX = index()


@pytest.mark.parametrize(
    ("name", "most", "ask"),
    [
        ("respond", 1_000, lambda asked, text: asked.respond(text)),
        ("complete", 1_000, lambda asked, text: asked.respond(text, "sylvania")),
        ("find_named", 12_000, lambda asked, text: asked.find_named(text)),
        ("suggest_partners", 150, lambda asked, text: asked.suggest(text)),
        ("is_period", 1_000, lambda asked, text: asked.is_period(text)),
    ],
)
def test_what_is_typed_is_cut(name: str, most: int, ask: "object", monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    original = getattr(responder, name)

    def note(text: str, *more: object) -> object:
        read.append(len(text))
        return original(text, *more)

    monkeypatch.setattr(responder, name, note)
    assert callable(ask)
    ask(Responder(lambda: INDEX, lambda: TODAY), "\ufdfa" * 40_000)

    assert read == [most]
