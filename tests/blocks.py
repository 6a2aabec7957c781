"""What tests find in Slack's blocks, and that blocks are harmless."""

import re
from typing import Any

from bot.domain.knowledge import Snapshot
from bot.sandbox import check_message
from tests.bases import snapshot_of, texts

SNAPSHOT = snapshot_of(texts())


def plain(text: str) -> dict[str, Any]:
    """Return a text without markup."""
    return {"type": "plain_text", "text": text}


def elements(node: Any, kind: str) -> list[dict[str, Any]]:
    """Return the elements of a kind in blocks, at any depth."""
    if isinstance(node, list):
        return [found for item in node for found in elements(item, kind)]
    if not isinstance(node, dict):
        return []
    return ([node] if node.get("type") == kind else []) + [
        found for value in node.values() for found in elements(value, kind)
    ]


def assert_inert(message: dict[str, Any], snapshot: Snapshot = SNAPSHOT) -> None:
    """Assert that blocks hold no mrkdwn, no mention, and no link but to sources; and that the text is escaped."""
    assert check_message(message) == []
    assert not elements(message["blocks"], "mrkdwn")
    assert not [
        element
        for kind in ("user", "usergroup", "channel", "broadcast")
        for element in elements(message["blocks"], kind)
    ]
    urls = {source.url for source in snapshot.sources.values()}
    assert urls.issuperset(link["url"] for link in elements(message["blocks"], "link"))
    text = message["text"]
    assert "<" not in text
    assert ">" not in text
    for live in ("@everyone", "@here", "#general", "://"):
        assert live not in text
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", text)
