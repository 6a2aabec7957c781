import pytest

from bot.domain.operations import Fields, Kind, Operation, Value
from bot.reply.curating import Changed
from bot.services.curating import to_changes, to_text
from bot.services.curating.changes import to_after


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
def test_shows_value_in_one_line(value: "Value | None", text: str) -> None:
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
        ({"topics": ["b"], "id": "a"}, {"topics": ["b", "c"], "id": "a"}, (("topics", ("b",), ("b", "c")),)),
        (None, {"keywords": ["x y"]}, (("keywords", "", ("x y",)),)),
        ({"citations": [{"source": "a"}]}, {}, (("citations", "source: a", ""),)),
    ],
)
def test_changes_are_the_keys_that_differ(
    before: Fields | None, after: Fields | None, changes: tuple[Changed, ...]
) -> None:
    assert to_changes(before, after) == changes


HELD: Fields = {"id": "gas", "statement": "Gas.", "keywords": ["pipe"]}


@pytest.mark.parametrize(
    ("kind", "fields", "before", "after"),
    [
        (Kind.ADD, HELD, None, HELD),
        (Kind.EDIT, {"id": "gas", "statement": "Oil."}, HELD, {"id": "gas", "statement": "Oil."}),
        (Kind.RESTORE, HELD, None, HELD),
        (Kind.REMOVE, {}, HELD, None),
        (Kind.VERIFY, {"verified": "2026-01-01"}, HELD, {**HELD, "verified": "2026-01-01"}),
        (Kind.ADD_KEYWORD, {"keywords": ["pipe", "line"]}, HELD, {**HELD, "keywords": ["pipe", "line"]}),
        (Kind.ADD_ALIAS, {"aliases": ["Zendia"]}, None, {"aliases": ["Zendia"]}),
        (Kind.ADD_TOPIC_WORD, {"id": "energy", "words": ["pipe"]}, None, {"id": "energy", "words": ["pipe"]}),
        (Kind.ADD_SOURCE, {"id": "herald"}, None, {"id": "herald"}),
        (Kind.ADD_PARTNER, {"partner": "zenda"}, None, {"partner": "zenda"}),
    ],
)
def test_returns_fields_after_an_operation(
    kind: Kind, fields: Fields, before: Fields | None, after: Fields | None
) -> None:
    assert to_after(Operation(kind, "zenda", "gas", fields), before) == after
