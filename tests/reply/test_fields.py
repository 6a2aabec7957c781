from typing import Any

import pytest

from bot.reply.fields import read_choice, read_choices, read_text, to_input, to_text_element, to_typeahead
from bot.sandbox import check_view


@pytest.mark.parametrize(
    ("value", "text", "choice", "choices"),
    [
        ({"value": " a\n b\x00 "}, "a b", "", []),
        ({"value": None}, "", "", []),
        ({"value": 5}, "", "", []),
        ({"selected_option": {"value": "a"}}, "", "a", []),
        ({"selected_option": {"value": 5}}, "", "", []),
        ({"selected_option": "a"}, "", "", []),
        ({"selected_options": [{"value": "a"}, {"value": "b"}, {}, "c", {"value": ""}]}, "", "", ["a", "b"]),
        ({"selected_options": {"value": "a"}}, "", "", []),
        ("a", "", "", []),
        (None, "", "", []),
    ],
)
def test_reads_fields_of_any_shape(value: Any, text: str, choice: str, choices: list[str]) -> None:
    for values in ({"x": {"x": value}}, {"x": value}, {}):
        is_there = values == {"x": {"x": value}}
        assert read_text(values, "x") == (text if is_there else "")
        assert read_choice(values, "x") == (choice if is_there else "")
        assert read_choices(values, "x") == (choices if is_there else [])


def test_reads_chosen_ids_by_key() -> None:
    assert read_text({"x": {"x": {"selected_user": "UADA"}}}, "x", "selected_user") == "UADA"


@pytest.mark.parametrize(
    ("element", "filled"),
    [
        (to_text_element("", 10), None),
        (to_text_element(None, 10), None),
        (to_text_element(["a"], 10), None),
        (to_text_element("a" * 20, 10, is_long=True), "a" * 10),
        (to_typeahead(), None),
    ],
)
def test_fields_are_valid_blocks(element: dict[str, Any], filled: str | None) -> None:
    block = to_input("x", "Label", element, hint="Hint", optional=True)
    title = {"type": "plain_text", "text": "x"}

    assert check_view({"type": "modal", "title": title, "submit": title, "blocks": [block]}) == []
    assert (block["block_id"], block["element"]["action_id"]) == ("x", "x")
    assert block["element"].get("initial_value") == filled
    assert "hint" not in to_input("x", "Label", element)
