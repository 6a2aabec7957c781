"""Operations round-trip through their encoding, and hashes distinguish versions of a fact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.operations import (
    Difference,
    Fields,
    Kind,
    Operation,
    decode_fields,
    decode_operation,
    differences,
    encode_fields,
    hash_of,
    merge,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
FIELDS = st.dictionaries(
    TEXTS,
    st.recursive(TEXTS, lambda values: st.lists(values) | st.dictionaries(TEXTS, values), max_leaves=6),
    max_size=5,
)


@given(st.builds(Operation, st.sampled_from(Kind), TEXTS, TEXTS, FIELDS, st.none() | TEXTS.filter(bool)))
def test_operation_round_trips_through_its_encoding(operation: Operation) -> None:
    assert decode_operation(operation.encode()) == operation


@pytest.mark.parametrize(
    ("operation", "target"),
    [
        (Operation(Kind.EDIT, "zenda", "gas"), "gas"),
        (Operation(Kind.ADD, "zenda", fields={"id": "gas"}), ""),
        (Operation(Kind.ADD_KEYWORD, "zenda", "gas"), "gas"),
        (Operation(Kind.ADD_ALIAS, "zenda"), "zenda"),
        (Operation(Kind.ADD_PARTNER, "zenda"), "zenda"),
        (Operation(Kind.ADD_SOURCE, "zenda", fields={"id": "herald"}), "herald"),
        (Operation(Kind.ADD_TOPIC_WORD, fields={"id": "energy"}), "energy"),
        (Operation(Kind.ADD_TOPIC_WORD), ""),
    ],
)
def test_target_is_the_id_of_the_changed_entry(operation: Operation, target: str) -> None:
    assert operation.target == target


@pytest.mark.parametrize(
    ("current", "added", "merged"),
    [
        ({}, {}, {}),
        ({"id": "a"}, {"words": ["b"]}, {"id": "a", "words": ["b"]}),
        ({"words": ["a", "b"]}, {"words": ["b", "c "]}, {"words": ["a", "b", "c"]}),
        ({"words": ""}, {"words": ["b"]}, {"words": ["b"]}),
        ({"verified": "2025-01-01"}, {"verified": "2026-01-01"}, {"verified": "2026-01-01"}),
    ],
)
def test_merge_extends_lists_by_missing_items(current: Fields, added: Fields, merged: Fields) -> None:
    before = dict(current)

    assert merge(current, added) == merged
    assert current == before


def test_encoding_leaves_out_empty_values() -> None:
    operation = Operation(Kind.VERIFY, fact="gas", fields={"verified": "2026-11-23"}, base_hash="ab")
    assert (
        operation.encode() == '{"v":1,"op":"verify","fact":"gas","fields":{"verified":"2026-11-23"},"base_hash":"ab"}'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "an operation that is not JSON"),
        ("[]", "not an operation of version 1"),
        ('{"v":2,"op":"add"}', "not an operation of version 1"),
        ('{"v":1}', "of another shape"),
        ('{"v":1,"op":"burn"}', "of another shape"),
        ('{"v":1,"op":["add"]}', "of another shape"),
        ('{"v":1,"op":"add","fact":1}', "of another shape"),
        ('{"v":1,"op":"add","partner":null}', "of another shape"),
        ('{"v":1,"op":"add","base_hash":1}', "of another shape"),
        ('{"v":1,"op":"add","fields":[]}', "of another shape"),
        ('{"v":1,"op":"add","fields":{"when":2020}}', "of another shape"),
        ('{"v":1,"op":"add","fields":{"citations":[{"source":null}]}}', "of another shape"),
    ],
)
def test_refuses_to_decode_other_text(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode_operation(text)


def test_hash_depends_on_fields_and_not_on_layout() -> None:
    fields: Fields = {"id": "gas", "topics": ["a", "b"], "citations": [{"source": "x", "excerpt": "y"}]}

    assert hash_of(fields) == hash_of(
        {"citations": [{"excerpt": " y\n", "source": "x"}], "topics": ("a", "b"), "id": "gas"}
    )
    assert hash_of(fields) != hash_of({**fields, "topics": ["b", "a"]})


def test_differences_come_in_the_order_of_keys() -> None:
    before = {"verified": "2025-01-01", "when": "2020", "topics": ["a"], "id": "gas", "zeal": "x"}
    after = {"verified": "2026-01-01", "topics": ["a", "b"], "id": " gas ", "statement": "Gas."}

    assert differences(before, after) == [
        Difference("statement", None, "Gas."),
        Difference("topics", ["a"], ["a", "b"]),
        Difference("when", "2020", None),
        Difference("verified", "2025-01-01", "2026-01-01"),
        Difference("zeal", "x", None),
    ]


@pytest.mark.parametrize("fields", [None, {}, {"id": "zenda-castle", "topics": ["borders"]}])
def test_fields_round_trip_through_their_encoding(fields: Fields | None) -> None:
    assert decode_fields(encode_fields(fields)) == fields
