import pytest

from bot.domain.problems import Location
from bot.loading.documents import parse_document
from bot.loading.files import MAX_BYTES


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"a: [",
            "f.yaml:2:1: not YAML: the brackets before this are not closed, or lack a value: correct them, or put a value with "
            "signs in quotes [syntax]",
        ),
        (
            b"a: {b: c:, d: 1}",
            "f.yaml:1:9: not YAML: a colon within a value in brackets: put the value in quotes [syntax]",
        ),
        (
            b"a: 1\n%b",
            "f.yaml:2:3: not YAML: a line that begins with '%': delete the sign, or put the value in quotes [syntax]",
        ),
        (b"a: !2026-{1", "f.yaml:1:4: not YAML: a value that begins with '!': put the value in quotes [syntax]"),
        (b"a: 'x", "f.yaml:1:4: not YAML: the quotation mark opened here is never closed: close it [syntax]"),
        (b"a:\n\tb: 1", "f.yaml:2:1: not YAML: a tab: indent with spaces [syntax]"),
        (
            b"a: b: c",
            "f.yaml:1:5: not YAML: a second ': ' in one line: put the value in quotes, or correct the indent [syntax]",
        ),
        (b"a: @x", "f.yaml:1:4: not YAML: a value that begins with '@': put it in quotes [syntax]"),
        (b"- a\nb: c", "f.yaml:2:1: not YAML: this line is not part of the list above: correct the indent [syntax]"),
        (
            b"a:\n  b\nc\nd: 1",
            "f.yaml:3:1: not YAML: a key without its colon: write 'key: value', or correct the indent [syntax]",
        ),
        (
            b"a: 1\n\x07b: 2",
            "f.yaml:2:1: control characters are not allowed: delete the invisible character U+0007 here [syntax]",
        ),
        (
            "a: é\x00".encode(),
            "f.yaml:1:5: control characters are not allowed: delete the invisible character U+0000 here [syntax]",
        ),
        ("a: b\u2028c".encode(), "f.yaml:1:5: an invisible line separator, U+2028: delete it [syntax]"),
        (b"a: b\n\tc: d", "f.yaml:2:1: not YAML: a tab: indent with spaces [syntax]"),
        (b"---\na: 1\n---\nb: 2", "f.yaml:3:1: a second document begins here: remove the '---' line [syntax]"),
        (b"", "f.yaml:1:1: the file is empty: delete it or fill it in [syntax]"),
        (b"# only a comment", "f.yaml:1:1: the file is empty: delete it or fill it in [syntax]"),
        (b"a: 1\nb: \xff", "f.yaml:2:4: byte 0xff is not UTF-8: save the file as UTF-8 [not-utf-8]"),
        ("a: 1".encode("utf-16"), "f.yaml:1:1: byte 0xff is not UTF-8: save the file as UTF-8 [not-utf-8]"),
        (b"a: !!int 3", "f.yaml:1:4: tag 'tag:yaml.org,2002:int': remove it, or put the value in quotes [tag]"),
        (b"? [a]: b", "f.yaml:1:3: a key must be a word, not a list or mapping [wrong-type]"),
        (b"a: 1\nb: 2\na: 3", "f.yaml:3:1: key 'a' is already written in line 1: keep one of the two [duplicate-key]"),
        (b"[" * 30_000, "f.yaml:1:33: nested more than 32 deep: check the brackets and indents [too-deep]"),
        (b"{a: " * 30_000, "f.yaml:1:129: nested more than 32 deep: check the brackets and indents [too-deep]"),
    ],
)
def test_refuses_other_than_plain_yaml_at_its_location(content: bytes, expected: str) -> None:
    assert [str(problem) for problem in parse_document("f.yaml", content).problems] == [expected]


def test_refuses_each_anchor_and_alias() -> None:
    problems = parse_document("f.yaml", b"a: &x 1\nb: *x").problems

    assert [str(problem) for problem in problems] == [
        "f.yaml:1:4: anchor &x: remove it, or put the value in quotes [anchor]",
        "f.yaml:2:4: alias *x: write the value out here, or put it in quotes [alias]",
    ]


def test_refuses_file_over_limit_unparsed() -> None:
    (problem,) = parse_document("f.yaml", b"#" * (MAX_BYTES + 1)).problems

    assert str(problem) == "f.yaml:1:1: the file is larger than 2,097,152 bytes: split it [too-large]"
    assert not parse_document("f.yaml", b"a: " + b"x" * (MAX_BYTES - 3)).problems


def test_every_scalar_stays_text() -> None:
    document = parse_document("f.yaml", b"iso: NO\nyear: 2012\nday: 2026-11-23\nempty:\ntrue: 0x1f")

    assert document.data == {"iso": "NO", "year": "2012", "day": "2026-11-23", "empty": "", "true": "0x1f"}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_locations_count_from_one_with_any_line_breaks(line_break: str) -> None:
    document = parse_document("f.yaml", line_break.join(["\ufeffé: 1", "b:", "  - c: ü", "    d: x"]).encode())

    assert document.locate(("b", 0, "d")) == Location("f.yaml", 4, 8)
    assert document.locate(("b", 0, "d"), key=True) == Location("f.yaml", 4, 5)
    assert document.locate(("b", 0, "missing")) == Location("f.yaml", 3, 5)
    assert document.locate(("nowhere",)) == Location("f.yaml", 1, 1)


def test_reports_each_odd_separator_and_reads_on() -> None:
    document = parse_document("f.yaml", "a: b\u2028c\nd: e\x85f\nd: g".encode())

    assert document.data == {"a": "b c", "d": "e f"}
    assert [(problem.location.line, problem.rule) for problem in document.problems] == [
        (1, "syntax"),
        (2, "syntax"),
        (3, "duplicate-key"),
    ]
    assert len(parse_document("f.yaml", ("a: " + "\u2028" * 60_000).encode()).problems) == 100


def test_reports_tab_after_cr_line_breaks() -> None:
    (problem,) = parse_document("f.yaml", b"a:\r\tb: 1").problems

    assert problem.message == "not YAML: a tab: indent with spaces"


@pytest.mark.parametrize("content", [b"a: 1\n", b"\xef\xbb\xbfa: 1\n", b"a: 2\n", b"a: \xff\n", None])
@pytest.mark.parametrize("before", [b"a: 1\n", b"a: \xff\n", None])
def test_does_not_parse_unchanged_file_again(content: bytes | None, before: bytes | None) -> None:
    was = parse_document("f.yaml", before, 1)
    document = parse_document("f.yaml", content, 2, was)

    assert repr(document) == repr(parse_document("f.yaml", content, 2))
    is_same = bool(content and before) and content.endswith(b"1\n") and before.endswith(b"1\n")  # type: ignore[union-attr]
    assert (document.values is was.values) == is_same
    assert (parse_document("f.yaml", content, before=was) is was) == is_same


def test_refuses_file_over_limit_by_byte_order_mark() -> None:
    was = parse_document("f.yaml", b"a: " + b"x" * (MAX_BYTES - 3))
    (problem,) = parse_document("f.yaml", b"\xef\xbb\xbf" + was.text.encode(), before=was).problems

    assert problem.rule == "too-large"
