"""Drafts, and the parts of windows and messages, for the tests of curating."""

from typing import Any

from bot.domain.operations import Fields, Kind, Operation
from bot.reply.curating import Draft, Preview
from tests.bases import snapshot_of, texts

SNAPSHOT = snapshot_of(texts())
GAS = SNAPSHOT.facts["sylvania-gas"]
# How a preview shows that fact.
SHOWN = (
    "Sylvania buys natural gas from Ruritania.\nsince 2005 · current as of 27 July 2018 · "
    "The Gazette, Gazette Press, page 2, quotation not yet verifiedthe gas flows to Sylvania day and night"
)

FIELDS: Fields = {
    "id": "sylvania-gas",
    "statement": "Sylvania buys natural gas from Ruritania.",
    "topics": ["energy"],
    "when": "2005/..",
    "keywords": ["supply contract", "gas deal"],
    "citations": [
        {"source": "gazette-2018", "locator": "page 2", "excerpt": "the gas flows"},
        {"source": "almanac-2026", "locator": "page 9"},
    ],
    "verified": "2026-11-01",
}


def draft(kind: Kind = Kind.ADD, *, partner: str = "sylvania", fact: str = "", note: str = "", **fields: Any) -> Draft:
    """Return a draft of these fields alone."""
    return Draft("P7", Operation(kind, partner, fact, fields), note)


def whole(kind: Kind = Kind.EDIT) -> Draft:
    """Return a draft of a fact with all its fields."""
    return Draft("P7", Operation(kind, "sylvania", "sylvania-gas", FIELDS))


def inputs(window: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the elements of a window's fields by the ids of their blocks."""
    found = {block["block_id"]: block["element"] for block in window["blocks"] if block["type"] == "input"}
    assert all(element["action_id"] == field for field, element in found.items())
    return found


def buttons(blocks: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return the label, the act and the value of each button."""
    found = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    return [
        (one["text"]["text"], one["action_id"].partition(".")[0].removeprefix("curate-"), one.get("value", ""))
        for one in found
    ]


def lines(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the text of each block but the buttons and fields; a person is `@id`."""
    return [text for block in blocks if (text := _text_of(block))]


def _text_of(node: Any) -> str:
    match node:
        case {"type": "input" | "actions"}:
            return ""
        case {"type": "user", "user_id": str(user)}:
            return f"@{user}"
        case {"text": str(text)}:
            return text
        case {"text": dict(text)}:
            return _text_of(text)
        case {"elements": list(elements)}:
            return "".join(map(_text_of, elements))
    return ""


def marked(block: dict[str, Any]) -> str:
    """Return the words of changes, with ~struck~, *bold* and _italic_ marks."""
    marks = {"strike": "~", "bold": "*", "italic": "_"}
    pieces = []
    for element in block["elements"][0]["elements"]:
        mark = "".join(marks[style] for style in element.get("style", {}))
        pieces.append(f"{mark}{element['text']}{mark}")
    return "".join(pieces)


def preview(kind: Kind = Kind.EDIT, *changes: tuple[str, str, str], is_there: bool = True) -> Preview:
    """Return the preview of a change of that fact."""
    return Preview(kind=kind, snapshot=SNAPSHOT, fact=GAS if is_there else None, changes=changes)
