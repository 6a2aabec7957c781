"""Short runs of the targets of `tests.benchmarks.fuzzing`."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.strategies import questions
from tests.property.targets import FILES, PATHS, TARGETS, load, parse, read_message, render

# Inputs that once caused a failure, or resemble such inputs.
REGRESSIONS = {
    "loader": [
        b"",
        b"\xff",
        b"\x83\x00\x10\x04\t\0\xff",
        b"\xdf(\0\x050",
        *(bytes([number]) for number in range(len(PATHS))),
    ],
    "message": [
        b"",
        b"[]",
        b'{"text": 5, "blocks": [[], {"type": "text"}], "attachments": {"text": "x"}, "files": [null]}',
        b'{"attachments": [{"message_blocks": [{"message": {"blocks": [{"elements": "x"}]}}]}]}',
        "<@U1> sylvania’s\u2028gas \ud800".encode("utf-8", "surrogatepass"),
    ],
    "parser": [
        b"",
        b"zz",
        b"\xff\xffsylvania\nand 1993?",
        b"zzsylvania gas\nand \xed\xa0\x80",
        b"\0\0last decade\n99 years ago",
    ],
    "renderer": [b"", b"sylvania\nx\n\xed\xa0\x80", b"\xed\xa0\x80 sylvania gas", b"partners page 0\n\n"],
}


@pytest.mark.parametrize(("target", "data"), [(name, data) for name, found in REGRESSIONS.items() for data in found])
def test_regression(target: str, data: bytes) -> None:
    TARGETS[target](data)


@pytest.mark.slow
@given(st.sampled_from(range(len(PATHS))), st.binary(max_size=40), st.integers(0, 65_535), st.integers(0, 60))
def test_any_bytes_in_a_file_are_served_or_refused(path: int, put: bytes, place: int, length: int) -> None:
    load(bytes([path]) + put)
    load(bytes([128 + path]) + place.to_bytes(2, "big") + bytes([length]) + put)
    load(bytes([path]) + FILES[PATHS[path]])


@given(st.binary(min_size=2, max_size=2), questions(), questions())
def test_reads_any_question_on_any_day(day: bytes, before: str, asked: str) -> None:
    parse(day + f"{before}\n{asked}".encode("utf-8", "surrogatepass"))


@given(questions(), questions())
def test_renders_replies_to_any_text(asked: str, around: str) -> None:
    render(f"{asked}\n{around}".encode("utf-8", "surrogatepass"))


@given(
    st.recursive(
        st.none() | questions(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    (
                        "text",
                        "blocks",
                        "attachments",
                        "files",
                        "elements",
                        "type",
                        "title",
                        "fields",
                        "message",
                        "message_blocks",
                    )
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_reads_message_of_any_shape(message: object) -> None:
    read_message(json.dumps(message).encode())
