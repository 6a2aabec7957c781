import pytest

from bot.domain.operations import Fields, Value
from bot.services.curating import to_changes, to_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        ("as it is", "as it is"),
        ([], ""),
        (["energy", "borders"], "energy, borders"),
        ({"source": "gazette", "locator": "page 1"}, "source: gazette; locator: page 1"),
        ([{"source": "a"}, {"source": "b"}], "source: a | source: b"),
        ([{"fact": "x", "because": "newer"}], "fact: x; because: newer"),
    ],
)
def test_a_value_in_one_line(value: "Value | None", text: str) -> None:
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, None, ()),
        ({"statement": "A."}, {"statement": "A."}, ()),
        ({"statement": "A."}, {"statement": " A. "}, ()),
        ({"when": "1993"}, {"when": "1994"}, (("when", "1993", "1994"),)),
        ({"when": "1993"}, {}, (("when", "1993", ""),)),
        (None, {"id": "a", "statement": "A."}, (("id", "", "a"), ("statement", "", "A."))),
        ({"statement": "A."}, None, (("statement", "A.", ""),)),
        ({"topics": ["b"], "id": "a"}, {"topics": ["b", "c"], "id": "a"}, (("topics", "b", "b, c"),)),
    ],
)
def test_changes_are_the_keys_that_differ(
    before: Fields | None, after: Fields | None, changes: tuple[tuple[str, str, str], ...]
) -> None:
    assert to_changes(before, after) == changes
