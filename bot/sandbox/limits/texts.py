"""Texts and addresses, of which blocks and elements are made."""

from collections.abc import Iterator
from typing import Any

MAX_OBJECT, MAX_ID, MAX_URL = 3_000, 255, 3_000


def check_text(text: Any, where: str, most: int, types: tuple[str, ...] = ("plain_text", "mrkdwn")) -> Iterator[str]:
    """Check a text object of at most so many characters."""
    if not isinstance(text, dict) or text.get("type") not in types:
        yield f"{where}: not a text object of type {' or '.join(types)}"
        return
    if text["type"] == "mrkdwn" and not text.get("verbatim"):
        yield f"{where}: mrkdwn that is not verbatim turns names and addresses into links"
    yield from check_length(text.get("text"), where, most)


def check_url(url: Any, where: str) -> Iterator[str]:
    """Check an address of the web."""
    if not isinstance(url, str) or not url.startswith(("https://", "http://")) or len(url) > MAX_URL:
        yield f"{where}: not a web address of at most {MAX_URL} characters"


def check_length(text: Any, where: str, most: int) -> Iterator[str]:
    """Check that text is neither empty nor too long."""
    if not isinstance(text, str) or not text:
        yield f"{where}: empty"
    elif len(text) > most:
        yield f"{where}: {len(text)} characters, the most is {most}"


def check_count(items: Any, where: str, most: int, least: int = 1) -> Iterator[str]:
    """Check a list of at least and at most so many items."""
    count = len(items) if isinstance(items, list) else 0
    if not least <= count <= most:
        yield f"{where}: {count}, allowed are {least} to {most}"
