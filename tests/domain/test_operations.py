"""An operation is data: it comes back from its encoding as it was, and a fact's hash tells versions apart."""

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
def test_an_operation_comes_back_as_it_was(operation: Operation) -> None:
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
def test_what_an_operation_is_about(operation: Operation, target: str) -> None:
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
def test_lists_grow_by_what_they_lack(current: Fields, added: Fields, merged: Fields) -> None:
    before = dict(current)

    assert merge(current, added) == merged
    assert current == before


def test_the_encoding_is_compact() -> None:
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
def test_another_text_is_no_operation(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        decode_operation(text)


def test_a_hash_tells_fields_apart_and_no_layout() -> None:
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
def test_the_fields_of_a_fact_come_back(fields: Fields | None) -> None:
    assert decode_fields(encode_fields(fields)) == fields
